"""Fetching with care: public addresses only, robots.txt, a rate per host, retries with back-off, size and time limits."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from armsledger.errors import FetchError
from armsledger.sources.addresses import PublicOnly, Resolve, resolved
from armsledger.sources.opening import MEGABYTE, Fetched

AGENT = "armsledger/0.1 (+https://example.org/armsledger)"
_REDIRECTS = 6
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_MOVED = frozenset((301, 302, 303, 307, 308))
_ROBOTS_SIZE = 500_000  # Source: RFC 9309, section 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How the network is used. Times in seconds, `size` in bytes after unpacking."""

    timeout: float = 20.0
    deadline: float = 90.0
    retries: int = 2
    back_off: float = 1.0
    patience: float = 60.0
    interval: float = 1.0
    size: int = 50 * MEGABYTE
    robots: bool = True
    allow_private: bool = False
    agent: str = AGENT


class Fetcher:
    """Fetches addresses one after another; remembers what hosts allow and when they were last asked."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        resolve: Resolve = resolved,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.manners = manners or Manners()
        self._clock, self._sleep, self._now = clock, sleep, now or (lambda: datetime.now(UTC))
        self._asked: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | None] = {}
        transport = httpx.HTTPTransport(trust_env=False)
        transport._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=8,
            network_backend=PublicOnly(self.manners.allow_private, resolve),
        )
        self._client = httpx.Client(
            transport=transport,
            timeout=self.manners.timeout,
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": self.manners.agent},
        )

    def close(self) -> None:
        self._client.close()

    def __call__(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What stands at `url`. Raises FetchError with a stable code."""
        headers = {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}
        for _ in range(_REDIRECTS):
            self._check(url)
            if self.manners.robots and not self._allowed(url):
                raise FetchError("the site's robots.txt asks not to fetch this", "robots")
            status, answer, location = self._patiently(url, headers)
            if status in _MOVED and location:
                url = urljoin(url, location)
                continue
            return answer
        raise FetchError(f"more than {_REDIRECTS} redirects", "too_many_redirects")

    def _check(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError as error:
            raise FetchError(f"no address: {url}", "bad_address") from error
        if parts.scheme not in ("http", "https"):
            raise FetchError(f"only http and https are fetched, not {parts.scheme}:", "bad_scheme")
        if not parts.hostname or parts.username or parts.password:
            raise FetchError("an address needs a host and carries no password", "bad_address")

    def _patiently(self, url: str, headers: dict[str, str]) -> tuple[int, Fetched, str | None]:
        """The answer, asked for again after a pause where the server is busy or the line breaks."""
        for attempt in range(self.manners.retries + 1):
            last = attempt == self.manners.retries
            pause = self.manners.back_off * 2**attempt
            try:
                status, fetched, location, wait = self._once(url, headers)
            except FetchError as error:
                if last or error.code not in ("timeout", "fetch_failed"):
                    raise
            else:
                if status not in _AGAIN or last:
                    self._refuse(status)
                    return status, fetched, location
                pause = min(max(pause, wait), self.manners.patience)
            self._sleep(pause)
        raise AssertionError("unreachable")

    def _refuse(self, status: int) -> None:
        if status >= 400 or (status < 200):
            raise FetchError(f"the server answered {status}", "not_there" if status in (404, 410) else "http_status")

    def _once(self, url: str, headers: dict[str, str]) -> tuple[int, Fetched, str | None, float]:
        self._wait(urlsplit(url).netloc)
        limit = self._clock() + self.manners.deadline
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                data = bytearray()
                told = answer.headers.get("Content-Length", "")
                if told.isdecimal() and int(told[:20]) > self.manners.size:
                    raise FetchError(
                        f"{int(told[:20]) // MEGABYTE:,} MB, larger than {self.manners.size // MEGABYTE} MB",
                        "too_large",
                    )
                if answer.status_code < 300:
                    for chunk in answer.iter_bytes():
                        data += chunk
                        if len(data) > self.manners.size:
                            raise FetchError(f"larger than {self.manners.size // MEGABYTE} MB", "too_large")
                        if self._clock() > limit:
                            raise FetchError(f"still not all there after {self.manners.deadline:.0f} s", "timeout")
                media_type = answer.headers.get("Content-Type", "")
                fetched = Fetched(
                    url=url,
                    data=None if answer.status_code == 304 else bytes(data),
                    media_type=media_type.split(";")[0].strip().lower(),
                    charset=answer.charset_encoding,
                    etag=answer.headers.get("ETag"),
                    modified=answer.headers.get("Last-Modified"),
                    fetched_at=self._now(),
                )
                return (
                    answer.status_code,
                    fetched,
                    answer.headers.get("Location"),
                    self._after(answer.headers.get("Retry-After")),
                )
        except httpx.TimeoutException as error:
            raise FetchError(f"no answer within {self.manners.timeout:.0f} s", "timeout") from error
        except (httpx.ConnectError, ssl.SSLError) as error:
            code = "tls" if "SSL" in str(error) or "certificate" in str(error).lower() else "fetch_failed"
            raise FetchError(f"cannot connect ({error})", code) from error
        except httpx.DecodingError as error:
            raise FetchError(f"the answer cannot be unpacked ({error})", "damaged_answer") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise FetchError(f"the answer broke off ({error})", "fetch_failed") from error

    def _wait(self, host: str) -> None:
        """Two questions to one host lie `interval` apart."""
        pause = self._asked.get(host, float("-inf")) + self.manners.interval - self._clock()
        if pause > 0:
            self._sleep(pause)
        self._asked[host] = self._clock()

    def _after(self, value: str | None) -> float:
        if not value:
            return 0.0
        if value.isdigit():
            return float(min(int(value), 86_400))
        try:
            return max(0.0, (parsedate_to_datetime(value) - self._now()).total_seconds())
        except (ValueError, TypeError):
            return 0.0

    def _allowed(self, url: str) -> bool:
        """What robots.txt says; a site without one allows, a site whose server fails does not. Source: RFC 9309."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules(site)
        rules = self._robots[site]
        return rules is None or rules.can_fetch(self.manners.agent, url)

    def _rules(self, site: str) -> RobotFileParser | None:
        rules = RobotFileParser()
        url = f"{site}/robots.txt"
        try:
            for _ in range(_REDIRECTS):
                status, fetched, location = self._patiently(url, {})
                if status not in _MOVED or not location:
                    break
                url = urljoin(url, location)
                self._check(url)
        except FetchError as error:
            if error.code in ("not_there", "http_status") and str(error)[-3:-2] != "5":
                return None
            if error.code in ("http_status", "timeout"):
                rules.parse(["User-agent: *", "Disallow: /"])
                return rules
            raise
        rules.parse((fetched.data or b"")[:_ROBOTS_SIZE].decode("utf-8", "replace").splitlines())
        return rules

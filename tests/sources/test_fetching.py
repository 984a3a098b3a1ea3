"""Fetching from a server of our own that misbehaves in every way: each a clear problem, memory and time bounded."""

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from armsledger.errors import FetchError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources import Opening, open_place
from armsledger.sources.addresses import is_public
from armsledger.sources.fetching import Fetcher, Manners

STORY = (
    "<html><head><title>Boats</title></head><body><h1>Boats for Norland</h1><p>"
    + "Norland has ordered nine patrol boats from Sudria, its navy said on Monday. " * 5
    + "</p></body></html>"
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>
<item><title>Boats for Norland</title><link>/story</link><pubDate>Mon, 05 May 2031 08:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>/gone</link></item><item><title>Boats again</title><link>/story?again</link></item></channel></rss>"""


class Handler(BaseHTTPRequestHandler):
    asked: list[str]
    failures: dict[str, int]

    def log_message(self, *args: Any) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        headers.setdefault("Content_Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        name = self.path.strip("/").split("?")[0].replace(".", "_").replace("/", "_")
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, f"on_{name}", lambda: self.answer(404))()

    def on_story(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(304)
        else:
            self.answer(200, STORY.encode(), Content_Type="text/html; charset=utf-8", ETag='"v1"')

    def on_robots_txt(self) -> None:
        self.answer(200, b"User-agent: *\nDisallow: /private/\n", Content_Type="text/plain")

    def on_private_page(self) -> None:
        self.answer(200, STORY.encode(), Content_Type="text/html")

    def on_inside(self) -> None:
        self.answer(302, Location="http://10.0.0.1/")

    def on_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def on_loop(self) -> None:
        self.answer(302, Location="/loop")

    def on_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while True:
            self.wfile.write(b"<p>more and more</p>" * 2000)

    def on_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def on_silent(self) -> None:
        time.sleep(2)

    def on_liar(self) -> None:
        self.answer(200, b"<p>short</p>", Content_Length="100000", Content_Type="text/html")
        self.close_connection = True

    def on_bomb(self) -> None:
        self.answer(200, gzip.compress(b"\0" * 40_000_000), Content_Encoding="gzip", Content_Type="text/html")

    def on_badzip(self) -> None:
        self.answer(200, b"this is not gzip", Content_Encoding="gzip", Content_Type="text/html")

    def on_busy(self) -> None:
        left = type(self).failures.get("busy", 2)
        type(self).failures["busy"] = left - 1
        self.answer(503 if left > 0 else 200, STORY.encode(), Content_Type="text/html", Retry_After="1")

    def on_feed(self) -> None:
        self.answer(200, FEED.encode(), Content_Type="application/rss+xml")

    def on_picture(self) -> None:
        self.answer(200, b"\x89PNG", Content_Type="image/png")


@pytest.fixture
def server() -> Iterator[str]:
    Handler.asked, Handler.failures = [], {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def fetcher(slept: list[float]) -> Iterator[Fetcher]:
    manners = Manners(allow_private=True, interval=0, size=2_000_000, timeout=1.0, deadline=0.6, retries=2)
    made = Fetcher(manners, sleep=slept.append, resolve=_resolve)
    yield made
    made.close()


def _resolve(host: str, port: int) -> list[str]:
    return [host]


def code_of(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher(url)
    return caught.value.code


def test_a_page_at_an_address_is_a_page_with_that_id(server: str, fetcher: Fetcher) -> None:
    (page,) = open_place(f"{server}/story", Opening(fetch=fetcher))
    assert isinstance(page, Page)
    assert (page.document, page.url) == (f"{server}/story",) * 2
    assert "nine patrol boats" in page.text
    assert page.fetched_at is not None


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("gone", "not_there"),
        ("loop", "too_many_redirects"),
        ("file", "bad_scheme"),
        ("endless", "too_large"),
        ("slow", "timeout"),
        ("silent", "timeout"),
        ("liar", "fetch_failed"),
        ("bomb", "too_large"),
        ("badzip", "damaged_answer"),
        ("private/page", "robots"),
    ],
)
def test_a_server_that_misbehaves_is_told_by_code(server: str, fetcher: Fetcher, path: str, code: str) -> None:
    assert code_of(fetcher, f"{server}/{path}") == code


def test_a_busy_server_is_asked_again_when_it_says(server: str, fetcher: Fetcher, slept: list[float]) -> None:
    assert fetcher(f"{server}/busy").data is not None
    assert slept == [1.0, 2.0]


def test_what_has_not_changed_is_not_sent_again(server: str, fetcher: Fetcher) -> None:
    first = fetcher(f"{server}/story")
    assert fetcher(f"{server}/story", etag=first.etag).data is None


def test_one_host_is_asked_at_its_rate(server: str) -> None:
    slept: list[float] = []
    careful = Fetcher(
        Manners(allow_private=True, interval=5, robots=False), sleep=slept.append, clock=lambda: 100.0, resolve=_resolve
    )
    careful(f"{server}/story")
    careful(f"{server}/story")
    careful.close()
    assert slept == [5.0]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://post.example/x",
        "file:///etc/passwd",
        "http://",
        "http://a:b@post.example/",
        "http://post.example:99999/",
        "javascript:1",
    ],
)
def test_other_schemes_and_broken_addresses_are_refused(fetcher: Fetcher, url: str) -> None:
    assert code_of(fetcher, url) in ("bad_scheme", "bad_address")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "nonsense",
    ],
)
def test_addresses_that_lead_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1::1")


def test_a_private_address_is_refused_unless_allowed(server: str) -> None:
    careful = Fetcher(Manners(robots=False, interval=0), resolve=_resolve)
    assert code_of(careful, f"{server}/story") == "private_address"
    careful.close()
    assert Handler.asked == []


def test_a_redirect_inside_is_refused(server: str) -> None:
    """The first host counts as public here, the one it points at does not."""
    port = int(server.rsplit(":", 1)[1])
    answers = {"post.example": ["127.0.0.1"], "10.0.0.1": ["10.0.0.1"]}
    from armsledger.sources import addresses

    real = addresses.is_public
    careful = Fetcher(Manners(robots=False, interval=0, retries=0), resolve=lambda host, _: answers[host])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(addresses, "is_public", lambda a: a == "127.0.0.1" or real(a))
        assert code_of(careful, f"http://post.example:{port}/inside") == "private_address"
    careful.close()


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers differently the second time is asked once a connection, and that answer is what is used."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    connected: list[str] = []

    def connect(self: Any, host: str, *args: Any, **kwargs: Any) -> Any:
        connected.append(host)
        raise __import__("httpcore").ConnectError("no network here")

    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    careful = Fetcher(
        Manners(robots=False, interval=0, retries=1), sleep=lambda _: None, resolve=lambda host, port: next(answers)
    )
    assert code_of(careful, "http://rebind.example/") == "private_address"
    careful.close()
    assert connected == ["93.184.216.34"]


def test_broken_tls_is_told(fetcher: Fetcher) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def reply() -> None:
            for _ in range(6):
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(100)
                    connection.sendall(b"HTTP/1.0 200 OK\r\n\r\nno tls here")

        threading.Thread(target=reply, daemon=True).start()
        assert code_of(fetcher, f"https://127.0.0.1:{listening.getsockname()[1]}/") == "tls"


def test_a_feed_gives_the_pages_it_lists_and_tells_of_those_that_are_gone(server: str, fetcher: Fetcher) -> None:
    found = list(open_place(f"{server}/feed", Opening(fetch=fetcher)))
    pages = [p for p in found if isinstance(p, Page)]
    assert [p.document for p in pages] == [f"{server}/story", f"{server}/story?again"]
    assert ("published", "2031-05-05") in pages[0].meta
    assert [(p.code, p.place) for p in found if isinstance(p, Problem)] == [("not_there", f"{server}/gone")]


def test_pictures_are_no_pages(server: str, fetcher: Fetcher) -> None:
    assert [p.code for p in open_place(f"{server}/picture", Opening(fetch=fetcher)) if isinstance(p, Problem)] == [
        "unsupported"
    ]

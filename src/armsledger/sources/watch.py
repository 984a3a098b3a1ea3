"""A watch list: feeds and pages asked again and again for what is new. The state is a value; who keeps it is the caller's."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from armsledger.errors import FetchError, UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources.feeds import is_feed
from armsledger.sources.opening import Fetch, Opening
from armsledger.sources.places import guarded
from armsledger.sources.web import listed, open_entry, open_fetched

_REMEMBERED = 5000  # addresses; feeds list a few hundred
_TRIES = 3  # after which an entry that cannot be had is let go


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One watched address: what the server said last, which entries were read, which failed and how often."""

    url: str
    etag: str | None = None
    modified: str | None = None
    seen: tuple[str, ...] = ()
    failed: tuple[tuple[str, int], ...] = ()
    polled_at: str | None = None
    failures: int = 0
    problem: str | None = None

    def json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def parse(cls, record: dict[str, Any]) -> "Watched":
        record = dict(record)
        record["seen"] = tuple(record.get("seen", ()))
        record["failed"] = tuple((str(u), int(n)) for u, n in record.get("failed", ()))
        return cls(**record)


def poll(watched: Watched, fetch: Fetch, opening: Opening, now: datetime) -> Iterator[Page | Problem | Watched]:
    """What is new at the watched address, problems told, and last the state to keep. Never raises for what the net does."""
    polled = replace(watched, polled_at=now.isoformat(timespec="seconds"))
    try:
        fetched = fetch(watched.url, etag=watched.etag, modified=watched.modified)
        data = fetched.data
        if data is None:
            yield replace(polled, failures=0, problem=None)
            return
        entries = listed(data, fetched.url, fetch) if is_feed(data, fetched.media_type) else None
    except (FetchError, UnreadableError) as error:
        yield Problem(code=error.code, message=str(error), place=watched.url)
        yield replace(polled, failures=watched.failures + 1, problem=f"{error} [{error.code}]")
        return
    polled = replace(polled, etag=fetched.etag, modified=fetched.modified, failures=0, problem=None)
    if entries is None:
        yield from guarded(open_fetched(fetched, opening), watched.url)
        yield polled
        return
    seen, failed = dict.fromkeys(watched.seen), dict(watched.failed)
    for entry in entries:
        if entry.url in seen:
            continue
        found = False
        for item in guarded(open_entry(entry, fetch, opening), entry.url):
            found = found or isinstance(item, Page)
            yield item
        failed[entry.url] = failed.get(entry.url, 0) + (not found)
        if found or failed[entry.url] >= _TRIES:
            failed.pop(entry.url)
            seen[entry.url] = None
    if failed:  # the server would answer that nothing changed, and the entry would never be tried again
        polled = replace(polled, etag=None, modified=None)
    yield replace(polled, seen=tuple(seen)[-_REMEMBERED:], failed=tuple(failed.items()))

"""A watch list: feeds and pages asked again and again for what is new. The state is a value; who keeps it is the caller's."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from armsledger.errors import FetchError, UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources.feeds import Entry, is_feed
from armsledger.sources.opening import Fetch, Opening
from armsledger.sources.places import guarded
from armsledger.sources.web import ENTRIES, listed, open_entry, open_fetched

_REMEMBERED = 5000  # addresses that the feed no longer lists
_CHANGED = 50  # pages asked for again at a time because the feed says that they changed
_TRIES = 3  # after which an entry that cannot be had is let go


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One watched address: what the server said last, which entries were read (and as of which change), which failed how often."""

    url: str
    etag: str | None = None
    modified: str | None = None
    seen: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, int], ...] = ()
    polled_at: str | None = None
    failures: int = 0
    problem: str | None = None

    def json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def parse(cls, record: dict[str, Any]) -> "Watched":
        record = dict(record)
        record["seen"] = tuple((s, "") if isinstance(s, str) else (s[0], s[1]) for s in record.get("seen", ()))
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
    seen, failed = dict(watched.seen), dict(watched.failed)
    yield from (e for e in entries if isinstance(e, Problem))
    pages = [e for e in entries if not isinstance(e, Problem)]
    fresh = [e for e in pages if e.url not in seen]
    due = (fresh + [e for e in pages if _changed(e, seen)][:_CHANGED])[:ENTRIES]
    for entry in due:
        found = False
        for item in guarded(open_entry(entry, fetch, opening), entry.url):
            found = found or isinstance(item, Page)
            yield item
        failed[entry.url] = failed.get(entry.url, 0) + (not found)
        if found or failed[entry.url] >= _TRIES:
            failed.pop(entry.url)
            seen.pop(entry.url, None)
            seen[entry.url] = entry.changed or ""
    if failed or len(fresh) > len(
        due
    ):  # the server would answer that nothing changed, and these would never be asked for
        polled = replace(polled, etag=None, modified=None)
    listed_now = {e.url for e in pages}
    old = set([url for url in seen if url not in listed_now][:-_REMEMBERED])
    kept = tuple((url, change) for url, change in seen.items() if url not in old)
    yield replace(polled, seen=kept, failed=tuple(failed.items()))


def _changed(entry: Entry, seen: dict[str, str]) -> bool:
    """Whether the feed says of a page that was read that it was written anew since."""
    return bool(entry.changed) and entry.url in seen and seen[entry.url] not in ("", entry.changed)

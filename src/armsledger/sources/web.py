"""An address becomes pages: the page itself, or the pages a feed lists."""

import io
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from armsledger.errors import FetchError, UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources.feeds import Entry, entries, is_feed
from armsledger.sources.fetching import Fetcher
from armsledger.sources.opening import Blob, Fetch, Fetched, Opened, Opening
from armsledger.sources.places import OPENERS, guarded, open_blob, sniffed

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
}
# Types that say little: the address's ending tells more.
_VAGUE = frozenset(
    (
        "",
        "application/octet-stream",
        "binary/octet-stream",
        "application/gzip",
        "application/x-gzip",
        "application/x-tar",
    )
)
ENTRIES = 500  # pages read from one feed at a time
_LISTS = 20  # sitemaps followed from one index


def open_url(url: str, opening: Opening) -> Opened:
    """The page at `url`; where a feed or sitemap stands there, the pages it lists. Problems name the address."""
    fetch = opening.fetch or Fetcher(now=opening.now)
    fetched = fetch(url)
    data = fetched.data or b""
    if is_feed(data, fetched.media_type):
        yield from open_entries(listed(data, fetched.url, fetch), fetched.url, fetch, opening)
    else:
        yield from open_fetched(fetched, opening)


def open_entries(found: Iterable[Entry | Problem], url: str, fetch: Fetch, opening: Opening) -> Opened:
    """The pages of a list's first entries, and what was wrong with the list."""
    left = ENTRIES
    for entry in found:
        if isinstance(entry, Problem):
            yield entry
        elif left:
            left -= 1
            yield from guarded(open_entry(entry, fetch, opening), entry.url)
        else:
            message = f"lists more than {ENTRIES} pages; put it on the watch list to have the others in turn"
            yield Problem(code="too_many_members", message=message, place=url)
            return


def listed(data: bytes, url: str, fetch: Fetch) -> list[Entry | Problem]:
    """The pages that a feed lists, those of the sitemaps it names included; a list that cannot be had is told.

    Raises UnreadableError where the feed itself cannot be read.
    """
    first = entries(data, url)
    found: dict[str, Entry | Problem] = {e.url: e for e in first if not e.sitemap}
    waiting = deque(e.url for e in first if e.sitemap)
    asked = {url}
    while waiting and len(asked) <= _LISTS:
        if (place := waiting.popleft()) in asked:
            continue
        asked.add(place)
        try:
            more = entries(fetch(place).data or b"", place)
        except (FetchError, UnreadableError) as error:
            found[place] = Problem(code=error.code, message=str(error), place=place)
            continue
        waiting.extend(e.url for e in more if e.sitemap)
        found.update((e.url, e) for e in more if not e.sitemap)
    if waiting:
        message = f"names more than {_LISTS} other lists; {len(waiting):,} were not asked, watch those you need"
        found[url] = Problem(code="too_many_members", message=message, place=url)
    return list(found.values())


def open_entry(entry: Entry, fetch: Fetch, opening: Opening) -> Opened:
    """The page behind a feed's entry, with the day and title the feed gives where the page gives none."""
    for found in open_fetched(fetch(entry.url), opening):
        yield with_entry(found, entry) if isinstance(found, Page) else found


def with_entry(page: Page, entry: Entry) -> Page:
    given = tuple((k, v) for k, v in (("published", entry.published), ("title", entry.title)) if v)
    return replace(page, meta=(*page.meta, *given))


def open_fetched(fetched: Fetched, opening: Opening) -> Opened:
    """The pages in an answer; a page's document id is its address."""
    data = fetched.data or b""
    suffix = _SUFFIXES.get(fetched.media_type) or _ending(fetched) or sniffed(data[:4096])
    if fetched.media_type.startswith(("image/", "video/", "audio/", "font/")):
        yield Problem(code="unsupported", message=f"{fetched.media_type} holds no text", place=fetched.url)
        return
    blob = Blob(
        name=f"page{suffix}",
        place=fetched.url,
        stream=io.BytesIO(data),
        stem=fetched.url,
        charset=fetched.charset,
        url=fetched.url,
        fetched_at=fetched.fetched_at,
    )
    yield from open_blob(blob, opening)


def _ending(fetched: Fetched) -> str | None:
    """The ending of the address, where the server does not say what it is and files of that ending are opened."""
    endings = PurePosixPath(urlsplit(fetched.url).path.lower()).suffixes
    return "".join(endings[-2:]) if fetched.media_type in _VAGUE and endings and endings[-1] in OPENERS else None

"""An address becomes pages: the page itself, or the pages a feed lists."""

import io
from dataclasses import replace

from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources.feeds import Entry, entries, is_feed
from armsledger.sources.fetching import Fetcher
from armsledger.sources.opening import Blob, Fetch, Fetched, Opened, Opening
from armsledger.sources.places import guarded, open_blob, sniffed

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
_ENTRIES = 500  # pages read from one feed at a time
_LISTS = 20  # sitemaps followed from one index


def open_url(url: str, opening: Opening) -> Opened:
    """The page at `url`; where a feed or sitemap stands there, the pages it lists. Problems name the address."""
    fetch = opening.fetch or Fetcher(now=opening.now)
    fetched = fetch(url)
    data = fetched.data or b""
    if is_feed(data, fetched.media_type):
        for entry in listed(data, fetched.url, fetch):
            yield from guarded(open_entry(entry, fetch, opening), entry.url)
    else:
        yield from open_fetched(fetched, opening)


def listed(data: bytes, url: str, fetch: Fetch) -> list[Entry]:
    """The pages that a feed lists, those of the sitemaps an index names included."""
    found: list[Entry] = []
    followed = 0
    for entry in entries(data, url):
        if not entry.sitemap:
            found.append(entry)
        elif followed < _LISTS:
            followed += 1
            found.extend(e for e in entries(fetch(entry.url).data or b"", entry.url) if not e.sitemap)
    return found[:_ENTRIES]


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
    suffix = _SUFFIXES.get(fetched.media_type) or sniffed(data[:4096])
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

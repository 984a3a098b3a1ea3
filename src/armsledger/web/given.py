"""What is given to be read in the browser, as plain JSON that can wait on a shelf, and the pages it opens to."""

import base64
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from armsledger.model.ids import content_id
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.model.values import Period
from armsledger.sources import Opening, open_place
from armsledger.sources.opening import Blob, Limits
from armsledger.sources.places import open_blob

Json = dict[str, Any]
Opened = Iterator[Page | Problem]
MEGABYTE = 1_000_000
LIMITS = Limits(page=20 * MEGABYTE, line=20 * MEGABYTE, total=200 * MEGABYTE, members=5_000)


def pasted(text: str, title: str, publisher: str, written: date | None, url: str | None) -> Json:
    told = {"title": title, "publisher": publisher, "written": written and written.isoformat(), "url": url}
    return {"text": text} | told


def uploaded(files: list[tuple[str, bytes]]) -> Json:
    return {"files": [{"name": name, "data": base64.b64encode(data).decode()} for name, data in files]}


def addressed(urls: list[str]) -> Json:
    return {"urls": urls}


def opened(given: Json, *, now: Callable[[], datetime], private: bool = False) -> Opened:
    """The pages of what was given; `private` permits addresses of private networks."""
    opening = Opening(limits=LIMITS, now=now)
    for file in given.get("files", ()):
        data = base64.b64decode(file["data"])
        yield from open_blob(Blob(name=file["name"], place=file["name"], stream=io.BytesIO(data)), opening)
    if "text" in given:
        yield from _pasted(given, opening)
    if urls := given.get("urls"):
        from armsledger.sources.fetching import Fetcher, Manners

        fetch = Fetcher(Manners(allow_private=private), now=now)
        try:
            for url in urls:
                yield from open_place(url, replace(opening, fetch=fetch))
        finally:
            fetch.close()


def _pasted(given: Json, opening: Opening) -> Opened:
    stem = re.sub(r"[^a-z0-9]+", "-", given["title"].casefold()).strip("-")[:60] or "pasted"
    blob = Blob(name="pasted.txt", place="pasted", stream=io.BytesIO(given["text"].encode("utf-8", "replace")))
    for item in open_blob(blob, opening):
        if isinstance(item, Page):
            yield replace(
                item,
                document=f"{stem}-{content_id(item.text)[:8]}",
                title=given["title"] or item.title,
                publisher=given["publisher"] or item.publisher,
                written=Period.day(date.fromisoformat(given["written"])) if given["written"] else item.written,
                url=given["url"] or item.url,
            )
        else:
            yield item

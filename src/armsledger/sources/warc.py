"""Web archives: .warc and .warc.gz, as Common Crawl and others keep them."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import datetime
from typing import Any

from armsledger.errors import UnreadableError
from armsledger.model.problem import Problem
from armsledger.sources.extras import need
from armsledger.sources.opening import Blob, Opened, Opening
from armsledger.sources.places import open_blob

_KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}


def open_warc(blob: Blob, opening: Opening) -> Opened:
    """A page a response that was a page; its document id is its address, the day it was fetched the archive's."""
    archive = need("warcio.archiveiterator", "warc")
    met = broken = False
    for record, said in _records(archive.ArchiveIterator(blob.stream)):
        if said and not broken:
            broken = True
            message = "records of other lengths than they say; what can be read is, fetch it again"
            yield Problem(code="damaged_archive", message=message, place=blob.place)
        if record is None:
            continue
        headers = record.http_headers
        if record.rec_type not in ("response", "resource") or (
            headers is not None and headers.get_statuscode() != "200"
        ):
            continue
        media_type = (
            (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
        ).lower()
        suffix = _KINDS.get(media_type.split(";")[0].strip())
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if suffix is None:
            continue
        data = record.content_stream().read(opening.limits.page + 1)
        if len(data) > opening.limits.page:
            yield Problem(code="too_large", message="a page over the limit; left out", place=f"{blob.place}!{url}")
            continue
        met = True
        if getattr(record.raw_stream, "limit", 0) > 0:
            message = "the archive ends before this page does; left out, fetch it again"
            yield Problem(code="damaged_archive", message=message, place=f"{blob.place}!{url}")
            continue
        charset = media_type.partition("charset=")[2].strip(" \"';") or None
        day = record.rec_headers.get_header("WARC-Date")
        inner = Blob(
            name=f"page{suffix}",
            place=f"{blob.place}!{url}",
            stream=io.BytesIO(data),
            stem=url or blob.document,
            charset=charset,
            url=url or None,
            fetched_at=_time(day),
        )
        yield from open_blob(inner, opening)
    if not met and not broken:
        raise UnreadableError("no page in this web archive", "empty")


def _records(archive: Iterator[Any]) -> Iterator[tuple[Any, bool]]:
    """Each record, None after the last, and whether the library complained before it, which it does on stderr."""
    record: Any = archive
    while record is not None:
        with redirect_stderr(io.StringIO()) as said:
            record = next(archive, None)
        yield record, bool(said.getvalue())


def _time(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00")) if value else None
    except ValueError:
        return None

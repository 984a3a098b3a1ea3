"""Web archives: .warc and .warc.gz, as Common Crawl and others keep them."""

import io
from datetime import datetime

from armsledger.model.problem import Problem
from armsledger.sources.extras import need
from armsledger.sources.opening import Blob, Opened, Opening
from armsledger.sources.places import open_blob

_KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}


def open_warc(blob: Blob, opening: Opening) -> Opened:
    """A page a response that was a page; its document id is its address, the day it was fetched the archive's."""
    archive = need("warcio.archiveiterator", "warc")
    for record in archive.ArchiveIterator(blob.stream):
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


def _time(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00")) if value else None
    except ValueError:
        return None

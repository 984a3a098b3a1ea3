"""Office documents: the text layer of .pdf, the paragraphs and tables of .docx."""

import io
import zipfile

from lxml import etree

from armsledger.errors import UnreadableError
from armsledger.model.report import Page
from armsledger.sources.extras import need
from armsledger.sources.opening import MEGABYTE, Blob, Opened, Opening, taken

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = 60 * MEGABYTE
_PAGES = 3000


def open_pdf(blob: Blob, opening: Opening) -> Opened:
    """The text layer, a blank line between pages. A scan without one is told as `no_text_layer`."""
    pypdf = need("pypdf", "pdf")
    data = taken(blob, opening.limits)
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("needs a password", "encrypted")
    if len(reader.pages) > _PAGES:
        raise UnreadableError(f"more than {_PAGES} pages", "too_large")
    text = "\n\n".join(page.extract_text() or "" for page in reader.pages)
    if not text.strip():
        raise UnreadableError("no text layer: a scan; run it through text recognition first", "no_text_layer")
    facts = reader.metadata or {}
    meta = tuple(
        (key, str(value))
        for key, value in (
            ("title", facts.get("/Title")),
            ("author", facts.get("/Author")),
            ("published", _pdf_day(facts.get("/CreationDate"))),
        )
        if value
    )
    yield Page(
        document=blob.document,
        text=text,
        raw=data,
        media_type="application/pdf",
        place=blob.place,
        url=blob.url,
        fetched_at=blob.fetched_at,
        meta=meta,
    )


def open_docx(blob: Blob, opening: Opening) -> Opened:
    """Paragraphs and table rows in order, cells apart by bars."""
    data = taken(blob, opening.limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml")
            core = _part(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else None
    except (zipfile.BadZipFile, KeyError) as error:
        raise UnreadableError(f"no Word document ({error})", "unreadable") from error
    lines = []
    for element in body.iter(f"{_W}p", f"{_W}tr"):
        if element.tag == f"{_W}tr":
            lines.append(" | ".join(_words(cell) for cell in element.iterfind(f"{_W}tc")))
        elif not any(a.tag == f"{_W}tc" for a in element.iterancestors()):
            lines.append(_words(element))
    text = "\n".join(lines).strip()
    if not text:
        raise UnreadableError("no text in this document", "empty")
    named = (
        {etree.QName(e).localname: e.text for e in core.iter() if isinstance(e.tag, str) and e.text}
        if core is not None
        else {}
    )
    meta = tuple(
        (key, value)
        for key, value in (
            ("title", named.get("title")),
            ("author", named.get("creator")),
            ("published", named.get("created")),
        )
        if value
    )
    yield Page(
        document=blob.document,
        text=text,
        raw=data,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        place=blob.place,
        url=blob.url,
        fetched_at=blob.fetched_at,
        meta=meta,
    )


def xml(data: bytes) -> "etree._Element":
    """The root of an XML document; entities are not resolved, nothing is fetched. Raises UnreadableError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"no well-formed XML ({error})", "unreadable") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("XML with a document type of its own is not read", "unsafe_xml")
    return root


def _part(archive: zipfile.ZipFile, name: str) -> "etree._Element":
    if archive.getinfo(name).file_size > _XML:
        raise UnreadableError(f"its text unpacks to more than {_XML // MEGABYTE} MB", "archive_bomb")
    with archive.open(name) as stream:
        data = stream.read(_XML + 1)
    if len(data) > _XML:
        raise UnreadableError(f"its text unpacks to more than {_XML // MEGABYTE} MB", "archive_bomb")
    return xml(data)


def _words(element: "etree._Element") -> str:
    return "".join(
        p.text or "" if p.tag == f"{_W}t" else " " for p in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
    ).strip()


def _pdf_day(value: object) -> str | None:
    words = str(value or "").removeprefix("D:")
    return f"{words[:4]}-{words[4:6]}-{words[6:8]}" if words[:8].isdigit() and len(words) >= 8 else None

"""Office documents: the text layer of .pdf, the paragraphs and tables of .docx."""

import io
import logging
import zipfile
from typing import Any

from lxml import etree

from armsledger.errors import UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources.extras import need
from armsledger.sources.opening import MEGABYTE, Blob, Opened, Opening, taken

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = 60 * MEGABYTE
_PAGES = 3000
_STEPS, _MORE_STEPS = 150_000, 250_000  # of drawing in a PDF: at least, and a megabyte more; text takes a tenth of it
_TOKENS = 400_000  # on one page of a PDF
_NESTED = 10_000  # steps for a form inside a form
_DRAWING = 20 * MEGABYTE  # one page's drawing, unpacked


def open_pdf(blob: Blob, opening: Opening) -> Opened:
    """The text layer, a blank line between pages. A scan without one is told as `no_text_layer`."""
    pypdf = need("pypdf", "pdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told here, once, with the file's name
    data = taken(blob, opening.limits)
    try:
        with pypdf.apply_configuration(stream_parsing_work_maximum_count=_TOKENS, zlib_maximum_output_length=_DRAWING):
            pages, facts = _pdf(pypdf.PdfReader(io.BytesIO(data)), _STEPS + _MORE_STEPS * len(data) // MEGABYTE)
    except (pypdf.errors.PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise UnreadableError(f"a damaged PDF, or none ({error}); fetch or save it again", "unreadable") from error
    text = "\n\n".join(words for words in pages if words is not None)
    if lost := pages.count(None):
        message = f"far more drawing than text on {lost} of {len(pages)} pages; left out, save it as text"
        if not text.strip():
            raise UnreadableError(message, "too_large")
        yield Problem(code="too_large", message=message, place=blob.place)
    if not text.strip():
        raise UnreadableError("no text layer: a scan; run it through text recognition first", "no_text_layer")
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


def _pdf(reader: Any, budget: int) -> tuple[list[str | None], Any]:
    """The text of each page of a PDF, None where drawing it takes more steps than `budget` leaves, and its facts."""
    from pypdf.errors import LimitReachedError

    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("needs a password; save it without one first", "encrypted")
    if len(reader.pages) > _PAGES:
        raise UnreadableError(f"more than {_PAGES:,} pages; split it", "too_large")

    def counted(operator: bytes, operands: Any, *_: Any) -> None:
        nonlocal budget
        budget -= _form(forms, str(operands[0])) if operator == b"Do" and operands else 1
        if budget < 0:
            raise LimitReachedError("no steps left")

    pages: list[str | None] = []
    for page in reader.pages:
        try:
            forms = _within(_within(page, "/Resources"), "/XObject")
            pages.append(page.extract_text(visitor_operand_before=counted) or "" if budget > 0 else None)
        except LimitReachedError:
            budget -= _TOKENS // 3
            pages.append(None)
    return pages, reader.metadata or {}


def _within(found: Any, name: str) -> Any:
    """What a PDF's dictionary has under the name, references followed; None where it has nothing."""
    return found[name] if found is not None and name in found else None


def _form(forms: Any, name: str) -> int:
    """The steps that drawing a form, a drawing within a drawing, may take: by its size, or much where it is in another."""
    if forms is None or name not in forms:
        return _NESTED
    found = forms[name]
    return 1 + len(found.get_data()) // 20 if found.get("/Subtype") == "/Form" else 1


def open_docx(blob: Blob, opening: Opening) -> Opened:
    """Paragraphs and table rows in order, cells apart by bars."""
    data = taken(blob, opening.limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml")
            core = _part(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else None
    except (zipfile.BadZipFile, KeyError) as error:
        raise UnreadableError(f"no whole Word document ({error}); save it again", "unreadable") from error
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

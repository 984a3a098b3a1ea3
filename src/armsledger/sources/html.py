"""An HTML page becomes its visible text, with where its own words stand and what its markup says of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from armsledger.errors import UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.model.values import Span
from armsledger.sources.decoding import decoded
from armsledger.sources.main_text import main_lines
from armsledger.sources.markup import Markup, parse
from armsledger.sources.metadata import article_body, metadata
from armsledger.sources.opening import Blob, Opened, Opening, taken

_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset\s*=\s*[\"']?|\?xml[^>]{0,100}?encoding\s*=\s*[\"'])([\w:.-]{2,40})", re.IGNORECASE
)
_HEAD = 4096
_LITTLE = 250  # characters of main text; a page with less and its article as data is drawn by scripts


def open_html(blob: Blob, opening: Opening) -> Opened:
    """One page. What a browser would run is not run, what it would fetch is not fetched."""
    data = taken(blob, opening.limits)
    source, charset, guessed = decoded(data, _declared(data, blob.charset))
    page = page_of(
        Page(
            document=blob.document,
            text="",
            raw=data,
            media_type="text/html",
            place=blob.place,
            url=blob.url,
            fetched_at=blob.fetched_at,
        ),
        source,
    )
    if not page.text.strip():
        raise UnreadableError("no visible text in this HTML (is it drawn by scripts?)", "empty")
    if guessed:
        yield Problem(
            code="guessed_charset",
            message=f"not UTF-8; read as {charset}, some characters may be wrong",
            place=blob.place,
        )
    yield page


def page_of(page: Page, source: str) -> Page:
    """`page` with text, main spans and metadata made from its HTML `source`."""
    markup = parse(source)
    text, starts = _text(markup)
    main = _merged([Span(starts[i], starts[i] + _length(markup, i)) for i in main_lines(markup)])
    if sum(s.end - s.start for s in main) < _LITTLE and (body := article_body(markup)) and len(body) > 2 * _LITTLE:
        text = f"{text}\n\n" if text else ""
        main = (Span(len(text), len(text) + len(body)),)
        text += body
    meta = (*_headings(markup), *metadata(markup))
    known = dict(reversed(meta))
    return replace(page, text=text, main=main, meta=meta, url=page.url or known.get("url"))


def source_of(page: Page, span: Span, charset: str | None = None) -> tuple[str, Span]:
    """The page's HTML as decoded text, and the part of it that `span` of `page.text` was made from."""
    data = page.raw or b""
    source, _, _ = decoded(data, _declared(data, charset))
    markup = parse(source)
    _, starts = _text(markup)
    covered: list[Span] = []
    for line, start in zip(markup.lines, starts, strict=True):
        at = start
        for words, low, high in line.pieces:
            if at < span.end and span.start < at + len(words) and low >= 0:
                exact = high - low == len(words)
                covered.append(
                    Span(
                        low + max(0, span.start - at) if exact else low,
                        high - max(0, at + len(words) - span.end) if exact else high,
                    )
                )
            at += len(words)
    if not covered:
        return source, Span(0, 0)
    return source, Span(covered[0].start, max(s.end for s in covered))


def _headings(markup: Markup) -> tuple[tuple[str, str], ...]:
    """The page's first headings of the highest rank."""
    found = [
        "".join(p[0] for p in line.pieces).strip()
        for line in markup.lines
        if line.tag == "h1" and line.linked < line.chars
    ]
    return tuple(("heading", h) for h in found[:2])


def _declared(data: bytes, charset: str | None) -> str | None:
    if charset:
        return charset
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def _text(markup: Markup) -> tuple[str, list[int]]:
    """The page's text, and where each line starts in it."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for n, line in enumerate(markup.lines):
        if n:
            breaks = "\n\n" if line.gap > 1 else "\n"
            parts.append(breaks)
            at += len(breaks)
        starts.append(at)
        for words, _, _ in line.pieces:
            parts.append(words)
            at += len(words)
    return "".join(parts), starts


def _length(markup: Markup, index: int) -> int:
    return sum(len(words) for words, _, _ in markup.lines[index].pieces)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans with nothing but line breaks between them as one."""
    found: list[Span] = []
    for span in spans:
        if found and span.start - found[-1].end <= 2:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)

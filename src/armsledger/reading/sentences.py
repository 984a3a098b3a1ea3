"""Where the sentences of a report stand."""

import re
from collections.abc import Iterable

from armsledger.model.values import Span
from armsledger.reading.tokens import words

_TITLES = words(
    "Mr Mrs Ms Dr Prof Gen Lt Col Maj Brig Capt Cmdr Cdr Adm Sgt Sen Rep Gov Pres St Ft Mt Hon Amb Dep Insp Supt "
    "Rev No Nos vs approx est fig Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec i.e e.g cf Art Sec al"
)
_FIRMS = words("Inc Corp Ltd Co Bros Pvt Pty plc S.A S.p.A U.S U.K U.N U.A.E E.U D.C a.m p.m etc Jr Sr")
_ENDS_NOT = re.compile(r"(?:^|[\s(\[“\"‘'/-])(?:" + "|".join(map(re.escape, _TITLES)) + r"|[A-Z](?:\.[A-Z])*)$")
_ENDS_PERHAPS = re.compile(r"(?:^|[\s(\[“\"‘'])(?:" + "|".join(map(re.escape, _FIRMS)) + r")$")
_STARTERS = re.compile(
    r"[\"'“‘(\[]*(?:The|A|An|It|In|He|She|They|We|This|That|These|Those|But|And|However|On|At|For|As|According|Its|"
    r"Their|His|Her|Under|After|Since|With|While|There|If|Both|Work|When|To|By|Also|Meanwhile|Last|Earlier)\b"
)
_BREAK = re.compile(r"\n[ \t\r]*\n\s*|\n")
_END = re.compile(
    r"(?P<stop>\.{3}|[.!?…]+)(?P<close>[\"'”’)\]]*)(?=\s+[\"'“‘(\[]*[A-Z0-9€$£«]|\s*$)|(?<=[a-z]{2}[.!?])(?P<glued>)(?=[A-Z][a-z])"
)


def sentences(text: str, body: Iterable[Span]) -> list[Span]:
    """The sentences inside `body`, in order, without the blanks around them; none reaches over a blank line."""
    out: list[Span] = []
    for part in body:
        for start, end in _lines(text, part.start, part.end):
            out += _split(text, start, end)
    return out


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Paragraphs; a single newline breaks one only where a sentence or a heading seems to end there."""
    out, begun = [], start
    for found in _BREAK.finditer(text, start, end):
        blank = found.group().count("\n") > 1
        before = text[text.rfind("\n", start, found.start()) + 1 : found.start()].rstrip()
        after = text[found.end() : found.end() + 1]
        if (
            blank
            or not before
            or before[-1] in '.!?"”’:'
            or len(before) < 60
            or not (after.islower() or after.isdigit())
        ):
            out.append((begun, found.start()))
            begun = found.end()
    out.append((begun, end))
    return out


def _split(text: str, start: int, end: int) -> list[Span]:
    out, begun = [], start
    for found in _END.finditer(text, start, end):
        at = found.end()
        if at < end and found.group("stop") == "." and not found.group("close"):
            before = text[max(begun, found.start() - 12) : found.start()]
            if _ENDS_NOT.search(before) and not _ENDS_PERHAPS.search(before):
                continue
            if _ENDS_PERHAPS.search(before) and not _STARTERS.match(text[at:end].lstrip()):
                continue
        out += _trimmed(text, begun, at)
        begun = at
    return out + _trimmed(text, begun, end)


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Span(start, end)] if end > start else []

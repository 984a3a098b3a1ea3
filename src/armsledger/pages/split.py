"""Where one report on a page ends and the next begins."""

import re
from typing import NamedTuple

from armsledger.pages.clutter import Clutter, clutter_of, ends_report
from armsledger.pages.lines import Line, bare

AGE = re.compile(
    r"(?:(?P<outlet>[A-Z][\w .&'’-]{1,40}?)\s?[|·•,–—-]\s?)?(?P<age>(?:\d+|an?|one|two|three|four|five|six|few|several)\s?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?) ago|just now|yesterday)(?:\s?[|·•,–—-]\s?(?P<after>[A-Z][\w .&'’-]{1,40}))?",
    re.IGNORECASE,
)
OUTLET = re.compile(r"(?:[-–—|]\s)?(?P<outlet>[A-Z\d][\w.&'’]*(?: [\w.&'’-]+){0,5})")
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’/ -]{2,40}(?:, [A-Z][\w.'’ -]{1,30}?)?|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:, [A-Z][\w.'’ -]{1,30}?)?(?=,? (?:\(|[A-Z][a-z]{2,8}\.? \d|\d{1,2} [A-Z]|/)))"
    r"(?:,? (?P<date>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?))?,?"
    r"(?:\s?[(/](?P<agency>[A-Z][\w .&/-]{1,40}?)[)/])?\s?(?:-{1,3}|[–—―:])\s?(?=[\w\"'“‘$€£])"
)
_RULE = re.compile(r"[-=_*~#]{5,}|[\W_]*(?:ends?|###)[\W_]*", re.IGNORECASE)
_LEAD = 12  # words of a first paragraph, at least
_BODY = 25  # words that no line of a head has


class Section(NamedTuple):
    """One report's lines on the page, `clutter` beside each; `title` is an index into them, `age` the "an hour ago" line."""

    lines: list[Line]
    clutter: list[Clutter | None]
    title: int | None
    outlet: str | None
    age: str | None


def sections(lines: list[Line]) -> list[Section]:
    """The page's lines, cut where a new report's head stands between two paragraphs. At least one section."""
    kinds = [clutter_of(line) for line in lines]
    marks = [line.words <= 12 and _is_age(line) for line in lines]
    cuts: list[tuple[int, _Head]] = []
    begin = 0
    seen_body = seen_dateline = False
    for i, line in enumerate(lines):
        if not line.prose or kinds[i] is not None:
            continue
        if i > begin and line.words >= _LEAD:
            head = _head(lines, kinds, marks, begin, i)
            dateline = _dateline(line)
            if head is not None and (not seen_body or head.strong or (dateline and seen_dateline)):
                if seen_body:
                    cuts.append((head.first, head))
                elif head.strong:
                    cuts.append((0, head))
            seen_dateline = seen_dateline or (dateline and not seen_body)
        seen_body = seen_body or line.words >= _LEAD
        begin = i + 1
    return _cut(lines, kinds, cuts)


class _Head(NamedTuple):
    first: int
    title: int
    outlet: str | None
    age: str | None
    strong: bool


def _is_age(line: Line) -> bool:
    return AGE.fullmatch(line.text) is not None


def _dateline(line: Line) -> bool:
    return DATELINE.match(line.text) is not None


def _head(lines: list[Line], kinds: list[Clutter | None], ages: list[bool], begin: int, end: int) -> _Head | None:
    """The report's head among the lines from `begin` to the paragraph at `end`: a headline, and a sign that a report begins."""
    for i in range(end - 1, begin - 1, -1):
        if ends_report(lines[i]) or (lines[i].words > _BODY and kinds[i] is None):
            begin = i + 1
            break
    titles = [
        i for i in range(begin, end) if kinds[i] is None and not ages[i] and lines[i].headline and lines[i].words >= 4
    ]
    if not titles:
        return None
    title = titles[-1]
    while title - 1 in titles and (lines[title - 1].text == lines[title].text or lines[title].words > 14):
        title -= 1
    aged = [i for i in range(begin, end) if ages[i]]
    age = next((i for i in reversed(aged) if abs(i - title) <= 3), None)
    outlet = None
    if age is not None:
        outlet, first = _outlet(lines, kinds, ages, begin, end, age, title)
        return _Head(first, title, outlet, lines[age].text, True)
    before = [i for i in range(begin, title) if _RULE.fullmatch(lines[i].text)]
    dated = [i for i in range(begin, end) if kinds[i] is Clutter.BYLINE and any(c.isdigit() for c in lines[i].text)]
    strong = bool(dated and (title + 1 in dated or title + 2 in dated or title - 1 in dated)) or bool(
        before and before[-1] == title - 1
    )
    first = min([title, *(i for i in dated if i == title - 1)])
    return _Head(first, title, None, None, strong)


def _outlet(
    lines: list[Line], kinds: list[Clutter | None], ages: list[bool], begin: int, end: int, age: int, title: int
) -> tuple[str | None, int]:
    """The outlet named beside the age line, and the first line of the head."""
    first = min(age, title)
    found = AGE.fullmatch(lines[age].text)
    named = (found["outlet"] or found["after"]) if found is not None else None
    for i in (age - 1, age + 1, age - 2, age + 2):
        if begin <= i < end and i != title and not ages[i] and lines[i].words <= 6:
            match = OUTLET.fullmatch(lines[i].text)
            if match is not None and lines[i].text.lstrip("-–—| ")[:1].isupper():
                named = named or match["outlet"]
                if i == first - 1:
                    first = i
    return named, first


def _cut(lines: list[Line], kinds: list[Clutter | None], cuts: list[tuple[int, _Head]]) -> list[Section]:
    if not cuts or cuts[0][0] != 0:
        cuts = [(0, _Head(0, -1, None, None, False)), *cuts]
    found = []
    for n, (first, head) in enumerate(cuts):
        last = cuts[n + 1][0] if n + 1 < len(cuts) else len(lines)
        title = head.title - first if head.title >= 0 else None
        found.append(Section(lines[first:last], kinds[first:last], title, head.outlet, head.age))
    return found


def headline(line: Line) -> str:
    return bare(line.text)

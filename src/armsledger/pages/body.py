"""One report's own words among its lines: head and tail cut, pull quotes and notices taken out."""

import re
from itertools import accumulate

from armsledger.model.values import Span
from armsledger.pages.clutter import Clutter, ends_report
from armsledger.pages.lines import Line, bare
from armsledger.pages.split import Section, _is_age

_HEAD_LINES = 14
_CREDIT = 330  # characters at the end of a report that may hold credits
_REPEAT = 40  # characters; shorter lines may well stand twice
_THOROUGH = 50_000_000  # lines times characters up to which every line is held against every other: a page of 300 KB
_ROLE = r"(?:specialist|professor|lecturer|analyst|correspondent|editor|writer|journalist|fellow|researcher|contributor|reporter|columnist|author|director|historian|consultant|scholar|commentator|freelancer|producer)"
_BIOGRAPHY = re.compile(
    rf"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Gen|Col|Maj|Lt|Amb|The (?:author|writer))\.?[ \xa0])*(?:[A-Z][\w.'’-]+[ \xa0]){{1,4}}(?:\([^)]{{1,40}}\) )?(?:is|was|has been|are|covers|writes|reports|works|serves|has (?:written|covered|reported|worked))[ \xa0](?:[^.]{{0,80}}\b)?(?i:{_ROLE}s?)\b"
)
LABELLED = re.compile(r"(?:date|dated|published|posted|updated)(?: on)?\s*:?\s*\d{4}-\d\d-\d\d\S*\s+", re.IGNORECASE)
_COVERS = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){1,4}(?:covers|writes (?:about|on|for)|reports (?:on|for|from)|can be reached at|tweets (?:at|@)|joined )"
)
_TAIL = re.compile(
    r"\s*(?:[-–—]\s?ends?\s?|\(ends?\)\s?)?(?:\(?with (?:agency |additional )?(?:inputs?|reporting) (?:from|by) [^.()]{2,60}\)?)?(?:must watch)?\s*$"
    r"|(?<=[.!?”\"'’)])\s+\(?(?:afp|ap|pti|ani|ians|reuters|xinhua|tass|upi|dpa|app|bloomberg)\)?\s*$"
    r"|\s*\((?:additional )?(?:reporting|writing|editing|compiled|written|edited|graphics?) (?:by|and)\b[^()]{2,300}\)\s*$",
    re.IGNORECASE,
)


def body_of(
    section: Section, cuts: list[Span], hints: tuple[str, ...] = ()
) -> tuple[tuple[Span, ...], int | None, list[Clutter | None]]:
    """`(spans, title, clutter)`: the report's own words in order, the title's index, and why each other line is left out.

    `cuts` are places in the middle of paragraphs that are left out too; `hints` what the page says its headline is.
    """
    lines, clutter = section.lines, list(section.clutter)
    first = _first_body(lines, clutter)
    title = _title(lines, clutter, first, section.title, hints)
    _cut_head(lines, clutter, first, title)
    _cut_tail(lines, clutter)
    _cut_biography(lines, clutter)
    _cut_repeats(lines, clutter)
    return _spans(lines, clutter, cuts), title, clutter


def _first_body(lines: list[Line], clutter: list[Clutter | None]) -> int:
    """The first paragraph's index; 0 where the report has none (a list, a table)."""
    return next((i for i, line in enumerate(lines) if clutter[i] is None and line.prose), 0)


def _title(
    lines: list[Line], clutter: list[Clutter | None], first: int, split: int | None, hints: tuple[str, ...]
) -> int | None:
    """The headline before the first paragraph: hinted at, marked or said twice, else the first of four words or more."""
    hinted = next((i for i in range(max(first, 1)) if bare(lines[i].text) in hints), None) if hints else None
    if hinted is not None or split is not None:
        return hinted if hinted is not None else split
    head = [i for i in range(min(first, _HEAD_LINES)) if clutter[i] is None]
    marked = [i for i in head if lines[i].text.startswith("#")]
    texts = [bare(lines[i].text) for i in head]
    twice = [i for i, text in zip(head, texts, strict=True) if lines[i].words >= 3 and texts.count(text) > 1]
    plain = [i for i in head if lines[i].headline and lines[i].words >= 4] or [
        i for i in head if lines[i].headline and not lines[i].name_like
    ]
    first_line = [i for i in head[:1] if i + 1 == first and lines[i].headline]
    for found in (marked, twice, plain, first_line):
        if found:
            return found[0]
    return None


def _cut_head(lines: list[Line], clutter: list[Clutter | None], first: int, title: int | None) -> None:
    """Before the first paragraph: the title and its repeats, outlets, authors, sections and ages go; standfirsts stay."""
    same = bare(lines[title].text) if title is not None else ""
    for i in range(min(first, _HEAD_LINES)):
        if clutter[i] is not None:
            continue
        if bare(lines[i].text) == same:
            clutter[i] = Clutter.TITLE
        elif _is_age(lines[i]):
            clutter[i] = Clutter.BYLINE
        elif lines[i].words <= 6 or (title is not None and i < title):
            clutter[i] = Clutter.BYLINE if lines[i].name_like else Clutter.NAVIGATION
    if title is not None:
        clutter[title] = Clutter.TITLE


def _cut_tail(lines: list[Line], clutter: list[Clutter | None]) -> None:
    """After "Related stories", "Comments", "Contact" nothing is the report's, unless much prose follows."""
    prose = [line.words if line.prose and clutter[i] is None else 0 for i, line in enumerate(lines)]
    before = [0, *accumulate(prose)]
    for i, line in enumerate(lines):
        if before[i] > 0 and ends_report(line):
            clutter[i] = clutter[i] or Clutter.LINK
            if (before[-1] - before[i]) * 3 <= before[-1]:
                for j in range(i, len(lines)):
                    clutter[j] = clutter[j] or Clutter.LINK
                return
    for i in range(len(lines) - 1, 0, -1):  # what trails the last paragraph: names, outlets, agencies
        if clutter[i] is None:
            if prose[i] or lines[i].words > 6 or not lines[i].name_like or lines[i].gap < 2:
                return
            clutter[i] = Clutter.BYLINE


def _cut_biography(lines: list[Line], clutter: list[Clutter | None]) -> None:
    """The last paragraph or two, where they say who the author is."""
    kept = [i for i in range(len(lines)) if clutter[i] is None]
    for i in kept[-2:] if len(kept) > 3 else ():
        text = lines[i].text
        if lines[i].words <= 150 and (_BIOGRAPHY.match(text) or _COVERS.match(text)):
            clutter[i] = Clutter.BIOGRAPHY


def _cut_repeats(lines: list[Line], clutter: list[Clutter | None]) -> None:
    """A line whose words stand inside another line: a pull quote or a teaser; of equal lines the last stays.

    On pages of hundreds of kilobytes only equal lines are looked for: every line is not held against every other.
    """
    kept = [i for i in range(len(lines)) if clutter[i] is None]
    texts = {i: lines[i].text for i in kept}
    whole = "\n".join(texts.values())
    last = {text: i for i, text in texts.items()}
    thorough = len(kept) * len(whole) <= _THOROUGH
    for i in kept:
        words = texts[i].rstrip(".… ") if texts[i].endswith(("...", "…")) else texts[i]
        if len(words) < _REPEAT:
            continue
        if last[texts[i]] > i or (thorough and whole.count(words) > 1 and _elsewhere(words, i, kept, texts, clutter)):
            clutter[i] = Clutter.REPEAT


def _elsewhere(words: str, i: int, kept: list[int], texts: dict[int, str], clutter: list[Clutter | None]) -> bool:
    """Whether another line that stays holds the words, a longer or a later one."""
    return any(
        j != i and clutter[j] is None and words in texts[j] and (len(texts[j]) > len(words) or j > i) for j in kept
    )


def _spans(lines: list[Line], clutter: list[Clutter | None], cuts: list[Span]) -> tuple[Span, ...]:
    """Neighbouring lines in one span, white space between them included."""
    found: list[Span] = []
    open_start: int | None = None
    last_end = 0
    for line, kind in zip(lines, clutter, strict=True):
        if kind is not None:
            if open_start is not None:
                found.append(Span(open_start, last_end))
                open_start = None
            continue
        if open_start is None:
            open_start = line.start
        last_end = line.end
    if open_start is not None:
        found.append(Span(open_start, last_end))
    if found and (label := LABELLED.match(lines[0].text)) and found[0].start == lines[0].start:
        found[0] = Span(lines[0].start + label.end(), found[0].end)
    if found and lines:
        found = _without_credits(lines, found)
    return tuple(_minus(found, cuts))


def _without_credits(lines: list[Line], spans: list[Span]) -> list[Span]:
    """ "(Reporting by ...)" and "With inputs from ..." at the end of the last line go."""
    last = spans[-1]
    line = next((li for li in reversed(lines) if li.end == last.end), None)
    if line is None:
        return spans
    text = line.text
    while (found := _TAIL.search(text, max(0, len(text) - _CREDIT))) and found.start() > 0 and found.group().strip():
        text = text[: found.start()].rstrip()
    end = line.start + len(text)
    return [*spans[:-1], Span(last.start, end)] if end > last.start else spans[:-1]


def _minus(spans: list[Span], cuts: list[Span]) -> list[Span]:
    found = []
    for span in spans:
        start = span.start
        for cut in cuts:
            if cut.start < span.end and cut.end > start:
                if cut.start > start:
                    found.append(Span(start, cut.start))
                start = max(start, cut.end)
        if start < span.end:
            found.append(Span(start, span.end))
    return found

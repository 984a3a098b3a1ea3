"""The day a report was written: every candidate with its reason, the doubtful ones marked, and the one that holds."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from armsledger.model.report import Dating, Page
from armsledger.model.values import Period, Span
from armsledger.pages.body import LABELLED
from armsledger.pages.clutter import Clutter
from armsledger.pages.dates import Mention, mentions
from armsledger.pages.inference import inferred, weekday_beside
from armsledger.pages.lines import Line
from armsledger.pages.split import DATELINE

_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/\-_.?]|$)|[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/\-_.?]|$)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})(?=/)")
_UPDATED = re.compile(r"\b(?:updated|modified|edited|last)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:this (?:year|month|week)|today|currently|recent(?:ly)?|last (?:year|month|week)|now|next year|yesterday)\b"
)
SILENT = "nothing in the text is newer than"
_STALE = 3  # years between the newest thing a text speaks of and the day its page gives
_HEAD = 8  # lines at a report's beginning where its date may stand alone
_MANY = 3  # distinct years that make such a silence telling
_SLACK = timedelta(days=2)  # time zones, and papers dated ahead


def dated(
    page: Page, lines: Sequence[Line], clutter: Sequence[Clutter | None], title: int | None, body: Sequence[Span]
) -> tuple[Period | None, tuple[Dating, ...]]:
    """`(written, candidates)`: the period that holds, None where nothing tells, and all candidates, the best first."""
    start, end = body[0].start, body[-1].end
    found = [m for m in mentions(page.text, start, end) if any(s.start <= m.start < s.end for s in body)]
    around = _around(page.text, lines, clutter, title)
    captions = _captions(page.text, lines, clutter)
    stated = _stated(page, lines, around, start, found, [*(m for m, _ in around), *captions])
    stated = [
        replace(c, doubted=True, reason=f"{c.reason}; doubted: {why}") if (why := _doubt(page.text, c, found)) else c
        for c in stated
    ]
    good = [c for c in stated if not c.doubted]
    silent = [c.period.last_on for c in stated if c.doubted and SILENT in c.reason and c.period.last_on is not None]
    latest = (min(silent), "the page is of a later day") if silent else None
    told = inferred(page.text, [*found, *captions], start, end, latest) if not good else []
    ranked = [*good, *told, *(c for c in stated if c.doubted)]
    best = next((c for c in ranked if not c.doubted and (c.period.first_on or c.period.last_on)), None)
    return (best.period if best is not None else None), tuple(ranked)


def _stated(
    page: Page,
    lines: Sequence[Line],
    around: list[tuple[Mention, str]],
    start: int,
    found: list[Mention],
    hints: list[Mention],
) -> list[Dating]:
    """Days that somebody states as the day of writing, the most trusted first."""
    text = page.text
    candidates: list[Dating] = []
    if page.written is not None:
        candidates.append(Dating(period=page.written, reason="given with the page"))
    meta = dict(reversed(page.meta))
    if published := _day(meta.get("published")):
        candidates.append(Dating(period=Period.day(published), reason="the page's markup says when it was published"))
    if lines and (label := LABELLED.match(text, lines[0].start)):
        for mention in mentions(text, label.start(), label.end()):
            candidates.extend(_exact(mention, "a date stands before the text"))
    for mention, where in around:
        candidates.extend(_exact(mention, f'"{text[mention.start : mention.end]}" stands {where}'))
    if dateline := DATELINE.match(text, start):
        for mention in mentions(text, start, dateline.end()):
            candidates.extend(_dateline(text, mention, found, hints))
    if page.url and (day := _url_day(page.url)):
        candidates.append(Dating(period=day, reason="the address of the page holds a date"))
    return candidates


def _exact(mention: Mention, reason: str) -> list[Dating]:
    period = mention.period()
    if period is None or mention.day is None:
        return []
    return [Dating(period=period, reason=reason)]


def _dateline(text: str, mention: Mention, found: list[Mention], hints: list[Mention]) -> list[Dating]:
    """The dateline's day; its year from the same day elsewhere on the page where it does not give one."""
    words = f'the dateline says "{text[mention.start : mention.end]}"'
    if mention.year is not None:
        return _exact(mention, words)
    same = [m for m in (*hints, *found) if m.year is not None and (m.month, m.day) == (mention.month, mention.day)]
    period = mention.period(same[0].year) if same else None
    return [Dating(period=period, reason=f"{words}, and the page gives the year")] if period is not None else []


def _around(
    text: str, lines: Sequence[Line], clutter: Sequence[Clutter | None], title: int | None
) -> list[tuple[Mention, str]]:
    """Full dates on the lines around the body: below the headline, at the end, at the top of the page; updates last."""
    below: list[tuple[Mention, str]] = []
    above: list[tuple[Mention, str]] = []
    updated: list[tuple[Mention, str]] = []
    for i, (line, kind) in enumerate(zip(lines, clutter, strict=True)):
        head = i < _HEAD and not line.prose and line.words <= 12
        if not head and (kind is not Clutter.BYLINE or line.words > 40):
            continue
        for mention in mentions(text, line.start, line.end):
            if mention.year is None or mention.day is None:
                continue
            before = text[line.start : mention.start]
            if _UPDATED.search(before) and "publish" not in before.lower():
                updated.append((mention, "as the day of an update"))
            elif title is not None and i < title and not below and weekday_beside(text, mention) is not None:
                above.append((mention, "at the top of the page"))
            else:
                below.append((mention, "beside the headline" if i < len(lines) // 2 else "at the end"))
            break
    return [*below, *above, *updated]


def _captions(text: str, lines: Sequence[Line], clutter: Sequence[Clutter | None]) -> list[Mention]:
    """Dates in captions: a picture is not younger than the report."""
    captions = [line for line, kind in zip(lines, clutter, strict=True) if kind is Clutter.CAPTION]
    return [m for line in captions for m in mentions(text, line.start, line.end) if m.year is not None]


def _doubt(text: str, candidate: Dating, found: list[Mention]) -> str | None:
    """What in the text speaks against the candidate: past things after it, or years of silence before it."""
    if candidate.reason.startswith("given"):
        return None
    day, last = candidate.period.last_on, candidate.period.last_on
    if day is None or last is None:
        return None
    past = [
        (m, p)
        for m in found
        if not m.future and m.year is not None and (p := m.period()) is not None and p.first_on is not None
    ]
    later = [m for m, p in past if m.day is not None and p.first_on is not None and p.first_on > last + _SLACK]
    if len({(m.year, m.month, m.day) for m in later}) >= 2:
        return f'the text tells of "{text[later[0].start : later[0].end]}" as past'
    years = {y for m in found if m.year is not None and m.year <= day.year for y in (m.year, m.last_year or m.year)}
    newest = max(years, default=None)
    if newest is None or day.year - newest < _STALE:
        return None
    dense = [y for y in years if newest - y <= 5]
    if len(dense) >= _MANY and _PRESENT.search(text, found[0].start if found else 0):
        return f"{SILENT} {newest}"
    return None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _url_day(url: str) -> Period | None:
    if found := _URL_DAY.search(url):
        year, month, day = (int(found[i] or found[i + 3]) for i in (1, 2, 3))
        return Mention(0, 0, year, month, day).period()
    if found := _URL_MONTH.search(url):
        return Mention(0, 0, int(found[1]), int(found[2])).period() if 1 <= int(found[2]) <= 12 else None
    return None

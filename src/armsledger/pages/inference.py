"""When a report was written, as far as its own words tell: what they speak of as past or to come, weekdays, months."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from armsledger.model.report import Dating
from armsledger.model.values import Period
from armsledger.pages.dates import Mention

WEEKDAYS = {w: n for n, w in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_WEEKDAY_BEFORE = re.compile(r"\b(Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?,?\s+\(?$")
_WEEKDAY_AFTER = re.compile(r"\)?,?\s+\(?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_PLANNED = re.compile(r"\b(?:budget|fiscal|fy|financial|appropriation|plan|program(?:me)?|law|bill)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|over|during|in|for|period|from|the)\s+$")
_THIS_MONTH = re.compile(r"\b[Tt]his month\b")
_OPEN = Period(first_on=None, last_on=None)
_LEAD = 0.45  # the share of the body in which the news stands
_FRESH = timedelta(days=30)  # a report follows the day it tells of within a month
_YEAR = timedelta(days=365)


def inferred(
    text: str, found: Sequence[Mention], start: int, end: int, latest: tuple[date, str] | None = None
) -> list[Dating]:
    """What the report's words alone say of the day of writing; empty where they say nothing.

    The newest thing told as past bounds it from below; it is bounded from above only where the words bear it, or by
    `latest`, a day after which it cannot have been written, and why.
    """
    told = _told(text, found, start, end)
    if latest is None:
        return told
    day, why = latest
    return [
        replace(one, period=replace(one.period, last_on=day), reason=f"{one.reason}; {why}")
        if one.period.first_on is not None and one.period.first_on <= day and one.period.last_on is None
        else one
        for one in told
    ]


def _told(text: str, found: Sequence[Mention], start: int, end: int) -> list[Dating]:
    limit = start + (end - start) * _LEAD
    fresh = [m for m in found if m.day is not None and not m.future and start <= m.start <= limit]
    newest = _newest(text, found)
    if newest is None:
        return _yearless(text, found, fresh, start, end)
    mention, period = newest
    words = f'"{text[mention.start : mention.end]}" is past'
    lower = period.first_on
    assert lower is not None
    upper: date | None = None
    near = lower + _YEAR
    if mention.last_year is not None:
        words = f'"{text[mention.start : mention.end]}" is complete'
        upper = near = date(lower.year, 12, 31)
    if coming := _nearest(found, lower):
        upper = min(upper or coming[1], coming[1])
        near = min(near, upper)
        words += f', "{text[coming[0].start : coming[0].end]}" is still to come'
    for anchor in (m for m in fresh if m.year is None):
        days = [d for d in _days(anchor, lower, near) if _fits(text, anchor, d, sure=mention.day is not None)]
        if len(days) == 1:
            return [_dating(days[0], days[0] + _FRESH, f'"{text[anchor.start : anchor.end]}" is the news; {words}')]
    if mention.day is not None and mention in fresh:
        return [_dating(lower, lower + _FRESH, f"{words} and is the news")]
    return [_dating(_after_months(found, lower, upper), upper, words)]


def weekday_beside(text: str, mention: Mention) -> int | None:
    """The day of the week named right beside the date, Monday 0."""
    found = _WEEKDAY_BEFORE.search(text, max(0, mention.start - 14), mention.start) or _WEEKDAY_AFTER.match(
        text, mention.end
    )
    return WEEKDAYS[found[1][:3].lower()] if found is not None else None


def _dating(first: date | None, last: date | None, reason: str) -> Dating:
    return Dating(period=Period(first_on=first, last_on=last), reason=reason)


def _newest(text: str, found: Sequence[Mention]) -> tuple[Mention, Period] | None:
    """The newest thing told as past, with the days it means: for a window of years the year after it."""
    best: tuple[Mention, Period] | None = None
    exact = [m.year for m in found if m.year is not None and m.month is not None and not m.future]
    ceiling = max(exact) + 2 if exact else min((m.year for m in found if m.year is not None and m.future), default=9999)
    for mention in found:
        if mention.year is None or mention.future or (mention.day is None and _planned(text, mention)):
            continue
        period = mention.period()
        if mention.last_year is not None:
            if mention.last_year - mention.year < 3 or not _BETWEEN.search(
                text, max(0, mention.start - 12), mention.start
            ):
                continue
            period = Period(first_on=date(mention.last_year + 1, 1, 1), last_on=None)
        if period is None or period.first_on is None or period.first_on.year > ceiling:
            continue
        if best is None or best[1].first_on is None or _rank(mention, period) > _rank(*best):
            best = (mention, period)
    return best


def _rank(mention: Mention, period: Period) -> tuple[date, int]:
    assert period.first_on is not None
    return period.first_on, (mention.day is not None) + (mention.month is not None)


def _planned(text: str, mention: Mention) -> bool:
    """Budgets and programmes carry the years they are for."""
    return _PLANNED.search(text, max(0, mention.start - 25), min(len(text), mention.end + 25)) is not None


def _nearest(found: Sequence[Mention], lower: date) -> tuple[Mention, date] | None:
    """The nearest day to come, where that narrows; months and years to come are told of too loosely."""
    coming = [
        (m, p.last_on)
        for m in found
        if m.future and m.day is not None and (p := m.period()) and p.last_on and p.last_on > lower
    ]
    return min(coming, key=lambda pair: pair[1], default=None)


def _days(anchor: Mention, lower: date, upper: date) -> list[date]:
    """The days within the bounds that a day without a year can be."""
    periods = [anchor.period(year) for year in range(lower.year, upper.year + 1)]
    return [p.first_on for p in periods if p is not None and p.first_on is not None and lower <= p.first_on <= upper]


def _fits(text: str, anchor: Mention, day: date, *, sure: bool) -> bool:
    """True where the weekday beside the anchor is the day's; where none is named, `sure`."""
    weekday = weekday_beside(text, anchor)
    return sure if weekday is None else weekday == day.weekday()


def _after_months(found: Sequence[Mention], lower: date, upper: date | None) -> date:
    """The lower bound, moved past "in February this year" where all bounds lie in one year."""
    if upper is not None and lower.year == upper.year:
        for mention in found:
            period = mention.period(lower.year) if mention.relative_year == 0 and not mention.future else None
            if period is not None and period.last_on is not None and lower < period.last_on < upper:
                lower = period.last_on + timedelta(days=1)
    return lower


def _yearless(text: str, found: Sequence[Mention], fresh: list[Mention], start: int, end: int) -> list[Dating]:
    """Day and month where no year is told: after the news, or before what is to come "this month"."""
    coming = [m for m in found if m.future and m.day is not None and m.month is not None]
    if coming and _THIS_MONTH.search(text, start, end):
        first = min(coming, key=lambda m: (m.month or 0, m.day or 0))
        if (first.day or 0) > 1:
            words = f'"{text[first.start : first.end]}" is still to come this month; the text gives no year'
            return [
                Dating(
                    period=_OPEN,
                    reason=words,
                    days=(f"{first.month:02d}-01", f"{first.month:02d}-{(first.day or 0) - 1:02d}"),
                )
            ]
    if not fresh:
        return []
    anchor = fresh[0]
    assert anchor.month is not None and anchor.day is not None
    last = date(2001, anchor.month, min(anchor.day, 28)) + _FRESH
    words = f'"{text[anchor.start : anchor.end]}" is the news; the text gives no year'
    return [
        Dating(
            period=_OPEN,
            reason=words,
            days=(f"{anchor.month:02d}-{anchor.day:02d}", f"{last.month:02d}-{last.day:02d}"),
        )
    ]

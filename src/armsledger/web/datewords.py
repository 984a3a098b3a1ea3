"""Days as people type them in a filter: `2019`, `2019-03`, `2012-Q1`, `2019-2021`, `last year`, `last 90 days`, `year-1 - year`."""

import re
from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date | None, date | None]
EXAMPLES = (
    "2024, 2024-03, 2012-Q1, 2019-2021, since 2020, until 2023-06, this month, last year, last 90 days, year-1 - year"
)

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-?q([1-4])")
_YEAR = re.compile(r"\d{4}")
_RELATIVE = re.compile(r"(day|week|month|quarter|year)(?:\s*([+-])\s*(\d{1,4}))?")
_LAST_MANY = re.compile(r"last (\d{1,4}) (day|week|month|year)s?")


def days(words: str, today: date) -> Days:
    """First and last day, None for an open side. Raises ValueError that says what may be typed."""
    text = " ".join(words.lower().split())
    if match := re.fullmatch(r"(since|from|after)\s+(.+)", text):
        return _one(match[2], today)[0], None
    if match := re.fullmatch(r"(until|before|to|by)\s+(.+)", text):
        return None, _one(match[2], today)[1]
    if match := _LAST_MANY.fullmatch(text):
        size = {"day": 1, "week": 7, "month": 30, "year": 365}[match[2]]
        return today - timedelta(days=int(match[1]) * size), today
    if match := re.fullmatch(r"(\d{4})\s*(?:-|–|to|\.\.)\s*(\d{4})", text):
        return _ordered(_one(match[1], today)[0], _one(match[2], today)[1])
    if match := re.fullmatch(r"(.+?)\s+(?:-|–|to|\.\.)\s+(.+)", text):
        return _ordered(_one(match[1], today)[0], _one(match[2], today)[1])
    return _one(text, today)


def _ordered(first: date | None, last: date | None) -> Days:
    if first is not None and last is not None and first > last:
        raise ValueError(f"{first} comes after {last}")
    return first, last


def _one(text: str, today: date) -> Days:
    if text in ("today", "yesterday"):
        found = today - timedelta(days=text == "yesterday")
        return found, found
    text = re.sub(r"^this ", "", text)
    text = re.sub(r"^last (\w+)$", r"\1-1", text)
    try:
        if match := _DAY.fullmatch(text):
            found = date(int(match[1]), int(match[2]), int(match[3]))
            return found, found
        if match := _MONTH.fullmatch(text):
            return _months(int(match[1]) * 12 + int(match[2]) - 1 if 1 <= int(match[2]) <= 12 else -1, 1)
        if match := _QUARTER.fullmatch(text):
            return _months(int(match[1]) * 12 + 3 * (int(match[2]) - 1), 3)
        if _YEAR.fullmatch(text):
            return _months(int(text) * 12, 12)
        if match := _RELATIVE.fullmatch(text):
            step = int(match[3] or 0) * (-1 if match[2] == "-" else 1)
            return _unit(match[1], step, today)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"{text!r} is no time here; one can type {EXAMPLES}")


def _months(first: int, many: int) -> Days:
    start, end = divmod(first, 12), divmod(first + many - 1, 12)
    return date(start[0], start[1] + 1, 1), date(end[0], end[1] + 1, monthrange(end[0], end[1] + 1)[1])


def _unit(unit: str, step: int, today: date) -> Days:
    if unit == "day":
        return (found := today + timedelta(days=step)), found
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    month = today.year * 12 + today.month - 1
    if unit == "month":
        return _months(month + step, 1)
    return _months(month - month % 3 + 3 * step, 3) if unit == "quarter" else _months((today.year + step) * 12, 12)

"""Days, months and years that stand in words, with where they stand and how they are meant."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from armsledger.model.values import Period

MONTHS = {
    m: n for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b\.?"
)
_DAY_BEFORE = re.compile(r"(?<![\d.,:$€£])\b(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)?[ \xa0-]{1,2}$")
_DAY_AFTER = re.compile(
    r"[ \xa0]{1,2}(\d{1,2})(?:st|nd|rd|th)?(?![\d:%.]\d|\d)(?:\s?[-–]\s?\d{1,2}(?!\d))?(?:,?[ \xa0]{1,2}((?:19|20)\d\d)\b)?"
)
_YEAR_AFTER = re.compile(r"[,. \xa0-]{1,3}(?:of )?((?:19|20)\d\d)\b(?![-–]\d\d)")
_THIS_YEAR_AFTER = re.compile(r"[ \xa0](?:of )?(this|last|next) year")
_ALONE_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|last|next|this|early|late|mid|of|from|during|for|and|between|to|through|before|after|earlier)[ \xa0-]$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\w.,/-])(\d{1,2})([-/.])(\d{1,2})\2$")
_YEARISH = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(
    r"(19[4-9]\d|20[0-4]\d)(?<![\w.,$€£/#-]\d\d\d\d)\b(?!,\d|[.]\d|\s?(?:%|percent|km|kg|lb|ft|feet|nm|hp|m\b|mm|aircraft|units|vehicles|troops|tanks|people|rounds|soldiers|employees))(?:\s?[-–/]\s?((?:19|20)?\d\d)\b)?"
)
_BETWEEN_BEFORE = re.compile(r"\b[Bb]etween $")
_AND_AFTER = re.compile(r" and ((?:19|20)\d\d)\b")
_COMING_AFTER = re.compile(r"[^.!?;\n]{0,80}\b(?:will|would|shall|expected|planned|scheduled|due|is to|are to)\b")
_FUTURE_BEFORE = re.compile(
    r"\b(?:will|would|shall|expected?|expects|plans?|planned|planning|due|scheduled?|slated|set to|by (?:the )?(?:end|middle|beginning|start|close)? ?(?:of|in)?|until|till|through|target(?:s|ed|ing)?|aims?|hopes?|intends?|forecast|projected|estimated|anticipat\w+|should|could|may|might|next|beyond|onwards?|begin(?:s|ning)? in|start(?:s|ing)? (?:in|from)|from|later|to be|is to|are to|starting|goal|vision|roadmap|plan)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;]['\"”’)]*\s|\n")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in words. Parts that are not said are None. `future` where its clause speaks of what is to come."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None  # of a window such as 2013-2017
    relative_year: int | None = None  # -1, 0, 1 for last, this, next year
    future: bool = False

    def period(self, year: int | None = None) -> Period | None:
        """The days it means, None where neither it nor the caller gives the year, or where there is no such day."""
        year = self.year or year
        if year is None:
            return None
        try:
            if self.month is None:
                return Period(first_on=date(year, 1, 1), last_on=date(self.last_year or year, 12, 31))
            if self.day is None:
                return Period(
                    first_on=date(year, self.month, 1), last_on=date(year, self.month, monthrange(year, self.month)[1])
                )
            return Period.day(date(year, self.month, self.day))
        except ValueError:
            return None


def mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """All dates in `text` from `start` to `end`, in order, none inside another."""
    end = len(text) if end is None else end
    found = list(_by_month(text, start, end))
    taken = {at for m in found for at in range(m.start, m.end)}
    for at in (m.start() for m in _YEARISH.finditer(text, start, end)):
        if at in taken:
            continue
        if numeric := _numeric(text, at, start, end):
            found.append(numeric)
            continue
        match = _YEAR.match(text, at, end)
        if match is None:
            continue
        first, stop = int(match[1]), match.end()
        last = _window_end(first, match[2])
        future = _future(text, at, start)
        window = _AND_AFTER.match(text, stop, end)
        if window is not None and _BETWEEN_BEFORE.search(text, max(start, at - 8), at):
            last, stop = _window_end(first, window[1]), window.end()
            future = future or _COMING_AFTER.match(text, stop, end) is not None
            taken.update(range(at, stop))
        found.append(Mention(at, stop, first, last_year=last, future=future))
    return sorted(found, key=lambda m: m.start)


def _window_end(first: int, words: str | None) -> int | None:
    """2017 for the "2017" or "17" of a window that begins in `first`."""
    if words is None:
        return None
    last = int(words) if len(words) == 4 else first // 100 * 100 + int(words)
    return last if first < last <= first + 60 else None


def _by_month(text: str, start: int, end: int) -> Iterator[Mention]:
    for match in _MONTH.finditer(text, start, end):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        month = MONTHS[match.group()[:3].lower()]
        s, e = match.span()
        year: int | None = None
        day: int | None = None
        if before := _DAY_BEFORE.search(text, max(start, s - 10), s):
            day, s = int(before[1]), before.start()
        elif after := _DAY_AFTER.match(text, e, end):
            day, e = int(after[1]), after.end()
            year = int(after[2]) if after[2] else None
        if year is None and (said := _YEAR_AFTER.match(text, e, end)):
            year, e = int(said[1]), said.end()
        relative = None
        if year is None and (said := _THIS_YEAR_AFTER.match(text, e, end)):
            relative = {"last": -1, "this": 0, "next": 1}[said[1]]
        if day is not None and not 1 <= day <= 31:
            continue
        if day is None and year is None and relative is None and not _ALONE_BEFORE.search(text, max(start, s - 10), s):
            continue
        yield Mention(s, e, year, month, day, relative_year=relative, future=_future(text, s, start))


def _numeric(text: str, at: int, start: int, end: int) -> Mention | None:
    """2019-03-12, 12.03.2019, 3/12/2019 around the year at `at`; where day and month could be either, the year alone."""
    if (found := _YEAR_FIRST.match(text, at, end)) and not (at and text[at - 1] in "0123456789./-"):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        s, e = found.span()
    elif found := _YEAR_LAST.search(text, max(start, at - 8), at):
        day, month, year = int(found[1]), int(found[3]), int(text[at : at + 4])
        s, e = found.start(), at + 4
        if text[e : e + 1].isdigit():
            return None
        if found[2] == "/" and day <= 12 and month <= 12 and day != month:
            return Mention(s, e, year)
        if month > 12:
            day, month = month, day
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Mention(s, e, year, month, day, future=_future(text, s, start))


def _future(text: str, at: int, start: int) -> bool:
    clause = text[max(start, at - 160) : at]
    cut = 0
    for match in _SENTENCE.finditer(clause):
        cut = match.end()
    return _FUTURE_BEFORE.search(clause, cut) is not None

"""Days and periods that a text names, resolved against the day it was written where they need it."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from armsledger.model.values import Period
from armsledger.reading.tokens import lowered

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
PARTS = {"early": (1, 4), "mid": (4, 9), "late": (9, 12)}
FISCAL_STARTS = {"JPN": 4, "IND": 4, "USA": 10, "PAK": 7, "AUS": 7, "GBR": 4, "CAN": 4, "BGD": 7, "KEN": 7, "SGP": 4}
SMALL = {
    w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[4-9]\d|20[0-6]\d)"
_UNIT = r"(?:year|month|week|decade|day)"
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(SMALL)})"
_PART = (
    r"(?:early|mid|late|(?:the )?(?:beginning|start|middle|end) of|(?:the )?(?:first|second|1st|2nd) half of|"
    r"(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd|4th) quarter of|q[1-4]|quarter [1-4] of|(?:in )?the (?:spring|summer|autumn|fall|winter) of|spring|summer|autumn|winter)"
)
_PART = _PART.replace(" ", r"\s")  # the pattern below is verbose
_ORDER = r"(?:st|nd|rd|th)?"
_FULL = "january|february|march|april|may|june|july|august|september|october|november|december"
DATE = re.compile(
    rf"""(?<![\w$€£.,/-])(?:(?P<side>since|from|by|before|until|till|after|between|through|prior\s+to|no\s+later\s+than|as\s+of|starting(?:\s+in)?|beginning(?:\s+in)?|as\s+early\s+as|no\s+(?:sooner|earlier)\s+than(?:\s+in)?|since\s+(?:[a-z]+\s+){{1,5}}in)\s+)?
    (?P<core>
      (?P<ma>{_FULL})(?:\s+(?P<ya>{_YEAR}))?\s*(?:-|–|and|to|until|through|/)\s*(?P<mb>{_FULL})\s+(?P<yb>{_YEAR})
    | (?P<sa>{_YEAR})[-–/]\d\d\s+(?:and|to)\s+{_YEAR}[-–/](?P<sb>\d\d)(?!\d)
    | (?P<mc>{_FULL})\s+(?P<dc>\d{{1,2}})\s*(?:-|–|and|to)\s*(?P<dd>\d{{1,2}}),?\s+(?P<yc>{_YEAR})
    | (?P<iso>(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<iday>\d\d))
    | (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?(?P<d1>\d{{1,2}}){_ORDER}(?:\s+of)?\s+(?P<m1>{_MONTH})\b\.?,?(?:\s+(?P<y1>{_YEAR}))?
    | (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}}){_ORDER}(?![\d:])(?:,?\s+(?P<y2>{_YEAR}))?
    | (?:(?P<p3>{_PART})[\s-]+)?(?P<m3>{_MONTH})\b\.?,?\s+(?:of\s+)?(?:(?P<y3>{_YEAR})|(?P<rel3>this|last|next) year)
    | (?P<fy>(?:the\s+)?(?:fiscal|financial)(?:\s+year)?\s+(?:of\s+)?|fy\s?-?)(?P<f1>{_YEAR}|\d\d)(?:\s?[-–/]\s?(?P<f2>{_YEAR}|\d\d))?(?!\d)
    | (?:(?P<p4>{_PART})[\s-]+(?:the\s+)?(?:year\s+)?)?(?:the\s+)?(?P<y4>{_YEAR})(?P<decade>['’]?s)\b
    | (?:(?P<p5>{_PART})[\s-]+(?:the\s+)?(?:year\s+)?)?(?P<y5>{_YEAR})(?:\s?(?:-|–|—|to|and|until|through|/)\s?(?:the\s+end\s+of\s+)?(?P<y5b>{_YEAR}|(?<!and\s)\d\d(?!\d|\s?(?:mm|percent|%|million))))?(?![\d%]|-\w|,\d{{3}}|\s?(?:mm|km|rounds|units|aircraft|troops|soldiers)\b)
    | (?:(?P<p6>{_PART}|earlier|later|(?:in\s+)?(?P<m6>{_MONTH})\b\.?(?:\s+of)?)[\s-]+)?(?P<rel6>this|last|next|the\s+previous|the\s+current|the\s+following|the\s+coming|the\s+past|previous)\s+(?P<fiscal6>(?:fiscal|financial)\s+)?(?P<u6>year|month|week|decade|spring|summer|autumn|fall|winter)\b
    | (?:(?:the|over|in|within|during)\s+)*(?P<rel7>last|past|next|coming|following)\s+(?P<n7>{_COUNT})\s+(?P<u7>{_UNIT})s\b
    | (?P<n8>a|an|{_COUNT})\s+(?P<u8>{_UNIT})s?\s+(?P<ago>ago|earlier|from\s+now)\b
    | (?:the\s+)?end\s+of\s+(?:the|this)\s+(?P<endof>year)\b
    | (?P<lastm>last|next)\s+(?P<m11>{_FULL})\b(?!\s+\d)
    | (?P<day>today|yesterday|tomorrow)\b
    | (?:(?P<rel9>last|this|next|on|late\s+on|early\s+on|past)\s+)?(?P<wd>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?!\s*(?:night\s+live|\d))
    | (?:(?P<p10>{_PART})[\s-]+)?(?<=[a-z]\s)(?P<m10>january|february|march|april|june|july|august|september|october|november|december|may(?=[\s,.]))(?![\s.]*\d)\b
    )""",
    re.VERBOSE,
)
_HINT = re.compile(
    rf"{_YEAR}|{_MONTH}|{_UNIT}|day\b|today|yesterday|tomorrow|\bfy|fiscal|financial|spring|summer|autumn|\bfall\b|winter"
)


_OPEN = ("since", "from", "after", "starting", "beginning", "as early", "no sooner", "no earlier")
_AHEAD = re.compile(r"\b(?:will|expected|due|scheduled|plans?|planned|slated|is to|are to|would|to be)\b", re.I)


@dataclass(frozen=True, slots=True)
class Dated:
    """`said` is what the words name; `value` that period with the side (`by`, `since` …) taken into account.

    `side` is the word before it, lower case; `explicit` where the words carry a year of their own.
    """

    start: int
    end: int
    value: Period
    side: str | None
    explicit: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative words count from: the range in which the report was written, and where its fiscal year starts."""

    written: Period | None = None
    fiscal_start: int | None = None

    def year(self, shift: int = 0) -> int | None:
        written = self.written
        if written is None or written.first_on is None or written.last_on is None:
            return None
        if written.first_on.year == written.last_on.year:
            return written.first_on.year + shift
        return None

    def day(self) -> date | None:
        """The day of writing where it is known to the day or nearly (within a week the first day is taken)."""
        written = self.written
        if written is None or written.first_on is None or written.last_on is None:
            return None
        return written.first_on if (written.last_on - written.first_on).days <= 7 else None

    def month(self) -> tuple[int, int] | None:
        written = self.written
        if written is None or written.first_on is None or written.last_on is None:
            return None
        first, last = written.first_on, written.last_on
        if (first.year, first.month) == (last.year, last.month) or (last - first).days <= 45:
            return first.year, first.month
        return None


def months(year: int, first: int, last: int, last_year: int | None = None) -> Period:
    """From the first day of month `first` of `year` to the last day of month `last`."""
    other = last_year if last_year is not None else year + (last < first)
    return Period(first_on=date(year, first, 1), last_on=date(other, last, calendar.monthrange(other, last)[1]))


def whole(year: int, last: int | None = None) -> Period:
    return Period(first_on=date(year, 1, 1), last_on=date(last or year, 12, 31))


def dates(text: str, start: int, end: int, clock: Clock) -> list[Dated]:
    """The periods named in `text[start:end]` that can be resolved, in order."""
    low = lowered(text)
    if _HINT.search(low, start, end) is None:
        return []
    out = []
    for found in DATE.finditer(low, start, end):
        if found["m10"] and not text[found.start("m10")].isupper():
            continue
        try:
            said = _period(found, clock)
        except ValueError:
            continue
        if said is None:
            continue
        side = " ".join(found["side"].lower().split()) if found["side"] else None
        value = _sided(side, said, found)
        out.append(Dated(found.start(), found.end(), value, side, bool(re.search(_YEAR, found["core"]))))
    return out


def _sided(side: str | None, said: Period, found: re.Match[str]) -> Period:
    ranged = found["y5b"] is not None
    if side and side.startswith(_OPEN) and not ranged:
        return Period(first_on=said.first_on, last_on=None)
    if side in ("by", "until", "till", "through", "no later than", "as of"):
        return Period(first_on=None, last_on=said.last_on)
    if side in ("before", "prior to") and said.first_on is not None:
        return Period(first_on=None, last_on=said.first_on - timedelta(days=1))
    return said


def _period(found: re.Match[str], clock: Clock) -> Period | None:
    get = found.groupdict()
    if get["ma"]:
        first, last = MONTHS[get["ma"].lower()], MONTHS[get["mb"].lower()]
        return months(int(get["ya"] or get["yb"]), first, last, int(get["yb"]))
    if get["sa"]:
        return whole(int(get["sa"]), 2000 + int(get["sb"]))
    if get["mc"]:
        year, month = int(get["yc"]), MONTHS[get["mc"].lower()]
        return Period(first_on=date(year, month, int(get["dc"])), last_on=date(year, month, int(get["dd"])))
    if get["iso"]:
        return Period.day(date(int(get["iy"]), int(get["im"]), int(get["iday"])))
    if get["m1"] or get["m2"]:
        month = MONTHS[(get["m1"] or get["m2"]).lower()]
        return _day(month, int(get["d1"] or get["d2"]), get["y1"] or get["y2"], clock)
    if get["m3"]:
        shift = {"this": 0, "last": -1, "next": 1}.get((get["rel3"] or "").lower(), 0)
        named = int(get["y3"]) if get["y3"] else clock.year(shift)
        return None if named is None else months(named, MONTHS[get["m3"].lower()], MONTHS[get["m3"].lower()])
    if get["fy"]:
        return _fiscal(get["f1"], get["f2"], clock)
    if get["decade"]:
        year = int(get["y4"])
        size = 10 if year % 10 == 0 else 1
        return _part_of_decade(year, size, get["p4"])
    if get["y5"]:
        return _years(int(get["y5"]), get["y5b"], get["p5"])
    if get["rel6"]:
        return _relative(get, clock)
    if get["n7"]:
        return _window(get["rel7"].lower(), _count(get["n7"]), get["u7"].lower(), clock)
    if get["n8"]:
        return _ago(_count(get["n8"]), get["u8"].lower(), get["ago"].lower(), clock)
    if get["endof"]:
        year_now = clock.year()
        return None if year_now is None else whole(year_now)
    if get["m11"]:
        return _named_month(MONTHS[get["m11"].lower()], get["lastm"].lower() == "next", clock)
    if get["day"] or get["wd"]:
        return _weekday(get, clock)
    if get["m10"]:
        return _month_alone(MONTHS[get["m10"].lower()], clock, ahead=bool(_AHEAD.search(_sentence(found))))
    return None


def _count(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else SMALL.get(word, 1)


def _day(month: int, day: int, year: str | None, clock: Clock) -> Period | None:
    if year:
        return Period.day(date(int(year), month, day))
    written = clock.written
    if written is None or written.last_on is None or written.first_on is None:
        return None
    for candidate in (written.last_on.year, written.last_on.year - 1):
        if date(candidate, month, day) <= written.last_on + timedelta(days=3):
            near = (written.last_on - date(candidate, month, day)).days <= 330 + (
                written.last_on - written.first_on
            ).days
            return Period.day(date(candidate, month, day)) if near else None
    return None


def _sentence(found: re.Match[str]) -> str:
    text = found.string
    start = max(text.rfind(". ", 0, found.start()), text.rfind("\n", 0, found.start()))
    return text[start + 1 : found.end()]


def _month_alone(month: int, clock: Clock, *, ahead: bool) -> Period | None:
    """The last such month before the writing, or the next one where the sentence looks ahead."""
    written = clock.written
    if written is None or written.last_on is None or written.first_on is None:
        return None
    now = written.first_on if (written.last_on - written.first_on).days <= 62 else None
    if now is None:
        year = clock.year()
        return None if year is None else months(year, month, month)
    if ahead:
        return months(now.year if month >= now.month else now.year + 1, month, month)
    return months(now.year if month <= now.month else now.year - 1, month, month)


def _named_month(month: int, coming: bool, clock: Clock) -> Period | None:
    """`last April`: the one before this year's where this year's is still fresh, as gold reads it."""
    now = clock.month()
    if now is None:
        return None
    if coming:
        return months(now[0] + (month <= now[1]), month, month)
    return months(now[0] - (month >= now[1] - 1), month, month)


def _fiscal(first: str, second: str | None, clock: Clock) -> Period:
    year = int(first) if len(first) == 4 else 2000 + int(first)
    start = clock.fiscal_start
    if second:
        return months(year, start or 7, ((start or 7) - 2) % 12 + 1, year + 1)
    if start is None or start == 1:
        return whole(year)
    if start == 10:
        return months(year - 1, 10, 9, year)
    return months(year, start, start - 1, year + 1)


def _part_of_decade(year: int, size: int, part: str | None) -> Period:
    if part and size == 10:
        first, last = {"ear": (0, 4), "mid": (3, 7), "lat": (5, 9)}.get(part[:3].lower(), (0, 9))
        return whole(year + first, year + last)
    return whole(year, year + size - 1)


def _years(year: int, second: str | None, part: str | None) -> Period | None:
    if second:
        last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
        return whole(year, last) if year < last <= year + 60 else whole(year)
    return _part(year, part)


def _part(year: int, part: str | None) -> Period:
    words = (part or "").lower().removeprefix("in ").removeprefix("the ").strip()
    if not words:
        return whole(year)
    for season, (first, last) in SEASONS.items():
        if season in words:
            return months(year, first, last)
    if "quarter" in words or words.startswith("q"):
        order = next((n for n, w in enumerate(("first", "second", "third", "fourth"), 1) if words.startswith(w)), None)
        digits = re.search(r"[1-4]", words)
        quarter = order or (int(digits.group()) if digits else 4)
        return months(year, 3 * quarter - 2, 3 * quarter)
    if "half" in words:
        return months(year, 1, 6) if words[0] in "f1" else months(year, 7, 12)
    if words.startswith("end"):
        return whole(year)
    if words.startswith(("beginning", "start")):
        return months(year, 1, 3)
    first, last = PARTS.get(words.split(" ")[0], (4, 9))
    return months(year, first, last)


def _relative(get: dict[str, str | None], clock: Clock) -> Period | None:
    word = " ".join((get["rel6"] or "").lower().split()).removeprefix("the ")
    unit = (get["u6"] or "").lower()
    shift = {"last": -1, "previous": -1, "past": -1, "next": 1, "following": 1, "coming": 1}.get(word, 0)
    if unit == "year":
        year = clock.year(shift)
        if year is None:
            return None
        if get["fiscal6"] and clock.fiscal_start:
            return months(year, clock.fiscal_start, (clock.fiscal_start - 2) % 12 + 1)
        if get["m6"]:
            month = MONTHS[get["m6"].lower().removeprefix("in ").strip()]
            return months(year, month, month)
        part = (get["p6"] or "").lower()
        return whole(year) if part in ("earlier", "later", "") else _part(year, part)
    if unit in SEASONS:
        year = clock.year(shift if unit != "winter" else min(shift, 0))
        return None if year is None else months(year, *SEASONS[unit])
    if unit == "month":
        month_of = clock.month()
        if month_of is None:
            return None
        number = month_of[0] * 12 + month_of[1] - 1 + shift
        return months(number // 12, number % 12 + 1, number % 12 + 1)
    if unit == "week":
        day = clock.day()
        if day is None:
            return None
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return Period(first_on=monday, last_on=monday + timedelta(days=6))
    return None


def _window(word: str, count: int, unit: str, clock: Clock) -> Period | None:
    forward = word in ("next", "coming", "following")
    if unit in ("year", "decade"):
        size = count * (10 if unit == "decade" else 1)
        year = clock.year()
        if year is None:
            return None
        return whole(year, year + size - 1) if forward else whole(year - size, year)
    month_of = clock.month()
    if unit == "month" and month_of is not None:
        now = month_of[0] * 12 + month_of[1] - 1
        first, last = (now, now + count) if forward else (now - count, now)
        return months(first // 12, first % 12 + 1, last % 12 + 1, last // 12)
    return None


def _ago(count: int, unit: str, word: str, clock: Clock) -> Period | None:
    if word == "earlier":
        return None
    sign = 1 if word.startswith("from") else -1
    if unit == "year":
        year = clock.year(sign * count)
        return None if year is None else whole(year)
    month_of, day = clock.month(), clock.day()
    if unit == "month" and month_of is not None:
        number = month_of[0] * 12 + month_of[1] - 1 + sign * count
        return months(number // 12, number % 12 + 1, number % 12 + 1)
    if unit == "day" and day is not None:
        return Period.day(day + timedelta(days=sign * count))
    if unit == "week" and day is not None:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=sign * count)
        return Period(first_on=monday, last_on=monday + timedelta(days=6))
    return None


def _weekday(get: dict[str, str | None], clock: Clock) -> Period | None:
    day = clock.day()
    if day is None:
        return None
    if get["day"]:
        return Period.day(day + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[get["day"].lower()]))
    wanted = DAYS[(get["wd"] or "").lower()]
    back = (day.weekday() - wanted) % 7
    if (get["rel9"] or "").lower() == "next":
        return Period.day(day + timedelta(days=(wanted - day.weekday()) % 7 or 7))
    if (get["rel9"] or "").lower() == "last" and back == 0:
        back = 7
    return Period.day(day - timedelta(days=back))

"""Numbers in words and figures, and how many of something a text says there are."""

import re
from dataclasses import dataclass

from armsledger.model.values import Number, Range
from armsledger.reading.tokens import lowered

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6}
VAGUE = {
    "dozens": (24, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "tens": (20, 99),
    "scores": (40, 99),
}

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_TEN = "|".join(TENS)
_WORD = rf"(?>(?:{_TEN})(?:[- ](?:{_UNIT}))?\b|(?:{_UNIT})\b)"
_WORDS = rf"(?:(?:a|{_WORD}) hundred(?: and {_WORD})?|(?:a|{_WORD}) thousand|{_WORD})"
_DOZEN = r"(?:half[- ]a[- ]dozen|(?:a|one|two|three|four|several) dozen|a (?:pair|couple) of|a pair|a score of)"
FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0]\d{3})+(?!\d|\s?mm)|\d+(?:\.\d+)?)"
ONE = rf"(?:{_DOZEN}|{_WORDS}|{FIGURE}(?: (?:hundred|thousand|million)\b)?)"
_VAGUE = r"(?:tens of thousands|dozens|hundreds|thousands|tens|scores)"

LEAST = r"(?:at least|more than|over|no fewer than|no less than|not less than|a minimum of|in excess of|upwards of|above|exceeding|greater than)"
MOST = r"(?:up to|as many as|no more than|not more than|a maximum of|at most|fewer than|less than|under|not exceeding|a potential)"
ABOUT = r"(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|close to|an estimated|estimated|circa|just|exactly|only|a total of|a further|another|an additional|additional|the first|the last|the final|the remaining|the other|the next|first|all|both)"

QUANTITY = re.compile(
    rf"(?<![\w.,/$€£₹¥₩-])(?P<hedge>(?:{LEAST}|{MOST}|{ABOUT})\s+(?:{ABOUT}\s+)?)?"
    rf"(?:between (?P<b1>{ONE}) and (?P<b2>{ONE})"
    rf"|(?P<low>{ONE})(?P<sep>\s*(?:[-–—]|to|or)\s*)(?P<high>{ONE})"
    rf"|(?P<one>{ONE})(?P<plus>\s?\+|-plus\b)?"
    rf"|(?P<vague>{_VAGUE})(?= of\b| more\b))"
    r"(?P<after>\s+or (?:so|more|fewer|less)\b)?(?![\w%.]*\d|\w|%|\.\d|['’]\d)",
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH_BEFORE, _MONTH_AFTER = (
    re.compile(rf"\b(?:{_MONTHS})\.? $"),
    re.compile(rf"(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})\b"),
)
_LEAST, _MOST = re.compile(LEAST), re.compile(MOST)
_OVER = re.compile(
    r"\b(?:hand(?:s|ed|ing)?|t(?:akes?|ook|aken|aking)|turn(?:s|ed|ing)?)\s+$"
    r"|\b(?:talks?|talking|negotiat\w+|discuss\w+|bargain\w*|haggl\w+|disput\w+|argu\w+|quarrel\w*|row|contest|competition|battle"
    r"|fight|debate|consultations)\b(?: with)?(?: [\w'’-]+){0,4}"
    r"(?<! of)(?<! for)(?<! on)(?<! to)(?<! buy)(?<! sell)\s+$"
)
"""After what "over" is no "more than": what is handed over, talks over it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    start: int
    end: int
    value: Range


def number(words: str) -> Number | None:
    """The number that words or figures say; None where they say none."""
    words = words.strip().lower()
    figure = re.sub(r"(?<=\d)[, \u00a0](?=\d{3})", "", words).split(" ")[0]
    if figure[:1].isdigit():
        value: Number = float(figure) if "." in figure else int(figure)
        for scale, factor in SCALES.items():
            if words.endswith(" " + scale):
                value = value * factor
        return int(value) if value == int(value) else value
    if words.endswith(("dozen", "pair", " of")):
        if words.startswith("half"):
            return 6
        first = words.split(" ")[0]
        times = {"a": 1, "one": 1, "several": None}.get(first, UNITS.get(first))
        size = 12 if "dozen" in words else 20 if "score" in words else 2
        return None if times is None else times * size
    total, seen = 0, False
    for word in re.split(r"[ -]", words):
        if word in UNITS or word in TENS:
            total, seen = total + (UNITS.get(word) or TENS.get(word, 0)), True
        elif word in SCALES:
            total, seen = max(total, 1) * SCALES[word], True
        elif word not in ("a", "and"):
            return None
    return total if seen else None


def quantities(text: str, start: int, end: int) -> list[Quantity]:
    """All counts in `text[start:end]`, whatever they count (years and model numbers are among them)."""
    out = []
    for found in QUANTITY.finditer(lowered(text), start, end):
        value = _range(found, _OVER.search(lowered(text), max(start, found.start() - 60), found.start()) is not None)
        if value is not None and not (found["one"] and _of_month(text, found)):
            out.append(Quantity(found.start(), found.end(), value))
    return out


def _of_month(text: str, found: re.Match[str]) -> bool:
    """Whether the number is the day of a month."""
    return _MONTH_BEFORE.search(text, max(0, found.start() - 12), found.start()) is not None or (
        _MONTH_AFTER.match(text, found.end()) is not None
    )


def _range(found: re.Match[str], about: bool) -> Range | None:
    """What a count says; `about`: a word before it makes \"over\" no \"more than\"."""
    hedge, after = found["hedge"] or "", (found["after"] or "").split()
    if about and hedge.startswith("over"):
        hedge = ""
    low: Number | None
    high: Number | None
    if found["vague"]:
        words = found["vague"].lower()
        low, high = (20000, 99999) if words.startswith("tens of") else VAGUE[words]
        return Range(min=low, max=high)
    if found["b1"]:
        low, high = number(found["b1"]), number(found["b2"])
    elif found["low"]:
        low, high = number(found["low"]), number(found["high"])
    else:
        low = high = number(found["one"])
        if low is None and "several dozen" in found["one"].lower():
            return Range(min=24, max=99)
    if low is None or high is None or low > high:
        return None
    if _LEAST.match(hedge) or found["plus"] or after[1:] == ["more"]:
        return Range(min=low, max=None if low == high else high)
    if _MOST.match(hedge) or after[1:] in (["fewer"], ["less"]):
        return Range(min=None, max=high)
    return Range(min=low, max=high)

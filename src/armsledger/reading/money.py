"""Sums of money: amount or range, currency, and whether for all, a piece or a year."""

import re
from dataclasses import dataclass, replace

from armsledger.model.codes import Basis
from armsledger.model.values import Money, Number
from armsledger.reading.tokens import lowered, words

SYMBOLS = {
    "us$": "USD", "u.s. $": "USD", "us dollars": "USD", "us dollar": "USD", "$us": "USD", "a$": "AUD", "au$": "AUD", "aus$": "AUD", "australian $": "AUD", "canadian $": "CAD", "can$": "CAD", "c$": "CAD", "ca$": "CAD", "cdn$": "CAD", "nt$": "TWD",
    "s$": "SGD", "hk$": "HKD", "nz$": "NZD", "r$": "BRL", "mex$": "MXN", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW",
    "¥": "JPY", "₹": "INR", "₺": "TRY", "₽": "RUB", "₴": "UAH", "₪": "ILS", "₱": "PHP", "₫": "VND", "₦": "NGN",
    "฿": "THB", "rs": "INR", "rs.": "INR", "re.": "INR", "rm": "MYR", "rp": "IDR", "php": "PHP", "r": "ZAR", "rmb": "CNY",
    "dm": "DEM", "ksh": "KES", "sh": "KES", "k": "PGK", "p": "PHP", "zł": "PLN", "kr": "SEK", "dkr": "DKK", "nkr": "NOK", "skr": "SEK",
}  # fmt: skip
CODES = words(
    "USD EUR GBP AUD CAD NZD SGD TWD HKD JPY KRW CNY INR PKR BDT LKR NPR IDR MYR THB PHP VND MMK RUB UAH PLN CZK "
    "HUF RON BGN SEK NOK DKK CHF TRY ILS SAR AED QAR KWD BHD OMR JOD EGP MAD DZD TND NGN KES GHS ZAR AOA BRL ARS "
    "CLP COP PEN MXN UYU VEF KZT UZS AZN GEL AMD BYN RSD HRK XAF XOF DEM FRF ITL IQD IRR SYP LBP LYD SDG ETB UGX "
    "TZS PGK GYD"
)
NAMES = {
    r"(?:u\.?s\.? |american )?dollars?": "USD", r"australian dollars?": "AUD", r"canadian dollars?": "CAD",
    r"singapore dollars?": "SGD", r"(?:new )?taiwan(?:ese)? dollars?": "TWD", r"new zealand dollars?": "NZD",
    r"hong kong dollars?": "HKD", r"euros?": "EUR", r"(?:british )?pounds?(?: sterling)?": "GBP", r"egyptian pounds?": "EGP",
    r"sudanese pounds?": "SDG", r"(?:japanese )?yen": "JPY", r"(?:south )?(?:korean )?won": "KRW", r"(?:chinese )?yuan": "CNY",
    r"renminbi": "CNY", r"indian rupees?": "INR", r"pakistani? rupees?": "PKR", r"sri lankan? rupees?": "LKR",
    r"rupees?": "INR", r"rupiahs?": "IDR", r"(?:malaysian )?ringgits?": "MYR", r"(?:thai )?baht": "THB",
    r"(?:philippine )?pesos?": "PHP", r"argentin\w+ pesos?": "ARS", r"chilean pesos?": "CLP", r"colombian pesos?": "COP",
    r"mexican pesos?": "MXN", r"dong": "VND", r"(?:russian )?ro?ubles?": "RUB", r"hryvnias?|hryvnya": "UAH",
    r"(?:polish )?zlot(?:y|ys|ych)|złotych": "PLN", r"(?:czech )?(?:korunas?|crowns|koruny)": "CZK", r"forints?": "HUF",
    r"(?:romanian )?lei": "RON", r"(?:bulgarian )?leva?": "BGN", r"(?:swedish )?kron(?:or|a)": "SEK",
    r"swedish crowns": "SEK", r"norwegian (?:kroner?|crowns)": "NOK", r"danish (?:kroner?|crowns)": "DKK", r"kroner": "NOK",
    r"(?:swiss )francs?": "CHF", r"francs? cfa|cfa francs?": "XAF", r"french francs?": "FRF", r"(?:turkish )?liras?": "TRY",
    r"(?:new |israeli )?shekels?": "ILS", r"(?:saudi )?riyals?": "SAR", r"qatari riyals?": "QAR", r"omani rials?": "OMR",
    r"(?:uae |emirati )?dirhams?": "AED", r"moroccan dirhams?": "MAD", r"(?:kuwaiti )?dinars?": "KWD", r"naira": "NGN",
    r"(?:kenyan )?shillings?": "KES", r"(?:south african )?rand": "ZAR", r"(?:brazilian )?reais|(?:brazilian )?real\b": "BRL",
    r"(?:kazakh\w* )?tenge": "KZT", r"so(?:u|')?ms?": "UZS", r"manats?": "AZN", r"(?:deutsche? ?)marks?": "DEM",
    r"tak[ah]": "BDT", r"kwanzas?": "AOA",
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 10**3, "k": 10**3, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "million": 10**6,
    "millions": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "m": 10**6, "crore": 10**7, "crores": 10**7, "cr": 10**7,
    "billion": 10**9, "billions": 10**9, "bn": 10**9, "bln": 10**9, "b": 10**9, "trillion": 10**12, "trn": 10**12,
    "tn": 10**12, "lakh crore": 10**12,
}  # fmt: skip

_SYMBOL = "|".join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True))
_CODE = "|".join(CODES)
_NAME = "|".join(f"(?:{name})" for name in sorted(NAMES, key=len, reverse=True))
_NUM = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+(?:\.\d+)?(?:,\d{1,2}(?!\d))?"
_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|a|half a|several)"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_UNIT = rf"(?:[\s-]?(?:{_SCALE})\b)"
_HEDGE = (
    r"(?:more than|over|at least|in excess of|above|upwards of|exceeding|up to|as much as|no more than|not[- ]to[- ]exceed|"
    r"not exceeding|less than|under|below|a maximum of|about|around|approximately|roughly|nearly|almost|some|an estimated|between|"
    r"close to|just over|just under|well over|a maximum|ceiling|maximum)"
)
_MARK = rf"(?:(?<![\w])(?P<symbol>(?:{_SYMBOL})|(?:{_CODE}))\s?)"
MONEY = re.compile(
    rf"(?P<hedge>\b{_HEDGE}\s+)?(?:{_MARK}(?P<n1>{_NUM})(?P<s1>{_UNIT})?"
    rf"(?:(?:\s*(?:-|–|—|to|or|and)\s*)(?:{_SYMBOL}|{_CODE})?\s?(?P<n2>{_NUM})(?P<s2>{_UNIT})?(?![\w.]*\d))?"
    r"(?P<plus>\s?\+|-plus\b| plus\b(?! (?:a|an|the|other|some|support|options?)\b))?"
    rf"|(?<![\w.$€£-])(?P<n3>{_NUM}|{_WORD})(?P<s3>{_UNIT})?(?:\s*(?:-|–|to|or)\s*(?P<n4>{_NUM})(?P<s4>{_UNIT})?)?(?P<plus2>-plus)?"
    rf"[\s-](?P<name>{_NAME}|{_CODE})\b)(?![\w-]*\d)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"[$€£₩¥₹₺₽₴₪₱₫₦฿]|us dollars?|(?<![\w.])(?:{_CODE.lower()}|rs\.?|rm|r|kr|rmb|k|p|k?sh)\s?\d|\d[\d.,]*(?:[\s-](?:{_SCALE}))?[\s-](?:{_NAME})\b|(?:{_SCALE})[\s-](?:{_NAME})\b",
)
_NAMED = [(re.compile(name, re.IGNORECASE), code) for name, code in NAMES.items()]
_LEAST = re.compile(r"(?:just |well )?(?:more than|over|at least|in excess of|above|upwards of|exceeding)", re.I)
_MOST = re.compile(r"up to|as much as|no more than|not|less than|(?:just )?under|below|a maximum|maximum|ceiling", re.I)
_LETTERS = ("k", "p", "r", "sh", "kr", "rp", "dm", "rm")  # also the beginnings of type names: K2, R18
_CEILING = re.compile(r"\s*(?:ceiling|maximum|or less|cap)\b", re.I)
_DOLLARS_OF = re.compile(r"\s*\(?(can|cad|cdn|aud|aus)\b", re.I)
_UNIT_AFTER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:each\b|apiece|per (?:unit|aircraft|plane|jet|piece|tank|vehicle|helicopter|missile|round|ship|drone|copy|system|airframe)|a (?:piece|copy|unit|plane|jet|shot)\b)",
    re.I,
)
_UNIT_BEFORE = re.compile(
    r"(?:unit (?:price|cost)|each (?:\w+ ){0,3}(?:costs?|priced|valued|worth)|price tag of each|cost per (?:unit|aircraft))\W+(?:\w+\W+){0,3}$",
    re.I,
)
_YEAR_AFTER = re.compile(
    r"\s*(?:in |of )?(?:\w+ ){0,3}?(?:a year\b|per year|per annum|annually|each year|every year|yearly|a month\b)", re.I
)
_YEAR_BEFORE = re.compile(r"(?:annual|yearly)\W+(?:\w+\W+){0,4}$", re.I)


@dataclass(frozen=True, slots=True)
class Sum:
    start: int
    end: int
    value: Money


DOLLARS = {"CAN": "CAD", "AUS": "AUD", "NZL": "NZD"}
"""Whose press writes its own dollar without a letter before it. Source: the training reports about Canada and Australia."""


def money(text: str, start: int, end: int, dollar: str = "USD") -> list[Sum]:
    """The sums in `text[start:end]`; of one told again in another currency in brackets only the first.

    `dollar` is what a dollar sign alone stands for.
    """
    if _FIRST.search(lowered(text), start, end) is None:
        return []
    out: list[Sum] = []
    for found in MONEY.finditer(text, start, end):
        value = _value(text, found, end)
        if value is None:
            continue
        if found["symbol"] == "$" and value.currency == "USD":
            value = replace(value, currency=dollar)
        if out and re.fullmatch(
            r"\s*[\[(](?:about |or |around |approximately |roughly |some |US )?", text[out[-1].end : found.start()]
        ):
            continue
        out.append(Sum(found.start("hedge") if found["hedge"] else found.start(), found.end(), value))
    return out


def _amount(figure: str, scale: str | None) -> Number | None:
    words = {"a": 1, "half a": 0.5, "several": None}
    lower = figure.lower()
    if lower in words:
        base = words[lower]
    elif lower.isalpha():
        base = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"].index(lower)
    else:
        base = float(re.sub(r"[ \u00a0]|,(?=\d{2,3}(?:\D|$))", "", figure).replace(",", "."))
    if base is None:
        return None
    value = base * SCALES.get(" ".join((scale or "").lower().replace("-", " ").split()), 1)
    return round(value) if abs(value - round(value)) < 1e-6 * max(1, abs(value)) else value


def _value(text: str, found: re.Match[str], end: int) -> Money | None:
    if found["symbol"]:
        figures, currency = (found["n1"], found["s1"], found["n2"], found["s2"]), _symbol(found["symbol"])
        if found["symbol"].lower() in _LETTERS and not found["symbol"][0].isupper():
            return None
    else:
        if not found["s3"] and found["n3"].lower() in ("a", "one", "several", "half a"):
            return None
        figures, currency = (found["n3"], found["s3"], found["n4"], found["s4"]), _name(found["name"])
    first, scale, second, scale2 = figures
    if (
        found["symbol"]
        and found["symbol"].lower() in _LETTERS
        and not (scale or scale2)
        and len(re.sub(r"\D", "", first)) < 5
    ):
        return None
    if currency is None:
        return None
    low = _amount(first, scale or scale2 if second else scale)
    high = _amount(second, scale2 or scale) if second else low
    if low is None or high is None:
        return None
    least: Number | None = low
    most: Number | None = high
    if high < low:
        least, most = low, low
    hedge, after = (found["hedge"] or "").strip(), text[found.end() : min(end, found.end() + 16)]
    if currency == "USD" and (note := _DOLLARS_OF.match(after)):
        currency = {"c": "CAD", "a": "AUD"}[note[1][0].lower()]
    if least == most and (_LEAST.match(hedge) or found["plus"] or found["plus2"]):
        most = None
    elif least == most and (_MOST.match(hedge) or _CEILING.match(after)):
        least = None
    return Money(min=least, max=most, currency=currency, basis=_basis(text, found, end))


def _basis(text: str, found: re.Match[str], end: int) -> Basis:
    after, before = text[found.end() : min(end, found.end() + 60)], text[max(0, found.start() - 60) : found.start()]
    if _UNIT_AFTER.match(after) or _UNIT_BEFORE.search(before):
        return Basis.UNIT
    if _YEAR_AFTER.match(after) or _YEAR_BEFORE.search(before):
        return Basis.ANNUAL
    return Basis.TOTAL


def _symbol(words: str) -> str | None:
    return SYMBOLS.get(words.lower()) or (words.upper() if words.upper() in CODES else None)


def _name(words: str) -> str | None:
    if words.upper() in CODES:
        return words.upper()
    return next((code for name, code in _NAMED if name.fullmatch(words)), None)

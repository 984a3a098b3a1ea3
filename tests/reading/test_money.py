import pytest

from armsledger.model.codes import Basis
from armsledger.model.values import Money
from armsledger.reading.money import money


@pytest.mark.parametrize(
    ("words", "low", "high", "currency", "basis"),
    [
        ("a $153 million deal", 153e6, 153e6, "USD", "total"),
        ("€1.2bn", 1.2e9, 1.2e9, "EUR", "total"),
        ("$4 billion to $4.6 billion", 4e9, 4.6e9, "USD", "total"),
        ("$1.5-2 billion", 1.5e9, 2e9, "USD", "total"),
        ("$1.5 billion-plus", 1.5e9, None, "USD", "total"),
        ("more than $2 billion", 2e9, None, "USD", "total"),
        ("up to £300m", None, 300e6, "GBP", "total"),
        ("Rs 4,168 crore", 41680e6, 41680e6, "INR", "total"),
        ("Rs 50 lakh", 5e6, 5e6, "INR", "total"),
        ("₹1.2 lakh crore", 1.2e12, 1.2e12, "INR", "total"),
        ("₩870 billion", 870e9, 870e9, "KRW", "total"),
        ("SEK 1.2 billion", 1.2e9, 1.2e9, "SEK", "total"),
        ("4.5 billion francs CFA", 4.5e9, 4.5e9, "XAF", "total"),
        ("2 million Swiss francs", 2e6, 2e6, "CHF", "total"),
        ("half a billion dollars", 5e8, 5e8, "USD", "total"),
        ("$30 million each", 30e6, 30e6, "USD", "unit"),
        ("$2 billion a year", 2e9, 2e9, "USD", "annual"),
        ("R268 969 122", 268969122, 268969122, "ZAR", "total"),
        ("A$305 million", 305e6, 305e6, "AUD", "total"),
        ("$188 million (CAN)", 188e6, 188e6, "CAD", "total"),
        ("$93,000,000 ceiling", None, 93e6, "USD", "total"),
    ],
)
def test_sums(words: str, low: float | None, high: float | None, currency: str, basis: str) -> None:
    (found,) = money(words, 0, len(words))
    assert found.value == Money(min=low, max=high, currency=currency, basis=Basis(basis))


def test_a_conversion_in_brackets_is_not_told_twice() -> None:
    words = "worth €295 billion (U.S. $361 billion) in all"
    assert [m.value.currency for m in money(words, 0, len(words))] == ["EUR"]


@pytest.mark.parametrize("words", ["the F-16 won praise", "20 tanks", "a real problem", "R18 missiles r us"])
def test_no_money(words: str) -> None:
    assert not [m for m in money(words, 0, len(words)) if m.value.currency != "ZAR"]

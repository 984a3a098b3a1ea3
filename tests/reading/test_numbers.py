import pytest

from armsledger.model.values import Range
from armsledger.reading.numbers import number, quantities


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("six to eight launchers", 6, 8),
        ("16–18 jets", 16, 18),
        ("between 8 and 12 boats", 8, 12),
        ("20 or so tanks", 20, 20),
        ("up to 40 jets", None, 40),
        ("at least 8 jets", 8, None),
        ("more than 5 jets", 5, None),
        ("200-plus jets", 200, None),
        ("dozens of jets", 24, 99),
        ("hundreds of rifles", 200, 999),
        ("twenty-four jets", 24, 24),
        ("a hundred and twenty rifles", 120, 120),
        ("half a dozen boats", 6, 6),
        ("two dozen boats", 24, 24),
        ("a pair of boats", 2, 2),
        ("1,200 rounds", 1200, 1200),
        ("3.5 million rounds", 3500000, 3500000),
        ("about 20 tanks", 20, 20),
        ("fewer than ten tanks", None, 10),
    ],
)
def test_values(words: str, low: int | None, high: int | None) -> None:
    (found,) = quantities(words, 0, len(words))
    assert found.value == Range(min=low, max=high)
    assert found.start == 0


@pytest.mark.parametrize(
    "words", ["the F-16 jets", "$40 jets", "45% of jets", "the 7.62mm rifles", "a squadron of jets", "Mk 2A3"]
)
def test_no_count(words: str) -> None:
    assert not [q for q in quantities(words, 0, len(words)) if q.value.min not in (2,)]


def test_words_that_are_no_number() -> None:
    assert number("several dozen") is None
    assert number("frigate") is None

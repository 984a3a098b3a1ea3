from datetime import date

from armsledger.model.values import Period
from armsledger.reading.dates import Clock, dates
from armsledger.reading.money import money
from armsledger.reading.tokens import lowered


def test_lower_case_keeps_every_character_in_its_place() -> None:
    text = "İZMİR and DİYARBAKIR bought 4 RADARS"
    low = lowered(text)
    assert len(low) == len(text) and low.endswith("bought 4 radars") and low.index("bought") == text.index("bought")


def test_a_month_stands_in_capitals() -> None:
    clock = Clock(written=Period.day(date(2015, 6, 1)))

    def said(text: str) -> list[str]:
        return [text[d.start : d.end] for d in dates(text, 0, len(text), clock)]

    assert said("The contract was signed in March, he said.") == ["March"]
    assert said("The guards will march, he said, and more may follow.") == []


def test_currencies_are_read_in_any_case() -> None:
    for text in (
        "It paid USD 40 million.",
        "It paid Usd 40 million.",
        "It paid 40 million Euros.",
        "It paid Rs 40 crore.",
    ):
        assert len(money(text, 0, len(text))) == 1

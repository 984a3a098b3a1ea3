import pytest

from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Kind
from armsledger.model.values import Item, Money, Party, Range
from armsledger.reading.evidence import checked, stands

TEXT = "Chile bought four Mi-35M helicopters for $60 million, the first a gift."


def place(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


@pytest.mark.parametrize(
    ("field", "value", "words", "inferred", "honest"),
    [
        ("items[0].designation", "Mi-35M", "Mi-35M", False, True),
        ("items[0].designation", "Mi-35P", "Mi-35M", False, False),
        ("items[0].quantity", {"min": 4, "max": 4}, "four", False, True),
        ("items[0].quantity", {"min": 5, "max": 5}, "four", False, False),
        ("items[0].quantity", {"min": 1, "max": 1}, "first", False, True),
        ("money", {"min": 60000000, "max": 60000000, "currency": "USD", "basis": "total"}, "$60 million", False, True),
        ("money", {"min": 60000000, "max": 60000000, "currency": "EUR", "basis": "total"}, "$60 million", False, False),
        ("supplier", "NOR", " ", False, False),
        ("supplier", "NOR", "Chile", True, True),
    ],
)  # fmt: skip
def test_what_stands(field: str, value: object, words: str, inferred: bool, honest: bool) -> None:
    assert stands(Evidence(field=field, value=value, inferred=inferred, **place(words)), TEXT) is honest


def test_vague_numbers_and_dollars_of_ones_own_stand() -> None:
    text = "Canada bought thousands of rounds for $9 million."
    thousands = Evidence(field="items[0].quantity", value={"min": 2000, "max": 9999}, start=14, end=23)
    assert text[14:23] == "thousands"
    assert stands(thousands, text)
    dollars = {"min": 9000000, "max": 9000000, "currency": "CAD", "basis": "total"}
    assert stands(Evidence(field="money", value=dollars, start=38, end=48), text)
    assert not stands(Evidence(field="money", value=dollars | {"currency": "SGD"}, start=38, end=48), text)


def test_a_value_without_its_words_is_taken_out_and_counted() -> None:
    claim = Claim(
        document="d", quote=TEXT, start=0, end=len(TEXT), kind=Kind.TRANSFER, supplier=(Party("NOR"),), money=Money(min=5, max=5, currency="USD"),
        items=(Item(designation="Mi-35M", quantity=Range.exactly(9)),),
        evidence=(
            Evidence(field="items[0].quantity", value={"min": 9, "max": 9}, **place("four")),
            Evidence(field="money", value={"min": 5, "max": 5, "currency": "USD", "basis": "total"}, **place("$60 million")),
            Evidence(field="supplier", value="NOR", start=900, end=903),
            Evidence(field="items[0].designation", value="Mi-35M", **place("Mi-35M")),
        ),
    )  # fmt: skip
    honest, dropped = checked(claim, TEXT)
    assert dropped == 3
    assert (honest.money, honest.supplier, honest.items[0].quantity) == (None, (), None)
    assert honest.items[0].designation == "Mi-35M"
    assert [e.field for e in honest.evidence] == ["items[0].designation"]


def test_a_quote_that_is_not_there_is_no_claim() -> None:
    with pytest.raises(ValueError, match="quote"):
        checked(Claim(document="d", quote="Peru", start=0, end=4, kind=Kind.USE), TEXT)

import pytest

from armsledger.model.codes import Kind
from armsledger.reading.evidence import stands
from armsledger.reading.fast import FastReader
from tests.reading.corpus import Case, Score, cases, compare

FLOOR = 0.80
"""Of all values of the hard cases; what the fast reader reaches is told by the failing message."""


@pytest.fixture(scope="module")
def fast() -> FastReader:
    return FastReader()


def test_the_hard_cases_are_read_well_enough(fast: FastReader) -> None:
    score = Score()
    for case in cases():
        compare(case, fast.claims(case.report), score)
    assert score.f1 >= FLOOR, "\n".join([f"{score.f1:.3f}", *score.missed])


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.name)
def test_every_value_of_the_hard_cases_has_its_words(fast: FastReader, case: Case) -> None:
    for claim in fast.claims(case.report):
        assert claim.quote == case.report.text[claim.start : claim.end]
        assert all(stands(e, case.report.text) for e in claim.evidence)


@pytest.mark.parametrize("name", ["captured", "not-arms"])
def test_what_is_no_transfer(fast: FastReader, name: str) -> None:
    (case,) = (c for c in cases() if c.name == name)
    assert not [c for c in fast.claims(case.report) if c.kind is Kind.TRANSFER]

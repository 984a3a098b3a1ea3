from datetime import date

import pytest

from armsledger.model.claim import Claim
from armsledger.model.codes import Kind, Modality, Stage
from armsledger.model.reading import ReadReport
from armsledger.model.report import Report
from armsledger.model.values import Period, Range, Span
from armsledger.reading import reader
from armsledger.reading.fast import FastReader


@pytest.fixture(scope="module")
def fast() -> FastReader:
    return FastReader()


def report(text: str, language: str | None = "en") -> Report:
    written = Period.day(date(2021, 9, 15))
    return Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language=language, written=written)


def read(fast: FastReader, text: str) -> tuple[Claim, ...]:
    (result,) = fast.read([report(text)])
    assert result.problems == ()
    return result.claims


def test_who_supplies_what_to_whom(fast: FastReader) -> None:
    (claim,) = read(fast, "Norway agreed to sell four Mi-35M helicopters to Chile for $60 million.")
    assert (claim.kind, claim.stage, claim.modality) == (Kind.TRANSFER, Stage.AGREEMENT, Modality.ASSERTED)
    assert [str(p) for p in claim.supplier] == ["NOR"]
    assert [str(p) for p in claim.recipient] == ["CHL"]
    assert [(i.designation, i.quantity) for i in claim.items] == [("Mi-35M", Range.exactly(4))]
    assert claim.money is not None
    assert claim.money.max == 60_000_000


def test_every_value_stands_where_the_evidence_says(fast: FastReader) -> None:
    text = "Chile’s navy will receive two frigates from Norway in 2023. They were ordered last year."
    for claim in read(fast, text):
        assert text[claim.start : claim.end] == claim.quote
        assert {"supplier", "recipient", "stage", "modality"} <= {e.field for e in claim.evidence}
        for e in claim.evidence:
            assert text[e.start : e.end].strip()


def test_the_last_sentence_of_a_long_report_is_read(fast: FastReader) -> None:
    text = "The weather was fine. " * 5000 + "Norway sold nine F-16 jets to Chile."
    (claim,) = read(fast, text)
    assert claim.end > 110_000 - 30


def test_other_languages_are_a_problem(fast: FastReader) -> None:
    (result,) = fast.read([report("Norwegen verkauft vier Panzer.", language="de")])
    assert [p.code for p in result.problems] == ["language_not_read"]


def test_one_bad_report_stops_nothing(fast: FastReader) -> None:
    bad = Report(document="bad", page="p", text=None, body=(Span(0, 5),), language="en")  # type: ignore[arg-type]
    results: list[ReadReport] = list(fast.read([bad, report("Norway sold nine F-16 jets to Chile.")]))
    assert [p.code for p in results[0].problems] == ["not_read"]
    assert len(results[1].claims) == 1


def test_readers_by_name() -> None:
    assert reader("fast").name == "fast"

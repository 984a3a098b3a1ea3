"""The default reader with the weights that come with it."""

import pytest

from armsledger.model.codes import Kind
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.reading import reader
from armsledger.reading.learned import LearnedReader

DEAL = "Peru has ordered 24 Mi-17 helicopters from Russia under a contract worth $406 million."
PADDING = "The weather in the capital was mild and the streets were quiet for most of the day. "


@pytest.fixture(scope="module")
def default() -> LearnedReader:
    made = reader("default")
    assert isinstance(made, LearnedReader)
    return made


def of(text: str, language: str | None = None) -> Report:
    return Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language=language)


def test_a_plain_deal(default: LearnedReader) -> None:
    (result,) = default.read([of(DEAL)])
    (deal,) = [c for c in result.claims if c.kind is Kind.TRANSFER]
    assert [p.key for p in deal.supplier] == ["RUS"] and [p.key for p in deal.recipient] == ["PER"]
    assert deal.items[0].designation == "Mi-17"
    assert deal.items[0].quantity is not None and deal.items[0].quantity.min == 24
    assert deal.stage == "order" and deal.money is not None and deal.money.max == 406_000_000
    assert deal.score is not None and 0 < deal.score < 1


def test_a_claim_in_the_last_sentence_of_a_long_report_is_found(default: LearnedReader) -> None:
    text = PADDING * 150 + DEAL
    (result,) = default.read([of(text)])
    assert any(c.kind is Kind.TRANSFER and c.start >= len(text) - len(DEAL) - 2 for c in result.claims)


def test_every_value_stands_where_its_evidence_says(default: LearnedReader) -> None:
    text = DEAL + " Deliveries to Lima will begin in 2026, the Peruvian defence ministry said. " + PADDING
    (result,) = default.read([of(text)])
    assert result.claims
    for claim in result.claims:
        assert text[claim.start : claim.end] == claim.quote
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end].strip()
        named = {e.field for e in claim.evidence}
        assert all(f"items[{n}].category" in named for n in range(len(claim.items)))


def test_what_tells_of_no_deal_gives_no_claim(default: LearnedReader) -> None:
    (result,) = default.read([of(PADDING * 20)])
    assert not result.claims and not result.problems


def test_another_language_is_a_problem(default: LearnedReader) -> None:
    (result,) = default.read([of("Die Marine erhielt zwei Korvetten.", language="de")])
    assert not result.claims and result.problems[0].code == "language_not_read"


def test_one_report_reads_the_same_alone_and_among_others(default: LearnedReader) -> None:
    alone = next(iter(default.read([of(DEAL)]))).claims
    among = list(default.read([of(PADDING), of(DEAL), of("")]))[1].claims
    assert alone == among

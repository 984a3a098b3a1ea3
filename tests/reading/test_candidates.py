from itertools import pairwise

import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.report import Report
from armsledger.model.values import Party, Span
from armsledger.reading.candidates import candidates, family


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def found(text: str, knowledge: Knowledge) -> dict[str, list[str]]:
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),))
    out: dict[str, list[str]] = {}
    for c in candidates(report, knowledge):
        out.setdefault(c.type, []).append(text[c.start : c.end])
    return out


def test_a_sentence_of_a_deal(knowledge: Knowledge) -> None:
    got = found("In May 2015 Peru ordered 24 Mi-17 helicopters from Russia for $406 million.", knowledge)
    assert got["state"] == ["Peru", "Russia"]
    assert got["quantity"] == ["24"]
    assert got["type"] == ["Mi-17"]
    assert "$406 million" in got["money"][0]
    assert "May 2015" in got["date"][0]


def test_one_of_a_kind_is_a_number(knowledge: Knowledge) -> None:
    assert "a" in found("Chile took delivery of a second-hand frigate.", knowledge)["quantity"]


@pytest.mark.parametrize("words", ["signed on Friday to buy tanks", "asked Vornhalt for light frigates"])
def test_a_name_before_another_phrase_is_no_type(knowledge: Knowledge, words: str) -> None:
    assert "type" not in found(f"The navy {words} from Chile.", knowledge)


def test_a_type_no_list_has_is_told_by_the_class_behind_it(knowledge: Knowledge) -> None:
    assert "Vornhalt" in found("The navy wants Vornhalt frigates.", knowledge)["type"]


def test_a_firm_no_list_has_takes_the_state_before_it(knowledge: Knowledge) -> None:
    text = "Polish Wexmora Defence Systems will build the boats."
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),))
    firms = [c for c in candidates(report, knowledge) if c.type == "firm"]
    assert [str(c.value) for c in firms] == ["Polish Wexmora Defence Systems (POL)"] or str(firms[0].value).endswith(
        "(POL)"
    )


def test_candidates_do_not_overlap(knowledge: Knowledge) -> None:
    text = "On 3 May 2016 two Visby-class corvettes and 12 F-16C Block 52 fighters worth €1.2 bn went to Oman."
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),))
    run = candidates(report, knowledge)
    assert all(a.end <= b.start for a, b in pairwise(run))


@pytest.mark.parametrize(
    ("a", "b"), [("Mi-35", "Mi-35M"), ("Mi 35", "Mi‑35"), ("Rafale", "Rafales"), ("Kilo class", "Kilo-class")]
)
def test_variants_share_a_family(a: str, b: str) -> None:
    assert family(a) == family(b)


def test_a_body_that_is_no_party_is_no_candidate_and_a_council_stands_for_its_body(knowledge: Knowledge) -> None:
    text = "The UN Security Council and SIPRI looked at NATO’s tanks."
    report = Report(document="a", page="a", text=text, body=(Span(0, len(text)),))
    named = [str(c.value) for c in candidates(report, knowledge) if isinstance(c.value, Party)]
    assert named == ["UN", "NATO"]

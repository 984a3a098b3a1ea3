"""Claims survive the way to JSON and back; what is not a claim is told by field."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.errors import ContractError
from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Action, Category, Form, Kind, MeasureName, Modality, Mode, Speaker, Stage
from armsledger.model.contract import assertion_json, claim_id, claim_json, parse_claim
from armsledger.model.ids import content_id
from armsledger.model.values import Attribution, Item, Measure, Money, Party, Period, Range


def _range(ends: tuple[float | None, float | None]) -> Range:
    low, high = ends
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Range(min=low, max=high)


numbers = st.none() | st.integers(0, 10**12) | st.floats(0, 1e22)
ranges = st.tuples(numbers, numbers).map(_range)
words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
parties = st.one_of(
    st.just(Party()),
    st.builds(Party, st.just(None), words),
    st.builds(Party, st.sampled_from(["PAK", "LNA", "XKX"]), st.none() | words),
)
items = st.builds(
    Item,
    designation=st.none() | words,
    category=st.sampled_from(Category),
    mode=st.sampled_from(Mode),
    quantity=st.none() | ranges,
)
lists = st.lists(parties, max_size=3).map(tuple)
evidence = st.builds(Evidence, field=words, value=words, start=st.just(0), end=st.just(2))
claims = st.builds(
    Claim,
    document=words,
    quote=words,
    start=st.just(3),
    end=st.integers(4, 90),
    kind=st.sampled_from(Kind),
    stage=st.none() | st.sampled_from(Stage),
    supplier=lists,
    recipient=lists,
    parties=lists,
    items=st.lists(items, max_size=3).map(tuple),
    money=st.none() | ranges.map(lambda r: Money(min=r.min, max=r.max, currency="PKR")),
    when=st.none() | st.dates().map(Period.day),
    modality=st.sampled_from(Modality),
    attribution=st.builds(Attribution, kind=st.sampled_from(Speaker), who=st.none() | words),
    measure=st.none() | st.builds(Measure, name=st.sampled_from(MeasureName), value=ranges, unit=st.none() | words),
    action=st.none() | st.sampled_from(Action),
    form=st.none() | st.sampled_from(Form),
    score=st.none() | st.floats(0, 1),
    evidence=st.lists(evidence, max_size=2).map(tuple),
)


@given(claims)
def test_round_trip(claim: Claim) -> None:
    assert parse_claim(json.loads(json.dumps(claim_json(claim)))) == claim


@given(claims)
def test_the_id_is_the_hash_of_the_json(claim: Claim) -> None:
    assert claim_id(claim) == content_id(assertion_json(claim))


@given(claims)
def test_score_and_evidence_are_not_in_the_id(claim: Claim) -> None:
    again = claim_json(claim) | {"score": 0.5, "evidence": [], "reader": "another"}
    assert claim_id(parse_claim(again)) == claim_id(claim)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "gossip"}, "kind"),
        ({"start": -1}, "start"),
        ({"start": True}, "start"),
        ({"end": 0}, "end"),
        ({"items": {}}, "items"),
        ({"items": [{"category": "aircraft", "quantity": {"min": 5, "max": 2}}]}, r"items\[0\].quantity"),
        ({"money": {"min": 1, "max": 1, "currency": "dollars"}}, "money.currency"),
        ({"when": {"from": "2020-13-01", "to": None}}, "when"),
        ({"supplier": [3]}, "supplier"),
        ({"quote": None}, "quote"),
        ({"measure": {"name": "fleet", "value": float("nan")}}, "measure.value"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], field: str) -> None:
    good: dict[str, Any] = {"document": "d", "quote": "q", "start": 0, "end": 1, "kind": "transfer"}
    parse_claim(good)
    with pytest.raises(ContractError, match=field):
        parse_claim(good | change)


@pytest.mark.parametrize("text", ["PAK", "Hezbollah", "Khulna Shipyard (BGD)", "?", "? three African countries"])
def test_parties_as_the_contract_writes_them(text: str) -> None:
    assert str(Party.parse(text)) == text
    assert Party.parse(text).known == (not text.startswith("?"))


def test_a_company_counts_as_its_state() -> None:
    assert Party.parse("Khulna Shipyard (BGD)").key == "BGD"


def test_a_day_is_a_period() -> None:
    claim = parse_claim({"document": "d", "quote": "q", "start": 0, "end": 1, "kind": "use", "when": "2020-02-29"})
    assert claim.when == Period.day(date(2020, 2, 29))

"""Our own annotated reports: notation, and that every report is written as it says."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import armsledger
from armsledger.knowledge.tables import load, shipped
from armsledger.model.contract import assertion_json, parse_claim
from armsledger.model.values import Party
from armsledger.training.own import AnnotationError, corpus, lines, parsed

RECORDS = corpus()
TABLES = load(shipped())
KNOWN = {*TABLES.states, *(r.name for r in (*TABLES.groups.values(), *TABLES.bodies.values()))}
IDS = [d["document"] for d, _ in RECORDS]
SAMPLE = """== sample-1 | 2014-05-02
<1>Peru ordered <2>two frigates</2> from Italy</1>.

They cost <3>$1.2 billion or more</3>.

- 1 transfer order planned | Fincantieri (ITA) > PER via FRA | FREMM/ship/second_hand/2; -/engine/component | USD 1.2bn.. | 2014-04 | official They
- 2 figure fleet 2 frigates | PER / ITA | FREMM/ship
- 3 restriction imposed | ITA > PER | by EU | -/ship | ..2013
"""


def one(source: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    (record,) = parsed(source)
    return record


def test_notation_becomes_claims_of_the_contract() -> None:
    document, (order, fleet, halt) = one(SAMPLE)
    assert document["text"].startswith("Peru ordered two frigates from Italy.\n\nThey") and "<" not in document["text"]
    assert document["written"] == "2014-05-02"
    assert order["quote"] == "Peru ordered two frigates from Italy" == document["text"][order["start"] : order["end"]]
    assert (order["stage"], order["modality"]) == ("order", "planned")
    assert (order["supplier"], order["recipient"], order["intermediary"]) == (["Fincantieri (ITA)"], ["PER"], ["FRA"])
    assert order["items"][0] == {
        "designation": "FREMM",
        "category": "ship",
        "mode": "second_hand",
        "quantity": {"min": 2, "max": 2},
    }
    assert order["items"][1]["designation"] is None and order["items"][1]["mode"] == "component"
    assert order["money"] == {"min": 1_200_000_000, "max": None, "currency": "USD", "basis": "total"}
    assert order["when"] == {"from": "2014-04-01", "to": "2014-04-30"}
    assert order["attribution"] == {"kind": "official", "who": "They"}
    assert fleet["measure"] == {
        "name": "fleet",
        "value": 2,
        "unit": "frigates",
        "subject": ["PER"],
        "counterpart": ["ITA"],
    }
    assert halt["when"] == {"from": None, "to": "2013-12-31"} and halt["parties"] == ["EU"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- 3 restriction", "- 4 restriction"),
        ("transfer order", "transfer sold"),
        ("</3>", ""),
        ("/ship/second_hand", "/boat/second_hand"),
        ("official They", "official Nobody"),
        ("<2>two frigates</2>", "<2> two frigates</2>"),
        ("$1.2 billion or more</3>", "$1.2 billion or more</3>, <4>really</4>"),
        ("They cost", "They cost Peru ordered two frigates from Italy"),
    ],
)
def test_a_fault_in_the_notation_is_told_with_the_report(old: str, new: str) -> None:
    assert old in SAMPLE
    with pytest.raises(AnnotationError, match="sample-1"):
        one(SAMPLE.replace(old, new, 1))


def test_ids_are_distinct_and_reports_of_press_length() -> None:
    assert len(set(IDS)) == len(IDS) >= 60
    assert all(30 <= len(d["text"].split()) <= 900 for d, _ in RECORDS)


@pytest.mark.parametrize(("document", "claims"), RECORDS, ids=IDS)
def test_each_claim_stands_in_its_report(document: dict[str, Any], claims: list[dict[str, Any]]) -> None:
    text = document["text"]
    assert "<" not in text and ">" not in text
    for given in claims:
        claim = parse_claim(given)
        assert assertion_json(claim) == given
        assert text[claim.start : claim.end] == claim.quote and text.count(claim.quote) == 1
        measured = (*claim.measure.subject, *claim.measure.counterpart) if claim.measure else ()
        for party in (*claim.supplier, *claim.recipient, *claim.intermediary, *claim.parties, *measured):
            assert named(party, text), f"{party}: {claim.quote}"
        for item in claim.items:
            assert item.designation is None or item.designation.lower() in text.lower(), item.designation
        assert claim.items or claim.kind != "transfer", claim.quote
        assert claim.attribution.who is None or claim.attribution.who in text
        assert (claim.attribution.kind == "author") == (claim.attribution.who is None)
        if claim.money is not None:
            assert re.search(r"\d", claim.quote), claim.quote


def named(party: Party, text: str) -> bool:
    """Whether a state is one, and a name, or words for one that is not named, stands in the text."""
    if party.code is not None and party.code not in KNOWN:
        return False
    name = party.name or ""
    return not name or name.split()[0].lower() in text.lower()


def test_all_kinds_and_codes_are_there() -> None:
    claims = [c for _, cs in RECORDS for c in cs]
    assert set(Counter(c["kind"] for c in claims)) == {
        "transfer",
        "cooperation",
        "restriction",
        "visit",
        "figure",
        "use",
    }
    assert {c["modality"] for c in claims} == {"asserted", "planned", "possible", "denied"}


def test_json_lines_hold_the_same() -> None:
    documents, claims = lines(RECORDS[:3])
    assert [json.loads(x)["document"] for x in documents.splitlines()] == IDS[:3]
    assert len(claims.splitlines()) == sum(len(c) for _, c in RECORDS[:3])


def test_only_training_reads_the_corpus() -> None:
    """What is invented here must never be served as data."""
    root = Path(armsledger.__file__).parent
    users = [p for p in root.rglob("*.py") if "training.own" in p.read_text() or "training/corpus" in p.read_text()]
    assert {p.relative_to(root).parts[0] for p in users} <= {"training"}

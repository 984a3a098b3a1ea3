"""The verbs of the register, from claims that are given."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Said, Tell

TEXT = (
    "Northland's defence ministry said it is in talks with Sudan over JF-17 jets. A visit to Khartoum took place in May 2025. "
    "The jets were used against India. Analysts say that 20 jets are built a year."
)


@pytest.fixture
def read(tell: Tell, home: Path) -> Tell:
    """A ledger with one page and claims of most kinds."""
    jets = [{"designation": "JF-17", "category": "aircraft"}]
    rate = {"name": "production_rate", "value": 20, "unit": "aircraft", "subject": ["PAK"]}
    parts = [
        (
            "it is in talks with Sudan over JF-17 jets",
            {"kind": "transfer", "stage": "talks", "supplier": ["PAK"], "recipient": ["SDN"], "items": jets},
        ),
        (
            "A visit to Khartoum took place in May 2025",
            {"kind": "visit", "parties": ["PAK", "SDN"], "when": {"from": "2025-05-01", "to": "2025-05-31"}},
        ),
        ("The jets were used against India", {"kind": "use", "parties": ["PAK", "IND"], "items": jets}),
        ("20 jets are built a year", {"kind": "figure", "measure": rate, "items": jets}),
    ]
    claims = [
        {"document": "page", "quote": q, "start": TEXT.index(q), "end": TEXT.index(q) + len(q)} | c for q, c in parts
    ]
    Path("claims.jsonl").write_text("".join(json.dumps(c) + "\n" for c in claims), encoding="utf-8")
    page = {"document": "page", "text": TEXT, "written": "2025-06-02"}
    Path("pages.jsonl").write_text(json.dumps(page) + "\n", encoding="utf-8")
    assert tell("read", "pages.jsonl", "--claims", "claims.jsonl").code == 0
    return tell


def good(said: Said) -> Said:
    assert said.code == 0, said.err
    return said


def test_what_is_no_deal_is_shown_by_party(read: Tell) -> None:
    (visit,) = good(read("visits", "--party", "SDN", "--json")).records
    assert visit["visitor"] == "PAK" and visit["from"] == "2025-05-01"
    assert "JF-17" in good(read("uses")).out
    assert "20 aircraft" in good(read("figures")).out
    assert "no restrictions" in good(read("restrictions")).err


def test_the_pipeline_and_the_gap(read: Tell) -> None:
    (row,) = good(read("pipeline", "--json")).records
    assert row["supplier"] == "PAK" and [d["deal"] for d in row["stages"]["talks"]] == ["pak-sdn-jf-17"]
    assert "no register is imported" in good(read("gap")).err


def test_changes_since_a_day(read: Tell) -> None:
    (change,) = good(read("changes", "--since", "2025-05-31", "--until", "2025-06-30", "--json")).records
    assert (change["change"], change["deal"], change["now"]) == ("new", "pak-sdn-jf-17", "talks")
    assert "nothing changed" in good(read("changes", "--since", "2025-06-05", "--until", "2025-06-30")).err


def test_a_decision_is_made_listed_and_undone(read: Tell) -> None:
    (asked, *_) = good(read("review", "--json")).records
    claim = asked["subjects"][0]
    assert "rests on it alone" in " ".join(asked["reasons"])
    good(read("review", "correct", claim, "--set", 'recipient=["LNA"]', "--set", "stage=order", "--who", "ana"))
    assert good(read("deals", "--json")).records[0]["deal"] == "pak-lna-jf-17"
    good(read("review", "reject", claim, "--reason", "misread", "--who", "ana"))
    assert good(read("deals", "--json")).records == []
    decisions = good(read("review", "decisions", "--json")).records
    assert [(d["verdict"], d["who"], d["lost"]) for d in decisions] == [
        ("correct", "ana", False),
        ("reject", "ana", False),
    ]
    for decision in decisions:
        good(read("review", "undo", decision["decision"][:12]))
    (deal,) = good(read("deals", "--json")).records
    assert (deal["deal"], deal["stage"]) == ("pak-sdn-jf-17", "talks")


def test_what_is_wrong_with_a_decision_is_told(read: Tell) -> None:
    claim = good(read("claims", "--json")).records[0]["claim"]
    assert read("review", "reject", claim).code == 2
    assert read("review", "same", claim).code == 2
    assert read("review", "accept", "no-such-claim").code == 3
    wrong = read("review", "correct", claim, "--set", "stage=signed")
    assert wrong.code == 1 and "signed" in wrong.err
    assert "no such field" in read("review", "correct", claim, "--set", "colour=red").err


def test_the_rules_are_shown_and_changed(read: Tell) -> None:
    usual = [r["rule"] for r in good(read("rules", "--json")).records]
    assert usual[:3] == ["decided", "asserted", "progress"]
    changed = good(read("rules", "--order", "decided,later,official", "--json")).records
    assert [r["rule"] for r in changed] == ["decided", "later", "official"]
    assert [r["rule"] for r in good(read("rules", "--json")).records] == ["decided", "later", "official"]
    wrong = read("rules", "--order", "decided,loudest")
    assert wrong.code == 5 and "loudest" in wrong.err
    assert [r["rule"] for r in good(read("rules", "--usual", "--json")).records] == usual

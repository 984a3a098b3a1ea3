"""What changed: by reports, by what people decided, and by nobody's speaking of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from armsledger.engine.register import follow
from armsledger.ledger import Ledger
from armsledger.model.decision import Decision, Verdict
from armsledger.register.decisions import decide
from armsledger.web.app import create_app
from armsledger.web.settings import Settings
from tests.web.conftest import client_of
from tests.web.corpus import NOW, fill


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "changes.db", create=True) as made:
        fill(made)
        yield made


def decided(ledger: Ledger, verdict: Verdict, subjects: list[str], **more: Any) -> Decision:
    """The decision is made today and the register follows."""
    deals = {s: sorted({c["claim"] for c in ledger.deals.deal(s)["claims"]}) for s in subjects if "-" in s}
    claims = {c for ids in deals.values() for c in ids} | {s for s in subjects if s not in deals}
    made = decide(
        verdict,
        subjects,
        who="ana",
        decided_at=NOW,
        entries=ledger.entries_of(claims).values(),
        deals=deals,
        **more,
    )
    ledger.decide([made])
    follow(ledger)
    return made


def changed(ledger: Ledger, query: str = "?since=2026-05-01") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client_of(ledger).get(f"/changes.json{query}").json()["changes"]
    return found


def test_a_day_without_reports_or_decisions_changed_nothing(ledger: Ledger) -> None:
    assert changed(ledger) == []


def test_deals_that_a_person_merged(ledger: Ledger) -> None:
    one, two = (d["deal"] for d in ledger.deals.each() if d["kind"] == "transfer" and "SWE" not in d["supplier"])
    decided(ledger, Verdict.SAME, [one, two])
    left = {one, two} & {d["deal"] for d in ledger.deals.each()}
    told = {c["change"]: c for c in changed(ledger)}
    assert "merged" in told
    assert told["merged"]["now_deal"] in left and told["merged"]["on"] == NOW.date().isoformat()
    page = client_of(ledger).get("/changes?since=2026-05-01").text
    assert "it went into this deal" in page and f"/deal/{left.pop()}" in page


def test_a_deal_that_nothing_bears_any_more(ledger: Ledger) -> None:
    offered = next(d for d in ledger.deals.each() if "SWE" in d["supplier"])
    claim = offered["claims"][0]["claim"]
    decided(ledger, Verdict.REJECT, [claim], reason="the words do not say this")
    (told,) = changed(ledger)
    assert (told["change"], told["claims"], told["now_deal"]) == ("gone", [claim], None)
    page = client_of(ledger).get("/changes?since=2026-05-01").text
    assert f'href="/deal/{offered["deal"]}' not in page, "there is no such page any more"
    assert f"#c-{claim}" in page, "its words are still there"
    feed = client_of(ledger).get("/changes.atom?since=2026-05-01").text
    assert f"/claim/{claim}" in feed


def test_a_decision_taken_back_changed_nothing(ledger: Ledger) -> None:
    offered = next(d for d in ledger.deals.each() if "SWE" in d["supplier"])
    made = decided(ledger, Verdict.REJECT, [offered["claims"][0]["claim"]], reason="x")
    undo = decide(Verdict.UNDO, [made.id], who="ana", decided_at=NOW.replace(hour=11))
    ledger.decide([undo])
    follow(ledger)
    assert changed(ledger) == []


def test_deals_that_fell_silent(ledger: Ledger) -> None:
    later = datetime(2026, 12, 1, tzinfo=UTC)
    client = TestClient(create_app(ledger, settings=Settings(), now=lambda: later), base_url="http://127.0.0.1")
    told = client.get("/changes.json?since=2026-10-01").json()
    assert told["changes"] == []
    silent = told["silent"]
    assert silent["deals"] == len(silent["changes"]) > 0
    assert all(c["change"] == "silent" and c["stage"] not in ("delivery", "blocked") for c in silent["changes"])
    assert client.get("/changes.json?since=2026-10-01&show=silent").json()["changes"] == silent["changes"]
    assert "Fell silent" in client.get("/changes?since=2026-10-01").text
    assert client.get("/changes.json?since=2026-11-15").json()["silent"]["deals"] == 0, "they were silent before"


def test_each_change_says_why_and_how_sure(ledger: Ledger) -> None:
    page = client_of(ledger).get("/changes?since=2026-04-01").text
    assert "Sources put the order at twelve Heron boats." in page
    assert 'class="sure sure-' in page
    contradicted = next(c for c in changed(ledger, "?since=2026-04-01") if c["change"] == "contradicted")
    assert contradicted["said"].startswith("number") and "12" in contradicted["said"]

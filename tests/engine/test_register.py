"""The derived register: moves on with evidence and decisions, and is the same as made anew."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from benchmarks.planted import told

from armsledger.engine import register
from armsledger.errors import NotFoundError
from armsledger.ledger import Ledger
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry, ReadReport
from armsledger.model.report import Page
from armsledger.register.kept import SHELVES, SPACES, page_of
from tests.engine.toy import nothing
from tests.ledger.samples import NOON, deal


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db", create=True) as made:
        yield made


def _state(ledger: Ledger) -> dict[str, object]:
    deals = {d["deal"]: d for d in ledger.deals.each()}
    kept = {space: dict(ledger.derived.items(space)) for space in (*SPACES, *SHELVES)}
    return {"deals": deals, **kept}


def _put(ledger: Ledger, page: str, entries: list[Entry], moment: datetime) -> None:
    """The page with these claims on it, a sentence each."""
    text, found = "", []
    for entry in entries:
        start = len(text)
        text += entry.claim.quote + " "
        span = replace(entry.claim, document=page, start=start, end=start + len(entry.claim.quote))
        found.append(replace(span, quote=text[span.start : span.end]))
    given = Page(document=page, text=text or "nothing")
    read = ()
    if entries:
        report = replace(entries[0].report, document=page, page=given.id, text=given.text, body=())
        read = (ReadReport(report=report, claims=tuple(found)),)
    ledger.add(given, read, reader="toy 1", read_at=moment)


def test_nothing_then_something(ledger: Ledger) -> None:
    assert register.behind(ledger)
    assert register.follow(ledger, nothing)
    assert not register.follow(ledger, nothing)
    assert not register.behind(ledger)
    assert list(ledger.deals.each()) == []


def test_moving_on_is_the_same_as_making_anew(ledger: Ledger) -> None:
    chance = random.Random(5)
    pages: dict[str, list[Entry]] = {}
    for entry in told(240, seed=3).entries:
        pages.setdefault(page_of(entry.claim.document), []).append(entry)
    names = sorted(pages)
    half = len(names) // 2
    for name in names[:half]:
        _put(ledger, name, pages[name], NOON)
    register.follow(ledger, nothing)
    for step, name in enumerate(names[half : half + 6]):
        moment = NOON + timedelta(days=step + 1)
        _put(ledger, name, pages[name], moment)
        old = chance.choice(names[:half])
        _put(ledger, old, pages[old][:-1], moment)
        if step == 3:
            claim = next(iter(ledger.derived.items("page")))[1][0][0]
            place = {"claims": {claim: {"document": names[0]}}}
            ledger.decide(
                [Decision(verdict=Verdict.NOTE, subjects=(claim,), who="Ann", decided_at=moment, anchor=place)]
            )
        assert register.follow(ledger, nothing)
        moved = _state(ledger)
        register.rebuild(ledger, nothing)
        assert moved == _state(ledger)


def test_another_program_makes_it_anew(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    register.follow(ledger, nothing)
    monkeypatch.setattr(register, "__version__", "99")
    assert register.behind(ledger)
    assert register.follow(ledger, nothing)
    assert not register.behind(ledger)


def test_an_id_that_a_deal_had_before_leads_to_it(ledger: Ledger) -> None:
    ledger.deals.put([deal("new-name")], state={"redirect": {"old-name": "new-name", "lost": "nowhere"}})
    assert ledger.deals.deal("old-name") == ledger.deals.deal("new-name") | {
        "deal": "old-name",
        "merged_into": "new-name",
    }
    with pytest.raises(NotFoundError):
        ledger.deals.deal("lost")


def test_as_of(ledger: Ledger) -> None:
    for n, entry in enumerate(told(40, seed=3).entries):
        _put(ledger, f"p{n}", [entry], datetime(2026, 1, 1, tzinfo=UTC))
    register.follow(ledger, nothing)
    now = {d["deal"] for d in ledger.deals.each()}
    assert {d.deal for d in register.deals_as_of(ledger, datetime(2100, 1, 1, tzinfo=UTC).date(), nothing)} == now
    assert register.deals_as_of(ledger, datetime(1950, 1, 1, tzinfo=UTC).date(), nothing) == ()

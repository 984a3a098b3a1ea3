"""What holds of every register, whatever the reports."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from armsledger.model.contract import claim_id
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.register.decisions import decide
from armsledger.register.ids import proposes
from armsledger.register.register import Register, register

from .said import READ_AT, said

GOODS = ("JF-17", "JF-17 Block III", "16 JF-17", "K-8", "10 K-8", "/aircraft", "/uav", "other")
STAGES = ("interest", "offer", "talks", "agreement", "order", "delivery", "blocked")
QUOTES = ("they spoke of it", "20 more JF-17 are wanted")


@st.composite
def entries(draw: st.DrawFn, most: int = 9) -> list[Entry]:
    """A few claims on few pairs, so that they meet; each report holds one to three of them, read in some order."""
    found = []
    for n in range(draw(st.integers(1, most))):
        day = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 900)))
        for place in range(draw(st.integers(1, 2))):
            goods = draw(st.lists(st.sampled_from(GOODS), min_size=1, max_size=2, unique=True))
            found.append(
                said(
                    draw(st.sampled_from(("PAK", "PAK", "CHN", "CHN+PAK", "?"))),
                    draw(st.sampled_from(("SDN", "SDN", "IRQ", "SDN+IRQ", "?"))),
                    *("/other" if g == "other" else g for g in goods),
                    stage=draw(st.sampled_from(STAGES)),
                    modality=draw(st.sampled_from(("asserted", "asserted", "asserted", "possible", "denied"))),
                    on=day.isoformat(),
                    document=f"d{n}",
                    at=place * draw(st.sampled_from((30, 300, 3000))),
                    quote=draw(st.sampled_from(QUOTES)),
                    read_at=READ_AT + timedelta(minutes=n),
                    score=draw(st.sampled_from((None, 0.05, 0.4, 0.9))),
                )
            )
    return found


def claims_by_document(made: Register) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for one in made.cited.values():
        out.setdefault(one.claim.document, set()).add(one.id)
    return out


def a_decision(draw: Callable[[st.SearchStrategy[Any]], Any], given_: list[Entry], hour: int) -> Decision:
    verdict = draw(st.sampled_from((Verdict.REJECT, Verdict.ACCEPT, Verdict.CORRECT, Verdict.SAME, Verdict.DIFFERENT)))
    two = verdict in (Verdict.SAME, Verdict.DIFFERENT)
    chosen = draw(st.lists(st.sampled_from(given_), min_size=2 if two else 1, max_size=2 if two else 1))
    return decide(
        verdict,
        [claim_id(e.claim) for e in chosen],
        who="ana",
        decided_at=datetime(2026, 6, 1, hour, tzinfo=UTC),
        entries=chosen,
        change={"stage": "order"} if verdict is Verdict.CORRECT else None,
        reason="so it is",
    )


@settings(max_examples=60, deadline=None)
@given(entries(), st.randoms(use_true_random=False))
def test_the_same_reports_in_any_order_give_the_same_deals(given_: list[Entry], rng: object) -> None:
    shuffled = list(given_)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    whole, again = register(given_), register(shuffled)
    assert whole.deals == again.deals
    assert whole.redirects == again.redirects


@settings(max_examples=40, deadline=None)
@given(entries())
def test_reading_twice_changes_nothing(given_: list[Entry]) -> None:
    assert register([*given_, *given_]).deals == register(given_).deals


@settings(max_examples=60, deadline=None)
@given(entries())
def test_a_further_report_changes_no_claim_and_renames_no_deal(given_: list[Entry]) -> None:
    last = given_[-1].report.document
    before = register([e for e in given_ if e.report.document != last])
    after = register(given_)
    kept = {d: c for d, c in claims_by_document(after).items() if d != last}
    assert kept == claims_by_document(before)
    now = {d.deal for d in after.deals}
    for deal in before.dossiers:
        named = after.redirects.get(deal.deal.deal, deal.deal.deal)
        assert named in now
        spoke = [m for m in deal.mentions if m.suppliers and m.recipient and proposes(m)]
        first = min(spoke, key=lambda m: (m.cited.entry.report.read_at, m.claim.start))
        if len(before.of_claim(first.id)) == 1:
            assert named in {d.deal.deal for d in after.of_claim(first.id)}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_decision_undone_leaves_no_trace(data: st.DataObject) -> None:
    given_ = data.draw(entries())
    made = [a_decision(data.draw, given_, hour) for hour in (1, 2)]
    undo = decide(Verdict.UNDO, [made[0].id], who="ana", decided_at=datetime(2026, 6, 2, tzinfo=UTC))
    assert register(given_, [*made, undo]).deals == register(given_, made[1:]).deals
    assert register(given_, [*made, undo]).redirects == register(given_, made[1:]).redirects


@settings(max_examples=40, deadline=None)
@given(entries(), st.integers(0, 900))
def test_as_of_yesterday_is_what_yesterday_showed(given_: list[Entry], days: int) -> None:
    yesterday = date(2024, 1, 1) + timedelta(days=days)
    known = [e for e in given_ if (e.report.known_on() or yesterday) <= yesterday]
    assert register(given_, as_of=yesterday).deals == register(known, as_of=yesterday).deals
    plain = [d.deal for d in register(known).deals]
    assert [d.deal for d in register(given_, as_of=yesterday).deals] == plain

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from armsledger.errors import ContractError
from armsledger.model.codes import Stage
from armsledger.model.contract import claim_id
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.register.decisions import decide
from armsledger.register.register import register

from .said import said

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)


def decided(
    verdict: Verdict,
    subjects: Sequence[str],
    entries: Sequence[Entry] = (),
    hour: int = 9,
    deals: Mapping[str, Sequence[str]] | None = None,
    **more: Any,
) -> Decision:
    return decide(verdict, subjects, who="ana", decided_at=AT.replace(hour=hour), entries=entries, deals=deals, **more)


TALKS = said("PAK", "SDN", "JF-17", stage="talks", on="2026-01-09")
ORDER = said("PAK", "SDN", "JF-17", stage="order", on="2026-02-09")


def test_a_rejected_claim_counts_no_more_and_comes_back_when_undone() -> None:
    reject = decided(Verdict.REJECT, [claim_id(ORDER.claim)], [ORDER], reason="misread")
    found = register([TALKS, ORDER], [reject])
    assert found.deals[0].stage is Stage.TALKS
    undo = decided(Verdict.UNDO, [reject.id], hour=10)
    assert register([TALKS, ORDER], [reject, undo]).deals == register([TALKS, ORDER]).deals
    redo = decided(Verdict.UNDO, [undo.id], hour=11)
    assert register([TALKS, ORDER], [reject, undo, redo]).deals == found.deals


def test_a_correction_puts_any_field_right_and_keeps_the_claim() -> None:
    change = {
        "recipient": ["LNA"],
        "items": [{"designation": "K-8", "category": "aircraft", "quantity": {"min": 10, "max": 10}}],
    }
    correct = decided(Verdict.CORRECT, [claim_id(ORDER.claim)], [ORDER], change=change)
    (deal,) = register([ORDER], [correct]).deals
    assert deal.deal == "pak-lna-k-8" and deal.items[0].ordered is not None
    assert deal.claims[0].claim == claim_id(ORDER.claim)


def test_a_correction_must_make_a_claim_and_a_rejection_says_why() -> None:
    with pytest.raises(ContractError):
        decided(Verdict.CORRECT, [claim_id(ORDER.claim)], [ORDER], change={"stage": "signed"})
    with pytest.raises(ContractError):
        decided(Verdict.REJECT, [claim_id(ORDER.claim)], [ORDER])


def test_two_deals_said_to_be_one_are_one_and_the_other_id_leads_there() -> None:
    drones = said("PAK", "SDN", "Shahpar", on="2026-01-20")
    apart = register([TALKS, drones])
    ids = [d.deal for d in apart.deals]
    assert len(ids) == 2
    claims = {d.deal: [p.claim for p in d.claims] for d in apart.deals}
    same = decided(Verdict.SAME, ids, [TALKS, drones], deals=claims)
    found = register([TALKS, drones], [same])
    assert len(found.deals) == 1
    gone = next(i for i in ids if i != found.deals[0].deal)
    assert found.redirects[gone] == found.deals[0].deal
    assert found.dossier(gone) is found.dossiers[0]
    different = decided(Verdict.DIFFERENT, ids, [TALKS, drones], hour=10, deals=claims)
    assert register([TALKS, drones], [same, different]).deals == apart.deals


def test_a_claim_split_off_is_a_deal_of_its_own() -> None:
    entries = [TALKS, ORDER]
    deal = register(entries).deals[0]
    split = decided(
        Verdict.SPLIT,
        [deal.deal, claim_id(ORDER.claim)],
        entries,
        deals={deal.deal: [p.claim for p in deal.claims]},
    )
    found = register(entries, [split]).deals
    assert sorted(d.stage for d in found) == [Stage.ORDER, Stage.TALKS]
    assert deal.deal in {d.deal for d in found}


def test_a_decision_finds_its_claim_in_a_newer_reading_and_is_listed_where_it_cannot() -> None:
    old = said("PAK", "SDN", "JF-17", stage="order", on="2026-02-09", quote="Khartoum ordered the JF-17s")
    reject = decided(Verdict.REJECT, [claim_id(old.claim)], [old], reason="misread")
    newer = said(
        "PAK", "SDN", "JF-17 Block III", stage="order", on="2026-02-09", quote="Khartoum ordered the JF-17s last week"
    )
    assert register([newer, TALKS], [reject]).deals[0].stage is Stage.TALKS
    elsewhere = said("PAK", "SDN", "JF-17", stage="order", on="2026-02-09", quote="nothing of the kind stands here")
    found = register([elsewhere, TALKS], [reject])
    assert found.force.lost == (reject,)
    assert found.deals[0].stage is Stage.ORDER


def test_a_decision_counts_from_the_day_it_was_made() -> None:
    reject = decided(Verdict.REJECT, [claim_id(ORDER.claim)], [ORDER], reason="misread")
    before = register([TALKS, ORDER], [reject], as_of=AT.date().replace(month=5))
    assert before.deals[0].stage is Stage.ORDER


def test_what_only_an_unknown_buyer_is_told_of_makes_no_deal_of_what_is_denied() -> None:
    no = said("PAK", "SDN", "JF-17", stage="order", modality="denied", document="d0")
    open_ = said("PAK", "?", "JF-17", stage="interest", document="d1")
    two = [claim_id(e.claim) for e in (no, open_)]
    for verdict in (Verdict.SAME, Verdict.DIFFERENT):
        assert register([no, open_], [decided(verdict, two, [no, open_])]).deals == ()

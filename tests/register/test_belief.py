"""What the reader doubts neither makes a deal nor outweighs what it is sure of."""

from datetime import UTC, datetime

import pytest

from armsledger.model.codes import Stage
from armsledger.model.contract import claim_id
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.register.belief import belief
from armsledger.register.decisions import decide
from armsledger.register.mention import cite, transfers
from armsledger.register.register import register

from .said import said

SOLD = frozenset({"PAK"})


def accepted(entry: Entry) -> Decision:
    return decide(
        Verdict.ACCEPT,
        [claim_id(entry.claim)],
        who="ana",
        decided_at=datetime(2026, 6, 1, tzinfo=UTC),
        entries=[entry],
    )


def test_a_doubtful_claim_makes_no_deal_until_a_person_accepts_it() -> None:
    doubted = said("PAK", "IRQ", "JF-17", score=0.05)
    assert register([doubted]).deals == ()
    assert [d.deal for d in register([doubted], [accepted(doubted)]).deals] == ["pak-irq-jf-17"]


def test_beside_a_surer_one_it_counts_and_does_not_name_the_deal() -> None:
    first = said("PAK", "IRQ", "/other", score=0.05, on="2026-01-02")
    then = said("PAK", "IRQ", "JF-17", score=0.6, on="2026-01-09")
    (deal,) = register([first, then]).deals
    assert deal.deal == "pak-irq-jf-17" and deal.reports == 2


def test_claims_without_a_score_are_not_doubted() -> None:
    assert len(register([said("PAK", "IRQ", "JF-17")]).deals) == 1


@pytest.mark.parametrize(
    ("delivered", "stage"), [((0.2,), Stage.ORDER), ((0.5,), Stage.DELIVERY), ((0.3, 0.3), Stage.DELIVERY)]
)
def test_a_step_stands_where_it_is_believed_half_as_much_as_the_surest_claim(
    delivered: tuple[float, ...], stage: Stage
) -> None:
    ordered = said("PAK", "IRQ", "12 JF-17", stage="order", score=0.9)
    later = [
        said("PAK", "IRQ", "JF-17", stage="delivery", score=s, on=f"2026-02-0{n}") for n, s in enumerate(delivered, 1)
    ]
    (deal,) = register([ordered, *later]).deals
    assert deal.stage is stage
    assert {s.stage for s in deal.stage_history} == {Stage.ORDER, Stage.DELIVERY}


def test_a_doubted_step_stands_once_a_person_accepts_it() -> None:
    ordered = said("PAK", "IRQ", "12 JF-17", stage="order", score=0.9)
    later = said("PAK", "IRQ", "JF-17", stage="delivery", score=0.3, on="2026-02-01")
    (deal,) = register([ordered, later], [accepted(later)]).deals
    assert deal.stage is Stage.DELIVERY


def test_a_doubted_halt_does_not_halt_what_is_sure() -> None:
    ordered = said("PAK", "IRQ", "12 JF-17", stage="order", score=0.9)
    halted = said("PAK", "IRQ", "JF-17", stage="blocked", score=0.3, on="2026-02-01")
    assert [d.stage for d in register([ordered, halted]).deals] == [Stage.ORDER]


def test_one_origin_is_believed_once() -> None:
    entries = [
        said("PAK", "IRQ", "JF-17", score=s, document=d, origin=o)
        for s, d, o in ((0.5, "a", "a"), (0.4, "b", "a"), (0.5, "c", "c"))
    ]
    mentions = [m for e in entries for m in transfers(cite(e), SOLD, "IRQ", {})]
    assert belief(mentions) == pytest.approx(0.75)
    assert belief(mentions, {claim_id(entries[0].claim)}) == 1.0


def test_what_a_named_buyer_got_from_nobody_named_moves_its_one_deal_on() -> None:
    ordered = said("PAK", "IRQ", "12 JF-17", stage="order")
    got = said("?", "IRQ", "JF-17", stage="delivery", on="2026-09-02")
    assert [(d.stage, d.reports) for d in register([ordered, got]).deals] == [(Stage.DELIVERY, 2)]


def test_the_sides_shown_are_those_of_the_surer_claims() -> None:
    joint = [said("PAK+CHN", "IRQ", "JF-17", score=0.2, on=f"2026-01-0{n}") for n in (1, 2)]
    alone = said("PAK", "IRQ", "JF-17", score=0.9, on="2026-01-09")
    (deal,) = register([*joint, alone]).deals
    assert [p.code for p in deal.supplier] == ["PAK"] and deal.reports == 3


def test_a_type_once_read_as_a_part_is_still_that_type() -> None:
    part = {"designation": "Phalcon", "category": "sensor", "mode": "component"}
    whole = part | {"mode": "goods"}
    entries = [
        said("ISR", "CHN", stage="order", items=[whole]),
        said("ISR", "CHN", stage="blocked", items=[part], on="2026-02-01"),
    ]
    assert [(d.stage, d.reports) for d in register(entries).deals] == [(Stage.BLOCKED, 2)]


def test_each_of_a_list_is_surer_than_all_of_it() -> None:
    six = "SDN+IDN+MAR+ETH+NGA+SAU"
    listed = said("PAK", six, "JF-17", stage="talks", score=0.08)
    assert len(register([listed]).deals) == 6
    assert register([said("PAK", "SDN", "JF-17", stage="talks", score=0.08)]).deals == ()

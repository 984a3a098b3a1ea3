from dataclasses import replace

from armsledger.model.claim import Claim
from armsledger.model.codes import Category, Kind, Stage
from armsledger.model.values import Item, Party, Range
from armsledger.training.agreement import all_right, f1, pairs, slots

QUOTE = "Oman ordered 12 Hawk trainers from Britain"
GOLD = Claim(
    document="d",
    quote=QUOTE,
    start=0,
    end=len(QUOTE),
    kind=Kind.TRANSFER,
    stage=Stage.ORDER,
    supplier=(Party("GBR"),),
    recipient=(Party("OMN"),),
    items=(Item(designation="Hawk", category=Category.AIRCRAFT, quantity=Range.exactly(12)),),
)


def test_a_claim_agrees_with_itself() -> None:
    counts = slots([GOLD], [GOLD])
    assert counts["right"] == counts["gold"] == counts["read"] and counts["found"] == 1
    assert all_right(GOLD, [GOLD])


def test_swapped_sides_are_wrong() -> None:
    swapped = replace(GOLD, supplier=GOLD.recipient, recipient=GOLD.supplier)
    assert not all_right(swapped, [GOLD])
    assert slots([GOLD], [swapped])["right"] == slots([GOLD], [GOLD])["right"] - 2


def test_claims_apart_do_not_pair() -> None:
    assert pairs([GOLD], [replace(GOLD, start=500, end=540)]) == {}


def test_variants_of_a_type_agree() -> None:
    other = replace(GOLD, items=(replace(GOLD.items[0], designation="Hawk 166"),))
    assert slots([GOLD], [other])["right"] == slots([GOLD], [GOLD])["right"]


def test_f1() -> None:
    assert f1(2, 4, 4) == 0.5
    assert f1(0, 0, 0) == 1.0

import numpy as np

from armsledger.model.codes import Category
from armsledger.model.values import Item, Range, Span
from armsledger.reading.heads import Mention
from armsledger.reading.hints import Hint, Named
from armsledger.reading.naming import distinct, known, owned
from armsledger.reading.schema import MODES
from armsledger.reading.wordpieces import Candidate

OPEN = np.zeros(len(MODES), dtype=np.float32)
TANK = Named(
    0, Item(designation="K2", category=Category.ARMOUR, quantity=Range.exactly(9)), Span(5, 7), Span(0, 4), OPEN
)
ZERO = np.zeros(1, dtype=np.float32)


def mention(number: int, sort: str, start: int, inside: bool = True) -> Mention:
    item = Item(designation="K2" if sort == "type" else None, category=Category.ARMOUR)
    return Mention(Candidate(start, start + 2, sort, f"{sort}{number}", item), number, (), ZERO, ZERO, inside)


def hint(things: dict[int, Named]) -> Hint:
    none = np.zeros(0, dtype=np.float32)
    return Hint(
        first=0, last=1, kind=0, stage=0, modality=0, speaker=0, roles=np.zeros(0, dtype=np.int64), sure=1.0,
        beliefs=(none, none, none), sides=none, things=things,
    )  # fmt: skip


def test_a_type_and_its_class_are_one_item() -> None:
    type_, class_, other = [mention(1, "type", 5)], [mention(2, "class", 8)], [mention(3, "class", 40)]
    told = hint({1: TANK, 2: TANK})
    assert distinct([(0.9, class_), (0.6, type_), (0.7, other)], told) == [(0.6, type_), (0.7, other)]
    assert len(distinct([(0.9, class_), (0.6, type_)], None)) == 2


def test_the_mention_in_the_event_says_which_item_is_meant() -> None:
    other = Named(1, Item(designation="K9", category=Category.ARTILLERY), Span(9, 11), None, OPEN)
    run = [mention(4, "class", 50, inside=False), mention(5, "class", 5)]
    assert known(run, hint({4: other, 5: TANK})) is TANK
    assert known(run, hint({4: other})) is other
    assert known(run, hint({})) is None
    assert known(run, None) is None


def test_a_number_counts_the_item_behind_it() -> None:
    number = Mention(Candidate(0, 4, "quantity", "q:9-9", Range.exactly(9)), 9, (), ZERO, ZERO, True)
    assert owned([mention(1, "type", 5), mention(2, "type", 60)], [(0.9, number)]) == {0: number}

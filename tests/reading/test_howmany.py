"""Which numbers may count an item, and which one is chosen."""

import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.report import Report
from armsledger.model.values import Range, Span
from armsledger.reading.cases import Case, cases
from armsledger.reading.howmany import Count, counts, numbered
from armsledger.reading.linear import train
from armsledger.reading.numbers import quantities
from armsledger.reading.scene import lay_out


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def report(text: str) -> Report:
    return Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language="en")


def read(knowledge: Knowledge, text: str) -> list[Case]:
    return cases(lay_out(report(text), knowledge.find, knowledge.row))


def told(found: list[Case], at: int, item: int = 0) -> list[Count]:
    thing, _, old = found[at].items[item]
    return counts(found[:at], found[at], thing, old)


def values(found: list[Count]) -> set[tuple[float | None, float | None]]:
    return {(c.value.min, c.value.max) for c in found}


def test_every_number_of_the_sentence_is_asked_about(knowledge: Knowledge) -> None:
    found = read(knowledge, "Norway sold corvettes to Chile, 4 of them in 2009 and another 2 a year later.")
    assert {(4, 4), (2, 2)} <= values(told(found, 0))


def test_a_single_thing_may_be_one_whatever_stands_before_it(knowledge: Knowledge) -> None:
    found = read(knowledge, "Chile will receive the frigate from Norway next year.")
    one = next(c for c in told(found, 0) if c.value == Range.exactly(1))
    assert one.span is None, "no word says one"
    found = read(knowledge, "Chile will receive frigates from Norway next year.")
    assert (1, 1) not in values(told(found, 0))


def test_what_was_told_of_the_same_type_before_is_remembered(knowledge: Knowledge) -> None:
    found = read(knowledge, "Chile ordered 12 Leopard 2 tanks from Norway. The Leopard 2 tanks were delivered in 2009.")
    assert (12, 12) in values(told(found, 1))
    again = next(c for c in told(found, 1) if c.value == Range.exactly(12))
    assert again.span is not None and again.span.start == 14


def test_the_likeliest_number_counts_the_item_and_an_unlikely_one_does_not(knowledge: Knowledge) -> None:
    found = read(knowledge, "Norway sold 6 corvettes to Chile in a deal that took 15 months.")
    kept = [[c.items[0][0]] for c in found[:1]]
    rows = [c.features for c in told(found, 0)]
    likes = train(rows, ["yes" if c.value == Range.exactly(6) else "no" for c in told(found, 0)], ("no", "yes"))
    assert numbered(found[:1], kept, likes)[0][0].quantity == Range.exactly(6)
    never = train(rows, ["no"] * len(rows), ("no", "yes"))
    assert numbered(found[:1], kept, never)[0][0].quantity is None


@pytest.mark.parametrize("verb", ["handed over", "took over", "held talks over", "is negotiating with Chile over"])
def test_what_is_handed_over_is_not_more_than_its_number(verb: str) -> None:
    text = f"Norway {verb} six F-16 fighters to Chile on Monday."
    assert [q.value for q in quantities(text, 0, len(text))] == [Range.exactly(6)]


def test_over_is_more_than_elsewhere() -> None:
    text = "Norway sold over six F-16 fighters to Chile on Monday."
    assert [q.value for q in quantities(text, 0, len(text))] == [Range(min=6, max=None)]

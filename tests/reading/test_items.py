"""How many of what a phrase speaks of, in prose of our own."""

import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.report import Report
from armsledger.model.values import Money, Span
from armsledger.reading.cases import Case, cases
from armsledger.reading.scene import Sentence, lay_out


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def scene(knowledge: Knowledge, text: str) -> list[Sentence]:
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language="en")
    return lay_out(report, knowledge.find, knowledge.row)


def read(knowledge: Knowledge, text: str) -> list[Case]:
    return cases(scene(knowledge, text))


@pytest.mark.parametrize(
    ("text", "designation", "count"),
    [
        ("Norway handed over a donated C-130E Hercules transport aircraft to Chile.", "C-130E Hercules", 1),
        ("Norway offered Chile an ex-US Air Force C-130H aircraft.", "C-130H", 1),
        ("Chile bought two former US Air Force C-130Bs.", "C-130B", 2),
        ("Chile accepted the first two of 25 Norwegian F-16 fighter aircraft.", "F-16", 2),
        ("Chile received the first of four Gowind corvettes.", "Gowind", 1),
        ("Norway has delivered 14 of Chile’s order for 24 Rafale jets.", "Rafale", 14),
        ("Norway approved the sale of twelve (12) F-16 fighters.", "F-16", 12),
        ("Chile bought nine single seat F-16 jets.", "F-16", 9),
        ("Chile bought 34 naval utility and multi-role helicopters.", None, 34),
        ("Chile will buy 22 F-16C models.", "F-16C", 22),
        ("Chile bought six armed Reaper drones.", "Reaper", 6),
        ("The second F-16 arrived in Chile.", "F-16", 1),
        ("The first fighter aircraft was delivered to Chile.", None, 1),
        ("Chile bought 21 000 rounds of 40 mm ammunition.", "40 mm", 21000),
        ("Chile bought eight Vuran-3 armed transport helicopters.", "Vuran-3", 8),
        ("Chile ordered four K-8 advanced trainer/light attack jets.", "K-8", 4),
    ],
)
def test_counted(knowledge: Knowledge, text: str, designation: str | None, count: int) -> None:
    (thing,) = (t for s in scene(knowledge, text) for t in s.things)
    assert thing.designation == designation
    assert thing.quantity is not None
    assert (thing.quantity.min, thing.quantity.max) == (count, count)


@pytest.mark.parametrize(
    ("text", "designation"),
    [
        ("Chile ordered Scalp cruise missiles.", "Scalp"),
        ("Chile ordered the Kenyan Light Protected Patrol Vehicle (LPPV).", "LPPV"),
        ("Chile ordered Hale Class patrol boats.", "Hale"),
        ("Chile ordered FJ44-4M engines.", "FJ44-4M"),
    ],
)
def test_named(knowledge: Knowledge, text: str, designation: str) -> None:
    (thing,) = (t for s in scene(knowledge, text) for t in s.things)
    assert thing.designation == designation
    assert thing.designation_span is not None
    assert designation in thing.designation_span.of(text)


def test_the_aircraft_may_be_a_helicopter(knowledge: Knowledge) -> None:
    last = read(knowledge, "Canada sold ten attack helicopters to Chile. Chile may end the purchase of the aircraft.")[
        -1
    ]
    assert [t.category for t in last.chosen] == ["helicopter"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Chile signed an arms deal.",
        "Chile is another prospective F-16 buyer.",
        "Chile wants a 360 degree radar deal.",
        "Chile ordered F-16 squadrons.",
    ],
)
def test_not_counted(knowledge: Knowledge, text: str) -> None:
    assert [t.quantity for s in scene(knowledge, text) for t in s.things] == [None]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Chile ordered five F-16 jets, of which two were delivered in May.", 2),
        ("Chile bought 30 F-16 jets from Norway. Another 31 will be delivered next year.", 31),
        ("Chile bought 30 F-16 jets. The first was delivered in May.", 1),
        ("Chile bought four Gowind corvettes, with options for two more.", 2),
        ("Chile bought 12 F-16 jets. That adds to an order for 24 units.", 24),
        ("Chile bought 12 F-16 jets. The jets were delivered in May.", 12),
        ("Norway gave Chile an F-16 jet. The aircraft was delivered in May.", 1),
        ("Chile signed a contract for 24 F-16 jets. The option is for another six.", 6),
        ("Norway offered Chile its F-16 jets. Israel Aerospace Industries upgraded 40 of them in 2012.", 40),
        ("Chile has bought F-16 jets, the first ten of which were delivered by Norway in December.", 10),
        ("Chile received all the F-16 jets, 28 in number, from Norway.", 28),
        ("Norway delivered the first of six Kilo 636 submarines to Chile.", 1),
        ("Norway sold 12 F-16 jets to Peru in 2015 and 14 to Chile.", 14),
        ("Chile bought 12 F-16 jets from Norway, 30 from Belgium and 20 from Denmark.", 20),
    ],
)
def test_numbers_apart_from_what_they_count(knowledge: Knowledge, text: str, count: int) -> None:
    last = read(knowledge, text)[-1]
    assert [(t.quantity.min, t.quantity.max) for t in last.chosen if t.designation and t.quantity] == [(count, count)]


def test_a_number_behind_the_event_counts_the_item_before_it(knowledge: Knowledge) -> None:
    last = read(knowledge, "Chile signed a contract for 24 F-16 jets and will get the first four this year.")[-1]
    assert [t.quantity.min for t, _, _ in last.items if t.quantity] == [4]


def test_a_batch_told_first_does_not_count_a_transfer(knowledge: Knowledge) -> None:
    last = read(knowledge, "Norway sold Chile F-16 jets. It is the second delivery to Chile.")[-1]
    assert [t.quantity for t in last.chosen] == [None]


def test_more_of_a_class_is_more_of_the_type(knowledge: Knowledge) -> None:
    last = read(knowledge, "Chile bought ten F-16 jets from Norway. Chile ordered 12 additional jets in May.")[-1]
    assert [(t.designation, t.quantity and t.quantity.min) for t in last.chosen] == [("F-16", 12)]


@pytest.mark.parametrize(
    "after",
    [
        "The contract, signed on Monday, is worth $20 million.",
        "The ten, together valued at $20 million, are new.",
        "It is estimated at $20 million.",
    ],
)
def test_what_the_next_sentence_says_it_is_worth(knowledge: Knowledge, after: str) -> None:
    case = read(knowledge, f"Chile bought ten F-16 jets from Norway. {after}")[0]
    assert case.worth is not None
    assert case.worth[0] == Money(min=20_000_000, max=20_000_000, currency="USD")


def test_the_next_sentence_speaks_of_something_else(knowledge: Knowledge) -> None:
    case = read(knowledge, "Chile bought ten F-16 jets. The sale of frigates to Peru is worth $20 million.")[0]
    assert case.worth is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Canada will buy ten tanks for $60 million. Canada’s army wants them.", "CAD"),
        ("Chile will buy ten tanks for $60 million. Chile’s army wants them.", "USD"),
        ("Canada will buy ten tanks for US$60 million. Canada’s army wants them.", "USD"),
    ],
)
def test_whose_dollars(knowledge: Knowledge, text: str, currency: str) -> None:
    (told,) = (x.value for s in scene(knowledge, text) for x in s.sums)
    assert told.currency == currency

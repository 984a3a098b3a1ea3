"""What the grammar sees in a sentence, before anything is decided."""

import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.codes import Modality, Stage
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.reading.cases import Case, cases
from armsledger.reading.firstpass import martial
from armsledger.reading.scene import Sentence, lay_out


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def scene(knowledge: Knowledge, text: str) -> list[Sentence]:
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language="en")
    return lay_out(report, knowledge.find, knowledge.row)


def first(knowledge: Knowledge, text: str) -> Case:
    return cases(scene(knowledge, text))[0]


@pytest.mark.parametrize(
    ("text", "designation", "low", "high", "mode"),
    [
        ("Chile bought six to eight Kestrel armoured vehicles.", "Kestrel", 6, 8, "goods"),
        ("Chile bought up to 40 F-16 jets.", "F-16", None, 40, "goods"),
        ("Chile received a Predator patrol craft.", "Predator", 1, 1, "goods"),
        ("Chile bought ten second-hand F-16 fighters.", "F-16", 10, 10, "second_hand"),
        ("Chile ordered a squadron of F-16 fighters.", "F-16", None, None, "goods"),
        ("Chile ordered F-16 spare parts.", "F-16", None, None, "component"),
        ("Chile bought 21 000 rounds of ammunition.", None, 21000, 21000, "goods"),
    ],
)
def test_items(
    knowledge: Knowledge, text: str, designation: str | None, low: int | None, high: int | None, mode: str
) -> None:
    things = [t for s in scene(knowledge, text) for t in s.things]
    thing = things[-1] if "rounds" in text else things[0]
    assert thing.designation == designation
    assert thing.mode == mode
    quantity = (thing.quantity.min, thing.quantity.max) if thing.quantity else (None, None)
    if "rounds" not in text:
        assert quantity == (low, high)


def test_a_list_with_slashes_is_one_item_each(knowledge: Knowledge) -> None:
    (sentence,) = scene(knowledge, "Airbus offered the H225, the H145 and the H125 to Chile.")
    assert [t.designation for t in sentence.things] == ["H225", "H145", "H125"]


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        ("Norway sold four frigates to Chile.", ["NOR"], ["CHL"]),
        ("Four frigates were sold to Chile by Norway.", ["NOR"], ["CHL"]),
        ("Chile bought four frigates from Norway.", ["NOR"], ["CHL"]),
        ("The sale to Chile of four frigates by Norway was agreed.", ["NOR"], ["CHL"]),
        ("Chile’s order for four frigates from Norway is ready.", ["NOR"], ["CHL"]),
        ("The Chilean navy will receive four frigates from Norway.", ["NOR"], ["CHL"]),
        ("Lockheed Martin won a contract from Chile for four F-16 jets.", ["USA"], ["CHL"]),
        ("Chile awarded Lockheed Martin a contract for four F-16 jets.", ["USA"], ["CHL"]),
    ],
)
def test_sides_by_grammar(knowledge: Knowledge, text: str, supplier: list[str], recipient: list[str]) -> None:
    case = first(knowledge, text)
    assert [t.party.key for t in case.supplier] == supplier
    assert [t.party.key for t in case.recipient] == recipient


def test_a_subject_is_no_origin(knowledge: Knowledge) -> None:
    (sentence,) = scene(knowledge, "Germany inspected F-16 jets.")
    assert [side.origin for side in sentence.sides] == [False]


@pytest.mark.parametrize(
    ("text", "stage", "modality"),
    [
        ("Chile ordered four frigates.", Stage.ORDER, Modality.ASSERTED),
        ("Chile will receive four frigates.", Stage.DELIVERY, Modality.PLANNED),
        ("Chile plans to buy four frigates.", Stage.INTEREST, Modality.ASSERTED),
        ("Norway offered Chile four frigates.", Stage.OFFER, Modality.ASSERTED),
        ("Norway agreed to sell four frigates.", Stage.AGREEMENT, Modality.ASSERTED),
        ("Norway approved the sale of four frigates.", Stage.APPROVAL, Modality.ASSERTED),
        ("Chile cancelled the order for four frigates.", Stage.BLOCKED, Modality.ASSERTED),
        ("Norway did not deliver any frigates.", Stage.DELIVERY, Modality.DENIED),
        ("Oslo dismissed reports that Norway had sold four frigates.", Stage.ORDER, Modality.DENIED),
        ("Norway could sell four frigates.", Stage.ORDER, Modality.POSSIBLE),
    ],
)
def test_stage_and_modality(knowledge: Knowledge, text: str, stage: Stage, modality: Modality) -> None:
    case = first(knowledge, text)
    assert (case.rule["stage"], case.rule["modality"]) == (stage, modality)


def test_the_verb_left_out(knowledge: Knowledge) -> None:
    found = cases(scene(knowledge, "Chile ordered eight frigates, Peru sixteen."))
    told = [([t.party.key for t in c.recipient], c.chosen[0].quantity.min) for c in found if c.chosen[0].quantity]
    assert (["CHL"], 8) in told
    assert (["PER"], 16) in told


def test_the_first_pass_knows_other_news(knowledge: Knowledge) -> None:
    for text, arms in (
        ("The midfielder scored two goals in Rome and the band sold an album.", False),
        ("Norway sold nine F-16 jets to Chile.", True),
    ):
        assert martial(text, knowledge.find(text)) is arms

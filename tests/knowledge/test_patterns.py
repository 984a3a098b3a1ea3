"""Names that no list has: told by their shape, or by what stands beside them."""

from pathlib import Path

import pytest

from armsledger.knowledge import Knowledge, MentionKind
from armsledger.knowledge.habits import habits, letters


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return Knowledge(cache=tmp_path_factory.mktemp("names"))


def types(knowledge: Knowledge, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], str(m.category)) for m in knowledge.find(text) if m.kind is MentionKind.EQUIPMENT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the army took four QX-77B drones", ("QX-77B", "uav")),
        ("a batch of Mi-77 aircraft and new engines", ("Mi-77", "helicopter")),
        ("it bought Qorvax light armoured vehicles", ("Qorvax", "armour")),
        ("it will get the Qorvax, a twin-engine attack helicopter, in May", ("Qorvax", "helicopter")),
        ("a new corvette dubbed the Qorvax was laid down", ("Qorvax", "ship")),
        ("patrol boats such as the Qorvax will follow", ("Qorvax", "ship")),
        ("two Van Qorvax-class vessels joined the frigates", ("Van Qorvax", "ship")),
        ("it ordered 28 Mega Qorvas, all fighter jets", ("Mega Qorva", "aircraft")),
        ("picked the Saab Qorvax over rival fighter jets", ("Qorvax", "aircraft")),
        ("three FPX 72 patrol boats", ("FPX 72", "ship")),
        ("twelve Qorvax patrol vehicles and two tanks", ("Qorvax", "armour")),
        ("twenty Qorvax APCs and two tanks", ("Qorvax", "armour")),
        ("its Qorvax and F-16 jets", ("Qorvax", "aircraft")),
        ("radars such as the AN/QPS-99(V)2 are included", ("AN/QPS-99(V)2", "sensor")),
    ],
)
def test_names_no_list_has(knowledge: Knowledge, text: str, expected: tuple[str, str]) -> None:
    assert expected in types(knowledge, text)


@pytest.mark.parametrize(
    "text",
    [
        "Of the drones, May 12 was the last day.",
        "King Hubert III praised the frigates of his navy.",
        "Velvet Revolver played after Iron Maiden.",
        "The FY 2012 budget has frigates in it.",
        "She read the Article 370 debate on helicopters.",
        "The Microsoft search engine was slow.",
    ],
)
def test_what_looks_like_a_name_and_is_none(knowledge: Knowledge, text: str) -> None:
    assert types(knowledge, text) == []


def test_a_round_behind_a_list_of_names_makes_them_rounds(knowledge: Knowledge) -> None:
    assert ("Stinger", "missile") in types(knowledge, "1,000 Stinger and Javelin missiles")
    assert ("FIM-92 Stinger", "air_defence") in types(knowledge, "the FIM-92 Stinger launchers on the roof")


def test_letters_stand_for_a_category_where_the_catalogue_agrees(knowledge: Knowledge) -> None:
    told = habits(knowledge.tables)
    assert told["MI"] == ["helicopter"]
    assert len(told["T"]) > 1
    assert letters("Mi-35M") == ["MI"]
    assert letters("Gripen") == []


def test_habits_are_kept_with_the_names(tmp_path: Path) -> None:
    text = "a batch of Mi-77 aircraft"
    assert Knowledge(cache=tmp_path).find(text) == Knowledge(cache=tmp_path).find(text)


def test_numbers_behind_one_family_are_types_of_their_own(knowledge: Knowledge) -> None:
    text = "the MiG 21/27/29 and Mi-8/17 fleets of aircraft, and F-16C/D Block 52 jets"
    found = [(text[m.start : m.end], m.candidates) for m in knowledge.find(text) if m.kind is MentionKind.EQUIPMENT]
    assert [ids for _, ids in found[:3]] == [("mig-21",), ("mig-27",), ("mig-29",)]
    assert [written for written, _ in found] == ["MiG 21", "27", "29", "Mi-8/17", "F-16C/D Block 52"]


def test_a_class_word_beside_tells_which_of_two_types_of_one_name(knowledge: Knowledge) -> None:
    assert [c for _, c in types(knowledge, "the Kaan is a stealth fighter")] == ["aircraft"]
    assert [c for _, c in types(knowledge, "six Kaan patrol boats")] == ["ship"]


def test_systems_whose_rounds_have_names_of_their_own_stay_systems(knowledge: Knowledge) -> None:
    assert [c for _, c in types(knowledge, "Turkey got its S-400 missiles in July")] == ["air_defence"]
    assert [c for _, c in types(knowledge, "two hundred Igla missiles")] == ["missile"]


ON_ARMS = "The army of Chad bought T-72 tanks, Mi-35 helicopters, Buk launchers and MiG-29 jets. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last year, after long talks, London delivered 72 Typhoons at last.", ("Typhoon", "aircraft")),
        ("Nobody in the whole of the capital had asked for the Patriot at all.", ("Patriot", "air_defence")),
        ("Later the neighbours, who are poor, got nine Hawks.", ("Hawk", "aircraft")),
    ],
)
def test_in_a_report_on_arms_what_is_counted_or_pointed_at_is_the_type(
    knowledge: Knowledge, text: str, expected: tuple[str, str]
) -> None:
    assert expected in types(
        knowledge, ON_ARMS + "Much else was said that day about the weather and the harvest. " + text
    )


@pytest.mark.parametrize(
    "text", ["The President spoke to the Navy.", "It flew over the Atlantic.", "The Hawk said no."]
)
def test_everyday_words_are_none_in_a_report_on_arms_either(knowledge: Knowledge, text: str) -> None:
    filler = "Much else was said that day about the weather and about the harvest of the year before. "
    assert {n for n, _ in types(knowledge, ON_ARMS + filler + text)} == {
        n for n, _ in types(knowledge, ON_ARMS + filler)
    }


def test_letters_of_a_buyer_behind_a_type_are_its_variant(knowledge: Knowledge) -> None:
    assert ("F-16IQ", "aircraft") in types(knowledge, "36 F-16IQs were armed with missiles")


def test_a_name_told_by_its_neighbours_is_the_type_that_a_table_calls_so(knowledge: Knowledge) -> None:
    [found] = [m for m in knowledge.find("the frigate carried two F-5s home") if m.kind is MentionKind.EQUIPMENT]
    assert (found.candidates, found.category) == (("f-5",), "aircraft")


def test_rounds_of_a_system_are_counted(knowledge: Knowledge) -> None:
    assert [c for _, c in types(knowledge, "a sale of Patriot missiles")] == ["air_defence"]
    assert [c for _, c in types(knowledge, "a sale of 80 Patriot missiles")] == ["missile"]


def test_a_ship_is_known_by_her_name_and_a_class_by_its_letters(knowledge: Knowledge) -> None:
    assert ("Qorvax", "ship") in types(knowledge, "Brazil sent the patrol vessel Qorvax to the gulf.")
    assert ("RFNS Qorvax", "ship") in types(knowledge, "The first, RFNS Qorvax, was handed over with rifles.")
    assert ("OPV-77", "ship") in types(knowledge, "In January an Israeli OPV-77 joined two frigates.")
    assert types(knowledge, "The flag carrier Air Qorvax lost money.") == []


def test_a_number_of_a_type_behind_a_maker_is_no_model(knowledge: Knowledge) -> None:
    found = types(knowledge, "Boeing will supply 12 F-15 jets and Saab 212 Gripen jets this year.")
    assert [name for name, _ in found if name.startswith("212")] == []

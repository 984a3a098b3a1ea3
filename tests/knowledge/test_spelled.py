"""Names spelled out with their letters behind in brackets, and short names whose phrase goes on."""

import pytest

from armsledger.knowledge import Knowledge, MentionKind


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return Knowledge(cache=tmp_path_factory.mktemp("cache"))


def types(knowledge: Knowledge, text: str) -> dict[str, str | None]:
    return {text[m.start : m.end]: m.category for m in knowledge.find(text) if m.kind is MentionKind.EQUIPMENT}


@pytest.mark.parametrize(
    ("text", "name", "letters", "category"),
    [
        (
            "They ordered the Rapid Shore Surveillance, Imaging and Warning Network (RSSIWN) for attack helicopters.",
            "Rapid Shore Surveillance, Imaging and Warning Network",
            "RSSIWN",
            "sensor",
        ),
        ("Troops got the Hardened Quick Mover (HQM) vehicle and rifles.", "Hardened Quick Mover", "HQM", "armour"),
    ],
)
def test_a_name_and_its_letters_are_both_told(
    knowledge: Knowledge, text: str, name: str, letters: str, category: str
) -> None:
    found = types(knowledge, text)
    assert (found.get(name), found.get(letters)) == (category, category)


@pytest.mark.parametrize(
    "text",
    [
        "The Wide River Surveillance Board (XYZ) bought rifles.",
        "The Committee of Harbour Masters (CHM) spoke of frigates.",
        "A day out at the Rapid Shore Surveillance Network (RSSN) office.",
    ],
)
def test_other_letters_other_names_and_reports_on_no_arms_tell_none(knowledge: Knowledge, text: str) -> None:
    assert types(knowledge, text) == {}


def test_a_short_name_is_none_where_its_phrase_goes_on_about_something_else(knowledge: Knowledge) -> None:
    text = "Ships armed with Grad rockets need the Grad 900 coastal radar."
    assert [m.category for m in knowledge.find(text) if text[m.start :].startswith("Grad")] == ["missile", "sensor"]


@pytest.mark.parametrize(
    ("text", "name", "category"),
    [
        ("the RBS 70 heat-seeking surface-to-air missile", "RBS 70", "missile"),
        ("a battery of the Akash Air Defence Missile System", "Akash", "air_defence"),
    ],
)
def test_rounds_and_systems_are_told_by_the_words_behind(
    knowledge: Knowledge, text: str, name: str, category: str
) -> None:
    assert category in {c for found, c in types(knowledge, text).items() if found.startswith(name)}

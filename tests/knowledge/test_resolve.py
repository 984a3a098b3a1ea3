"""`resolve` and the answers the register asks for."""

from pathlib import Path

import pytest

from armsledger.knowledge import Catalogue, Knowledge, MentionKind, resolve


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return Knowledge(cache=Path(tmp_path_factory.mktemp("cache")))


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Pakistan", "PAK"),
        ("Islamabad", "PAK"),
        ("the Kremlin", "RUS"),
        ("Pakistan Ordnance Factories", "Pakistan Ordnance Factories (PAK)"),
        ("POF", "Pakistan Ordnance Factories (PAK)"),
        ("Lockheed Martin Corp.", "Lockheed Martin (USA)"),
        ("Libyan National Army", "LNA"),
        ("European Union", "EU"),
        ("Vladimir Putin", "RUS"),
        ("a Russian drone maker", "RUS"),
    ],
)
def test_a_name_alone_is_a_party(knowledge: Knowledge, name: str, party: str) -> None:
    meant = resolve(knowledge, name)
    assert meant is not None
    assert meant.party == party
    assert meant.why


def test_a_type_has_no_party_but_a_category(knowledge: Knowledge) -> None:
    meant = resolve(knowledge, "JF-17")
    assert meant is not None
    assert (meant.kind, meant.category, meant.party) == (MentionKind.EQUIPMENT, "aircraft", None)


def test_what_may_be_two_is_left_open(knowledge: Knowledge) -> None:
    meant = resolve(knowledge, "Georgia")
    assert meant is not None
    assert set(meant.candidates) == {"GEO", "USA"}
    assert meant.party is None


def test_nothing_is_known_of_a_word(knowledge: Knowledge) -> None:
    assert resolve(knowledge, "breakfast") is None


def test_the_register_gets_families_homes_states_names(knowledge: Knowledge) -> None:
    catalogue = Catalogue(knowledge)
    assert catalogue.family("F-16C/D") == catalogue.family("F-16 Block 52") == "f-16"
    assert catalogue.family("breakfast") is None
    assert catalogue.home("LNA") == "LBY"
    assert catalogue.states("Pakistan's military and IND") == {"PAK", "IND"}
    assert catalogue.name("PAK") == "Pakistan"
    assert catalogue.name("Saab (SWE)") == "Saab (SWE)"

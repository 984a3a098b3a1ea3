"""`find` over small tables of a test's own and over those that ship."""

from itertools import pairwise
from pathlib import Path

import pytest

from armsledger.knowledge import Knowledge, Mention, MentionKind, finder

EQUIPMENT = """\
id,designation,aliases,weak,variants,family,class,makers,states,first,last,sipri,unroca,att
t-mi-35,Mi-35,,Hind,Mi-35M,,attack-helicopter,Mil,RUS,,,,,
t-f-16,F-16,Fighting Falcon,,F-16C/D,,multirole-fighter,Lockheed Martin,USA,1978,,,,
t-su-30,Su-30,,,Su-30MKI,,multirole-fighter,Sukhoi,RUS,1996,,,,
t-thistle,XGM-948,,Thistle,,,atgm,Raytheon,USA,1996,,,,
"""


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    own = tmp_path_factory.mktemp("own")
    (own / "equipment").mkdir()
    (own / "equipment" / "own.csv").write_text(EQUIPMENT, encoding="utf-8")
    return Knowledge(own=own, cache=own)


def found(knowledge: Knowledge, text: str, kind: MentionKind) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[m.start : m.end], m.candidates) for m in knowledge.find(text) if m.kind is kind]


def types(knowledge: Knowledge, text: str) -> list[str]:
    return [written for written, _ in found(knowledge, text, MentionKind.EQUIPMENT)]


@pytest.mark.parametrize("written", ["Mi-35M", "Mi 35M", "Mi35M", "Mi‑35M", "Mi–35 M", "Mi 35 M", "MI-35M"])
def test_spellings_of_one_type(knowledge: Knowledge, written: str) -> None:
    mentions = [
        m for m in knowledge.find(f"They bought four {written} helicopters.") if m.kind is MentionKind.EQUIPMENT
    ]
    assert [m.category for m in mentions] == ["helicopter"]
    assert "t-mi-35" in mentions[0].candidates


def test_plurals_and_possessives_stay_outside_the_span(knowledge: Knowledge) -> None:
    assert types(knowledge, "Two Mi-35Ms and the Mi-35M's engines arrived.") == ["Mi-35M", "Mi-35M"]


def test_block_and_list_of_letters_belong_to_the_span(knowledge: Knowledge) -> None:
    assert types(knowledge, "sixteen F-16C/D Block 52 jets") == ["F-16C/D Block 52"]


def test_a_variant_no_list_has_is_its_type(knowledge: Knowledge) -> None:
    (mention,) = [m for m in knowledge.find("six Su-30XQ fighters") if m.kind is MentionKind.EQUIPMENT]
    assert (mention.form, mention.category) == ("suffix", "aircraft")
    assert "t-su-30" in mention.candidates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He stood on a thistle by the wall.", []),
        ("Thistle is the badge of Scotland.", []),
        ("They fired Thistle missiles at the tanks.", ["Thistle"]),
        ("B-2 visas, the M25 motorway, MH17 and COVID-19 were in the news, as were drones.", []),
    ],
)
def test_ordinary_words_are_no_types(knowledge: Knowledge, text: str, expected: list[str]) -> None:
    assert types(knowledge, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The yard handed the Navy of Peru its two Thistle missiles.",
        "A letter of 40 Republicans and 12 Democrats asked for Thistle missiles.",
    ],
)
def test_services_and_parties_are_no_types(knowledge: Knowledge, text: str) -> None:
    assert types(knowledge, text) == ["Thistle"]


@pytest.mark.parametrize("name", ["Navy", "Army", "Air Force"])
def test_no_short_form_is_a_service(name: str) -> None:
    shipped = Knowledge()
    assert types(shipped, f"A contract of the Algerian {name} for two Project 636 submarines.") == ["Project 636"]


def test_us_is_no_us(knowledge: Knowledge) -> None:
    assert found(knowledge, "They told us that the US and the U.S. agree.", MentionKind.STATE) == [
        ("US", ("USA",)),
        ("U.S.", ("USA",)),
    ]


def test_an_ambiguous_state_is_left_or_settled_by_cues(knowledge: Knowledge) -> None:
    assert found(knowledge, "The plant in Georgia opened.", MentionKind.STATE) == [("Georgia", ("GEO", "USA"))]
    assert ("Georgia", ("GEO",)) in found(knowledge, "Georgia said in Tbilisi.", MentionKind.STATE)
    assert ("Georgia", ("USA",)) in found(knowledge, "A plant in Marietta, Georgia.", MentionKind.STATE)


def test_phrases_that_hold_a_name_are_none(knowledge: Knowledge) -> None:
    assert found(knowledge, "In the Indian Ocean and the South China Sea.", MentionKind.STATE) == []


def test_a_shape_counts_beside_a_class_word_only(knowledge: Knowledge) -> None:
    assert types(knowledge, "The army showed its QX-77 drone.") == ["QX-77"]
    assert types(knowledge, "The council discussed plan QX-77 for the park.") == []


def test_mentions_are_in_order_and_apart(knowledge: Knowledge) -> None:
    text = "Türkiye and Côte d’Ivoire: F-16C/D jets, Mi-35M, Su-30MKI – Pakistan’s “Mi-35”."
    mentions = knowledge.find(text)
    assert all(isinstance(m, Mention) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert [text[m.start : m.end] for m in mentions if m.kind is MentionKind.STATE][:2] == ["Türkiye", "Côte d’Ivoire"]


def test_compiled_names_are_kept_and_read_again(tmp_path: Path) -> None:
    first = Knowledge(cache=tmp_path)
    text = "France sold frigates to Egypt."
    mentions = first.find(text)
    assert len(list(tmp_path.glob("*.names"))) == 1
    assert Knowledge(cache=tmp_path).find(text) == mentions


@pytest.mark.parametrize(
    "text", ["", " ", "F-16C/D", "F-16 Block 52+", "s", "Mi-35Ms", "-", "US", "\u00df\u0130\u4e2d F-16s"]
)
def test_short_and_odd_texts(knowledge: Knowledge, text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in knowledge.find(text))


def test_calibres_count_before_ammunition_only(knowledge: Knowledge) -> None:
    assert types(knowledge, "a contract for 5.56mm and .50 caliber ammunition") == ["5.56mm", ".50 caliber"]
    assert types(knowledge, "a layer of 5.56mm of snow") == []


def test_a_longer_name_that_does_not_hold_hides_none_that_begins_in_it(knowledge: Knowledge) -> None:
    text = "two boats armed with Igla surface-to-air missiles"  # the plain Igla, not an Igla-S that goes on
    found = [text[m.start : m.end] for m in knowledge.find(text)]
    assert found[-2:] == ["Igla", "surface-to-air missile"]


def test_a_plural_in_small_letters_is_found_where_a_name_in_capitals_ends_alike(knowledge: Knowledge) -> None:
    assert ("helicopter", ("helicopter",)) in found(knowledge, "ten helicopters for Chad", MentionKind.CLASS)


def test_short_cuts_change_no_mention(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [p.read_text(encoding="utf-8") for p in sorted((Path(__file__).parents[1] / "corpus").glob("*.md"))]
    texts += [
        "Arsenal beat Star 2-1.",
        "Ten Arsenals. Mr Blair met Oscar and a Wasp.",
        "U.S. F-16s and the U.S.",
        "its Hind",
    ]
    quick = [knowledge.find(t) for t in texts * 2]
    plain = Knowledge(own=knowledge._folders[1], cache=knowledge._cache)
    fit = finder._fit
    monkeypatch.setattr(
        finder, "_fit", lambda names: fit(names)._replace(rows=None, tail=names[0].written[-1] if names else "")
    )
    assert quick == [plain.find(t) for t in texts * 2]
    assert sum(map(len, quick)) > 500

import pytest

from armsledger.reading.pointing import item_words, party_words
from armsledger.reading.wordpieces import Candidate


def at(text: str, words: str, sort: str) -> Candidate:
    start = text.index(words)
    return Candidate(start, start + len(words), sort, words)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("The Chilean Navy took both.", "Chilean", "Chilean Navy"),
        ("Chile's armed forces took both.", "Chile", "Chile's armed forces"),
        ("Chile took both.", "Chile", "Chile"),
        ("the Chilean Ministry of Defence and others", "Chilean", "Chilean Ministry of Defence"),
    ],
)
def test_a_party_with_its_body(text: str, words: str, whole: str) -> None:
    start, end = party_words(text, at(text, words, "state"))
    assert text[start:end] == whole


def test_a_firm_is_left_as_it_is() -> None:
    text = "Wexmora Army Vehicles delivered"
    start, end = party_words(text, at(text, "Wexmora", "firm"))
    assert text[start:end] == "Wexmora"


def test_a_type_with_its_class() -> None:
    text = "two Kilo-class attack submarines and a frigate"
    found = [at(text, "Kilo-class", "type"), at(text, "submarine", "class"), at(text, "frigate", "class")]
    start, end = item_words(text, found[0], found)
    assert text[start:end] == "Kilo-class attack submarines"
    start, end = item_words(text, found[2], found)
    assert text[start:end] == "frigate"

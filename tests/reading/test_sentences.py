import pytest

from armsledger.model.values import Span
from armsledger.reading.sentences import sentences


def split(text: str) -> list[str]:
    return [s.of(text) for s in sentences(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway ordered four. Denmark did not.", ["Norway ordered four.", "Denmark did not."]),
        ("Lt. Gen. J. K. Moe of the U.S. Army came.", ["Lt. Gen. J. K. Moe of the U.S. Army came."]),
        ("It went to Hale Corp. The price was $1.5 billion.", ["It went to Hale Corp.", "The price was $1.5 billion."]),
        ("“We bought it.” He left.", ["“We bought it.”", "He left."]),
        ("A heading without a stop\n\nThe first line.", ["A heading without a stop", "The first line."]),
        ("They will get No. 4 in Sept. 2011 at last.", ["They will get No. 4 in Sept. 2011 at last."]),
        ("The deal was signed in May.Chile paid.", ["The deal was signed in May.", "Chile paid."]),
    ],
)
def test_ends(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_wrapped_line_goes_on() -> None:
    text = "The government of the northern kingdom said on Monday that it had agreed\nto buy nine patrol boats."
    assert split(text) == [text]


def test_only_the_body_is_split() -> None:
    text = "MENU HOME. Chile paid. Read more."
    assert [s.of(text) for s in sentences(text, [Span(11, 22)])] == ["Chile paid."]

import pytest

from armsledger.model.values import Span
from armsledger.reading.attribution import Speakers
from armsledger.reading.sentences import sentences


def sources(text: str) -> list[tuple[str, str | None] | None]:
    speakers = Speakers(text)
    told = [speakers.of(s) for s in sentences(text, [Span(0, len(text))])]
    return [(str(t.value.kind), t.value.who) if t else None for t in told]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Defence Minister Anna Holm said Norway would sell tanks.", "official", "Defence Minister Anna Holm"),
        ("A senior official said Norway would sell tanks.", "unnamed_official", "A senior official"),
        ("Two sources told reporters that Norway would sell tanks.", "unnamed_source", "Two sources"),
        ("The ministry announced that Norway would sell tanks.", "institution", "The ministry"),
        ("Norway will sell tanks, according to the newspaper Dagen.", "media", "the newspaper Dagen"),
        ("Norway reportedly sold tanks.", "unnamed_source", "reportedly"),
        ("Analysts said Norway would sell tanks.", "unnamed_expert", "Analysts"),
        ("On the sale of tanks, a defence source said talks go on.", "unnamed_source", "a defence source"),
        ("Norwegian officials say that Chile wants tanks.", "unnamed_official", "Norwegian officials"),
        (
            "Norway sold tanks in 2012, ten fewer than before, the State Secretariat reported.",
            "institution",
            "the State Secretariat",
        ),
        (
            "Norway will sell tanks, the minister of trade, Anna Holm, has said.",
            "official",
            "Anna Holm",
        ),
        ("Consent has been obtained, Chilean media report.", "media", "Chilean media"),
        ("As per the annual report, Norway sold tanks.", "institution", "the annual report"),
        ("A spokesman for the ministry said Norway would sell tanks.", "official", "A spokesman for the ministry"),
        ("Chile's defence minister said Norway would sell tanks.", "official", "Chile's defence minister"),
        (
            "Three people with knowledge of the talks said Chile wants tanks.",
            "unnamed_source",
            "Three people with knowledge of the talks",
        ),
    ],
)
def test_who_says_so(text: str, kind: str, who: str) -> None:
    assert sources(text) == [(kind, who)]


def test_the_author_speaks_where_nobody_is_named() -> None:
    assert sources("Norway sold tanks to Chile.") == [None]


def test_a_pronoun_carries_the_source_on() -> None:
    told = sources("Defence Minister Anna Holm said it was over. He added that Chile would pay. Chile paid.")
    assert [t[0] if t else None for t in told] == ["official", "official", None]


def test_the_words_stand_where_the_span_says() -> None:
    text = "“We sold them,” said Jan Moe, chief executive of Arvor."
    (source,) = [Speakers(text).of(s) for s in sentences(text, [Span(0, len(text))])]
    assert source is not None
    assert source.span.of(text) == source.value.who


@pytest.mark.parametrize(
    "text",
    [
        "Chile's repeated request for tanks went unheard.",
        "The minister would not say whether Chile wants tanks.",
        "What to say of the tanks is unclear.",
    ],
)
def test_words_of_saying_that_tell_nothing_have_no_source(text: str) -> None:
    assert sources(text) == [None]


def test_a_name_of_no_person_speaks_for_its_house() -> None:
    text = "Kestrel Dynamics said it would sell tanks."
    span = Span(0, len(text))
    (plain, named) = (Speakers(text, names).of(span) for names in ((), ("Kestrel Dynamics",)))
    assert [str(x.value.kind) for x in (plain, named) if x is not None] == ["official", "institution"]

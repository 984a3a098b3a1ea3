import pytest

from armsledger.knowledge import Knowledge
from armsledger.reading.firms import firms, spread


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("The Turkish shipyard Denizli signed a contract.", "Denizli", "TUR"),
        ("The Polish manufacturer Wisla signed a contract.", "Wisla", "POL"),
    ],
)
def test_companies_that_no_list_has(knowledge: Knowledge, text: str, name: str, state: str) -> None:
    found = firms(text, knowledge.find(text))
    assert (found[name].name, found[name].state) == (name, state)


@pytest.mark.parametrize(
    "text", ["The Turkish Defence Minister spoke.", "France’s President came.", "Chile’s Navy bought boats."]
)
def test_no_company(knowledge: Knowledge, text: str) -> None:
    assert firms(text, knowledge.find(text)) == {}


def test_a_name_is_found_wherever_it_stands(knowledge: Knowledge) -> None:
    text = "The Turkish shipyard Denizli signed. Chile thanked Denizli."
    mentions = knowledge.find(text)
    places = spread(text, firms(text, mentions), mentions)
    assert [text[a:b] for a, b, _ in places] == ["Denizli", "Denizli"]

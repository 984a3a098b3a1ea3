"""Shares and sums of the arms trade: whose trade it is, who has the part, and lists of such parts."""

import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.codes import Kind
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.reading.others import proposals
from armsledger.reading.scene import lay_out


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def told(knowledge: Knowledge, text: str) -> list[str]:
    text = "The navy ordered frigates. " + text
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language="en")
    out = []
    for found in proposals(lay_out(report, knowledge.find, knowledge.row), text):
        if found.draft.kind is Kind.FIGURE and found.draft.measure is not None:
            m = found.draft.measure[0]
            sides = (",".join(p.key for p in side) for side in (m.subject, m.counterpart))
            out.append(f"{m.name} {m.value} " + " < ".join(sides))
    return out


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Vietnam buys 80 percent of its arms from Russia.", "import_share 80 VNM < RUS"),
        ("Russia supplied 75 percent of what India bought in weapons.", "import_share 75 IND < RUS"),
        ("Kuwait's arms imports grew. The United States supplied 60 percent of them.", "import_share 60 KWT < USA"),
        ("Some 55 percent of Poland's arms imports came from the United States.", "import_share 55 POL < USA"),
        (
            "Sweden exports arms. Brazil and Hungary took 41 percent of its arms exports.",
            "export_share 41 SWE < BRA,HUN",
        ),
        ("Half of Spain's arms exports went to Turkey.", "export_share 50 ESP < TUR"),
    ],
)
def test_the_verb_says_whose_trade_and_who_has_the_part(knowledge: Knowledge, text: str, share: str) -> None:
    assert share in told(knowledge, text)


def test_a_list_of_parts_goes_on_as_it_began(knowledge: Knowledge) -> None:
    text = "India accounted for 10 percent of global arms imports, followed by South Korea with 6 percent and Pakistan with 5."
    assert [t for t in told(knowledge, text) if "share" in t] == [
        "import_share 10 IND < ",
        "import_share 6 KOR < ",
        "import_share 5 PAK < ",
    ]


def test_the_list_varies_who_has_the_part_where_the_trade_is_one_states(knowledge: Knowledge) -> None:
    text = "Russia supplied 45 percent of Algeria's arms imports, Germany 19 and China 11."
    assert [t for t in told(knowledge, text) if "share" in t] == [
        "import_share 45 DZA < RUS",
        "import_share 19 DZA < DEU",
        "import_share 11 DZA < CHN",
    ]


def test_a_number_of_ships_is_no_part(knowledge: Knowledge) -> None:
    text = "Russia supplied 45 percent of Algeria's arms imports, and Germany 2 frigates."
    assert len([t for t in told(knowledge, text) if "share" in t]) == 1


def test_a_list_of_sums_goes_on_without_its_currency(knowledge: Knowledge) -> None:
    text = (
        "Spain's arms exports were worth 3.2 billion euros. Germany headed the list with 640 million euros, "
        "followed by France with 490 million, Norway, 74 million, and Peru."
    )
    assert [t for t in told(knowledge, text) if "arms_trade" in t] == [
        "arms_trade 3200000000 ESP < ",
        "arms_trade 640000000 ESP < DEU",
        "arms_trade 490000000 ESP < FRA",
        "arms_trade 74000000 ESP < NOR",
    ]


def test_a_bare_sum_of_money_needs_a_trade_told_before(knowledge: Knowledge) -> None:
    assert told(knowledge, "France, with 66 million people, and Norway, 5 million, use frigates.") == []


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("A TB2 is priced at $5 million, a fraction of an American MQ-9.", "unit_price 5000000 TUR < "),
        ("The frigates, he said, cost about $300 million each.", "unit_price 300000000  < "),
        ("A Super Tucano sells for 14 million dollars.", "unit_price 14000000 BRA < "),
    ],
)
def test_the_price_of_one_is_of_the_goods_nearest_before(knowledge: Knowledge, text: str, price: str) -> None:
    assert price in told(knowledge, text)

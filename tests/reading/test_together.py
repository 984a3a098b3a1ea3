from collections.abc import Sequence

import numpy as np
import pytest

from armsledger.knowledge.base import Knowledge
from armsledger.model.report import Page
from armsledger.pages import reports
from armsledger.reading.cases import Case, cases
from armsledger.reading.linear import Linear
from armsledger.reading.scene import lay_out
from armsledger.reading.together import RECIPIENT, SUPPLIER, second, together


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def read(knowledge: Knowledge, text: str) -> list[Case]:
    (report,), _ = reports(Page(document="d", text=text))
    return cases(lay_out(report, knowledge.find, knowledge.row))


def told(case: Case) -> tuple[list[str], list[str]]:
    return [str(t.party) for t in case.supplier], [str(t.party) for t in case.recipient]


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        (
            "Brazil is in talks with Chile, Peru and Ghana over the sale of Super Tucano aircraft.",
            ["BRA"],
            ["CHL", "PER", "GHA"],
        ),
        ("Peru held talks with Sweden on the purchase of 12 Gripen fighters.", ["SWE"], ["PER"]),
        (
            "Five more states, including Kenya and Oman, are in talks with Brazil for armoured vehicles.",
            ["BRA"],
            ["KEN", "OMN"],
        ),
        (
            "The talks include Kenya, Chile and Ghana, which want the drones, officials said.",
            [],
            ["KEN", "CHL", "GHA"],
        ),
    ],
)
def test_who_is_in_talks(knowledge: Knowledge, text: str, supplier: Sequence[str], recipient: Sequence[str]) -> None:
    first = read(knowledge, text)[0]
    assert told(first) == (supplier, recipient)
    assert first.rule["stage"] == "talks"


def test_talks_and_what_they_are_about_are_one_event(knowledge: Knowledge) -> None:
    found = read(knowledge, "Norway opened talks with Chile about the sale of four corvettes.")
    assert [len(c.linked.chain.triggers) for c in found if c.chosen] == [2]


def chances(found: Sequence[Case], sure: dict[str, int]) -> list[np.ndarray]:
    """First chances: parties of `sure` at .9 in their column, the others unknown."""
    out = []
    for case in found:
        rows = np.full((len(case.candidates), 5), 0.2, dtype=np.float32)
        for n, c in enumerate(case.candidates):
            if c.told.party.key in sure:
                rows[n] = 0.025
                rows[n, sure[c.told.party.key]] = 0.9
        out.append(rows)
    return out


TEXT = "Norway sold two frigates to Chile in May. Norway shipped more frigates to Chile in June."


def test_the_other_events_of_a_report_lean_on_a_party(knowledge: Knowledge) -> None:
    found = read(knowledge, TEXT)
    names = together(found, chances(found, {"NOR": SUPPLIER, "CHL": RECIPIENT}))
    party = {c.told.party.key: names[0][n] for n, c in enumerate(found[0].candidates)}
    assert "alllean>0.65" in party["NOR"] and "alllean>0.65" not in party["CHL"]
    assert "srank=0" in party["NOR"] and "rrank=1" in party["NOR"]


def test_its_own_chances_are_no_evidence_of_the_others(knowledge: Knowledge) -> None:
    found = read(knowledge, "Norway sold two frigates to Chile.")
    names = together(found, chances(found, {"NOR": SUPPLIER, "CHL": RECIPIENT}))
    assert not [x for x in names[0][0] if x.startswith("alls>")]


def test_the_short_form_weighs_what_the_spelled_features_weigh(knowledge: Knowledge) -> None:
    found = read(knowledge, "Peru held talks with Sweden, Chile and Ghana on the purchase of 12 Gripen fighters.")
    rnd = np.random.default_rng(0)
    first = [rnd.dirichlet(np.ones(5), len(case.candidates)).astype(np.float32) for case in found]
    spelled = together(found, first)
    names = sorted({name for rows in spelled for row in rows for name in row})
    weights = rnd.normal(size=(len(names), 5)).astype(np.float32)
    classes = ("none", "supplier", "recipient", "both", "intermediary")
    model = Linear(classes, {name: n for n, name in enumerate(names)}, weights, np.zeros(5, dtype=np.float32))
    assert sum(map(len, spelled)) > 1
    for short, long in zip(second(found, first, model), model.grouped(spelled), strict=True):
        assert np.abs(short - long).max() < 1e-5

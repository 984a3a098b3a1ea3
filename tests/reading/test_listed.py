"""Items that a list joins stand or fall together."""

import numpy as np
import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.reading.cases import Case, cases
from armsledger.reading.listed import whole_list
from armsledger.reading.scene import lay_out


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def read(knowledge: Knowledge, text: str) -> Case:
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language="en")
    return cases(lay_out(report, knowledge.find, knowledge.row))[0]


def listed(case: Case, sure: float, others: float) -> set[str]:
    """The categories taken where the first item is sure and all others are about as likely as told."""
    rows = np.array([[1 - p, p] for p in (sure, *[others] * (len(case.items) - 1))], dtype=np.float32)
    return {str(case.items[n][0].category) for n in whole_list(case, rows, [0])}


def test_adjectives_do_not_break_a_list(knowledge: Knowledge) -> None:
    case = read(
        knowledge, "Norway supplied Chile with armoured vehicles, transport and attack helicopters and mortars."
    )
    assert listed(case, 0.9, 0.2) == {"armour", "helicopter", "artillery"}
    assert listed(case, 0.9, 0.05) == {"armour"}, "unlikely ones stay out"


def test_another_verb_ends_the_list(knowledge: Knowledge) -> None:
    case = read(knowledge, "Norway supplied Chile with armoured vehicles and has retired helicopters.")
    assert listed(case, 0.9, 0.2) == {"armour"}

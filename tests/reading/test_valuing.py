"""Whom and when a claim of another kind speaks of."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.codes import Kind
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.reading.drafts import claim
from armsledger.reading.linear import Floats
from armsledger.reading.others import proposals
from armsledger.reading.proposal import Found
from armsledger.reading.scene import lay_out
from armsledger.reading.valuing import ROLES, WHEN, candidates, moments, role_model, ruled, settle


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def seen(knowledge: Knowledge, text: str, kind: Kind) -> list[Found]:
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language="en")
    return [f for f in proposals(lay_out(report, knowledge.find, knowledge.row), text) if f.draft.kind is kind]


def likely(wanted: str, classes: Sequence[str], names: Sequence[Sequence[str]], cue: str) -> Floats:
    """All the chance on `wanted` where a feature begins with the cue, else on the first class."""
    rows = np.zeros((len(names), len(classes)), dtype=np.float32)
    for row, one in zip(rows, names, strict=True):
        row[classes.index(wanted) if any(n.startswith(cue) for n in one) else 0] = 1
    return rows


def test_everyone_in_the_sentence_and_those_the_report_speaks_of_may_be_meant(knowledge: Knowledge) -> None:
    text = "Chile wants frigates from Norway. Germany halted the export of engines to Peru."
    (found,) = seen(knowledge, text, Kind.RESTRICTION)
    names = {told.party.key: names for told, names in candidates(found)}
    assert {"DEU", "PER", "CHL", "NOR"} <= names.keys()
    assert any(n.startswith("far:subject") for n in names["CHL"])
    assert ruled(found.draft)["DEU"] == "both"
    assert not any(n.startswith("far:") for n in names["PER"])


def test_the_likeliest_roles_stand_and_what_they_leave_out_goes(knowledge: Knowledge) -> None:
    text = "Chile wants frigates from Norway. Germany halted the export of engines to Peru."
    found = seen(knowledge, text, Kind.RESTRICTION)
    model, classes = role_model(Kind.RESTRICTION), ROLES[Kind.RESTRICTION]
    settle(found, lambda _, names: likely("both", classes, names, "m=plain:-0"), [model])
    draft = found[0].draft
    assert [[t.party.key for t in side] for side in (draft.parties, draft.supplier, draft.recipient)] == [
        ["DEU"],
        ["DEU"],
        [],
    ]


def test_cooperation_keeps_the_sides_of_the_patterns_where_fewer_than_two_are_likely(knowledge: Knowledge) -> None:
    found = seen(knowledge, "Egypt and Greece held joint exercises with frigates.", Kind.COOPERATION)
    model, classes = role_model(Kind.COOPERATION), ROLES[Kind.COOPERATION]
    settle(found, lambda _, names: likely("side", classes, names, "nowhere"), [model])
    assert {t.party.key for t in found[0].draft.parties} == {"EGY", "GRC"}


def test_a_figure_may_be_of_the_period_that_the_report_told_before(knowledge: Knowledge) -> None:
    text = "India imported frigates worth much in 2015–2019. Russia's arms exports fell by 18 percent."
    (found,) = seen(knowledge, text, Kind.FIGURE)
    period = next(d.value for d, names in moments(found) if "far=span" in names)
    assert (period.first_on, period.last_on) == (date(2015, 1, 1), date(2019, 12, 31))
    settle([found], lambda _, names: likely("yes", ("no", "yes"), names, "far=span"), [WHEN])
    assert found.draft.when is not None
    assert found.draft.when[0] == period
    settle([found], lambda _, names: likely("yes", ("no", "yes"), names, "nowhere"), [WHEN])
    assert found.draft.when is None


def test_without_the_models_what_the_patterns_say_stands(knowledge: Knowledge) -> None:
    (found,) = seen(knowledge, "Germany halted the export of frigates to Peru in 2019.", Kind.RESTRICTION)
    before = (list(found.draft.parties), found.draft.when)
    settle([found], lambda _, names: likely("yes", ("no", "yes"), names, ""), [])
    assert (found.draft.parties, found.draft.when) == before


def test_a_type_with_a_year_in_its_name_is_no_time(knowledge: Knowledge) -> None:
    (found,) = seen(knowledge, "Egypt's air force has 18 Mirage 2000s.", Kind.FIGURE)
    assert found.draft.when is None
    assert moments(found) == []


def settled(knowledge: Knowledge, text: str, kind: Kind) -> Found:
    (found,) = seen(knowledge, text, kind)
    settle([found], lambda _, names: likely("yes", ("no", "yes"), names, ""), [])
    return found


def test_a_source_does_not_reach_over_a_semicolon(knowledge: Knowledge) -> None:
    text = "Chile wants frigates. Norway has halted exports of frigates to Chile; a minister of Peru said she was glad."
    assert settled(knowledge, text, Kind.RESTRICTION).draft.attribution.kind == "author"
    told = settled(knowledge, text.replace("; a", ", a"), Kind.RESTRICTION).draft
    assert told.attribution.kind != "author"


def test_a_restriction_that_names_no_goods_is_of_arms_and_says_that_this_is_inferred(knowledge: Knowledge) -> None:
    text = "Chile wants frigates. The European Union lifted its embargo on Peru."
    draft = settled(knowledge, text, Kind.RESTRICTION).draft
    made = claim(draft, "d", text, "r")
    assert [(i.designation, i.category) for i in made.items] == [(None, "other")]
    assert [e.inferred for e in made.evidence if e.field == "items[0].category"] == [True]


def test_an_article_counts_nothing_that_is_restricted(knowledge: Knowledge) -> None:
    for said, count in (("a frigate", None), ("two frigates", 2)):
        draft = settled(knowledge, f"Norway halted the sale of {said} to Chile.", Kind.RESTRICTION).draft
        assert [t.quantity.min if t.quantity else None for t in draft.items] == [count]

import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.codes import Action, Form, Kind, MeasureName
from armsledger.model.report import Report
from armsledger.model.values import Range, Span
from armsledger.reading.others import proposals
from armsledger.reading.proposal import Found
from armsledger.reading.scene import lay_out


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def seen(knowledge: Knowledge, text: str, kind: Kind) -> list[Found]:
    text = "The navy ordered frigates. " + text
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language="en")
    return [f for f in proposals(lay_out(report, knowledge.find, knowledge.row), text) if f.draft.kind is kind]


@pytest.mark.parametrize(
    ("text", "form", "stage"),
    [
        ("Egypt and Greece held joint exercises.", Form.EXERCISE, "active"),
        ("Egypt and Greece signed a defence cooperation agreement.", Form.AGREEMENT, "agreement"),
        ("Egypt and Greece jointly produce the frigate.", Form.COPRODUCTION, "active"),
        ("Egypt and Greece suspended military exercises.", Form.EXERCISE, "blocked"),
        ("Egypt and Greece agreed on intelligence sharing.", Form.INTELLIGENCE, "agreement"),
        ("Egypt and Greece signed a mutual defence pact.", Form.PACT, "agreement"),
    ],
)
def test_cooperation(knowledge: Knowledge, text: str, form: Form, stage: str) -> None:
    found = next(f.draft for f in seen(knowledge, text, Kind.COOPERATION) if f.draft.form is form)
    assert {t.party.key for t in found.parties} == {"EGY", "GRC"}
    assert found.stage == stage


@pytest.mark.parametrize(
    ("text", "action", "who"),
    [
        ("Germany halted arms exports to Chile.", Action.IMPOSED, "DEU"),
        ("Russia lifted its arms embargo on Chile.", Action.LIFTED, "RUS"),
        ("India objected to the sale of helicopters to Chile.", Action.OBJECTION, "IND"),
        ("Norway needs the approval of Sweden for the export of missiles.", Action.CONSENT_NEEDED, "SWE"),
    ],
)
def test_restriction(knowledge: Knowledge, text: str, action: Action, who: str) -> None:
    (found,) = seen(knowledge, text, Kind.RESTRICTION)
    assert found.draft.action is action
    assert [t.party.key for t in found.draft.parties] == [who]


@pytest.mark.parametrize(
    ("text", "name", "value", "subject"),
    [
        ("Chile was the 9th largest importer of major weapons.", MeasureName.RANK_IMPORTER, 9, "CHL"),
        ("Norway is the world’s second largest arms exporter.", MeasureName.RANK_EXPORTER, 2, "NOR"),
        ("Chile’s arms imports fell by 76 percent.", MeasureName.IMPORT_CHANGE, -76, "CHL"),
        ("Chile has held talks with 13 countries.", MeasureName.BUYERS, 13, "CHL"),
        (
            "Norway’s arms exports reached more than $2 billion.",
            MeasureName.ARMS_TRADE,
            Range(min=2_000_000_000, max=None),
            "NOR",
        ),
        ("Chile operates eight frigates.", MeasureName.FLEET, 8, "CHL"),
    ],
)
def test_figures(knowledge: Knowledge, text: str, name: MeasureName, value: object, subject: str) -> None:
    told = [f.draft.measure[0] for f in seen(knowledge, text, Kind.FIGURE) if f.draft.measure]
    measure = next(m for m in told if m.name is name)
    assert measure.value == value
    assert [p.key for p in measure.subject] == [subject]


def test_each_visitor_is_a_claim(knowledge: Knowledge) -> None:
    found = seen(knowledge, "Defence ministers of Norway and Chile visited Egypt.", Kind.VISIT)
    assert [[t.party.key for t in f.draft.parties] for f in found] == [["NOR", "EGY"], ["CHL", "EGY"]]


def test_use_has_user_and_opponent(knowledge: Knowledge) -> None:
    found = seen(knowledge, "Norway used F-16 jets against Chile.", Kind.USE)
    assert [t.party.key for t in found[0].draft.parties] == ["NOR", "CHL"]
    assert found[0].draft.items[0].designation == "F-16"

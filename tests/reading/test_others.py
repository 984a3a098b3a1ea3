import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.codes import Action, Form, Kind, MeasureName, Modality
from armsledger.model.report import Report
from armsledger.model.values import Party, Range, Span
from armsledger.reading.drafts import Draft
from armsledger.reading.others import proposals
from armsledger.reading.proposal import Found
from armsledger.reading.scene import lay_out
from armsledger.reading.story import Told


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
        ("Egypt offered Greece offsets for the frigate.", Form.INDUSTRY, "offer"),
        ("Egypt is an industrial partner of Greece.", Form.INDUSTRY, "active"),
        ("Egypt and Greece set up a venture to produce missiles.", Form.COPRODUCTION, "agreement"),
        ("Egypt took part in drills with Greece.", Form.EXERCISE, "active"),
        ("Egypt and Greece held a bilateral meeting.", Form.DIALOGUE, "active"),
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
        ("India could face sanctions under CAATSA for buying missiles from Russia.", Action.IMPOSED, "USA"),
        ("Norway bars exports of missiles to Chile.", Action.IN_FORCE, "NOR"),
    ],
)
def test_restriction(knowledge: Knowledge, text: str, action: Action, who: str) -> None:
    (found,) = seen(knowledge, text, Kind.RESTRICTION)
    assert found.draft.action is action
    assert [t.party.key for t in found.draft.parties] == [who]


def test_whose_trade_is_restricted(knowledge: Knowledge) -> None:
    (found,) = seen(
        knowledge, "India could face sanctions under CAATSA for buying missiles from Russia.", Kind.RESTRICTION
    )
    assert [t.party.key for t in found.draft.supplier] == ["RUS"]
    assert [t.party.key for t in found.draft.recipient] == ["IND"]
    (found,) = seen(knowledge, "Norway halted the delivery of missiles ordered by Chile.", Kind.RESTRICTION)
    assert [t.party.key for t in found.draft.recipient] == ["CHL"]


def test_a_missing_side_comes_from_the_deals_read(knowledge: Knowledge) -> None:
    text = "The navy ordered frigates. India objected to the sale of the Su-35 fighters."
    report = Report(document="d", page="p", text=text, body=(Span(0, len(text)),), language="en")
    scene = lay_out(report, knowledge.find, knowledge.row)
    span = Span(0, 8)
    deal = Draft(
        kind=Kind.TRANSFER,
        quote=span,
        trigger=span,
        supplier=[Told(Party("RUS"), span)],
        recipient=[Told(Party("PAK"), span)],
    )
    deal.items = [t for t in scene[1].things if t.designation]
    (found,) = (f.draft for f in proposals(scene, text, [deal]) if f.draft.kind is Kind.RESTRICTION)
    assert [(t.party.key, t.inferred) for t in (*found.supplier, *found.recipient)] == [("RUS", True), ("PAK", True)]


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
        ("Chile's fleet of Russian-made helicopters exceeds 70.", MeasureName.FLEET, Range(min=70, max=None), "CHL"),
        (
            "Chile's arms imports have climbed more than tenfold.",
            MeasureName.IMPORT_CHANGE,
            Range(min=900, max=None),
            "CHL",
        ),
        ("Norway's arms exports doubled.", MeasureName.EXPORT_CHANGE, 100, "NOR"),
        ("Russia supplied 62 percent of Chile's arms imports.", MeasureName.IMPORT_SHARE, 62, "CHL"),
        ("Chile ranked fifth among importers of arms.", MeasureName.RANK_IMPORTER, 5, "CHL"),
        ("Chile's plant produces 20 helicopters a month.", MeasureName.PRODUCTION_RATE, 240, "CHL"),
        ("Norway exports its missiles to 12 countries.", MeasureName.BUYERS, 12, "NOR"),
        (
            "Trade between Chile and Norway reached $540 million; neither ordered tanks.",
            MeasureName.TRADE,
            540_000_000,
            "CHL",
        ),
    ],
)
def test_figures(knowledge: Knowledge, text: str, name: MeasureName, value: object, subject: str) -> None:
    told = [f.draft.measure[0] for f in seen(knowledge, text, Kind.FIGURE) if f.draft.measure]
    measure = next(m for m in told if m.name is name)
    assert measure.value == value
    assert [p.key for p in measure.subject] == [subject]


def test_having_done_is_no_fleet(knowledge: Knowledge) -> None:
    found = seen(knowledge, "Chile has ordered eight frigates.", Kind.FIGURE)
    assert not [f for f in found if f.draft.measure and f.draft.measure[0].name is MeasureName.FLEET]


def test_those_that_follow_are_ranked(knowledge: Knowledge) -> None:
    found = seen(knowledge, "India was the largest arms importer, followed by Egypt and Chile.", Kind.FIGURE)
    told = [(f.draft.measure[0].subject[0].key, f.draft.measure[0].value) for f in found if f.draft.measure]
    assert told == [("IND", 1), ("EGY", 2), ("CHL", 3)]


def test_each_visitor_is_a_claim(knowledge: Knowledge) -> None:
    found = seen(knowledge, "Defence ministers of Norway and Chile visited Egypt.", Kind.VISIT)
    assert [[t.party.key for t in f.draft.parties] for f in found] == [["NOR", "EGY"], ["CHL", "EGY"]]


def test_use_has_user_and_opponent(knowledge: Knowledge) -> None:
    found = seen(knowledge, "Norway used F-16 jets against Chile.", Kind.USE)
    assert [t.party.key for t in found[0].draft.parties] == ["NOR", "CHL"]
    assert found[0].draft.items[0].designation == "F-16"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Chile shot down a Peruvian Heron drone.", ["PER", "CHL"]),
        ("The F-16 was used by Chile in strikes.", ["CHL"]),
    ],
)
def test_who_used_it(knowledge: Knowledge, text: str, parties: list[str]) -> None:
    assert [t.party.key for t in seen(knowledge, text, Kind.USE)[0].draft.parties] == parties


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Egypt and Greece will hold joint exercises.", Modality.PLANNED),
        ("Egypt and Greece may hold joint exercises.", Modality.POSSIBLE),
        ("Egypt and Greece did not hold joint exercises.", Modality.DENIED),
        (
            "Egypt and Greece, which may buy frigates, have been holding for some years now joint exercises.",
            Modality.ASSERTED,
        ),
    ],
)
def test_how_sure_it_is(knowledge: Knowledge, text: str, modality: Modality) -> None:
    assert seen(knowledge, text, Kind.COOPERATION)[0].draft.modality is modality


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Chile's defence minister was in Oslo in May.", ["CHL", "NOR"]),
        ("The Norwegian president came to Chile to sign it.", ["NOR", "CHL"]),
        ("Officers from Norway are expected in Chile.", ["NOR", "CHL"]),
        ("Norway's prime minister returned from Chile on Monday.", ["NOR", "CHL"]),
        ("Chile received a Norwegian delegation.", ["NOR", "CHL"]),
        ("Norway sent a team to Chile.", ["NOR", "CHL"]),
        ("Chile will sign it when the president of Norway visits.", ["NOR", "CHL"]),
    ],
)
def test_who_was_where(knowledge: Knowledge, text: str, parties: list[str]) -> None:
    assert [t.party.key for t in seen(knowledge, text, Kind.VISIT)[0].draft.parties] == parties


def test_goods_do_not_travel_as_visitors(knowledge: Knowledge) -> None:
    assert not seen(knowledge, "Norway made the missiles in Chile.", Kind.VISIT)


@pytest.mark.parametrize(
    ("text", "action", "who"),
    [
        ("Norway turned down an application for the export of frigates to Chile.", Action.IMPOSED, "NOR"),
        ("Norway has not approved the sale of frigates to Chile.", Action.IMPOSED, "NOR"),
        ("Norway will not license the sale of frigates to Chile.", Action.IN_FORCE, "NOR"),
        ("Norway's consent is required for the sale.", Action.CONSENT_NEEDED, "NOR"),
        ("Chile is waiting for clearance from Norway to buy the frigates.", Action.CONSENT_NEEDED, "NOR"),
        ("Peru asked Norway to drop the sale of frigates to Chile.", Action.OBJECTION, "PER"),
        ("Norway withdrew its objection to the sale of frigates to Chile.", Action.LIFTED, "NOR"),
        ("Norway resumed deliveries of frigates to Chile.", Action.LIFTED, "NOR"),
    ],
)
def test_restriction_in_other_words(knowledge: Knowledge, text: str, action: Action, who: str) -> None:
    found = next(f.draft for f in seen(knowledge, text, Kind.RESTRICTION) if f.draft.action is action)
    assert who in [t.party.key for t in found.parties]


def test_two_denials_in_one_sentence(knowledge: Knowledge) -> None:
    found = seen(knowledge, "Norway halted arms exports to Chile and revoked the licences for Peru.", Kind.RESTRICTION)
    assert [t.party.key for f in found for t in f.draft.recipient] == ["CHL", "PER"]


@pytest.mark.parametrize(
    ("text", "name", "value", "subject"),
    [
        ("Russia delivered two thirds of Chile's arms imports.", MeasureName.IMPORT_SHARE, 67, "CHL"),
        ("Chile was the largest importer of arms with 12 percent of the market.", MeasureName.IMPORT_SHARE, 12, "CHL"),
        ("Norway saw its arms sales decrease by 8 percent.", MeasureName.EXPORT_CHANGE, -8, "NOR"),
        ("Norway reported a fall of 53 percent in its arms exports.", MeasureName.EXPORT_CHANGE, -53, "NOR"),
        ("Chile's eight frigates need an overhaul.", MeasureName.FLEET, 8, "CHL"),
        (
            "Norway's arms trade grew. The list is headed by Chile with $50 million.",
            MeasureName.ARMS_TRADE,
            50_000_000,
            "NOR",
        ),
    ],
)
def test_figures_in_other_words(
    knowledge: Knowledge, text: str, name: MeasureName, value: object, subject: str
) -> None:
    told = [f.draft.measure[0] for f in seen(knowledge, text, Kind.FIGURE) if f.draft.measure]
    assert (name, value, subject) in [(m.name, m.value, m.subject[0].key) for m in told]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Jets of the Chilean air force pounded rebel positions.", ["CHL"]),
        ("Chilean helicopters raided the camp of the rebels.", ["CHL"]),
        ("An F-16 of Chile was lost in the fighting.", ["CHL"]),
    ],
)
def test_whose_arms_fight(knowledge: Knowledge, text: str, parties: list[str]) -> None:
    assert [t.party.key for t in seen(knowledge, text, Kind.USE)[0].draft.parties] == parties


def test_what_is_sent_in_peace_is_not_use(knowledge: Knowledge) -> None:
    assert not seen(knowledge, "Chile sent two frigates to the fair.", Kind.USE)

import pytest

from armsledger.knowledge import Knowledge
from armsledger.model.codes import Kind
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.reading.others import LEAST, model_of, proposals
from armsledger.reading.proposal import Found
from armsledger.reading.scene import lay_out
from armsledger.reading.valuing import ROLES, WHEN, role_model
from armsledger.training.others import Json, examples, fit, matched, stands, values

TEXT = (
    "Chile operates eight frigates. Egypt and Greece held joint naval exercises. Norway halted arms exports to Chile. "
    "A general of Norway visited Chile. Norway used F-16 jets against Chile."
)


@pytest.fixture(scope="module")
def proposed() -> list[Found]:
    knowledge = Knowledge()
    report = Report(document="d", page="p", text=TEXT, body=(Span(0, len(TEXT)),), language="en")
    return list(proposals(lay_out(report, knowledge.find, knowledge.row), TEXT))


def gold(kind: str, words: str, **fields: object) -> Json:
    start = TEXT.index(words)
    return {
        "kind": kind, "start": start, "end": start + len(words), "parties": [], "supplier": [], "recipient": [], "form": None, "measure": None, **fields,
    }  # fmt: skip


def test_a_claim_of_gold_stands_for_one_proposal(proposed: list[Found]) -> None:
    fleet = gold("figure", "operates eight frigates", measure={"name": "fleet", "value": 8})
    drill = gold("cooperation", "joint naval exercises", parties=["EGY"], form="exercise")
    yes = stands(proposed, [fleet, drill])
    kinds = [f.draft.kind for f, one in zip(proposed, yes, strict=True) if one]
    assert kinds == [Kind.FIGURE, Kind.COOPERATION]


@pytest.mark.parametrize(
    "claim",
    [
        gold("figure", "operates eight frigates", measure={"name": "fleet", "value": 9}),
        gold("cooperation", "joint naval exercises", parties=["EGY"], form="pact"),
        gold("cooperation", "joint naval exercises", parties=["TUR"], form="exercise"),
        gold("visit", "joint naval exercises", parties=["EGY"]),
    ],
)
def test_another_value_form_party_or_kind_does_not(proposed: list[Found], claim: Json) -> None:
    assert not any(stands(proposed, [claim]))


def test_there_is_a_model_a_kind(proposed: list[Found]) -> None:
    models = fit([(f, f.draft.kind is Kind.FIGURE) for f in proposed * 4])
    assert set(models) == {model_of(kind) for kind in LEAST}


def test_parties_are_learned_by_what_gold_makes_of_them(proposed: list[Found]) -> None:
    halt = gold(
        "restriction", "Norway halted arms exports", parties=["NOR"], supplier=["NOR"], recipient=["CHL"], when=None
    )
    told = [(f, c) for f, c in zip(proposed, matched(proposed, [halt]), strict=True) if c is not None]
    right = [label for found, claim in told for name, _, label, _ in examples(found, claim) if name != WHEN]
    assert sorted(right) == ["both", "none", "none", "recipient"]
    models = values(told * 4)
    assert set(models) == {role_model(Kind.RESTRICTION)}
    assert models[role_model(Kind.RESTRICTION)].classes == ROLES[Kind.RESTRICTION]

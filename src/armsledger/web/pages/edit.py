"""Editing a claim: every field, by typing or by marking words in the report."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from armsledger.model import codes
from armsledger.model.contract import claim_id, claim_json
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.web.accounts import Right
from armsledger.web.claims import card
from armsledger.web.correction import as_change, as_form, checked, effective, lines_of
from armsledger.web.decide import Overtaken, latest, mark, record, standing
from armsledger.web.failures import Wrong
from armsledger.web.marks import around, pieces
from armsledger.web.pages.report import about, all_marks
from armsledger.web.pages.review import after, beside, where
from armsledger.web.posting import Form, done, may, post
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page, render

router = APIRouter(tags=["review"])
LISTS = {
    "kind": codes.Kind,
    "stage": codes.Stage,
    "modality": codes.Modality,
    "form": codes.Form,
    "action": codes.Action,
    "category": codes.Category,
    "mode": codes.Mode,
    "basis": codes.Basis,
    "speaker": codes.Speaker,
    "measure": codes.MeasureName,
}


@page(router, "/review/{claim}/edit", name="edit", csv=False)
def edit(visit: Here, claim: str, _: None = may(Right.REVIEW)) -> View:
    """The claim as a form, with the report's words beside it."""
    return _form(visit, visit.ledger.entry(claim))


def _form(
    visit: Visit,
    entry: Entry,
    *,
    typed: Mapping[str, str] | None = None,
    wrong: Wrong | None = None,
    overtaken: Decision | None = None,
) -> View:
    name = claim_id(entry.claim)
    now = effective(entry, standing(visit), name)
    found = card(entry, visit.site.names)
    text = entry.report.text
    values = as_form(claim_json(now.claim)) | dict(typed or {})
    within = around(text, found["start"], found["end"], 160 if visit.site.settings.excerpts_only else 1500)
    return View(
        title=f"Edit: {found['said']}",
        template="edit.html",
        status=409 if overtaken else 422 if wrong else 200,
        data={"claim": claim_json(now.claim)},
        shown={
            "name": name,
            "found": found,
            "values": values,
            "lines": lines_of(values),
            "lists": {k: [str(v) for v in kind] for k, kind in LISTS.items()},
            "report": about(entry.report),
            "pieces": pieces(text, all_marks([found], name), entry.report.body, within=within),
            "from": within.start,
            "begins": within.start == 0,
            "ends": within.end == len(text),
            "seen": mark(latest(visit, [name])),
            "wrong": wrong,
            "overtaken": overtaken,
        }
        | beside(visit, (name,)),
    )


@post(router, "/review/{claim}/edit", right=Right.REVIEW)
def edited(visit: Here, claim: str, form: Form) -> Response:
    """The correction holds; what cannot be taken is told beside the field, with all that was typed."""
    entry = visit.ledger.entry(claim)
    name = claim_id(entry.claim)
    now = effective(entry, standing(visit), name)
    following = after(visit, (name,))
    typed: dict[str, Any] = {k: form.text(k, 20_000) for k in form.names()}
    try:
        change = as_change(now, lambda k: typed.get(k, ""), visit.site.party)
        checked(entry, change)
        if change:
            made = record(visit, Verdict.CORRECT, [name], seen=form.text("seen"), entries=[entry], change=change)
        else:
            made = record(visit, Verdict.ACCEPT, [name], seen=form.text("seen"), entries=[entry])
    except Wrong as wrong:
        return render(_form(visit, entry, typed=typed, wrong=wrong), visit)
    except Overtaken as overtaken:
        return render(_form(visit, entry, typed=typed, overtaken=overtaken.decision), visit)
    return done(visit, where(following, made), {"decision": made.id, "change": change})

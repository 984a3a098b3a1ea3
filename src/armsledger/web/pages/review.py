"""Review: what is worth deciding first, one decision a screen; keys, undo, and plain forms underneath."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from armsledger.errors import NotFoundError
from armsledger.model.contract import claim_id
from armsledger.model.decision import Decision, Verdict
from armsledger.register.queue import Question
from armsledger.web import words
from armsledger.web.accounts import Right
from armsledger.web.claims import card
from armsledger.web.decide import Overtaken, last_of, latest, mark, pace, questions, record, standing
from armsledger.web.marks import around, pieces
from armsledger.web.pages.claim import values
from armsledger.web.pages.report import about, all_marks
from armsledger.web.posting import Form, done, may, post
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page, render

router = APIRouter(tags=["review"])
SHOWN = 8  # questions in the list beside
REASONS = (
    "the words do not say this",
    "this is no arms deal",
    "the parties are others",
    "it is said twice in this report",
    "it is an opinion or a supposition",
)
DID = {
    Verdict.ACCEPT: "Accepted",
    Verdict.CORRECT: "Corrected",
    Verdict.REJECT: "Rejected",
    Verdict.SAME: "Merged",
    Verdict.DIFFERENT: "Kept apart",
    Verdict.UNSURE: "Left open",
    Verdict.SPLIT: "Split",
    Verdict.UNDO: "Undone",
    Verdict.NOTE: "Noted",
}


def key(question: Question) -> str:
    """A question's name in addresses."""
    return question.subjects[0] if question.kind == "claim" else "~".join(question.subjects)


def where(question: Question | None, did: Decision | None = None) -> str:
    """The address of a question; of the end of the queue where there is none."""
    given = {"done": did.id} if did else {}
    if question is None:
        return f"/review?{urlencode(given)}" if given else "/review"
    if question.kind == "claim":
        return f"/review?{urlencode({'claim': question.subjects[0]} | given)}"
    return f"/review/{question.subjects[0]}/merge?{urlencode({'other': question.subjects[1]} | given)}"


def beside(visit: Visit, here: str, did: str = "") -> dict[str, Any]:
    """What every review page shows around its question: the list, the way on and back, how far one is, what was just done."""
    waiting = questions(visit)
    at = next((n for n, q in enumerate(waiting) if key(q) == here), None)
    first = max(0, (at or 0) - 2)
    today, usual = pace(visit)
    return {
        "waiting": len(waiting),
        "listed": [
            {
                "title": q.title,
                "kind": q.kind,
                "why": q.reasons[0],
                "weight": q.weight,
                "url": where(q),
                "here": key(q) == here,
            }
            for q in waiting[first : first + SHOWN]
        ],
        "following": where(waiting[(at + 1) % len(waiting)]) if at is not None else where(None),
        "before": where(waiting[at - 1]) if at is not None else where(None),
        "place": None if at is None else at + 1,
        "question": waiting[at] if at is not None else None,
        "today": today,
        "minutes": usual and round(usual.total_seconds() * len(waiting) / 60),
        "last": last_of(visit),
        "said": told(visit, did),
    }


def after(visit: Visit, here: str) -> Question | None:
    """The question that comes next once this one is answered; told before it is."""
    waiting = questions(visit)
    at = next((n for n, q in enumerate(waiting) if key(q) == here), None)
    if at is None or len(waiting) < 2:
        return waiting[0] if waiting and at is None else None
    return waiting[(at + 1) % len(waiting)]


def told(visit: Visit, decision: str) -> str:
    """What was just done, for the status line."""
    made = next((d for d in visit.ledger.decisions() if d.id == decision), None) if decision else None
    return "" if made is None else DID[made.verdict] + (f": {made.reason}" if made.reason else "")


@page(router, "/review", name="review", csv=False)
def review(
    visit: Here,
    claim: str = Query("", max_length=64),
    done: str = Query("", max_length=64),
    _: None = may(Right.REVIEW),
) -> View | Response:
    """One claim to decide on: the one asked for, else the first of the queue. JSON lists the whole queue."""
    if not claim:
        waiting = questions(visit)
        if waiting and not visit.request.url.path.endswith(".json"):
            made = next((d for d in standing(visit) if d.id == done), None)
            return RedirectResponse(where(waiting[0], made), status_code=303)
        return View(
            title="Review",
            template="review.html",
            data={"questions": [q.json() for q in waiting]},
            shown={"claim": None, "overtaken": None} | beside(visit, "", done),
        )
    return _asked(visit, claim, did=done)


def _asked(visit: Visit, claim: str, *, did: str = "", overtaken: Decision | None = None, wanted: str = "") -> View:
    entry = visit.ledger.entry(claim)
    found = card(entry, visit.site.names)
    name, text = found["claim"], entry.report.text
    reach = 160 if visit.site.settings.excerpts_only else 600
    within = around(text, found["start"], found["end"], reach)
    last = latest(visit, [name])
    deals = [visit.ledger.deals.deal(d) for d in visit.ledger.deals.of_claims([name]).get(name, ())]
    return View(
        title=f"Review: {found['said']}",
        template="review.html",
        status=409 if overtaken else 200,
        data={"claim": found, "deals": [d["deal"] for d in deals], "decision": last and _decision(last)},
        shown={
            "report": about(entry.report),
            "pieces": pieces(text, all_marks([found], name), entry.report.body, within=within),
            "begins": within.start == 0,
            "ends": within.end == len(text),
            "values": [v | {"label": label(v["field"])} for v in values(found) if v["field"] != "attribution"],
            "seen": mark(last),
            "decided": last,
            "deal": deals[0] if deals else None,
            "reasons": REASONS,
            "overtaken": overtaken,
            "wanted": wanted,
        }
        | beside(visit, name, did),
    )


def label(path: str) -> str:
    """A field's path as a person says it: `items[0].quantity` is goods 1, quantity."""
    found = re.fullmatch(r"items\[(\d+)\]\.(\w+)", path)
    return f"goods {int(found[1]) + 1}, {words.plain(found[2])}" if found else words.plain(path)


def _decision(made: Decision) -> dict[str, Any]:
    return {
        "decision": made.id,
        "verdict": str(made.verdict),
        "who": made.who,
        "decided_at": made.decided_at.isoformat(),
        "reason": made.reason,
    }


@post(router, "/review", right=Right.REVIEW)
def decided(visit: Here, form: Form) -> Response:
    """A claim is accepted or rejected; the next question follows. Whoever was overtaken is told, and may insist."""
    verdict = {"accept": Verdict.ACCEPT, "reject": Verdict.REJECT}.get(form.text("verdict"))
    if verdict is None:
        raise NotFoundError("a claim is accepted or rejected here")
    entry = visit.ledger.entry(form.text("claim"))
    name = claim_id(entry.claim)
    reason = (form.text("other").strip() or form.text("reason")) if verdict is Verdict.REJECT else None
    following = after(visit, name)
    try:
        made = record(visit, verdict, [name], seen=form.text("seen"), entries=[entry], reason=reason or None)
    except Overtaken as overtaken:
        view = _asked(visit, name, overtaken=overtaken.decision, wanted=str(verdict))
        return render(view, visit, "html" if _page(visit) else "json")
    return done(visit, where(following, made), _decision(made))


@post(router, "/review/undo", right=Right.REVIEW)
def undone(visit: Here, form: Form) -> Response:
    """A decision is taken back, and its question asked again."""
    taken = next((d for d in standing(visit) if d.id == form.text("decision")), None)
    if taken is None:
        raise NotFoundError("this decision is taken back already")
    made = record(visit, Verdict.UNDO, [taken.id])
    return done(visit, _again(visit, taken.subjects, made), _decision(made))


def _again(visit: Visit, subjects: Sequence[str], made: Decision) -> str:
    waiting = questions(visit)
    for question in waiting:
        if set(subjects) & set(question.subjects) and (question.kind == "pair") == (len(subjects) == 2):
            return where(question, made)
    if len(subjects) == 1:
        return f"/review?{urlencode({'claim': subjects[0], 'done': made.id})}"
    return where(waiting[0] if waiting else None, made)


def _page(visit: Visit) -> bool:
    return "application/json" not in visit.request.headers.get("Accept", "")

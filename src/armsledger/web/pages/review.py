"""Review: what is worth deciding first, one decision a screen; keys, undo, and plain forms underneath."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from armsledger.errors import NotFoundError
from armsledger.model.contract import claim_id
from armsledger.model.decision import Decision, Verdict
from armsledger.web import words
from armsledger.web.accounts import Right
from armsledger.web.claims import card
from armsledger.web.decide import Overtaken, last_of, latest, mark, pace, record, standing
from armsledger.web.marks import around, pieces
from armsledger.web.pages.claim import values
from armsledger.web.pages.report import about, all_marks
from armsledger.web.posting import Form, done, may, post
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page, render

router = APIRouter(tags=["review"])
Json = Mapping[str, Any]
SHOWN, QUEUE = 8, 1000  # questions in the list beside, and in JSON
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


def where(question: Json | None, did: Decision | None = None) -> str:
    """The address of a question; of the end of the queue where there is none."""
    given = {"done": did.id} if did else {}
    if question is None:
        return f"/review?{urlencode(given)}" if given else "/review"
    one, other = question["subjects"]
    if question["kind"] == "claim":
        return f"/review?{urlencode({'claim': one} | given)}"
    return f"/review/{quote(one, safe='')}/merge?{urlencode({'other': other} | given)}"


def beside(visit: Visit, here: Sequence[str], did: str = "") -> dict[str, Any]:
    """What every review page shows around its question: the list, the way on and back, how far one is, what was just done.

    `here` is the claim that is asked about, or the two deals; nothing for none.
    """
    deals, waiting = visit.ledger.deals, visit.kept("waiting", visit.ledger.deals.waiting)
    found = deals.near(here, SHOWN - 1) if here else None
    if found is None:
        listed, following, previous = deals.asked(0, SHOWN), None, None
    else:
        every = [*found.before, found.here, *found.after]
        first = max(0, min(len(found.before) - 2, len(every) - SHOWN))
        listed = every[first : first + SHOWN]
        following = next(iter(found.after), None) or next(iter(deals.asked(0, 1)))
        previous = found.before[-1] if found.before else deals.asked_last()
    today, usual = pace(visit)
    return {
        "waiting": waiting,
        "listed": [
            {
                "title": q["title"],
                "kind": q["kind"],
                "why": words.reasons(q["reasons"][:1]),
                "weight": q["weight"],
                "url": where(q),
                "here": found is not None and q is found.here,
            }
            for q in listed
        ],
        "following": where(following),
        "before": where(previous),
        "place": None if found is None or found.ahead is None else found.ahead + 1,
        "question": found and found.here,
        "today": today,
        "minutes": usual and round(usual.total_seconds() * waiting / 60),
        "last": last_of(visit),
        "said": told(visit, did),
    }


def after(visit: Visit, here: Sequence[str]) -> Json | None:
    """The question that comes next once this one is answered; told before it is."""
    found = visit.ledger.deals.near(here, 1)
    first = next(iter(visit.ledger.deals.asked(0, 1)), None)
    if found is None or found.after:
        return first if found is None else found.after[0]
    return first if first != found.here else None


def told(visit: Visit, decision: str) -> str:
    """What was just done, for the status line."""
    made = next((d for d in visit.decisions() if d.id == decision), None) if decision else None
    return "" if made is None else DID[made.verdict] + (f": {made.reason}" if made.reason else "")


@page(router, "/review", name="review", csv=False)
def review(
    visit: Here,
    claim: str = Query("", max_length=64),
    done: str = Query("", max_length=64),
    _: None = may(Right.REVIEW),
) -> View | Response:
    """One claim to decide on: the one asked for, else the first of the queue. JSON lists the first thousand of the queue."""
    if not claim:
        first = next(iter(visit.ledger.deals.asked(0, 1)), None)
        if first and not visit.request.url.path.endswith(".json"):
            made = next((d for d in standing(visit) if d.id == done), None)
            return RedirectResponse(where(first, made), status_code=303)
        return View(
            title="Review",
            template="review.html",
            data={"waiting": visit.kept("waiting", visit.ledger.deals.waiting)},
            more=lambda: {"questions": visit.ledger.deals.asked(0, QUEUE)},
            shown={"claim": None, "overtaken": None} | beside(visit, (), done),
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
            "values": [
                v | {"label": words.field(v["field"])}
                for v in values(found, visit.site.names)
                if v["field"] != "attribution"
            ],
            "seen": mark(last),
            "decided": last,
            "deal": deals[0] if deals else None,
            "reasons": REASONS,
            "overtaken": overtaken,
            "wanted": wanted,
        }
        | beside(visit, (name,), did),
    )


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
    following = after(visit, (name,))
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
    found = visit.ledger.deals.near(subjects)
    if found is None and len(subjects) == 2:
        found = visit.ledger.deals.near(subjects[::-1])
    if found is not None:
        return where(found.here, made)
    if len(subjects) == 1:
        return f"/review?{urlencode({'claim': subjects[0], 'done': made.id})}"
    return where(next(iter(visit.ledger.deals.asked(0, 1)), None), made)


def _page(visit: Visit) -> bool:
    return "application/json" not in visit.request.headers.get("Accept", "")

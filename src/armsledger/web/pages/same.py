"""Merge and split: whether two deals are one, with what differs lit and a preview; which claims belong elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from armsledger.engine.register import known
from armsledger.errors import ContractError
from armsledger.model.contract import deal_json
from armsledger.model.decision import Decision, Verdict
from armsledger.model.query import DealQuery
from armsledger.register.decisions import ON_PAIR, decide
from armsledger.register.register import deals as deals_of
from armsledger.web import words
from armsledger.web.accounts import Right
from armsledger.web.claims import card, goods
from armsledger.web.decide import Overtaken, claims_of, latest, mark, record, standing
from armsledger.web.pages.review import after, beside, where
from armsledger.web.posting import Form, done, may, post
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page, render

router = APIRouter(tags=["review"])
Json = Mapping[str, Any]
ANSWERS = {"same": Verdict.SAME, "different": Verdict.DIFFERENT, "unsure": Verdict.UNSURE}
OFFERED, QUOTED = 12, 3


@page(router, "/review/{deal}/merge", name="merge", csv=False)
def merge(
    visit: Here,
    deal: str,
    other: str = Query("", max_length=200),
    done: str = Query("", max_length=64),
    _: None = may(Right.REVIEW),
) -> View | Response:
    """A deal beside another that may be the same; without `other`, those that may be."""
    one = visit.ledger.deals.deal(deal)
    if one["merged_into"]:
        return RedirectResponse(f"/review/{one['merged_into']}/merge", status_code=301)
    two = visit.ledger.deals.deal(other) if other else None
    if two is not None and (two["merged_into"] or two["deal"] == one["deal"]):
        two = None
    return _merge(visit, one, two, did=done)


def _merge(visit: Visit, one: Json, two: Json | None, *, did: str = "", overtaken: Decision | None = None) -> View:
    both = [one] if two is None else [one, two]
    pair = [d["deal"] for d in both]
    here = asked_as(visit, pair) if two is not None else ()
    last = latest(visit, pair) if two is not None else None
    return View(
        title="The same deal?" if two else f"Merge: {one['title']}",
        template="merge.html",
        status=409 if overtaken else 200,
        data={"deals": both, "decision": last and last.id},
        shown={
            "one": one,
            "two": two,
            "rows": compared(visit, one, two) if two else [],
            "quotes": [quotes(visit, d) for d in both],
            "preview": preview(visit, pair) if two else [],
            "offered": offered(visit, one) if two is None else [],
            "merged": merged(visit, one["deal"]),
            "decided": last,
            "seen": mark(last),
            "overtaken": overtaken,
        }
        | beside(visit, here, did),
    )


def asked_as(visit: Visit, pair: Sequence[str]) -> Sequence[str]:
    """The two deals in the order in which they are asked about."""
    return pair if visit.ledger.deals.near(pair) is not None else pair[::-1]


@post(router, "/review/merge", right=Right.REVIEW)
def answered(visit: Here, form: Form) -> Response:
    """The two deals are one, are not, or nobody can tell; an answer can be taken back at any time."""
    verdict = ANSWERS.get(form.text("answer"))
    pair = [form.text("one"), form.text("two")]
    if verdict is None or not all(pair):
        raise ContractError("answer: same, different or unsure, of two deals")
    entries, ids = claims_of(visit, pair)
    following = after(visit, asked_as(visit, pair))
    try:
        made = record(visit, verdict, pair, seen=form.text("seen"), entries=entries, deals=ids)
    except Overtaken as overtaken:
        one, two = (visit.ledger.deals.deal(d) for d in pair)
        return render(_merge(visit, one, None if one["merged_into"] else two, overtaken=overtaken.decision), visit)
    return done(visit, where(following, made), {"decision": made.id, "verdict": str(verdict)})


@page(router, "/review/{deal}/split", name="split", csv=False)
def split(visit: Here, deal: str, claim: str = Query("", max_length=64), _: None = may(Right.REVIEW)) -> View:
    """A deal's claims, to pick those that belong to another deal; `claim` is picked already."""
    one = visit.ledger.deals.deal(deal)
    entries, _ids = claims_of(visit, [one["deal"]])
    cards = sorted((card(e, visit.site.names) for e in entries), key=lambda c: (c["known_on"] or "", c["start"]))
    shown = {"one": one, "cards": cards, "picked": claim, "merged": merged(visit, one["deal"])}
    shown |= beside(visit, (claim,) if claim else ())
    return View(title=f"Split: {one['title']}", template="split.html", data={"deal": one}, shown=shown)


@post(router, "/review/split", right=Right.REVIEW)
def parted(visit: Here, form: Form) -> Response:
    """The claims that were picked make a deal of their own."""
    deal, picked = form.text("deal"), form.texts("claim")
    entries, ids = claims_of(visit, [deal])
    rest = set(ids[deal]) - set(picked)
    if not picked or not rest or not set(picked) <= set(ids[deal]):
        raise ContractError("claim: pick some of the deal's claims, and leave it some")
    made = record(visit, Verdict.SPLIT, [deal, *sorted(picked)], entries=entries, deals=ids)
    back = next(iter(visit.ledger.deals.of_claims(sorted(rest)).values()), (deal,))[0]
    return done(visit, f"/review/{back}/split", {"decision": made.id, "verdict": "split"})


def compared(visit: Visit, one: Json, two: Json) -> list[dict[str, Any]]:
    """Both deals' fields in words, side by side; `differs` where they do."""
    names = visit.site.names

    def told(deal: Json) -> dict[str, str]:
        counted = [{**i, "quantity": i["ordered"]} for i in deal["items"]]
        return {
            "Supplier": words.joined([names.party(p) for p in deal["supplier"]]),
            "Recipient": words.joined([names.party(p) for p in deal["recipient"]]),
            "Goods": goods(counted),
            "Delivered": ", ".join(
                f"{i['designation'] or words.plain(i['category'])} {words.span(i['delivered'])}"
                for i in deal["items"]
                if i["delivered"]
            ),
            "Stage": f"{words.plain(deal['stage'])}, {deal['modality']}",
            "Value": words.money(deal["money"]),
            "First reported": words.day(deal["first_reported"]),
            "Last reported": words.day(deal["last_reported"]),
            "Rests on": words.many(deal["reports"], "report"),
        }

    left, right = told(one), told(two)
    return [{"label": k, "one": left[k], "two": right[k], "differs": left[k] != right[k]} for k in left]


def quotes(visit: Visit, deal: Json) -> list[dict[str, Any]]:
    entries, _ = claims_of(visit, [deal["deal"]])
    cards = sorted((card(e, visit.site.names) for e in entries), key=lambda c: c["known_on"] or "", reverse=True)
    return cards[:QUOTED]


def preview(visit: Visit, pair: Sequence[str]) -> list[dict[str, Any]]:
    """The deals there would be if the two were one."""
    entries, ids = claims_of(visit, pair)
    wanted = decide(Verdict.SAME, pair, who=visit.who, decided_at=visit.now, entries=entries, deals=ids)
    found = deals_of(entries, [*visit.decisions(), wanted], catalogue=known())
    return [deal_json(d) for d in found]


def offered(visit: Visit, one: Json) -> list[dict[str, Any]]:
    """Deals that may be the same: those the queue asks about, then others between the same sides."""
    asked = [q["subjects"] for q in visit.ledger.deals.asked_about(one["deal"], "pair")]
    found = {d: visit.ledger.deals.deal(d) for pair in asked for d in pair if d != one["deal"]}
    codes = {
        side: tuple(sorted({p.rpartition("(")[2].rstrip(")") for p in one[side]})) for side in ("supplier", "recipient")
    }
    near = visit.deals().find(DealQuery(supplier=codes["supplier"], recipient=codes["recipient"]), limit=OFFERED)
    found |= {d["deal"]: d for d in near.deals if d["deal"] != one["deal"]}
    return list(found.values())[:OFFERED]


def merged(visit: Visit, deal: str) -> list[Decision]:
    """Answers and splits in force that speak of this deal, under any id it has had."""
    mine: dict[frozenset[str], Decision] = {}
    for decision in standing(visit):
        if decision.verdict not in ON_PAIR | {Verdict.SPLIT}:
            continue
        meant = (decision.anchor or {}).get("claims") or {}
        if deal in decision.subjects or any(deal in names for names in visit.ledger.deals.of_claims(meant).values()):
            mine[frozenset(decision.subjects)] = decision
    return list(mine.values())

"""One deal: how it moved, on what words it rests, where reports disagree, and how to cite it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from armsledger.charts.timeline import Moment, timeline
from armsledger.model.codes import Stage
from armsledger.model.contract import claim_id
from armsledger.model.reading import Entry, ReadReport
from armsledger.register.views import deal_view
from armsledger.web import words
from armsledger.web.cite import bibtex, csl, deal_citation
from armsledger.web.claims import by_id, card, lit, original
from armsledger.web.evidence import dossier, near
from armsledger.web.fields import fields
from armsledger.web.marks import Mark, around, pieces
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page

router = APIRouter(tags=["deals"])
Json = Mapping[str, Any]
FIRM = {"official": 1.0, "institution": 1.0, "unnamed_official": 0.7, "expert": 0.5, "author": 0.5, "media": 0.4}


@router.get("/deal/{deal}/cite.{form}", include_in_schema=False)
def cite(visit: Here, deal: str, form: str) -> Response:
    found = deal_citation(visit.ledger.deals.deal(deal), visit)
    return bibtex(found) if form == "bib" else csl(found)


@page(router, "/deal/{deal}", name="deal")
def deal_page(visit: Here, deal: str, claim: str = Query("", max_length=64)) -> View | Response:
    """One deal with its claims, its fields and the words they rest on.

    `claim` chooses the claim whose report is shown beside. A merged deal leads to the one it went into.
    """
    found = visit.ledger.deals.deal(deal)
    if found["merged_into"]:
        return RedirectResponse(str(visit.request.url).replace(deal, found["merged_into"]), status_code=301)
    reports = list(visit.ledger.read_reports({p["document"] for p in found["claims"]}))
    names = visit.site.names
    every = [Entry(claim=c, report=r.report) for r in reports for c in r.claims]
    own = {p["claim"] for p in found["claims"]}
    entries = [e for e in every if claim_id(e.claim) in own]
    kept = dossier(visit, found, entries)
    view = deal_view(found, kept, entries, near(visit, found), (), visit.decisions())
    weighed = {c["claim"]["claim"]: c for c in view["claims"]}
    cards = [card(e, names) | _weight(weighed.get(claim_id(e.claim))) for e in entries]
    cards.sort(key=lambda c: (c["known_on"] or "", c["document"], c["start"]))
    known = by_id(cards)
    contested = {c for x in found["contradictions"] for v in x["values"] for c in v["claims"]}
    chosen = known.get(claim) or _strongest(found, cards)
    source = next((r for r in reports if chosen and r.report.document == chosen["document"]), None)
    return View(
        title=names.title(found),
        template="deal.html",
        data={
            "deal": found,
            "fields": fields(found, cards, names, kept),
            "claims": cards,
            "hanging": view["beside"],
            "notes": view["notes"],
            "decisions": view["decisions"],
        },
        shown={
            "known": known,
            "progress": progress(found),
            "contested": contested,
            "timeline": _timeline(found, cards, contested),
            "beside": _beside(source, chosen, own, visit) if source and chosen else None,
            "lit": lit,
            "chosen": chosen,
            "links": [(link, visit.ledger.deals.deal(link["deal"])) for link in found["links"]],
            "citation": deal_citation(found, visit),
        },
        columns=(
            "claim",
            "document",
            "publisher",
            "known_on",
            "kind",
            "stage",
            "modality",
            "said",
            "speaker",
            "score",
            "quote",
        ),
        rows=cards,
    )


def progress(deal: Json) -> list[dict[str, Any]]:
    """Each line of which both numbers are told: the part that is delivered, by the lower ends."""
    out = []
    for item in deal["items"]:
        ordered, delivered = item["ordered"], item["delivered"]
        if ordered and delivered and (all_ := ordered["min"] or ordered["max"]):
            there = delivered["min"] or delivered["max"] or 0
            name = item["designation"] or words.plain(item["category"])
            out.append({"name": name, "ordered": ordered, "delivered": delivered, "part": min(1, there / all_)})
    return out


def _weight(row: Json | None) -> dict[str, Any]:
    """Why a claim is of the deal and how it weighs, on the letters and figures of the Admiralty code."""
    if row is None:
        return {"why": [], "grade": "", "grade_words": "", "denies": False}
    reliability, credibility = row["reliability"], row["credibility"]
    return {
        "why": row["why"],
        "grade": f"{reliability['grade']}{credibility['grade']}",
        "grade_words": f"{reliability['why']}; {credibility['why']}",
        "denies": row["denies"],
    }


def _strongest(deal: Json, cards: Sequence[Json]) -> Json | None:
    """The claim that put the deal where it stands: of its stage, by the firmest speaker, the newest."""
    at = [c for c in cards if c["stage"] == deal["stage"] and c["modality"] == deal["modality"]] or list(cards)
    return max(at, key=lambda c: (FIRM.get(c["attribution"]["kind"], 0.3), c["known_on"] or ""), default=None)


def _beside(found: ReadReport, chosen: Json, ids: set[str], visit: Visit) -> dict[str, Any]:
    report, text = found.report, found.report.text
    marks = [
        Mark(claim=c["claim"], start=c["start"], end=c["end"], lit=c["claim"] == chosen["claim"])
        for c in (card(Entry(claim=said, report=report), visit.site.names) for said in found.claims)
        if c["claim"] in ids
    ]
    reach = 160 if visit.site.settings.excerpts_only else 700
    within = around(text, chosen["start"], chosen["end"], reach)
    return {
        "report": report,
        "url": original(report.url),
        "pieces": pieces(text, marks, report.body, within=within),
        "begins": within.start == 0,
        "ends": within.end == len(text),
        "lit": lit(chosen["document"], chosen["claim"]),
    }


def _timeline(deal: Json, cards: Sequence[Json], contested: set[str]) -> str:
    moments = []
    for c in cards:
        when = c["when"] or {}
        told = when.get("to") or when.get("from") or c["known_on"]
        if c["stage"] and told:
            start = when.get("from") if when.get("from") != when.get("to") else None
            moments.append(
                Moment(
                    day=date.fromisoformat(told),
                    stage=Stage(c["stage"]),
                    label=f"{words.day(told)}: {c['said']} ({c['publisher'] or c['document']})",
                    href=f"?claim={c['claim']}#words",
                    firmness=FIRM.get(c["attribution"]["kind"], 0.3),
                    contested=c["claim"] in contested,
                    uncertain_from=date.fromisoformat(start) if start else None,
                )
            )
    shown = [
        (date.fromisoformat(step["to"] or step["from"]), Stage(step["stage"]))
        for step in deal["stage_history"]
        if step["modality"] == "asserted" and (step["to"] or step["from"])
    ]
    return timeline(moments, title=f"How the deal moved: {deal['title']}", shown=_rising(shown))


def _rising(steps: Sequence[tuple[date, Stage]]) -> list[tuple[date, Stage]]:
    """The steps that took the deal further, or stopped it."""
    order = list(Stage)
    out: list[tuple[date, Stage]] = []
    for day, stage in sorted(steps, key=lambda s: (s[0], order.index(s[1]))):
        if not out or order.index(stage) > order.index(out[-1][1]) or out[-1][1] is Stage.BLOCKED:
            out.append((day, stage))
    if out and steps:
        out.append((max(d for d, _ in steps), out[-1][1]))
    return out

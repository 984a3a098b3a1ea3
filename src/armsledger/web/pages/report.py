"""A report as it was read: its text with all claims marked, what is known of it, its versions, its problems."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Query

from armsledger.engine.versions import editions
from armsledger.model.reading import Entry, ReadReport
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.web.claims import card, original
from armsledger.web.marks import Mark, Piece, around, pieces
from armsledger.web.site import Here
from armsledger.web.view import View, page

router = APIRouter(tags=["reports"])
Json = Mapping[str, Any]


@page(router, "/report/{document:path}", name="report")
def report(
    visit: Here, document: str, claim: str = Query("", max_length=64), field: str = Query("", max_length=80)
) -> View:
    """A report's text with the claims read in it; `claim` lights its words, with `field` the words of that value."""
    found = visit.ledger.report(document)
    told = found.report
    cards = [card(Entry(claim=c, report=told), visit.site.names) for c in found.claims]
    cards.sort(key=lambda c: (c["start"], c["end"], c["claim"]))
    deals = visit.ledger.deals.of_claims(c["claim"] for c in cards)
    cards = [c | {"deals": list(deals.get(c["claim"], ()))} for c in cards]
    excerpts = visit.site.settings.excerpts_only
    marks = all_marks(cards, claim, field)
    page_of = document.partition("#")[0]
    data: dict[str, Any] = {
        "document": told.document,
        "about": about(told),
        "claims": cards,
        "versions": [
            {"page": v.page, "reader": v.reader, "read_at": v.read_at.isoformat(), "counts": v.counts}
            for v in visit.ledger.versions(page_of)
        ],
        "problems": [
            {"code": p.code, "message": p.message, "line": p.line}
            for place in dict.fromkeys((told.document, page_of))
            for p in visit.ledger.problems(place=place)
        ],
        "changes": [
            {"page": e.page, "read_at": e.read_at.isoformat(), "changed": [list(pair) for pair in e.changed]}
            for e in editions(visit.ledger, page_of)[1:]
            if not excerpts
        ],
    }
    if not excerpts:
        data["text"] = told.text
        data["body"] = [[s.start, s.end] for s in told.body]
    return View(
        title=told.title or told.document,
        template="report.html",
        data=data,
        shown={
            "excerpts": excerpts,
            "parts": cuttings(found, cards, marks) if excerpts else [pieces(told.text, marks, told.body)],
            "chosen": next((c for c in cards if c["claim"] == claim), None),
            "field": field,
        },
        columns=("claim", "kind", "stage", "modality", "said", "speaker", "score", "start", "end", "quote"),
        rows=cards,
    )


def about(told: Report) -> dict[str, Any]:
    """What is known of a report, as plain JSON."""
    written = told.written
    return {
        "document": told.document,
        "title": told.title,
        "publisher": told.publisher,
        "agency": told.agency,
        "author": told.author,
        "url": original(told.url),
        "language": told.language,
        "written": None
        if written is None
        else {
            "from": written.first_on and written.first_on.isoformat(),
            "to": written.last_on and written.last_on.isoformat(),
        },
        "dating": [d.reason for d in told.dating],
        "origin": told.origin,
        "read_at": told.read_at and told.read_at.isoformat(),
        "page": told.page,
        "report": told.id,
    }


def all_marks(cards: Sequence[Json], claim: str = "", field: str = "") -> list[Mark]:
    """The words of every claim; those of `claim` lit, and within it those that `field` was read from."""
    marks = [Mark(claim=c["claim"], start=c["start"], end=c["end"], lit=c["claim"] == claim) for c in cards]
    for c in cards:
        if c["claim"] == claim:
            marks += [
                Mark(claim=claim, start=e["start"], end=e["end"], lit=True, value=True)
                for e in c["evidence"]
                if field and e["field"] == field
            ]
    return marks


def cuttings(found: ReadReport, cards: Sequence[Json], marks: Sequence[Mark]) -> list[list[Piece]]:
    """Only the quotes with a line of context, where the whole text is not to be shown; overlapping ones joined."""
    text, spans = found.report.text, sorted(around(found.report.text, c["start"], c["end"]) for c in cards)
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return [pieces(text, marks, found.report.body, within=span) for span in joined]

"""Search: deals, claims and reports by words, with what was found marked."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from armsledger.ledger.search import Hit
from armsledger.model.contract import claim_id, claim_json
from armsledger.model.query import DealQuery
from armsledger.model.reading import ReadReport
from armsledger.web.address import segment
from armsledger.web.claims import lit, said
from armsledger.web.rows import line
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page

router = APIRouter(tags=["search"])
PER = 25
FARTHEST = 1000


class SearchAsk(BaseModel):
    q: str = Field(
        "", description='words that must all occur; "a phrase", -without, one OR other, begin*', max_length=200
    )
    find: Literal["deal", "claim", "report"] = Field("claim", alias="in", description="what is sought")
    from_: int = Field(0, alias="from", ge=0, le=FARTHEST, description="how many hits to leave out at the start")


@page(router, "/search", name="search")
def search(visit: Here, ask: Annotated[SearchAsk, Query()]) -> View:
    """What the words are found in: best claims or reports first, deals by their last report."""
    words = ask.q.strip()
    hits: list[dict[str, Any]] = []
    more, total = False, None
    if words and ask.find == "deal":
        found = visit.deals().find(DealQuery(words=words), limit=PER)
        total = found.total
        hits = [line(d, visit.site.names) | {"url": f"/deal/{d['deal']}"} for d in found.deals]
    elif words:
        told = visit.ledger.search(words, kind=ask.find, limit=PER + 1, offset=ask.from_)
        more = len(told) > PER
        hits = _hits(visit, told[:PER])
    following = str(visit.address.put(**{"from": ask.from_ + PER})) if more else None
    return View(
        title=f"Search: {words}" if words else "Search",
        template="search.html",
        piece="results",
        data={"q": words, "in": ask.find, "hits": hits, "total": total, "from": ask.from_},
        shown={"ask": ask, "following": following, "all_deals": f"/register?q={words}", "per": PER},
        columns=("title", "stage", "supplier", "recipient", "deal")
        if ask.find == "deal"
        else ("id", "document", "said", "publisher", "known_on", "snippet", "url"),
        rows=hits,
    )


def _hits(visit: Visit, told: Sequence[Hit]) -> list[dict[str, Any]]:
    """Hits as lines of a list; what they stand in is read once a report."""
    reports = {r.report.document: r for r in visit.ledger.read_reports({h.document for h in told})}
    return [_hit(visit, h, found) for h in told if (found := reports.get(h.document)) is not None]


def _hit(visit: Visit, hit: Hit, found: ReadReport) -> dict[str, Any]:
    """A hit with its snippet cut at the marks, and what else a line of the list shows."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for mark in hit.marks:
        pieces += [(hit.snippet[at : mark.start], False), (hit.snippet[mark.start : mark.end], True)]
        at = mark.end
    pieces.append((hit.snippet[at:], False))
    known = found.report.known_on()
    out: dict[str, Any] = {
        "id": hit.id,
        "document": hit.document,
        "title": found.report.title,
        "publisher": found.report.publisher,
        "known_on": known and known.isoformat(),
        "snippet": hit.snippet,
        "pieces": pieces,
    }
    claim = next((c for c in found.claims if claim_id(c) == hit.id), None)
    if claim is None:
        return out | {
            "said": found.report.title or hit.document,
            "url": f"/report/{segment(hit.document)}",
            "page": None,
        }
    what = said(claim_json(claim), visit.site.names)
    return out | {"said": what, "url": lit(hit.document, hit.id), "page": f"/claim/{hit.id}"}

"""Overview: what there is, who supplies whom, what is new, how fresh the sources are."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from armsledger.web.moves import moves, newest
from armsledger.web.outlets import press
from armsledger.web.pages.changes import WEEK, WORDS, by_deal, told_move
from armsledger.web.pages.network import drawn_flows, linker
from armsledger.web.site import Here, Visit
from armsledger.web.summary import levels, summary
from armsledger.web.view import View, page

router = APIRouter(tags=["overview"])
LARGEST = 8
NEWEST, LOOKED_AT, PRESS = 7, 10, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """All flows as plain JSON, most deals first, and the map of them."""

    told: list[dict[str, Any]]
    picture: str


@page(router, "/", name="overview", stem="/overview")
def overview(visit: Here) -> View:
    """How much is on record, the flows by stage, what changed in the last week of reports, how fresh the sources are."""
    told, publishers = summary(visit), press(visit)
    flows = visit.kept("flows by stage", lambda: _flows(visit))
    last = newest(visit)
    since = (min(last, visit.today) if last else visit.today) - WEEK
    moved = moves(visit, since, limit=LOOKED_AT)
    changed = [told_move(visit, m) for m in moved.moves]
    return View(
        title="Who is arming whom, and how sure are we?",
        template="overview.html",
        data={
            "deals": told.deals,
            "by_stage": told.by_stage,
            "standing": told.standing,
            "claims": sum(p["claims"] for p in publishers),
            "reports": sum(p["reports"] for p in publishers),
            "contested": told.contested,
            "findings": told.findings,
            "valued": told.valued,
            "money": {c: {"deals": n, "stated": total} for c, (n, total) in told.money.items()},
            "waiting": visit.kept("waiting", visit.ledger.deals.waiting),
            "problems": visit.kept("problems", lambda: sum(visit.ledger.problem_codes().values())),
            "since": since.isoformat(),
            "spoken_of": moved.deals,
            "changes": changed,
            "publishers": publishers[:PRESS],
        },
        more=lambda: {"flows": flows.told},
        shown={
            "levels": levels(told.standing),
            "moved": by_deal(visit, changed)[:NEWEST],
            "change_words": WORDS,
            "outlets": len(publishers),
            "map": flows.picture,
            "largest": flows.told[:LARGEST],
            "most": max((f.deals for f in told.flows), default=1),
        },
        columns=("supplier", "recipient", "stage", "deals", "url"),
        rows=flows.told,
    )


def _flows(visit: Visit) -> Flows:
    url, streams = linker(visit), [(f.supplier, f.recipient, f.stage, f.deals) for f in summary(visit).flows]
    told = [{"supplier": s, "recipient": r, "stage": t, "deals": n, "url": url(s, r, t)} for s, r, t, n in streams]
    return Flows(told=told, picture=drawn_flows(visit, url, streams, name="flow") if streams else "")

"""Overview: what there is, who supplies whom, what is new, how fresh the sources are."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from armsledger.charts.flowmap import Flow, flow_map
from armsledger.model.codes import Stage
from armsledger.web.address import Address
from armsledger.web.moves import moves, newest
from armsledger.web.outlets import press
from armsledger.web.pages.changes import WEEK, WORDS, told_move
from armsledger.web.site import Here, Visit
from armsledger.web.summary import summary
from armsledger.web.view import View, page
from armsledger.web.words import many, plain

router = APIRouter(tags=["overview"])
LARGEST = 8
NEWEST, LOOKED_AT, PRESS = 9, 12, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """All flows as plain JSON, most deals first, and the map of them."""

    told: list[dict[str, Any]]
    picture: str


@page(router, "/", name="overview", stem="/overview")
def overview(visit: Here) -> View:
    """How much is on record, the flows by stage, what changed in the last week of reports, how fresh the sources are."""
    counts, told = visit.kept("counts", visit.ledger.counts), summary(visit)
    flows = visit.kept("flows by stage", lambda: _flows(visit))
    last = newest(visit)
    since = (min(last, visit.today) if last else visit.today) - WEEK
    moved = moves(visit, since, limit=LOOKED_AT)
    publishers = press(visit)
    return View(
        title="Who is arming whom, and how sure are we?",
        template="overview.html",
        data={
            "deals": told.deals,
            "by_stage": told.by_stage,
            "claims": counts.claims,
            "reports": counts.reports,
            "contested": told.contested,
            "findings": told.findings,
            "valued": told.valued,
            "money": {c: {"deals": n, "stated": total} for c, (n, total) in told.money.items()},
            "problems": counts.problems,
            "flows": flows.told,
            "since": since.isoformat(),
            "spoken_of": moved.deals,
            "changes": [told_move(visit, m) for m in moved.moves[:NEWEST]],
            "publishers": publishers[:PRESS],
        },
        shown={
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
    names, told, drawn = visit.site.names, [], []
    for f in summary(visit).flows:
        url = str(Address("/register", (("supplier", f.supplier), ("recipient", f.recipient), ("stage", f.stage))))
        told.append({"supplier": f.supplier, "recipient": f.recipient, "stage": f.stage, "deals": f.deals, "url": url})
        label = f"{names.code(f.supplier)} to {names.code(f.recipient)}: {many(f.deals, 'deal')} at {plain(f.stage)}"
        drawn.append(
            Flow(
                supplier=f.supplier,
                recipient=f.recipient,
                stage=Stage(f.stage),
                weight=f.deals,
                label=label,
                href=url,
            )
        )
    called = {code: names.code(code) for f in drawn for code in (f.supplier, f.recipient)}
    title = "Who supplies whom, by the stage the deals have reached"
    return Flows(told=told, picture=flow_map(drawn, called, title=title) if drawn else "")

"""Overview: what there is, who supplies whom, what is new, how fresh the sources are."""

from fastapi import APIRouter

from armsledger.charts.flowmap import Flow, flow_map
from armsledger.model.codes import Stage
from armsledger.web.moves import moves, newest
from armsledger.web.outlets import headlines, outlets
from armsledger.web.pages.changes import WEEK, WORDS, told_move
from armsledger.web.site import Here
from armsledger.web.summary import summary
from armsledger.web.view import View, page
from armsledger.web.words import many, plain

router = APIRouter(tags=["overview"])
LARGEST = 12
NEWEST, LOOKED_AT, PRESS = 9, 12, 8


@page(router, "/", name="overview", stem="/overview")
def overview(visit: Here) -> View:
    """How much is on record, the flows by stage, the newest deals."""
    counts, told, names = visit.kept("counts", visit.ledger.counts), summary(visit), visit.site.names
    flows = [
        {
            "supplier": f.supplier,
            "recipient": f.recipient,
            "stage": f.stage,
            "deals": f.deals,
            "url": f"/register?supplier={f.supplier}&recipient={f.recipient}&stage={f.stage}",
        }
        for f in told.flows
    ]
    drawn = [
        Flow(
            supplier=f.supplier,
            recipient=f.recipient,
            stage=Stage(f.stage),
            weight=f.deals,
            label=f"{names.code(f.supplier)} to {names.code(f.recipient)}: {many(f.deals, 'deal')} at {plain(f.stage)}",
            href=f"/register?supplier={f.supplier}&recipient={f.recipient}&stage={f.stage}",
        )
        for f in told.flows
    ]
    called = {code: names.code(code) for f in told.flows for code in (f.supplier, f.recipient)}
    last = newest(visit)
    since = (min(last, visit.today) if last else visit.today) - WEEK
    moved = moves(visit, since, limit=LOOKED_AT)
    press = outlets(headlines(visit), visit.today)
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
            "money": {c: {"deals": many, "stated": total} for c, (many, total) in told.money.items()},
            "problems": counts.problems,
            "flows": flows,
            "since": since.isoformat(),
            "spoken_of": moved.deals,
            "changes": [told_move(visit, m) for m in moved.moves[:NEWEST]],
            "publishers": press[:PRESS],
        },
        shown={
            "map": visit.kept(
                "flow_map",
                lambda: flow_map(drawn, called, title="Who supplies whom, by the stage the deals have reached"),
            )
            if flows
            else "",
            "largest": flows[:LARGEST],
            "most": max((f.deals for f in told.flows), default=1),
            "change_words": WORDS,
            "outlets": len(press),
        },
        columns=("supplier", "recipient", "stage", "deals", "url"),
        rows=flows,
    )

"""The pipeline: deals by the stage that evidence supports. Only evidence moves them."""

from dataclasses import replace
from datetime import date
from typing import Any

from fastapi import APIRouter

from armsledger.model.codes import TRANSFER_STAGES, Kind, Stage
from armsledger.web.filters import Wanted, chips
from armsledger.web.pages.register import wanted
from armsledger.web.rows import CSV, line
from armsledger.web.site import Here
from armsledger.web.view import View, page
from armsledger.web.words import many

router = APIRouter(tags=["pipeline"])
CARDS = 8


@page(router, "/pipeline", name="pipeline")
def pipeline(visit: Here, ask: Wanted) -> View:
    """Transfers by stage, the last reported first; the filters are the register's.

    The CSV is that of the register for the same filters. `as_of` is not heeded here.
    """
    names = visit.site.names
    query = replace(ask.query(visit.today), kind=(Kind.TRANSFER,))
    counted = visit.kept(
        ("pipeline", query), lambda: visit.ledger.deals.facets(replace(query, stage=()), ("stage",))["stage"]
    )
    columns = []
    for stage in TRANSFER_STAGES:
        if query.stage and stage not in query.stage:
            continue
        found = (
            visit.ledger.deals.find(replace(query, stage=(stage,)), limit=CARDS, count=False).deals
            if counted.get(stage)
            else ()
        )
        columns.append(
            {
                "stage": str(stage),
                "deals": counted.get(stage, 0),
                "url": str(visit.address.put(stage=stage, kind="transfer").to("/register")),
                "cards": [line(d, names) | {"since": _since(d), "age": _age(d, visit.today)} for d in found],
            }
        )
    return View(
        title="Pipeline",
        template="pipeline.html",
        piece="board",
        data={"columns": columns},
        shown={"ask": ask, "chips": chips(visit.address), "total": sum(c["deals"] for c in columns)},
        columns=CSV,
        rows=lambda: (line(d, names) for d in wanted(visit, query, None)),
    )


def _since(deal: dict[str, Any]) -> str | None:
    """The earliest day that a claim puts the deal at the stage where it stands."""
    at = [s["to"] or s["from"] for s in deal["stage_history"] if s["stage"] == deal["stage"]]
    return min((d for d in at if d), default=None)


def _age(deal: dict[str, Any], today: date) -> str:
    since = _since(deal)
    if since is None or deal["stage"] == Stage.BLOCKED:
        return ""
    months = (today - date.fromisoformat(since)).days // 30
    if months < 1:
        return ""
    return many(months, "month") if months < 24 else f"{months // 12} years"

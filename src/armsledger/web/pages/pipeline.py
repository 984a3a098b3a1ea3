"""The pipeline: deals by the stage that evidence supports. Only evidence moves them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fastapi import APIRouter

from armsledger.model.codes import TRANSFER_STAGES, Kind, Stage
from armsledger.web.filters import Wanted, chips
from armsledger.web.rows import CSV, line
from armsledger.web.site import Here
from armsledger.web.view import View, page
from armsledger.web.words import many

router = APIRouter(tags=["pipeline"])
CARDS = 8


@page(router, "/pipeline", name="pipeline")
def pipeline(visit: Here, ask: Wanted) -> View:
    """Transfers by stage, the last reported first, with the totals that are stated; the filters are the register's.

    The CSV is that of the register for the same filters.
    """
    names, deals = visit.site.names, visit.deals(ask.as_of)
    query = replace(ask.query(visit.today), kind=(Kind.TRANSFER,))
    counted, money = deals.columns.facet(query, "stage"), deals.columns.money(query)
    first = deals.columns.newest(query, "stage", CARDS)
    told = deals.told([n for numbers in first.values() for n in numbers])
    columns = []
    for stage in TRANSFER_STAGES:
        if query.stage and stage not in query.stage:
            continue
        found = [told[n] for n in first.get(stage, ()) if n in told]
        here = visit.address.put(stage=stage, kind="transfer").to("/register")
        columns.append(
            {
                "stage": str(stage),
                "deals": counted.get(stage, 0),
                "stated": stated(money, stage),
                "url": str(here),
                "cards": [
                    line(d, names) | {"since": _since(d), "age": _age(d, ask.as_of or visit.today)} for d in found
                ],
            }
        )
    return View(
        title="Pipeline",
        template="pipeline.html",
        piece="board",
        data={"columns": columns, "as_of": ask.as_of and ask.as_of.isoformat()},
        shown={"ask": ask, "chips": chips(visit.address), "total": sum(c["deals"] for c in columns)},
        columns=CSV,
        rows=lambda: (line(d, names) for d in deals.each(query)),
    )


def stated(money: Mapping[tuple[str, str], tuple[int, float]], stage: str) -> list[dict[str, Any]]:
    """What deals of a stage are said to be worth, by currency, the one that most state first."""
    found = [
        {"currency": currency, "deals": many, "total": total}
        for (at, currency), (many, total) in money.items()
        if at == stage
    ]
    return sorted(found, key=lambda m: (-m["deals"], m["currency"]))


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

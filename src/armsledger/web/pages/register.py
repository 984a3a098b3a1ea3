"""The register: every deal, with counted facets, and the same as JSON and CSV."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from armsledger.ledger import DealList
from armsledger.ledger.lines import SORTS
from armsledger.model.query import DealQuery
from armsledger.web.address import pack_cursor, read_cursor
from armsledger.web.filters import NAMES, Filter, chips
from armsledger.web.rows import COLUMNS, CSV, SHOWN, line
from armsledger.web.site import Here
from armsledger.web.view import View, page

router = APIRouter(tags=["register"])
FACETS = ("stage", "supplier", "recipient", "category", "kind", "standing")
ANCHORS = {  # where on a deal's page a figure's claims stand
    "ordered": "fields",
    "delivered": "fields",
    "value": "f-money",
    "order_year": "history",
    "delivery_years": "history",
    "reports": "claims",
}
LONGEST = 24  # values of a facet that are offered; the others are asked for by name


class RegisterAsk(Filter):
    sort: str = "-last_on"
    per: Literal["25", "50", "100", "200"] = "50"
    density: Literal["", "dense"] = ""
    columns: list[str] = Field([], description="names of the columns shown")
    after: str = ""


@page(router, "/register", name="register")
def register(visit: Here, ask: Annotated[RegisterAsk, Query()]) -> View:
    """The deals wanted, a part at a time, with how many there are by facet.

    `sort` is one of last_on, first_on, reports, origins, title, with - in front for the other way round. The CSV holds all
    deals wanted; JSON leads to its next part by `next`.
    """
    query = ask.query(visit.today)
    sort, descending = ask.sort.lstrip("-"), ask.sort.startswith("-")
    sort = sort if sort in SORTS else "last_on"
    deals = visit.deals(ask.as_of)
    part = deals.find(query, sort=sort, descending=descending, limit=int(ask.per), after=read_cursor(ask.after))
    picked = [c for c in COLUMNS if c.always or c.name in (ask.columns or SHOWN)]
    names = visit.site.names
    return View(
        title="Register",
        template="register.html",
        piece="register",
        data={
            "total": part.total,
            "as_of": ask.as_of and ask.as_of.isoformat(),
            "deals": list(part.deals),
            "facets": facets(deals, query),
        },
        shown={
            "ask": ask,
            "lines": [line(deal, names) for deal in part.deals],
            "columns": picked,
            "every": COLUMNS,
            "anchors": ANCHORS,
            "chips": chips(visit.address),
            "filters": NAMES,
            "sort": sort,
            "descending": descending,
            "views": list(visit.ledger.shelf.items("views")),
            "longest": LONGEST,
            "asked": str(visit.address.put(after=None)).removeprefix("/register"),
        },
        columns=CSV,
        rows=lambda: (line(deal, names) for deal in deals.each(query)),
        after=pack_cursor(part.after),
    )


def without(query: DealQuery, field: str) -> DealQuery:
    nothing: dict[str, Any] = {field: ()}
    return replace(query, **nothing)


def facets(deals: DealList, query: DealQuery) -> dict[str, dict[str, int]]:
    """How many deals there are by each value, a facet's own choice left out of its count."""
    return {name: deals.columns.facet(without(query, name) if getattr(query, name) else query, name) for name in FACETS}

"""The register: every deal, with counted facets, and the same as JSON and CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from armsledger.engine.register import deals_as_of
from armsledger.ledger.deals import SORTS
from armsledger.model.contract import deal_json
from armsledger.model.query import DealQuery, matches
from armsledger.web.address import pack_cursor, read_cursor
from armsledger.web.filters import NAMES, Filter, chips
from armsledger.web.rows import COLUMNS, CSV, SHOWN, line
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page

router = APIRouter(tags=["register"])
Json = dict[str, Any]
FACETS = ("stage", "supplier", "recipient", "category", "kind", "standing")
LONGEST = 24  # values of a facet that are offered; the others are asked for by name
AT_ONCE = 500


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
    found: Sequence[Json]
    if ask.as_of is not None:
        found, total, after, counted = _as_of(visit, query, ask.as_of)
    else:
        part = visit.ledger.deals.find(
            query, sort=sort, descending=descending, limit=int(ask.per), after=read_cursor(ask.after), count=False
        )
        found, after = part.deals, part.after
        counted = facets(visit, query)
        total = visit.kept(("total", query), lambda: visit.ledger.deals.find(query, limit=1).total)
    picked = [c for c in COLUMNS if c.always or c.name in (ask.columns or SHOWN)]
    names = visit.site.names
    return View(
        title="Register",
        template="register.html",
        piece="register",
        data={"total": total, "as_of": ask.as_of and ask.as_of.isoformat(), "deals": list(found), "facets": counted},
        shown={
            "ask": ask,
            "lines": [line(deal, names) for deal in found],
            "columns": picked,
            "every": COLUMNS,
            "chips": chips(visit.address),
            "filters": NAMES,
            "sort": sort,
            "descending": descending,
            "views": list(visit.ledger.shelf.items("views")),
            "longest": LONGEST,
            "asked": str(visit.address.put(after=None)).removeprefix("/register"),
        },
        columns=CSV,
        rows=lambda: (line(deal, names) for deal in wanted(visit, query, ask.as_of)),
        after=pack_cursor(after),
    )


def without(query: DealQuery, field: str) -> DealQuery:
    nothing: dict[str, Any] = {field: ()}
    return replace(query, **nothing)


def facets(visit: Visit, query: DealQuery) -> dict[str, dict[str, int]]:
    """How many deals there are by each value, a facet's own choice left out of its count."""

    def count() -> dict[str, dict[str, int]]:
        free = [f for f in FACETS if not getattr(query, f)]
        found = visit.ledger.deals.facets(query, free)
        for name in FACETS:
            if name not in free:
                found |= visit.ledger.deals.facets(without(query, name), (name,))
        return {name: found[name] for name in FACETS}

    return visit.kept(("facets", query), count)


def wanted(visit: Visit, query: DealQuery, as_of: date | None) -> Iterator[Json]:
    """All deals wanted, whatever their number."""
    if as_of is None:
        yield from visit.ledger.deals.each(query)
    else:
        yield from _as_of(visit, query, as_of)[0]


def _as_of(visit: Visit, query: DealQuery, as_of: date) -> tuple[list[Json], int, None, dict[str, dict[str, int]]]:
    """The register of an earlier day is made anew from the evidence known then, once a day asked."""

    def make() -> list[tuple[Any, Json]]:
        return [(d, deal_json(d)) for d in deals_as_of(visit.ledger, as_of)]

    kept = [(d, told) for d, told in visit.kept(("as_of", as_of), make) if matches(d, query)]
    counted: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for _, told in kept:
        for name in FACETS:
            values = told[name] if isinstance(told.get(name), list) else [told.get(name)]
            if name == "category":
                values = sorted({i["category"] for i in told["items"]})
            for value in values:
                counted[name][str(value)] = counted[name].get(str(value), 0) + 1
    ordered = {n: dict(sorted(c.items(), key=lambda pair: (-pair[1], pair[0]))) for n, c in counted.items()}
    return [told for _, told in kept][:AT_ONCE], len(kept), None, ordered

"""Profiles of a state or group, a company, a type: its deals both ways, and all that hangs on its name."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from armsledger.charts.sparkline import sparkline
from armsledger.errors import NotFoundError
from armsledger.model.codes import Kind
from armsledger.model.query import DealQuery
from armsledger.register import beside as shelves
from armsledger.register.beside import of_company, of_party, of_type_name
from armsledger.web import words
from armsledger.web.address import Address
from armsledger.web.claims import lit
from armsledger.web.evidence import beside
from armsledger.web.pages.network import around, linker, partners
from armsledger.web.rows import CSV, line
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page

router = APIRouter(tags=["profiles"])
Json = Mapping[str, Any]
SHOWN, CLAIMS = 12, 60  # deals of a list; claims of a kind beside them


class ProfileAsk(BaseModel):
    older: int = Field(
        0, ge=0, le=1000, description="how many parts of the claims beside the deals to leave out, the newest"
    )


Asked = Annotated[ProfileAsk, Query()]


@page(router, "/country/{code}", name="country")
def country(visit: Here, code: str, ask: Asked) -> View:
    """A state or group: what it supplies and receives, its relations, visits, figures, restrictions, uses."""
    names = visit.site.names
    lists = [
        (
            "Supplies",
            DealQuery(supplier=(code,), kind=(Kind.TRANSFER,), domestic=False),
            {"supplier": code, "kind": "transfer"},
        ),
        (
            "Receives",
            DealQuery(recipient=(code,), kind=(Kind.TRANSFER,), domestic=False),
            {"recipient": code, "kind": "transfer"},
        ),
        (
            "Works together with others",
            DealQuery(party=(code,), kind=(Kind.COOPERATION,)),
            {"party": code, "kind": "cooperation"},
        ),
        ("With its own industry", DealQuery(party=(code,), domestic=True), {"party": code, "domestic": "only"}),
    ]
    flows = visit.deals().columns.flows(DealQuery(party=(code,), domestic=False))
    cells, url = dict[tuple[str, str], int](), linker(visit)
    for supplier, recipient, _, many in flows:
        cells[supplier, recipient] = cells.get((supplier, recipient), 0) + many
    return _profile(
        visit,
        names.code(code),
        "country",
        lists,
        {of_party(code)},
        ask,
        party=code,
        shown={
            "ego": around(visit, url, flows, code) if flows else "",
            "ties": partners(url, cells, code),
            "code": code,
        },
    )


@page(router, "/company/{name}", name="company")
def company(visit: Here, name: str, ask: Asked) -> View:
    """A company: the deals and claims that name it."""
    lists = [("Deals that name it", DealQuery(words=name), {"q": name})]
    return _profile(visit, name, "company", lists, {of_company(name)}, ask)


@page(router, "/equipment/{designation}", name="equipment")
def equipment(visit: Here, designation: str, ask: Asked) -> View:
    """A type: its deals, who uses it, what is told of its numbers and prices, what restricts it."""
    lists = [("Deals", DealQuery(item=(designation,)), {"item": designation})]
    return _profile(visit, designation, "equipment", lists, of_type_name(designation), ask)


def shelved(rows: Sequence[Json], party: str | None) -> dict[str, Any]:
    """What hangs on a name, arranged by the register's own views."""
    told = [dict(r) for r in rows]
    return {
        "visits": shelves.visits(told, party),
        "figures": shelves.figures(told, party),
        "restrictions": shelves.restrictions(told, party),
        "uses": shelves.uses(told, party),
        "counted": shelves.counted(told, party),
        "denials": shelves.denials(told, party),
    }


def _profile(
    visit: Visit,
    title: str,
    kind: str,
    lists: Sequence[tuple[str, DealQuery, Mapping[str, str]]],
    called: Collection[str],
    ask: ProfileAsk,
    party: str | None = None,
    shown: Mapping[str, Any] | None = None,
) -> View:
    names, deals, parts, told = visit.site.names, visit.deals(), [], []
    rows, counted = beside(visit, called, CLAIMS, ask.older * CLAIMS)
    hanging = shelved(rows, party)
    for label, query, asked in lists:
        found = deals.find(query, limit=SHOWN)
        part = {
            "name": label,
            "total": found.total,
            "url": str(Address("/register", tuple(asked.items()))),
            "deals": list(found.deals),
        }
        told.append(part)
        parts.append(part | {"lines": [line(d, names) for d in found.deals]})
    if not counted and not any(p["total"] for p in parts):
        raise NotFoundError(f"nothing that was read names {title!r}")
    return View(
        title=title,
        template="profile.html",
        data={"kind": kind, "lists": told, "counted_claims": counted, **hanging},
        shown={
            "parts": [p for p in parts if p["total"]],
            "sparks": [_spark(n, series) for n, series in enumerate(hanging["figures"])],
            "calendar": calendar(hanging["visits"]),
            "lit": lit,
            "older": _older(visit, ask, counted),
            "newer": str(visit.address.put(older=ask.older - 1 or None)) if ask.older else None,
            "ego": "",
            "ties": [],
            "code": None,
            **(shown or {}),
        },
        columns=CSV,
        rows=lambda: _every(visit, [query for _, query, _ in lists]),
    )


def _older(visit: Visit, ask: ProfileAsk, counted: Mapping[str, int]) -> str | None:
    if not any(total > (ask.older + 1) * CLAIMS for total in counted.values()):
        return None
    return str(visit.address.put(older=ask.older + 1))


def _every(visit: Visit, queries: Sequence[DealQuery]) -> Iterator[dict[str, Any]]:
    for query in queries:
        for deal in visit.ledger.deals.each(query):
            yield line(deal, visit.site.names)


def _spark(n: int, series: Json) -> str:
    """The series as a line, where it has more than one point with a number."""
    values = [p["value"]["min"] if isinstance(p["value"], dict) else p["value"] for p in series["points"]]
    if len([v for v in values if v is not None]) < 2:
        return ""
    return sparkline(values, title=words.plain(series["measure"]), name=f"spark-{n}")


def calendar(visits: Sequence[Json]) -> list[dict[str, Any]]:
    """Visits by year, each year by month; those without a day last."""
    years: dict[str, dict[int, list[Json]]] = {}
    for visit in visits:
        day = visit["from"] or visit["to"] or ""
        month = int(day[5:7]) if day and (visit["from"] or "")[:7] == (visit["to"] or "")[:7] else 0
        years.setdefault(day[:4] or "no day told", {}).setdefault(month, []).append(visit)
    return [{"year": year, "months": months} for year, months in sorted(years.items(), reverse=True)]

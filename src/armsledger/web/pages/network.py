"""The network: who supplies whom as a matrix, around one party, on the map, and as bands."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Protocol
from urllib.parse import quote_plus

from fastapi import APIRouter, Query
from pydantic import Field

from armsledger.charts.ego import Tie, ego
from armsledger.charts.flowmap import Flow, chosen, flow_map
from armsledger.charts.sankey import Band, sankey
from armsledger.model.codes import Stage
from armsledger.web.filters import Filter, chips
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page
from armsledger.web.words import many, plain

router = APIRouter(tags=["network"])
ROWS, COLUMNS, TIES, BANDS = 14, 18, 14, 40
ORDER = [str(s) for s in Stage]
Streams = Sequence[tuple[str, str, str, int]]


class Url(Protocol):
    """The address of the deals between two parties, at a stage where one is given."""

    def __call__(self, supplier: str, recipient: str, stage: str | None = None) -> str: ...


class NetworkAsk(Filter):
    centre: str = Field("", description="the party in the middle of the picture of one party", max_length=40)
    least: int = Field(1, ge=1, le=1000, description="pairs with fewer deals are left out")


@page(router, "/network", name="network")
def network(visit: Here, ask: Annotated[NetworkAsk, Query()]) -> View:
    """How many transfers each supplier has with each recipient, by stage; the filters are the register's."""
    query, columns = ask.query(visit.today), visit.deals(ask.as_of).columns
    every = columns.flows(query)
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for supplier, recipient, _, deals in every:
        cells[supplier, recipient] += deals
    flows = [f for f in every if cells[f[0], f[1]] >= ask.least]
    cells = {pair: n for pair, n in cells.items() if n >= ask.least}
    given, taken = _sums(cells, 0), _sums(cells, 1)
    centre = ask.centre or next(iter(sorted({*given, *taken}, key=lambda c: -(given.get(c, 0) + taken.get(c, 0)))), "")
    names, url = visit.site.names, linker(visit)

    def told() -> list[dict[str, Any]]:
        return [
            {"supplier": s, "recipient": r, "stage": stage, "deals": n, "url": url(s, r, stage)}
            for s, r, stage, n in flows
        ]

    return View(
        title="Network",
        template="network.html",
        piece="network",
        data={"centre": centre or None, "suppliers": given, "recipients": taken},
        more=lambda: {"flows": told()},
        shown={
            "flows": len(flows),
            "ask": ask,
            "chips": chips(visit.address),
            "matrix": matrix(url, cells, list(given)[:ROWS], list(taken)[:COLUMNS]) if cells else None,
            "left_out": (max(0, len(given) - ROWS), max(0, len(taken) - COLUMNS)),
            "ego": around(visit, url, flows, centre) if centre else "",
            "ties": partners(url, cells, centre),
            "parties": sorted({*given, *taken}, key=names.code),
            "map": drawn_flows(visit, url, flows, name="netmap") if flows else "",
            "bands": _bands(visit, url, cells) if cells else "",
        },
        columns=("supplier", "recipient", "stage", "deals", "url"),
        rows=told,
    )


def _sums(cells: dict[tuple[str, str], int], side: int) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for pair, n in cells.items():
        found[pair[side]] += n
    return dict(sorted(found.items(), key=lambda p: (p[0] == "?", -p[1], p[0])))


def linker(visit: Visit) -> Url:
    """Gives the register's address for a supplier, a recipient and a stage, with the filters that are set."""
    here = visit.address.put(centre=None, least=None, supplier=None, recipient=None, kind="transfer").to("/register")
    staged, free = str(here.put(stage=None)), str(here)

    def url(supplier: str, recipient: str, stage: str | None = None) -> str:
        sides = f"&supplier={quote_plus(supplier)}&recipient={quote_plus(recipient)}"
        return f"{staged}{sides}&stage={stage}" if stage else free + sides

    return url


def matrix(url: Url, cells: dict[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]) -> list[Any]:
    """Rows of (supplier, cells); a cell's tint steps from light to dark without the middle, which no text reads on."""
    most = max(cells.values())
    out = []
    for row in rows:
        line = []
        for column in columns:
            n = cells.get((row, column), 0)
            tint = "" if not n else "h1" if n <= most / 4 else "h2" if n <= most / 2 else "h3"
            line.append({"recipient": column, "deals": n, "tint": tint, "url": url(row, column) if n else None})
        out.append({"supplier": row, "cells": line})
    return out


def partners(url: Url, cells: dict[tuple[str, str], int], centre: str) -> list[dict[str, Any]]:
    """The parties that `centre` deals with: how many deals each gives and takes."""
    codes = {s for s, r in cells if r == centre} | {r for s, r in cells if s == centre}
    found: list[dict[str, Any]] = [
        {
            "code": code,
            "gives": cells.get((code, centre), 0),
            "takes": cells.get((centre, code), 0),
            "gives_url": url(code, centre),
            "takes_url": url(centre, code),
        }
        for code in codes - {centre}
    ]
    return sorted(found, key=lambda t: (-t["gives"] - t["takes"], t["code"]))[:TIES]


def around(visit: Visit, url: Url, flows: Streams, centre: str) -> str:
    """One party with its suppliers and recipients; each line at the furthest stage that any deal has reached."""
    names = visit.site.names
    gives: dict[str, dict[str, int]] = defaultdict(dict)
    takes: dict[str, dict[str, int]] = defaultdict(dict)
    for supplier, recipient, stage, deals in flows:
        if supplier != recipient and centre in (supplier, recipient):
            side, other = (takes, recipient) if supplier == centre else (gives, supplier)
            side[other][stage] = deals

    def ties(side: dict[str, dict[str, int]], to: Callable[[str], str], words: Callable[[str], str]) -> list[Tie]:
        found = sorted(side.items(), key=lambda p: (-sum(p[1].values()), p[0]))[:TIES]
        return [
            Tie(
                partner=names.code(code),
                stage=Stage(max([s for s in stages if s != "blocked"] or ["blocked"], key=ORDER.index)),
                deals=sum(stages.values()),
                label=f"{words(names.code(code))}: {many(sum(stages.values()), 'deal')}",
                href=to(code),
            )
            for code, stages in found
        ]

    middle = names.code(centre)
    left = ties(gives, lambda c: url(c, centre), lambda n: f"{n} to {middle}")
    right = ties(takes, lambda c: url(centre, c), lambda n: f"{middle} to {n}")
    return ego(middle, left, right, title=f"Whom {middle} buys from and supplies")


def drawn_flows(visit: Visit, url: Url, flows: Streams, *, name: str) -> str:
    """The map of the heaviest flows of each stage, each leading to its deals."""
    names = visit.site.names
    heaviest = chosen(Flow(supplier=s, recipient=r, stage=Stage(stage), weight=n) for s, r, stage, n in flows)
    drawn = []
    for f in heaviest:
        sides = f"{names.code(f.supplier)} to {names.code(f.recipient)}"
        label = f"{sides}: {many(int(f.weight), 'deal')} at {plain(f.stage)}"
        drawn.append(replace(f, label=label, href=url(f.supplier, f.recipient, str(f.stage))))
    called = {code: names.code(code) for f in drawn for code in (f.supplier, f.recipient)}
    return flow_map(drawn, called, title="Who supplies whom, by the stage the deals have reached", name=name)


def _bands(visit: Visit, url: Url, cells: dict[tuple[str, str], int]) -> str:
    names = visit.site.names
    largest = sorted(
        ((n, s, r) for (s, r), n in cells.items() if s != r and "?" not in (s, r)), key=lambda p: (-p[0], p[1:])
    )
    bands = [
        Band(
            source=names.code(s),
            target=names.code(r),
            weight=n,
            label=f"{names.code(s)} to {names.code(r)}: {many(n, 'deal')}",
            href=url(s, r),
        )
        for n, s, r in largest[:BANDS]
    ]
    height = 24.0 * max(6, len({b.source for b in bands}), len({b.target for b in bands}))
    return sankey(bands, title="The largest flows, by number of deals", height=min(560.0, height))

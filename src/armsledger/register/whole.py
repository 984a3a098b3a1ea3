"""Pictures of the whole: pipeline, matrix, programmes. They take published deals (contract JSON) and return plain JSON."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from armsledger.model.codes import TRANSFER_STAGES
from armsledger.register.beside import counted, denials
from armsledger.register.names import NO_CATALOGUE, Catalogue, families
from armsledger.register.plain import Json, codes

STAGES = tuple(str(s) for s in TRANSFER_STAGES)


def _transfers(deals: Iterable[Json], domestic: bool) -> list[Json]:
    return [d for d in deals if d["kind"] == "transfer" and not d["merged_into"] and (domestic or not d["domestic"])]


def pipeline(deals: Iterable[Json], beside: Iterable[Json] = (), *, domestic: bool = False) -> list[Json]:
    """By supplier: the deals at each stage, what is told of buyers only counted, and who is said not to be among them.

    A deal that is only possible or planned stands under its stage with its modality. Suppliers with most deals first.
    """
    rows = list(beside)
    by: dict[str, dict[str, list[Json]]] = defaultdict(lambda: {s: [] for s in STAGES})
    for deal in _transfers(deals, domestic):
        for code in codes(deal["supplier"]):
            by[code][deal["stage"]].append(_brief(deal))
    for row in rows:
        if row["claim"]["kind"] == "transfer":
            for code in codes(row["claim"]["supplier"]):
                by.setdefault(code, {s: [] for s in STAGES})
    made = {
        (s, r)
        for d in by.values()
        for deals_ in d.values()
        for b in deals_
        for s in b["supplier"]
        for r in b["recipient"]
    }
    out = []
    for code, stages in by.items():
        told = [c for c in counted(rows, code) if code in codes(c["claim"]["claim"]["supplier"])]
        excluded = [
            d
            for d in denials(rows, code)
            if code in codes(d["supplier"]) and not any((code, r) in made for r in codes(d["recipient"]))
        ]
        out.append(
            {
                "supplier": code,
                "stages": stages,
                "deals": sum(map(len, stages.values())),
                "counted": told,
                "excluded": excluded,
            }
        )
    return sorted(out, key=lambda p: (-int(p["deals"]), str(p["supplier"])))


def _brief(deal: Json) -> Json:
    return {
        "deal": deal["deal"],
        "title": deal["title"],
        "supplier": codes(deal["supplier"]),
        "recipient": codes(deal["recipient"]),
        "stage": deal["stage"],
        "modality": deal["modality"],
        "standing": deal["standing"],
        "last_reported": deal["last_reported"],
    }


def matrix(deals: Iterable[Json], *, domestic: bool = False) -> Json:
    """`{"suppliers", "recipients", "cells"}`; a cell has its deals and the furthest stage among them that is asserted."""
    cells: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for deal in _transfers(deals, domestic):
        for supplier in codes(deal["supplier"]):
            for recipient in codes(deal["recipient"]):
                cells[supplier, recipient].append(deal)
    weight: dict[str, int] = defaultdict(int)
    taken: dict[str, int] = defaultdict(int)
    for (supplier, recipient), found in cells.items():
        weight[supplier] += len(found)
        taken[recipient] += len(found)
    return {
        "suppliers": sorted(weight, key=lambda s: (-weight[s], s)),
        "recipients": sorted(taken, key=lambda r: (-taken[r], r)),
        "cells": [
            {
                "supplier": s,
                "recipient": r,
                "deals": sorted(d["deal"] for d in found),
                "stage": _furthest(found),
                "count": len(found),
            }
            for (s, r), found in sorted(cells.items())
        ],
    }


def _furthest(found: list[Json]) -> str | None:
    live = [d["stage"] for d in found if d["modality"] == "asserted" and d["stage"] != "blocked"]
    return max(live, key=STAGES.index) if live else None


def programmes(deals: Iterable[Json], catalogue: Catalogue = NO_CATALOGUE) -> list[Json]:
    """Deals and relations that belong together: one supplier's sales of a type, its coproduction, follow-ons, engines for it.

    A programme is a type with everything the register has of it; deals that share no type are no programme. Most deals first.
    """
    live = [d for d in deals if not d["merged_into"]]
    leaders = families((i["designation"] for d in live for i in d["items"] if i["designation"]), catalogue)
    by: dict[str, dict[str, Json]] = defaultdict(dict)
    for deal in live:
        for item in deal["items"]:
            if item["designation"]:
                by[leaders[item["designation"]]][deal["deal"]] = deal
    ids = {d["deal"]: d for d in live}
    for members in by.values():
        for deal in list(members.values()):
            members.update({x["deal"]: ids[x["deal"]] for x in deal["links"] if x["deal"] in ids})
    return [
        {
            "type": name,
            "makers": sorted({c for d in found.values() for c in codes(d["supplier"])}),
            "recipients": sorted({c for d in found.values() if d["kind"] == "transfer" for c in codes(d["recipient"])}),
            "deals": [_brief(found[i]) | {"kind": found[i]["kind"], "links": found[i]["links"]} for i in sorted(found)],
            "ordered": _sum(found.values(), name, leaders, "ordered"),
            "delivered": _sum(found.values(), name, leaders, "delivered"),
        }
        for name, found in sorted(by.items(), key=lambda p: (-len(p[1]), p[0]))
        if len(found) > 1
    ]


def _sum(found: Iterable[Json], name: str, leaders: Mapping[str, str], column: str) -> int:
    """The least number that the deals at order or delivery add up to."""
    total: Any = 0
    for deal in found:
        if deal["kind"] == "transfer" and deal["modality"] == "asserted" and deal["stage"] in ("order", "delivery"):
            for item in deal["items"]:
                if item["designation"] and leaders[item["designation"]] == name and item[column]:
                    total += item[column]["min"] or 0
    return int(total)

"""What is no deal and has a home all the same: visits, figures over time, restrictions, use, counted buyers, denials.

Every function takes claims as `plain.cited_json` gives them, in any order, and returns plain JSON, so that the same view
comes from memory and from the ledger's rows.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from armsledger.register.names import NO_CATALOGUE, Catalogue, families, same_family, tokens
from armsledger.register.plain import Json, codes, number


def _of(rows: Iterable[Json], kind: str) -> list[Json]:
    return sorted(
        (r for r in rows if r["claim"]["kind"] == kind),
        key=lambda r: (_day(r), r["claim"]["document"], r["claim"]["start"], r["claim"]["claim"]),
    )


def _day(row: Json) -> str:
    when = row["claim"]["when"] or {}
    return str(when.get("from") or when.get("to") or row["report"]["known_on"] or "")


def _concerns(claim: Json, party: str | None) -> bool:
    if party is None:
        return True
    fields = ("parties", "supplier", "recipient", "intermediary")
    measure = claim["measure"] or {}
    named = (
        [p for f in fields for p in claim[f]] + list(measure.get("subject", ())) + list(measure.get("counterpart", ()))
    )
    return party in codes(named)


def called(row: Json) -> frozenset[str]:
    """The names under which a claim is found: of its parties, companies and types."""
    claim, measure = row["claim"], row["claim"]["measure"] or {}
    sides = [p for f in ("parties", "supplier", "recipient", "intermediary") for p in claim[f]]
    sides += [*measure.get("subject", ()), *measure.get("counterpart", ())]
    found = {of_party(code) for code in codes(sides)}
    found |= {of_company(p.rpartition(" (")[0]) for p in sides if p.endswith(")") and p[0] != "?"}
    return frozenset(found.union(*(of_type_name(name) for name in _types(claim))))


def of_party(code: str) -> str:
    return f"party:{code}"


def of_company(name: str) -> str:
    return f"company:{name.casefold()}"


def of_type_name(designation: str) -> frozenset[str]:
    """The names of a type, whatever its variant."""
    roots, words = tokens(designation)
    return frozenset(f"type:{root}" for root in roots or words or (designation.casefold(),))


def day_of(row: Json) -> str:
    """The day of what is told, else the day it is known from; empty where there is neither."""
    return _day(row)


def _types(claim: Json) -> list[str]:
    return [i["designation"] for i in claim["items"] if i["designation"]]


def of_type(rows: Iterable[Json], designation: str, catalogue: Catalogue = NO_CATALOGUE) -> list[Json]:
    """The claims that name the type or a variant of it."""
    return [r for r in rows if any(same_family(designation, t, catalogue) for t in _types(r["claim"]))]


def visits(rows: Iterable[Json], party: str | None = None) -> list[Json]:
    """The calendar: who visits whom, when, said how; the claims of one visit together, in time order."""
    groups: dict[tuple[Any, ...], list[Json]] = defaultdict(list)
    for row in _of(rows, "visit"):
        claim = row["claim"]
        if _concerns(claim, party) and claim["parties"]:
            when = claim["when"] or {}
            sides = codes(claim["parties"])
            place = () if when else (claim["document"], claim["start"])
            groups[claim["parties"][0], tuple(sorted(sides[1:])), when.get("from"), when.get("to"), *place].append(row)
    return [
        {
            "visitor": found[0]["claim"]["parties"][0],
            "hosts": found[0]["claim"]["parties"][1:],
            "from": (found[0]["claim"]["when"] or {}).get("from"),
            "to": (found[0]["claim"]["when"] or {}).get("to"),
            "modality": max((r["claim"]["modality"] for r in found), key=_FIRM.index),
            "reported": found[0]["report"]["known_on"],
            "claims": found,
        }
        for _, found in sorted(groups.items(), key=lambda g: (_day(g[1][0]), str(g[0])))
    ]


_FIRM = ("denied", "possible", "planned", "asserted")


def figures(rows: Iterable[Json], party: str | None = None, measure: str | None = None) -> list[Json]:
    """Series over time, one for each measure, subject, counterpart, unit and type; points that disagree are marked.

    Two claims disagree where they give different values for the same period.
    """
    series: dict[tuple[str, ...], list[Json]] = defaultdict(list)
    for row in _of(rows, "figure"):
        claim = row["claim"]
        said = claim["measure"]
        if not said or not _concerns(claim, party) or (measure and said["name"] != measure):
            continue
        goods = _types(claim) or [i["category"] for i in claim["items"]]
        line = (
            said["name"],
            "+".join(said["subject"]),
            "+".join(said["counterpart"]),
            said["unit"] or "",
            "+".join(goods),
        )
        series[line].append(row)
    out = []
    for key, found in sorted(series.items()):
        points = []
        same_time: dict[tuple[Any, Any], list[Json]] = defaultdict(list)
        for row in found:
            same_time[_when(row)].append(row)
        for row in found:
            when = row["claim"]["when"] or {}
            value = row["claim"]["measure"]["value"]
            points.append(
                {
                    "from": when.get("from"),
                    "to": when.get("to") or row["report"]["known_on"],
                    "value": value,
                    "text": number(value),
                    "modality": row["claim"]["modality"],
                    "claim": row,
                    "disagrees": _disagrees(row, same_time[_when(row)]),
                }
            )
        out.append(
            {
                "measure": key[0],
                "subject": found[0]["claim"]["measure"]["subject"],
                "counterpart": found[0]["claim"]["measure"]["counterpart"],
                "unit": key[3] or None,
                "items": key[4].split("+") if key[4] else [],
                "points": points,
                "contradicted": any(p["disagrees"] for p in points),
            }
        )
    return out


def _when(row: Json) -> tuple[Any, Any]:
    when = row["claim"]["when"] or {}
    return when.get("from"), when.get("to")


def _disagrees(row: Json, same_time: list[Json]) -> list[str]:
    """The claims of the series, all for the same time, that give another value."""
    claim = row["claim"]
    if claim["measure"]["name"] == "buyers":
        return []  # three of thirteen are no contradiction
    return [
        c["claim"]
        for c in (r["claim"] for r in same_time if r is not row)
        if not _meet(c["measure"]["value"], claim["measure"]["value"]) and c["modality"] == claim["modality"]
    ]


def _meet(one: Any, other: Any) -> bool:
    (low, high), (least, most) = _ends(one), _ends(other)
    return low <= most and least <= high


def _ends(value: Any) -> tuple[float, float]:
    if isinstance(value, dict):
        low, high = value.get("min"), value.get("max")
        return (float("-inf") if low is None else low, float("inf") if high is None else high)
    return value, value


def restrictions(rows: Iterable[Json], party: str | None = None) -> list[Json]:
    """Who restricts which trade: by imposer, trade and goods, with how it stands after the last word on it.

    `in_force` is true, false (lifted) or None where nothing but an objection or a need of consent is told.
    """
    groups: dict[tuple[str, ...], list[Json]] = defaultdict(list)
    for row in _of(rows, "restriction"):
        claim = row["claim"]
        if _concerns(claim, party):
            kind = claim["action"] if claim["action"] in ("objection", "consent_needed") else "embargo"
            groups[
                "+".join(claim["parties"]),
                "+".join(sorted(claim["supplier"])),
                "+".join(sorted(claim["recipient"])),
                str(kind),
            ].append(row)
    out = []
    for key, found in sorted(groups.items()):
        asserted = [r for r in found if r["claim"]["modality"] == "asserted"]
        last = asserted[-1]["claim"]["action"] if asserted else None
        out.append(
            {
                "by": found[0]["claim"]["parties"],
                "supplier": found[0]["claim"]["supplier"],
                "recipient": found[0]["claim"]["recipient"],
                "items": sorted({i["designation"] or i["category"] for r in found for i in r["claim"]["items"]}),
                "kind": key[3],
                "last": last,
                "in_force": {"imposed": True, "in_force": True, "lifted": False}.get(last or ""),
                "contested": any(r["claim"]["modality"] == "denied" for r in found) and bool(asserted),
                "claims": found,
            }
        )
    return out


def uses(rows: Iterable[Json], party: str | None = None, catalogue: Catalogue = NO_CATALOGUE) -> list[Json]:
    """What was used by whom against whom: one row for each user, opponent and type."""
    found = [r for r in _of(rows, "use") if r["claim"]["parties"] and _concerns(r["claim"], party)]
    leaders = families((t for r in found for t in _types(r["claim"])), catalogue)
    groups: dict[tuple[str, str, str], list[Json]] = defaultdict(list)
    for row in found:
        claim = row["claim"]
        for item in claim["items"] or [{"designation": None, "category": "other"}]:
            name = leaders[item["designation"]] if item["designation"] else item["category"]
            groups[claim["parties"][0], "+".join(claim["parties"][1:]), name].append(row)
    return [
        {"user": user, "opponent": opponent.split("+") if opponent else [], "item": item, "claims": rows_}
        for (user, opponent, item), rows_ in sorted(groups.items())
    ]


def counted(rows: Iterable[Json], party: str | None = None) -> list[Json]:
    """Buyers or sellers that are only counted or described ("13 countries"): they inform the pipeline and make no deal."""
    out = []
    for row in sorted(rows, key=lambda r: (_day(r), r["claim"]["document"], r["claim"]["start"])):
        claim = row["claim"]
        unnamed = [p[1:].strip() for f in ("supplier", "recipient", "parties") for p in claim[f] if p.startswith("? ")]
        if claim["kind"] in ("transfer", "cooperation") and unnamed and _concerns(claim, party):
            out.append({"who": unnamed, "stage": claim["stage"], "modality": claim["modality"], "claim": row})
    return out


def denials(rows: Iterable[Json], party: str | None = None) -> list[Json]:
    """What is said not to be so, by whom; a named recipient here is excluded from what is only counted."""
    return [
        {
            "kind": r["claim"]["kind"],
            "stage": r["claim"]["stage"],
            "by": r["claim"]["attribution"]["who"],
            "supplier": r["claim"]["supplier"],
            "recipient": r["claim"]["recipient"],
            "parties": r["claim"]["parties"],
            "claim": r,
        }
        for r in sorted(rows, key=lambda r: (_day(r), r["claim"]["document"], r["claim"]["start"]))
        if r["claim"]["modality"] == "denied" and _concerns(r["claim"], party)
    ]

"""What stands beside the deals: each deal's dossier, and claims that are no deal, by the parties and types they name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from armsledger.model.reading import Entry
from armsledger.register.kept import SHELVES
from armsledger.register.mention import cite
from armsledger.register.names import tokens
from armsledger.register.plain import cited_json, codes, dossier_json, shelf_of
from armsledger.register.register import register
from armsledger.web.site import Visit

Json = dict[str, Any]
Shelves = dict[str, list[Json]]


def dossier(visit: Visit, deal: Json, entries: Iterable[Entry]) -> Json:
    """Every field of the deal with what is said for and against it, and why each claim is in it."""
    kept: Json | None = visit.ledger.derived.get("dossier", deal["deal"])
    if kept is not None:
        return kept
    made = register(list(entries), visit.ledger.decisions())
    best = max(
        made.dossiers,
        key=lambda d: (d.deal.deal == deal["deal"], len({p.claim for p in d.deal.claims})),
        default=None,
    )
    return dossier_json(best) if best is not None else {}


def beside(visit: Visit, party: str) -> list[Json]:
    """Claims that make no deal and name the party (`register.beside` arranges them)."""
    return _shelves(visit).get(f"party:{party}", [])


def beside_type(visit: Visit, designation: str) -> list[Json]:
    """Those that name the type, whatever its variant."""
    found = {c["claim"]["claim"]: c for key in _keys(designation) for c in _shelves(visit).get(key, [])}
    return list(found.values())


def beside_company(visit: Visit, name: str) -> list[Json]:
    return _shelves(visit).get(f"company:{name.casefold()}", [])


def _keys(designation: str) -> set[str]:
    roots, words = tokens(designation)
    return {f"type:{root}" for root in roots or words or (designation.casefold(),)}


def _shelves(visit: Visit) -> Shelves:
    """All of them by the keys they are asked for, made once a revision of the register."""
    return visit.kept("beside", lambda: _fill(visit))


def _fill(visit: Visit) -> Shelves:
    out: Shelves = defaultdict(list)
    for row in _rows(visit):
        claim, measure = row["claim"], row["claim"]["measure"] or {}
        named = [p for f in ("parties", "supplier", "recipient", "intermediary") for p in claim[f]]
        named += [*measure.get("subject", ()), *measure.get("counterpart", ())]
        found = {f"party:{code}" for code in codes(named)}
        found |= {f"company:{p.rpartition(' (')[0].casefold()}" for p in named if p.endswith(")") and p[0] != "?"}
        for item in claim["items"]:
            found |= _keys(item["designation"]) if item["designation"] else set()
        for key in found:
            out[key].append(row)
    return dict(out)


def _rows(visit: Visit) -> Iterator[Json]:
    """As the register keeps them beside its deals; from the claims themselves where it was made without."""
    derived = visit.ledger.derived
    if next(derived.items("page"), None) is not None:
        for shelf in SHELVES:
            for _, row in derived.items(shelf):
                yield row
        return
    for entry in visit.ledger.entries():
        if shelf_of(entry.claim) is not None:
            yield cited_json(cite(entry))

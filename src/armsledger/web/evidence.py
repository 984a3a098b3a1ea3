"""What stands beside the deals: each deal's dossier, and claims that are no deal, by the parties and types they name."""

from collections.abc import Collection, Iterable
from typing import Any

from armsledger.model.reading import Entry
from armsledger.register.beside import of_party, of_type_name
from armsledger.register.kept import SHELVES
from armsledger.register.plain import codes, dossier_json
from armsledger.register.register import register
from armsledger.web.site import Visit

Json = dict[str, Any]
NEAR = 200  # claims of a kind that are looked at for one deal


def dossier(visit: Visit, deal: Json, entries: Iterable[Entry]) -> Json:
    """Every field of the deal with what is said for and against it, and why each claim is in it."""
    kept: Json | None = visit.ledger.derived.get("dossier", deal["deal"])
    if kept is not None:
        return kept
    made = register(list(entries), visit.decisions())
    best = max(
        made.dossiers,
        key=lambda d: (d.deal.deal == deal["deal"], len({p.claim for p in d.deal.claims})),
        default=None,
    )
    return dossier_json(best) if best is not None else {}


def beside(visit: Visit, names: Collection[str], limit: int, offset: int = 0) -> tuple[list[Json], dict[str, int]]:
    """Claims that make no deal and name any of these, so many of each kind, the newest first; how many there are by kind."""
    deals = visit.ledger.deals
    totals = deals.counted(names)
    rows = [
        row for shelf in SHELVES if shelf in totals for row in deals.called(names, shelf, limit=limit, offset=offset)
    ]
    return rows, {shelf: totals[shelf] for shelf in SHELVES if shelf in totals}


def near(visit: Visit, deal: Json) -> list[Json]:
    """Claims that may bear on a deal: those that name both its sides, or a type of it; restrictions that name one side."""
    givers, takers = ({of_party(code) for code in codes(deal[side])} for side in ("supplier", "recipient"))
    types = {name for i in deal["items"] if i["designation"] for name in of_type_name(i["designation"])}
    deals, found = visit.ledger.deals, dict[str, Json]()
    there = deals.spaces(givers | takers | types)

    def called(shelf: str, names: Collection[str], also: Collection[str] = ()) -> None:
        if all(any((name, shelf) in there for name in side) for side in (names, also) if side):
            found.update((r["claim"]["claim"], r) for r in deals.called(names, shelf, limit=NEAR, also=also))

    if givers | takers:
        called("restriction", givers | takers)
    if givers and takers:
        for shelf in ("visit", "figure"):
            called(shelf, givers, takers)
    if types:
        for shelf in ("figure", "use", "umbrella", "denial"):
            called(shelf, types)
    return list(found.values())

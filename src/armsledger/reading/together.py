"""What a party's chances of being a side are worth beside those of the others: in its event, and in the whole report."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from armsledger.reading.cases import Case
from armsledger.reading.features import Candidate
from armsledger.reading.linear import Floats

SUPPLIER, RECIPIENT, BOTH = 1, 2, 3
"""Columns of the chances of a role: none, supplier, recipient, both, intermediary."""
_CHANCE = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
_MASS = (0.1, 0.3, 0.7, 1.2, 2.0, 3.5, 6.0)
INFERRED = 0.5
"""What a party that the sentence does not name counts in the report's sums."""


@dataclass(slots=True)
class _Sums:
    """How often each party is expected to supply and to receive, over all events of a report or those of one kind of item."""

    sold: Counter[str] = field(default_factory=Counter)
    got: Counter[str] = field(default_factory=Counter)

    def add(self, key: str, chances: tuple[float, float]) -> None:
        self.sold[key] += chances[0]  # type: ignore[assignment]
        self.got[key] += chances[1]  # type: ignore[assignment]


def together(found: Sequence[Case], likely: Sequence[Floats]) -> list[list[list[str]]]:
    """For each candidate party of each of a report's cases the features of a second look; `likely` are the first chances."""
    whole, kinds = _Sums(), defaultdict[str, _Sums](_Sums)
    for case, rows in zip(found, likely, strict=True):
        for c, row in zip(case.candidates, rows, strict=True):
            for sums in (whole, *(kinds[k] for k in _kinds(case))):
                sums.add(c.told.party.key, _sides(c, row))
    return [
        [_names(case, n, rows, whole, kinds) for n in range(len(rows))]
        for case, rows in zip(found, likely, strict=True)
    ]


def _sides(candidate: Candidate, row: Floats) -> tuple[float, float]:
    counts = 1.0 if candidate.side >= 0 else INFERRED
    return counts * float(row[SUPPLIER] + row[BOTH]), counts * float(row[RECIPIENT] + row[BOTH])


def _kinds(case: Case) -> set[str]:
    """What a case's items are remembered by: the first word of the type, else the class."""
    return {(t.designation or f"class {t.category}").split(" ")[0].lower() for t in case.chosen} or {"-"}


def _names(case: Case, n: int, rows: Floats, whole: _Sums, kinds: dict[str, _Sums]) -> list[str]:
    one, row, key = case.candidates[n], rows[n], case.candidates[n].told.party.key
    sold, got = float(row[SUPPLIER] + row[BOTH]), float(row[RECIPIENT] + row[BOTH])
    out = [name for k, p in enumerate(row) for name in _steps(f"p{k}", float(p), _CHANCE)]
    other, twin, group = list[Floats](), list[Floats](), list[Floats]()
    place = case.sentence.sides[one.side].group if one.side >= 0 else -2
    for k, c in enumerate(case.candidates):
        if k != n:
            (twin if c.told.party.key == key else other).append(rows[k])
            if c.side >= 0 and case.sentence.sides[c.side].group == place:
                group.append(rows[k])
    for name, column, mine in (("s", SUPPLIER, sold), ("r", RECIPIENT, got)):
        rest = [float(o[column] + o[BOTH]) for o in other]
        out += _steps(f"{name}max", max(rest, default=0.0), _CHANCE)
        out += _steps(f"{name}sum", sum(rest), _MASS)
        out.append(f"{name}rank={min(3, sum(x > mine for x in rest))}")
        same = [float(o[column] + o[BOTH]) for o in twin]
        out += _steps(f"{name}twin", max(same), _CHANCE) if same else [f"{name}twin=no"]
        listed = [float(o[column]) for o in group]
        out += _steps(f"{name}list", sum(listed) / len(listed), _CHANCE) if listed else [f"{name}list=no"]
    less = _sides(one, row)
    out += _known("all", key, whole, less)
    named = [kinds[k] for k in sorted(_kinds(case))]
    for k, sums in enumerate(named[:1]):
        out += _known(f"kind{k}", key, sums, less)
    what = "firm" if one.told.party.name else "state"
    at = "in" if one.side >= 0 else "out"
    out += [f"what={what}:{at}", f"n={min(8, len(rows))}", f"carried={case.carried}:{at}", f"list={len(group)}"]
    out += [f"{at}:{x}" for x in out if x.startswith(("p1", "p2", "srank", "rrank"))]
    return out


def _known(name: str, key: str, sums: _Sums, less: tuple[float, float]) -> list[str]:
    """What the other events tell of a party: how much it supplies and receives, and what share of all."""
    out = []
    mine = []
    for side, table, own in (("s", sums.sold, less[0]), ("r", sums.got, less[1])):
        here = max(0.0, table[key] - own)
        mine.append(here)
        total = max(0.0, sum(table.values()) - own)
        out += _steps(f"{name}{side}", here, _MASS)
        out += _steps(f"{name}{side}share", here / (total + 0.5), _CHANCE)
        out += _steps(f"{name}{side}best", max((v for k, v in table.items() if k != key), default=0.0), _MASS)
    return [*out, *_steps(f"{name}lean", (mine[0] + 0.3) / (mine[0] + mine[1] + 0.6), _CHANCE)]


def _steps(name: str, value: float, edges: Sequence[float]) -> list[str]:
    """A number as the edges that it is over."""
    return [f"{name}>{edge}" for edge in edges if value > edge]

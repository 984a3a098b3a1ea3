"""What a party's chances of being a side are worth beside those of the others: in its event, and in the whole report."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import nlargest

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

    sold: dict[str, float] = field(default_factory=dict)
    got: dict[str, float] = field(default_factory=dict)
    total: tuple[float, float] = (0.0, 0.0)
    best: tuple[list[tuple[float, str]], ...] = ()
    """Of either table the two highest sums."""

    def add(self, key: str, sold: float, got: float) -> None:
        self.sold[key] = self.sold.get(key, 0.0) + sold
        self.got[key] = self.got.get(key, 0.0) + got

    def close(self) -> None:
        """No more is added: what does not hang on the party asked about is worked out."""
        self.total = sum(self.sold.values()), sum(self.got.values())
        self.best = tuple(nlargest(2, ((v, k) for k, v in table.items())) for table in (self.sold, self.got))

    def others(self, side: int, key: str) -> float:
        """The highest sum of any other party."""
        return next((v for v, k in self.best[side] if k != key), 0.0)


def together(found: Sequence[Case], likely: Sequence[Floats]) -> list[list[list[str]]]:
    """For each candidate party of each of a report's cases the features of a second look; `likely` are the first chances."""
    whole, kinds = _Sums(), defaultdict[str, _Sums](_Sums)
    sides = [(rows[:, SUPPLIER : RECIPIENT + 1] + rows[:, BOTH:][:, :1]).tolist() for rows in likely]
    for case, each in zip(found, sides, strict=True):
        for sums in (whole, *(kinds[k] for k in _kinds(case))):
            for c, (sold, got) in zip(case.candidates, each, strict=True):
                sums.add(c.told.party.key, _counts(c) * sold, _counts(c) * got)
    for sums in (whole, *kinds.values()):
        sums.close()
    return [
        [_names(case, n, rows.tolist(), each, whole, kinds) for n in range(len(rows))]
        for case, rows, each in zip(found, likely, sides, strict=True)
    ]


def _counts(candidate: Candidate) -> float:
    return 1.0 if candidate.side >= 0 else INFERRED


def _kinds(case: Case) -> set[str]:
    """What a case's items are remembered by: the first word of the type, else the class."""
    return {(t.designation or f"class {t.category}").split(" ")[0].lower() for t in case.chosen} or {"-"}


def _names(
    case: Case, n: int, rows: list[list[float]], sides: list[list[float]], whole: _Sums, kinds: dict[str, _Sums]
) -> list[str]:
    """The features of the case's n-th candidate: `rows` are the chances of each role, `sides` those to supply and to receive."""
    one, row, key = case.candidates[n], rows[n], case.candidates[n].told.party.key
    at = "in" if one.side >= 0 else "out"
    out = [name for k, p in enumerate(row) for name in _steps(f"p{k}", p, _CHANCE)]
    for k in (SUPPLIER, RECIPIENT):
        out += _steps(f"{at}:p{k}", row[k], _CHANCE)
    other, twin, group = list[int](), list[int](), list[int]()
    place = case.sentence.sides[one.side].group if one.side >= 0 else -2
    for k, c in enumerate(case.candidates):
        if k != n:
            (twin if c.told.party.key == key else other).append(k)
            if c.side >= 0 and case.sentence.sides[c.side].group == place:
                group.append(k)
    for side, name in enumerate("sr"):
        mine, rest, same = sides[n][side], [sides[k][side] for k in other], [sides[k][side] for k in twin]
        listed = [rows[k][SUPPLIER + side] for k in group]
        rank = f"{name}rank={min(3, sum(x > mine for x in rest))}"
        out += _steps(f"{name}max", max(rest, default=0.0), _CHANCE)
        out += _steps(f"{name}sum", sum(rest), _MASS)
        out += (rank, f"{at}:{rank}")
        out += _steps(f"{name}twin", max(same), _CHANCE) if same else (f"{name}twin=no",)
        out += _steps(f"{name}list", sum(listed) / len(listed), _CHANCE) if listed else (f"{name}list=no",)
    own = (_counts(one) * sides[n][0], _counts(one) * sides[n][1])
    out += _known("all", key, whole, own)
    out += _known("kind0", key, kinds[min(_kinds(case))], own)
    what = "firm" if one.told.party.name else "state"
    out += [f"what={what}:{at}", f"n={min(8, len(rows))}", f"carried={case.carried}:{at}", f"list={len(group)}"]
    return out


def _known(name: str, key: str, sums: _Sums, own: tuple[float, float]) -> list[str]:
    """What the other events tell of a party: how much it supplies and receives, and what share of all."""
    out = list[str]()
    mine = []
    for n, (side, table) in enumerate((("s", sums.sold), ("r", sums.got))):
        here = max(0.0, table[key] - own[n])
        mine.append(here)
        out += _steps(f"{name}{side}", here, _MASS)
        out += _steps(f"{name}{side}share", here / (max(0.0, sums.total[n] - own[n]) + 0.5), _CHANCE)
        out += _steps(f"{name}{side}best", sums.others(n, key), _MASS)
    return [*out, *_steps(f"{name}lean", (mine[0] + 0.3) / (mine[0] + mine[1] + 0.6), _CHANCE)]


def _steps(name: str, value: float, edges: tuple[float, ...]) -> tuple[str, ...]:
    """A number as the edges that it is over."""
    return _ladder(name, edges)[bisect_left(edges, value)]


@cache
def _ladder(name: str, edges: tuple[float, ...]) -> tuple[tuple[str, ...], ...]:
    """What `_steps` gives for a number over none of the edges, over the first, and so on; there are few names."""
    return tuple(tuple(f"{name}>{edge}" for edge in edges[:n]) for n in range(len(edges) + 1))

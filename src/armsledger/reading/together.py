"""What a party's chances of being a side are worth beside those of the others: in its event, and in the whole report."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest

import numpy as np

from armsledger.reading.cases import Case
from armsledger.reading.features import Candidate
from armsledger.reading.linear import Floats, Linear

SUPPLIER, RECIPIENT, BOTH = 1, 2, 3
"""Columns of the chances of a role: none, supplier, recipient, both, intermediary."""
_CHANCE = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
_MASS = (0.1, 0.3, 0.7, 1.2, 2.0, 3.5, 6.0)
_EDGES: dict[str, tuple[float, ...]] = dict.fromkeys(
    [
        "p0",
        "p1",
        "p2",
        "p3",
        "p4",
        "in:p1",
        "in:p2",
        "out:p1",
        "out:p2",
        "smax",
        "rmax",
        "stwin",
        "rtwin",
        "slist",
        "rlist",
        "allsshare",
        "allrshare",
        "alllean",
        "kind0sshare",
        "kind0rshare",
        "kind0lean",
    ],
    _CHANCE,
) | dict.fromkeys(
    ["ssum", "rsum", "alls", "allr", "allsbest", "allrbest", "kind0s", "kind0r", "kind0sbest", "kind0rbest"], _MASS
)
"""The edges of each number: one feature tells of each edge that it is over."""
_RUN = {name: tuple(f"{name}#{n}" for n in range(len(edges) + 1)) for name, edges in _EDGES.items()}
_RUNS = {
    run: tuple(f"{name}>{edge}" for edge in _EDGES[name][:n])
    for name, named in _RUN.items()
    for n, run in enumerate(named)
}
"""The features that each run of a number stands for: those of the edges below it."""
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
        for value, name in self.best[side]:
            if name != key:
                return value
        return 0.0


def together(found: Sequence[Case], likely: Sequence[Floats]) -> list[list[list[str]]]:
    """For each candidate party of each of a report's cases the features of a second look; `likely` are the first chances."""
    return [[[x for name in row for x in _RUNS.get(name, (name,))] for row in rows] for rows in _short(found, likely)]


def second(found: Sequence[Case], likely: Sequence[Floats], model: Linear) -> list[Floats]:
    """The chances of the second look: what the model makes of `together`, without spelling out every edge."""
    return _by_run(model).grouped(_short(found, likely))


@lru_cache(maxsize=2)
def _by_run(model: Linear) -> Linear:
    """The model with each run of features as one feature, whose weights are the sum of theirs."""
    runs = np.zeros((len(_RUNS), len(model.classes)), dtype=np.float32)
    for n, names in enumerate(_RUNS.values()):
        runs[n] = model.weights[[model.rows[x] for x in names if x in model.rows]].sum(axis=0)
    rows = model.rows | {run: len(model.weights) + n for n, run in enumerate(_RUNS)}
    return Linear(model.classes, rows, np.concatenate((model.weights, runs)), model.bias)


def _short(found: Sequence[Case], likely: Sequence[Floats]) -> list[list[list[str]]]:
    """The features with each number as its run."""
    whole, kinds = _Sums(), defaultdict[str, _Sums](_Sums)
    sides = [(rows[:, SUPPLIER : RECIPIENT + 1] + rows[:, BOTH:][:, :1]).tolist() for rows in likely]
    for case, each in zip(found, sides, strict=True):
        for sums in (whole, *(kinds[k] for k in _kinds(case))):
            for c, (sold, got) in zip(case.candidates, each, strict=True):
                sums.add(c.told.party.key, _counts(c) * sold, _counts(c) * got)
    for sums in (whole, *kinds.values()):
        sums.close()
    out = []
    for case, rows, each in zip(found, likely, sides, strict=True):
        chances, kind = rows.tolist(), kinds[min(_kinds(case))]
        out.append([_names(case, n, chances, each, whole, kind) for n in range(len(rows))])
    return out


def _counts(candidate: Candidate) -> float:
    return 1.0 if candidate.side >= 0 else INFERRED


def _kinds(case: Case) -> set[str]:
    """What a case's items are remembered by: the first word of the type, else the class."""
    return {(t.designation or f"class {t.category}").split(" ")[0].lower() for t in case.chosen} or {"-"}


def _names(
    case: Case, n: int, rows: list[list[float]], sides: list[list[float]], whole: _Sums, kind: _Sums
) -> list[str]:
    """The features of the case's n-th candidate: `rows` are the chances of each role, `sides` those to supply and to receive."""
    one, row, key = case.candidates[n], rows[n], case.candidates[n].told.party.key
    at = "in" if one.side >= 0 else "out"
    out = [_step(f"p{k}", p) for k, p in enumerate(row)]
    out += [_step(f"{at}:p{k}", row[k]) for k in (SUPPLIER, RECIPIENT)]
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
        out += (
            _step(f"{name}max", max(rest, default=0.0)),
            _step(f"{name}sum", sum(rest)),
            rank,
            f"{at}:{rank}",
            _step(f"{name}twin", max(same)) if same else f"{name}twin=no",
            _step(f"{name}list", sum(listed) / len(listed)) if listed else f"{name}list=no",
        )
    own = (_counts(one) * sides[n][0], _counts(one) * sides[n][1])
    out += _known("all", key, whole, own)
    out += _known("kind0", key, kind, own)
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
        out += (
            _step(f"{name}{side}", here),
            _step(f"{name}{side}share", here / (max(0.0, sums.total[n] - own[n]) + 0.5)),
            _step(f"{name}{side}best", sums.others(n, key)),
        )
    return [*out, _step(f"{name}lean", (mine[0] + 0.3) / (mine[0] + mine[1] + 0.6))]


def _step(name: str, value: float) -> str:
    """The run of the edges that a number is over."""
    edges = _EDGES[name]
    return _RUN[name][bisect_left(edges, value)]

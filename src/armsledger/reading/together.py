"""What a party's chances of being a side are worth beside those of the others: in its event, and in the whole report."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest

import numpy as np

from armsledger.reading.cases import Case
from armsledger.reading.features import Candidate
from armsledger.reading.linear import Floats, Linear, split

SUPPLIER, RECIPIENT, BOTH = 1, 2, 3
"""Columns of the chances of a role: none, supplier, recipient, both, intermediary."""
_CHANCE = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
_MASS = (0.1, 0.3, 0.7, 1.2, 2.0, 3.5, 6.0)
_SUMS = ("ssum", "rsum", *(f"{of}{side}{best}" for of in ("all", "kind0") for side in "sr" for best in ("", "best")))
_EDGES = {
    name: _MASS if name in _SUMS else _CHANCE
    for name in (
        *("p0", "p1", "p2", "p3", "p4", "in:p1", "in:p2", "out:p1", "out:p2"),
        *("smax", "ssum", "stwin", "slist", "rmax", "rsum", "rtwin", "rlist"),
        *("alls", "allsshare", "allsbest", "allr", "allrshare", "allrbest", "alllean"),
        *("kind0s", "kind0sshare", "kind0sbest", "kind0r", "kind0rshare", "kind0rbest", "kind0lean"),
    )
}
"""The edges of each number, in the order in which they are told: one feature tells of each edge that it is over."""
_OVER = np.array([[*edges, *[np.inf] * (len(_CHANCE) - len(edges))] for edges in _EDGES.values()])
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
    return [
        [
            [
                *names,
                *(f"{name}>{edge}" for name, x in zip(_EDGES, told, strict=True) for edge in _EDGES[name] if x > edge),
            ]
            for told, names in rows
        ]
        for rows in _seen(found, likely)
    ]


def second(found: Sequence[Case], likely: Sequence[Floats], model: Linear) -> list[Floats]:
    """The chances of the second look: what the model makes of `together`, without spelling out every edge."""
    seen = _seen(found, likely)
    told = np.array([told for rows in seen for told, _ in rows]).reshape(-1, len(_EDGES), 1)
    over = (told > _OVER).reshape(-1, _OVER.size).astype(np.float32)
    sums = model.sums([names for rows in seen for _, names in rows]) + over @ _by_edge(model)
    return split(model.shares(sums), seen)


@lru_cache(maxsize=2)
def _by_edge(model: Linear) -> Floats:
    """What a number over each edge of `_OVER` weighs, (numbers x edges, classes)."""
    names = [f"{name}>{edge}" for name, edges in zip(_EDGES, _OVER.tolist(), strict=True) for edge in edges]
    return np.array([model.weights[model.rows[x]] if x in model.rows else np.zeros_like(model.bias) for x in names])


Seen = tuple[list[float], list[str]]
"""A party's numbers, in the order of `_EDGES`, and its other features."""


def _seen(found: Sequence[Case], likely: Sequence[Floats]) -> list[list[Seen]]:
    """What the second look sees of each candidate of each case."""
    whole, kinds = _Sums(), defaultdict[str, _Sums](_Sums)
    sides = [(rows[:, SUPPLIER : RECIPIENT + 1] + rows[:, BOTH:][:, :1]).tolist() for rows in likely]
    for case, each in zip(found, sides, strict=True):
        for sums in (whole, *(kinds[k] for k in _kinds(case))):
            for c, (sold, got) in zip(case.candidates, each, strict=True):
                sums.add(c.told.party.key, _counts(c) * sold, _counts(c) * got)
    for sums in (whole, *kinds.values()):
        sums.close()
    return [
        _seen_in(case, rows.tolist(), each, whole, kinds[min(_kinds(case))])
        for case, rows, each in zip(found, likely, sides, strict=True)
    ]


def _counts(candidate: Candidate) -> float:
    return 1.0 if candidate.side >= 0 else INFERRED


def _kinds(case: Case) -> set[str]:
    """What a case's items are remembered by: the first word of the type, else the class."""
    return {(t.designation or f"class {t.category}").split(" ")[0].lower() for t in case.chosen} or {"-"}


def _seen_in(case: Case, rows: list[list[float]], sides: list[list[float]], whole: _Sums, kind: _Sums) -> list[Seen]:
    """What is seen of the case's candidates: `rows` are the chances of each role, `sides` those to supply and to receive."""
    keys = [c.told.party.key for c in case.candidates]
    groups = [case.sentence.sides[c.side].group if c.side >= 0 else None for c in case.candidates]
    supplies, receives = [s for s, _ in sides], [r for _, r in sides]
    out = []
    for n, one in enumerate(case.candidates):
        row, key, inside = rows[n], keys[n], one.side >= 0
        at = "in" if inside else "out"
        numbers = [*row, row[1], row[2], 0.0, 0.0] if inside else [*row, 0.0, 0.0, row[1], row[2]]
        names = list[str]()
        same = [k for k, other in enumerate(keys) if other == key and k != n]
        list_ = [k for k, group in enumerate(groups) if inside and group == groups[n] and k != n]
        for name, chances, column in (("s", supplies, SUPPLIER), ("r", receives, RECIPIENT)):
            rest = [x for x, other in zip(chances, keys, strict=True) if other != key]
            higher = min(3, sum([x > chances[n] for x in rest]))
            numbers += (
                max(rest, default=0.0),
                sum(rest),
                max([chances[k] for k in same], default=0.0),
                sum([rows[k][column] for k in list_]) / len(list_) if list_ else 0.0,
            )
            names += (f"{name}rank={higher}", f"{at}:{name}rank={higher}")
            if not same:
                names.append(f"{name}twin=no")
            if not list_:
                names.append(f"{name}list=no")
        own = _counts(one) * supplies[n], _counts(one) * receives[n]
        numbers += (*_known(key, whole, own), *_known(key, kind, own))
        what = "firm" if one.told.party.name else "state"
        names += (f"what={what}:{at}", f"n={min(8, len(rows))}", f"carried={case.carried}:{at}", f"list={len(list_)}")
        out.append((numbers, names))
    return out


def _known(key: str, sums: _Sums, own: tuple[float, float]) -> tuple[float, ...]:
    """What the other events tell of a party: how much it supplies, what share of all that is, and how much who supplies
    most beside it; the same of what it receives; and how far it leans to supply."""
    sold, got = max(0.0, sums.sold[key] - own[0]), max(0.0, sums.got[key] - own[1])
    return (
        sold,
        sold / (max(0.0, sums.total[0] - own[0]) + 0.5),
        sums.others(0, key),
        got,
        got / (max(0.0, sums.total[1] - own[1]) + 0.5),
        sums.others(1, key),
        (sold + 0.3) / (sold + got + 0.6),
    )

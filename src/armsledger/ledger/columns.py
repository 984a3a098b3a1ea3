"""The deals as columns in memory: what is wanted of them, counted and in order, a hundred thousand in milliseconds."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from armsledger.ledger.lines import CODED, PAIRED, SIDES, SORTS, Line, Valued, line
from armsledger.model.deal import Deal
from armsledger.model.query import FACETS, DealQuery, facets, is_item

MASKS = 32  # questions whose answer is kept

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Names:
    """Values by number, in the order they were met; only ever added to, so that later columns share it."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, value: str) -> int:
        if value not in self._codes:
            self._codes[value] = len(self.values)
            self.values.append(value)
        return self._codes[value]

    def codes(self, wanted: Iterable[str]) -> list[int]:
        """Numbers of those that there are."""
        return [self._codes[v] for v in wanted if v in self._codes]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Row and value of a facet of which a deal has any number, by row."""

    rows: Ints
    codes: Ints


NOTHING = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Columns:
    """Rows of all deals that were not merged into others; never changed: `moved` makes the next ones."""

    names: Mapping[str, Names]
    numbers: Mapping[str, Ints]
    amounts: NDArray[np.float64]
    titles: list[str]
    words: list[str]
    pairs: Mapping[str, Pairs]

    @classmethod
    def empty(cls) -> Self:
        numbers = ("seq", "first_on", "last_on", "reports", "origins", "domestic", "contested", *CODED)
        return cls(
            names={name: Names() for name in (*CODED, *PAIRED)},
            numbers=dict.fromkeys(numbers, NOTHING),
            amounts=np.zeros(0),
            titles=[],
            words=[],
            pairs={name: Pairs(NOTHING, NOTHING) for name in PAIRED},
        )

    @classmethod
    def of(cls, deals: Sequence[Deal]) -> Self:
        """Deals in memory, numbered in their order."""
        found: dict[tuple[str, str], list[int]] = {}
        for seq, deal in enumerate(deals):
            for pair in facets(deal):
                found.setdefault(pair, []).append(seq)
        lines = [line(seq, deal) for seq, deal in enumerate(deals)]
        return cls.empty().moved((), lines, ((facet, value, seqs) for (facet, value), seqs in found.items()))

    def __len__(self) -> int:
        return len(self.titles)

    def moved(self, gone: Collection[int], new: Sequence[Line], valued: Valued) -> Self:
        """The columns without the deals of these numbers, and with the new ones."""
        keep = ~np.isin(self.numbers["seq"], list(gone))
        stay = keep.tolist()
        numbers = {
            name: np.concatenate([column[keep], np.array([self._number(one, name) for one in new], np.int64)])
            for name, column in self.numbers.items()
        }
        amounts = np.array([np.nan if one.amount is None else one.amount for one in new], np.float64)
        return replace(
            self,
            numbers=numbers,
            amounts=np.concatenate([self.amounts[keep], amounts]),
            titles=[*compress(self.titles, stay), *(one.title for one in new)],
            words=[*compress(self.words, stay), *(one.words for one in new)],
            pairs=self._pairs(keep, numbers["seq"], valued),
        )

    def _number(self, one: Line, name: str) -> int:
        value = getattr(one, name)
        if name in CODED:
            return -1 if value is None else self.names[name].code(value)
        return int(value.replace("-", "")) if isinstance(value, str) else int(value or 0)

    def _pairs(self, keep: Mask, seqs: Ints, valued: Valued) -> dict[str, Pairs]:
        left = int(keep.sum())
        place, fresh = np.cumsum(keep) - 1, seqs[left:]
        order = np.argsort(fresh, kind="stable")
        rows: dict[str, list[Ints]] = {name: [place[p.rows[keep[p.rows]]]] for name, p in self.pairs.items()}
        codes: dict[str, list[Ints]] = {name: [p.codes[keep[p.rows]]] for name, p in self.pairs.items()}
        for facet, value, having in valued:
            if facet in rows:
                at = left + order[np.searchsorted(fresh, np.asarray(having, np.int64), sorter=order)]
                rows[facet].append(at)
                codes[facet].append(np.full(len(at), self.names[facet].code(value), np.int64))
        out = {}
        for name in rows:
            row, code = np.concatenate(rows[name]), np.concatenate(codes[name])
            by_row = np.argsort(row, kind="stable")
            out[name] = Pairs(row[by_row], code[by_row])
        return out

    def mask(self, query: DealQuery) -> Mask:
        """Which rows are wanted; not to be written to."""
        kept: dict[DealQuery, Mask] = self.__dict__.setdefault("_masks", {})
        if query not in kept:
            if len(kept) >= MASKS:
                kept.clear()
            kept[query] = self._mask(query)
        return kept[query]

    def _mask(self, query: DealQuery) -> Mask:
        wanted = np.ones(len(self), np.bool_)
        for name in CODED:
            if values := getattr(query, name):
                wanted &= np.isin(self.numbers[name], self.names[name].codes(map(str, values)))
        for name in FACETS:
            if values := getattr(query, name):
                fields = SIDES if name == "party" else (name,)
                wanted &= self._having({field: self.names[field].codes(values) for field in fields})
        if query.item:
            wanted &= self._having(
                {
                    field: [
                        n
                        for n, v in enumerate(self.names[field].values)
                        if any(is_item(w, field, v) for w in query.item)
                    ]
                    for field in ("designation", "category")
                }
            )
        if query.since is not None:
            wanted &= self.numbers["last_on"] >= int(query.since.strftime("%Y%m%d"))
        if query.until is not None:
            first = self.numbers["first_on"]
            wanted &= (first <= int(query.until.strftime("%Y%m%d"))) & (first > 0)
        if query.quiet_since is not None:
            last = self.numbers["last_on"]
            wanted &= (last <= int(query.quiet_since.strftime("%Y%m%d"))) & (last > 0)
        for name in ("domestic", "contested"):
            if (is_so := getattr(query, name)) is not None:
                wanted &= self.numbers[name] == int(is_so)
        for word in query.words.casefold().split():
            rows = np.flatnonzero(wanted)
            wanted[rows] = np.fromiter((word in self.words[row] for row in rows.tolist()), np.bool_, len(rows))
        return wanted

    def _having(self, codes: Mapping[str, Collection[int]]) -> Mask:
        """Which rows have any of these values in any of these facets."""
        out = np.zeros(len(self), np.bool_)
        for field, wanted in codes.items():
            out[self.pairs[field].rows[np.isin(self.pairs[field].codes, list(wanted))]] = True
        return out

    def count(self, query: DealQuery) -> int:
        return int(self.mask(query).sum())

    def facet(self, query: DealQuery, name: str) -> dict[str, int]:
        """How many of the deals wanted have each value, most first."""
        wanted = self.mask(query)
        if name in CODED:
            codes, values = self.numbers[name][wanted], self.names[name].values
        elif name in PAIRED:
            pairs, values = self.pairs[name], self.names[name].values
            codes = pairs.codes[wanted[pairs.rows]]
        else:
            raise ValueError(f"{name!r} is no facet: {', '.join((*CODED, *PAIRED))}")
        many = np.bincount(codes[codes >= 0], minlength=len(values)).tolist()
        return dict(sorted(((v, n) for v, n in zip(values, many, strict=False) if n), key=lambda p: (-p[1], p[0])))

    def flows(self, query: DealQuery) -> tuple[tuple[str, str, str, int], ...]:
        """(supplier, recipient, stage, how many transfers) among the deals wanted, most first."""
        wanted = self.mask(query) & np.isin(self.numbers["kind"], self.names["kind"].codes(["transfer"]))
        given, taken = (_kept(self.pairs[side], wanted) for side in ("supplier", "recipient"))
        first = np.searchsorted(taken.rows, given.rows, "left")
        many = np.searchsorted(taken.rows, given.rows, "right") - first
        each = np.repeat(np.arange(len(many)), many)  # a deal's suppliers, each once for each of its recipients
        other = np.repeat(first, many) + np.arange(len(each)) - np.repeat(np.cumsum(many) - many, many)
        suppliers, recipients, stages = (self.names[n].values for n in ("supplier", "recipient", "stage"))
        sizes = (len(suppliers), len(recipients), len(stages))
        if not len(each):
            return ()
        stage = self.numbers["stage"][given.rows[each]]
        key = np.ravel_multi_index((given.codes[each], taken.codes[other], stage), sizes)
        found, counted = np.unique(key, return_counts=True)
        told = [
            (suppliers[s], recipients[r], stages[t], n)
            for s, r, t, n in zip(*(a.tolist() for a in np.unravel_index(found, sizes)), counted.tolist(), strict=True)
        ]
        return tuple(sorted(told, key=lambda f: (-f[3], f[:3])))

    def money(self, query: DealQuery) -> dict[tuple[str, str], tuple[int, float]]:
        """By stage and currency, how many of the deals wanted state a total, and the sum of its lower ends."""
        wanted = self.mask(query) & (self.numbers["currency"] >= 0)
        stages, currencies = self.names["stage"].values, self.names["currency"].values
        if not wanted.any():
            return {}
        sizes = (len(stages), len(currencies))
        key = np.ravel_multi_index((self.numbers["stage"][wanted], self.numbers["currency"][wanted]), sizes)
        many = np.bincount(key, minlength=sizes[0] * sizes[1]).reshape(sizes)
        sums = np.bincount(key, self.amounts[wanted], minlength=sizes[0] * sizes[1]).reshape(sizes)
        return {
            (stages[s], currencies[c]): (int(many[s, c]), float(sums[s, c]))
            for s, c in zip(*(a.tolist() for a in np.nonzero(many)), strict=True)
        }

    def part(
        self, query: DealQuery, sort: str, descending: bool, limit: int, after: tuple[Any, int] | None
    ) -> tuple[list[int], int, tuple[Any, int] | None]:
        """Numbers of the deals wanted after the place given, how many there are in all, and the place where the next follow.

        Sorted by one of SORTS and by number within it; nothing known counts as the least.
        """
        if sort not in SORTS:
            raise ValueError(f"deals are sorted by {', '.join(SORTS)}, not {sort!r}")
        wanted, order = self.mask(query), self._order(sort)
        rows: list[int] = order[wanted[order]].tolist()
        total = len(rows)
        if after is not None and descending:
            rows = rows[: bisect_left(rows, after, key=lambda row: self._place(sort, row))]
        elif after is not None:
            rows = rows[bisect_right(rows, after, key=lambda row: self._place(sort, row)) :]
        found = rows[::-1][:limit] if descending else rows[:limit]
        more = len(rows) > limit
        seqs = self.numbers["seq"][found].tolist() if found else []
        return seqs, total, self._place(sort, found[-1]) if more else None

    def newest(self, query: DealQuery, name: str, limit: int) -> dict[str, list[int]]:
        """Numbers of the last reported of the deals wanted, so many by each value of a column of one value a deal."""
        wanted, order = self.mask(query), self._order("last_on")
        rows = order[wanted[order]][::-1]
        codes = self.numbers[name][rows]
        seqs = self.numbers["seq"]
        return {
            value: seqs[rows[np.flatnonzero(codes == code)[:limit]]].tolist()
            for code, value in enumerate(self.names[name].values)
        }

    def _order(self, sort: str) -> Ints:
        kept: dict[str, Ints] = self.__dict__.setdefault("_orders", {})
        if sort not in kept:
            if sort == "title":
                ranks = {title: n for n, title in enumerate(sorted(set(self.titles)))}
                keys = np.array([ranks[title] for title in self.titles], np.int64)
            else:
                keys = self.numbers[sort]
            kept[sort] = np.lexsort((self.numbers["seq"], keys))
        return kept[sort]

    def _place(self, sort: str, row: int) -> tuple[Any, int]:
        key = self.titles[row] if sort == "title" else int(self.numbers[sort][row])
        return key, int(self.numbers["seq"][row])


def _kept(pairs: Pairs, wanted: Mask) -> Pairs:
    there = wanted[pairs.rows]
    return Pairs(pairs.rows[there], pairs.codes[there])

"""Reports that tell one story in the same words, grouped into origins: copies, cut and edited copies, rewritten wire copy.

Grows by one report at a time; what is kept of a report is its signature, its facts and its places in two tables.
"""

from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from armsledger.model.report import Report
from armsledger.pages.fingerprints import Facts, shingle_hashes, signature, words_of

_PLACES = 72  # of a signature: 24 bands of 3 find a pair with half its shingles in common 96 times in 100
_BAND = 3
_FACT_PLACES = 30
_FACT_BAND = 2
_ALIKE = 0.42  # estimated share of common shingles that makes a near copy
_WEIGHTY = 2.2  # weight of common facts without which nothing is concluded
_QUOTED = 3  # stretches of five quoted words
# What makes a rewriting: the share of the shorter report's facts, and of both reports', that is common.
_BARE = (0.62, 0.45)  # where no quote is shared
_WITH_QUOTES = ((0.5, 0.32), (0.75, 0.2))
_WITH_SOURCE = (0.4, 0.2)  # where one stands on the other
_APART = 10  # days; rewritings follow their story soon
_NEVER = 10_000_000  # later than any day
_CROWD = 4  # reports of one key that a table keeps
_FIRST_SLOTS = 1 << 12


class Origins:
    """Which reports tell one story. The grouping does not depend on the order in which they came."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._index: dict[str, int] = {}
        self._parent = array("I")
        self._first = array("I")  # days as ordinals, 0 where unknown
        self._last = array("I")
        self._agency = array("I")  # names by number, 0 where unknown
        self._outlet = array("I")
        self._names: dict[str | None, int] = {None: 0}
        self._signatures = np.zeros((64, _PLACES), dtype=np.uint16)
        self._facts = array("I")
        self._facts_end = array("Q", [0])
        self._shingled = _Table(_PLACES // _BAND)
        self._factual = _Table(_FACT_PLACES // _FACT_BAND)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, report: Report) -> str:
        """The id of the report whose story this one tells: its own where it is the first. Adding twice is once."""
        known = self._index.get(report.id)
        if known is not None:
            return self.origin(report.id)
        text = " ".join(span.of(report.text) for span in report.body)
        new = len(self._ids)
        self._ids.append(report.id)
        self._index[report.id] = new
        self._parent.append(new)
        first, last = (report.written.first_on, report.written.last_on) if report.written is not None else (None, None)
        self._first.append(first.toordinal() if first is not None else 0)
        self._last.append(last.toordinal() if last is not None else 0)
        self._agency.append(self._names.setdefault(report.agency, len(self._names)))
        self._outlet.append(self._names.setdefault(report.publisher, len(self._names)))
        words = words_of(text)
        self._link_copies(new, words)
        self._link_rewritings(new, Facts.of(text, words))
        return self.origin(report.id)

    def origin(self, report_id: str) -> str:
        """The id of the earliest report that tells the story. Raises KeyError for a report that was not added."""
        return self._ids[self._root(self._index[report_id])]

    def groups(self) -> Iterator[list[str]]:
        """The ids of the reports of every origin, in the order they came."""
        found: dict[int, list[str]] = {}
        for n, report_id in enumerate(self._ids):
            found.setdefault(self._root(n), []).append(report_id)
        yield from found.values()

    def _root(self, n: int) -> int:
        parent = self._parent
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    def _join(self, a: int, b: int) -> None:
        """The root of both is the earlier report, by day of writing, then by id."""
        a, b = self._root(a), self._root(b)
        if a != b:
            rank_a, rank_b = ((self._first[n] or _NEVER, self._ids[n]) for n in (a, b))
            if rank_a <= rank_b:
                self._parent[b] = a
            else:
                self._parent[a] = b

    def _link_copies(self, new: int, words: list[str]) -> None:
        places = signature(shingle_hashes(words), _PLACES)
        if new >= len(self._signatures):
            self._signatures = np.concatenate([self._signatures, np.zeros_like(self._signatures)])
        self._signatures[new] = places
        mine = self._signatures[new]
        candidates = self._shingled.put(new, _keys(places, _BAND))
        for other in candidates:
            if (
                self._root(other) != self._root(new)
                and np.count_nonzero(self._signatures[other] == mine) >= _ALIKE * _PLACES
            ):
                self._join(new, other)

    def _link_rewritings(self, new: int, facts: Facts) -> None:
        self._facts.frombytes(facts.hashes.tobytes())
        self._facts_end.append(len(self._facts))
        if facts.weight < _WEIGHTY:
            return
        for other in self._factual.put(new, _keys(signature(facts.spread(), _FACT_PLACES), _FACT_BAND)):
            if self._root(other) != self._root(new) and self._soon(new, other) and self._rewritten(facts, new, other):
                self._join(new, other)

    def _soon(self, a: int, b: int) -> bool:
        """False where both are dated and more than ten days lie between them."""
        if not (self._first[a] and self._last[a] and self._first[b] and self._last[b]):
            return True
        return self._first[a] - _APART <= self._last[b] and self._first[b] - _APART <= self._last[a]

    def _rewritten(self, facts: Facts, new: int, other: int) -> bool:
        theirs = Facts(np.array(self._facts[self._facts_end[other] : self._facts_end[other + 1]], dtype=np.uint32))
        shared = Facts(np.intersect1d(facts.hashes, theirs.hashes, assume_unique=True))
        if shared.weight < _WEIGHTY:
            return False
        kept = shared.weight / min(facts.weight, theirs.weight)
        common = shared.weight / (facts.weight + theirs.weight - shared.weight)
        enough = [
            _BARE,
            *(_WITH_QUOTES if shared.quotes >= _QUOTED else ()),
            *((_WITH_SOURCE,) if self._chained(new, other) else ()),
        ]
        return any(kept >= least_kept and common >= least_common for least_kept, least_common in enough)

    def _chained(self, a: int, b: int) -> bool:
        """True where both stand on one agency, or one names the other's outlet as its source."""
        agency_a, agency_b = self._agency[a], self._agency[b]
        return bool(agency_a and agency_a in (agency_b, self._outlet[b])) or bool(
            agency_b and agency_b == self._outlet[a]
        )


def _keys(places: NDArray[np.uint32], band: int) -> list[int]:
    """One 32-bit key a band."""
    rows = places.astype(np.uint64).reshape(-1, band)
    keys = np.arange(1, len(rows) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for column in range(band):
        keys = (keys ^ rows[:, column]) * np.uint64(0xBF58476D1CE4E5B9)
        keys ^= keys >> np.uint64(29)
    found: list[int] = (keys >> np.uint64(32)).tolist()
    return found


class _Table:
    """Which reports share a key: open addressing in two flat arrays, eight bytes a slot, grown when 60 % are taken."""

    def __init__(self, keys_a_report: int) -> None:
        self._slots = _FIRST_SLOTS
        self._keys = array("I", bytes(4 * self._slots))
        self._owners = array("I", bytes(4 * self._slots))  # a report's index plus one; 0 is free
        self._taken = 0
        self._each = keys_a_report

    def put(self, owner: int, keys: list[int]) -> list[int]:
        """The reports that share a key with `owner`, each once; `owner` is put beside them."""
        if (self._taken + self._each) * 10 > self._slots * 6:
            self._grow()
        found: dict[int, None] = {}
        for key in keys:
            for other in self._place(key, owner + 1):
                found[other - 1] = None
        return list(found)

    def _place(self, key: int, owner: int) -> list[int]:
        keys, owners, mask = self._keys, self._owners, self._slots - 1
        slot = key & mask
        met = []
        while there := owners[slot]:
            if keys[slot] == key:
                met.append(there)
                if len(met) == _CROWD:
                    return met
            slot = (slot + 1) & mask
        keys[slot] = key
        owners[slot] = owner
        self._taken += 1
        return met

    def _grow(self) -> None:
        old = [(k, o) for k, o in zip(self._keys, self._owners, strict=True) if o]
        self._slots *= 2
        self._keys = array("I", bytes(4 * self._slots))
        self._owners = array("I", bytes(4 * self._slots))
        keys, owners, mask = self._keys, self._owners, self._slots - 1
        for key, owner in old:
            slot = key & mask
            while owners[slot]:
                slot = (slot + 1) & mask
            keys[slot] = key
            owners[slot] = owner

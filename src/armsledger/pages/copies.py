"""Reports that tell one story in the same words, grouped into origins: copies, cut and edited copies, rewritten wire copy.

Grows by one report at a time; what is kept of a report is its fingerprint and its keys in one table.
"""

from array import array
from collections.abc import Iterator

import numpy as np

from armsledger.model.report import Report
from armsledger.pages.fingerprints import Facts
from armsledger.pages.likeness import COPY_KEYS, FACT_KEYS, PLACES, Fingerprint, alike

CROWD = 256  # reports that meet under one key; what comes later meets the first of them only
_NEVER = 10_000_000  # later than any day
_FIRST_SLOTS = 1 << 12


class Origins:
    """Which reports tell one story. The grouping does not depend on the order in which they came (but see CROWD)."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._index: dict[str, int] = {}
        self._parent = array("I")
        self._first = array("I")
        self._last = array("I")
        self._agency = array("I")
        self._outlet = array("I")
        self._places = np.zeros((64, PLACES), dtype=np.uint16)
        self._worded = bytearray()
        self._facts = array("I")
        self._facts_end = array("Q", [0])
        self._table = _Table()

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, report: Report) -> str:
        """The id of the report whose story this one tells: its own where it is the first. Adding twice is once."""
        name = report.id
        return self.origin(name) if name in self._index else self.put(name, Fingerprint.of(report))

    def put(self, name: str, made: Fingerprint) -> str:
        """As `add`, for a report whose fingerprint is there already, under any name."""
        if name in self._index:
            return self.origin(name)
        new = self._keep(name, made)
        for other in self._table.put(new, made.keys()):
            if self._root(other) != self._root(new) and alike(made, self._fingerprint(other)):
                self._join(new, other)
        return self.origin(name)

    def hold(self, name: str, made: Fingerprint) -> None:
        """As `put`, where it is not asked whose story it tells: `same` will say."""
        if name not in self._index:
            self._table.put(self._keep(name, made), made.keys())

    def same(self, one: str, other: str) -> None:
        """The two are known to tell one story."""
        self._join(self._index[one], self._index[other])

    def origin(self, name: str) -> str:
        """The id of the earliest report that tells the story. Raises KeyError for a report that was not added."""
        return self._ids[self._root(self._index[name])]

    def groups(self) -> Iterator[list[str]]:
        """The ids of the reports of every origin, in the order they came."""
        found: dict[int, list[str]] = {}
        for n, name in enumerate(self._ids):
            found.setdefault(self._root(n), []).append(name)
        yield from found.values()

    def _keep(self, name: str, made: Fingerprint) -> int:
        new = len(self._ids)
        self._ids.append(name)
        self._index[name] = new
        self._parent.append(new)
        for column, value in (
            (self._first, made.first),
            (self._last, made.last),
            (self._agency, made.agency),
            (self._outlet, made.outlet),
        ):
            column.append(value)
        if new >= len(self._places):
            more = np.zeros((max(64, new // 4), PLACES), dtype=np.uint16)
            self._places = np.concatenate([self._places, more])
        self._worded.append(bool(len(made.places)))
        if len(made.places):
            self._places[new] = made.places
        self._facts.frombytes(made.facts.hashes.tobytes())
        self._facts_end.append(len(self._facts))
        return new

    def _fingerprint(self, n: int) -> Fingerprint:
        facts = np.array(self._facts[self._facts_end[n] : self._facts_end[n + 1]], dtype=np.uint32)
        return Fingerprint(
            first=self._first[n],
            last=self._last[n],
            agency=self._agency[n],
            outlet=self._outlet[n],
            places=self._places[n] if self._worded[n] else self._places[n, :0],
            facts=Facts(facts),
        )

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


class _Table:
    """Which reports share a key: open addressing in two flat arrays, eight bytes a slot, grown when 70 % are taken."""

    def __init__(self) -> None:
        self._slots = _FIRST_SLOTS
        self._keys = array("I", bytes(4 * self._slots))
        self._owners = array("I", bytes(4 * self._slots))  # a report's index plus one; 0 is free
        self._taken = 0

    def put(self, owner: int, keys: list[int]) -> list[int]:
        """The reports that share a key with `owner`, each once; `owner` is put beside them."""
        if (self._taken + COPY_KEYS + FACT_KEYS) * 10 > self._slots * 7:
            self._grow()
        slots, owners, mask = self._keys, self._owners, self._slots - 1
        found: set[int] = set()
        for key in keys:
            slot, met = key & mask, 0
            while there := owners[slot]:
                if slots[slot] == key:
                    found.add(there - 1)
                    met += 1
                    if met == CROWD:
                        break
                slot = (slot + 1) & mask
            else:
                slots[slot] = key
                owners[slot] = owner + 1
                self._taken += 1
        found.discard(owner)
        return sorted(found)

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

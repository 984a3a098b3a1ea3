"""Whether two reports tell one story: what is kept of each, the keys under which they meet, and when they are alike.

All of it is symmetric and rests on the two reports alone, so that a grouping does not depend on the order they came in.
"""

import struct
from binascii import crc32
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from armsledger.model.report import Report
from armsledger.pages.fingerprints import Facts, shingle_hashes, signature, words_of

PLACES = 72  # of a signature: 24 bands of 3 find a pair with half its shingles in common 96 times in 100
BAND = 3
FACT_PLACES = 30
FACT_BAND = 2
COPY_KEYS = PLACES // BAND
FACT_KEYS = FACT_PLACES // FACT_BAND
_ALIKE = 0.42  # estimated share of common shingles that makes a near copy
_WEIGHTY = 2.2  # weight of common facts without which nothing is concluded
_QUOTED = 3  # stretches of five quoted words
# What makes a rewriting: the share of the shorter report's facts, and of both reports', that is common.
_BARE = (0.62, 0.45)  # where no quote is shared
_WITH_QUOTES = ((0.5, 0.32), (0.75, 0.2))
_WITH_SOURCE = (0.4, 0.2)  # where one stands on the other
_APART = 10  # days; rewritings follow their story soon
_HEAD = struct.Struct("<IIIIH")
_NO_PLACES = np.zeros(0, dtype=np.uint16)
_NO_FACTS = np.zeros(0, dtype=np.uint32)
_MIX = np.uint64(0xBF58476D1CE4E5B9)  # Source: S. Vigna, SplitMix64
_SHIFT = np.uint64(29)
_SEEDS = np.arange(1, COPY_KEYS + FACT_KEYS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fingerprint:
    """What is kept of a report to tell its copies: about half a kilobyte.

    `first` and `last` day of writing as ordinals, `agency` and `outlet` as hashes of their names (0: unknown), `places`
    the signature of its words (empty where it has none), `facts` what a rewriting keeps.
    """

    first: int = 0
    last: int = 0
    agency: int = 0
    outlet: int = 0
    places: NDArray[np.uint16] = field(default_factory=lambda: _NO_PLACES)
    facts: Facts = field(default_factory=lambda: Facts(_NO_FACTS))

    @classmethod
    def of(cls, report: Report) -> Self:
        """The fingerprint of the report's own words and of what is known of it."""
        text = " ".join(span.of(report.text) for span in report.body)
        words = words_of(text)
        written = report.written
        return cls(
            first=written.first_on.toordinal() if written and written.first_on else 0,
            last=written.last_on.toordinal() if written and written.last_on else 0,
            agency=_name(report.agency),
            outlet=_name(report.publisher),
            places=signature(shingle_hashes(words), PLACES).astype(np.uint16) if words else _NO_PLACES,
            facts=Facts.of(text, words),
        )

    def pack(self) -> bytes:
        head = _HEAD.pack(self.first, self.last, self.agency, self.outlet, len(self.places))
        return head + self.places.astype("<u2").tobytes() + self.facts.hashes.astype("<u4").tobytes()

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        first, last, agency, outlet, count = _HEAD.unpack_from(data)
        places = np.frombuffer(data, dtype="<u2", count=count, offset=_HEAD.size).astype(np.uint16)
        facts = np.frombuffer(data, dtype="<u4", offset=_HEAD.size + 2 * count).astype(np.uint32)
        return cls(first=first, last=last, agency=agency, outlet=outlet, places=places, facts=Facts(facts))

    def keys(self) -> list[int]:
        """32-bit numbers: reports that tell one story share one of them, others seldom do. None where little is told."""
        rows: list[NDArray[np.uint64]] = []
        if len(self.places):
            rows.append(_mixed(self.places.astype(np.uint64).reshape(-1, BAND), _SEEDS[:COPY_KEYS]))
        if self.facts.weight >= _WEIGHTY:
            places = signature(self.facts.spread(), FACT_PLACES).astype(np.uint64).reshape(-1, FACT_BAND)
            rows.append(_mixed(places, _SEEDS[COPY_KEYS:]))
        found: list[int] = np.concatenate(rows).tolist() if rows else []
        return found


def alike(a: Fingerprint, b: Fingerprint) -> bool:
    """True where one is a copy of the other, cut or edited perhaps, or the same story in other words."""
    return _copied(a, b) or (_soon(a, b) and _rewritten(a, b))


def _copied(a: Fingerprint, b: Fingerprint) -> bool:
    if not len(a.places) or not len(b.places):
        return False
    return bool(np.count_nonzero(a.places == b.places) >= _ALIKE * PLACES)


def _soon(a: Fingerprint, b: Fingerprint) -> bool:
    """False where both are dated and more than ten days lie between them."""
    if not (a.first and a.last and b.first and b.last):
        return True
    return a.first - _APART <= b.last and b.first - _APART <= a.last


def _rewritten(a: Fingerprint, b: Fingerprint) -> bool:
    least = min(a.facts.weight, b.facts.weight)
    if least < _WEIGHTY:
        return False
    shared = Facts(np.intersect1d(a.facts.hashes, b.facts.hashes, assume_unique=True))
    if shared.weight < _WEIGHTY:
        return False
    kept, common = shared.weight / least, shared.weight / (a.facts.weight + b.facts.weight - shared.weight)
    enough = [
        _BARE,
        *(_WITH_QUOTES if shared.quotes >= _QUOTED else ()),
        *((_WITH_SOURCE,) if _chained(a, b) else ()),
    ]
    return any(kept >= least_kept and common >= least_common for least_kept, least_common in enough)


def _chained(a: Fingerprint, b: Fingerprint) -> bool:
    """True where both stand on one agency, or one names the other's outlet as its source."""
    return bool(a.agency and a.agency in (b.agency, b.outlet)) or bool(b.agency and b.agency == a.outlet)


def _name(name: str | None) -> int:
    words = (name or "").casefold().removeprefix("the ").strip()
    return crc32(words.encode("utf-8", "replace")) | 1 if words else 0


def _mixed(rows: NDArray[np.uint64], seeds: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One 32-bit key a row."""
    keys = seeds.copy()
    for column in range(rows.shape[1]):
        keys = (keys ^ rows[:, column]) * _MIX
        keys ^= keys >> _SHIFT
    return keys >> np.uint64(32)

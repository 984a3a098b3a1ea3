"""What of a report tells it from others: its shingles, and the quotes, names and figures that a rewriting keeps."""

import re
from binascii import crc32

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_QUOTE = re.compile(r"[\"“„«]([^\"“”„«»]{20,600})[\"”»]")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?: (?:(?:of|de|al|el|bin|van|von) )?[A-ZÀ-ÖØ-Þ\d][\w’'-]*)*")
_FIGURE = re.compile(r"\d[\d,.]*")
_OPENING = (". ", "! ", "? ", ": ", ".\n", "\n\n", "” ", "“", '"', '" ', "\n", "’ ")
_COMMON = frozenset(["The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "But", "And", "Or", "If", "As", "By", "For", "From", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "This", "That", "These", "Those", "There", "His", "Her", "Their", "Its"])  # fmt: skip
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {w: str(n) for n, w in enumerate(_UNITS.split()) if n > 1} | {
    w: str(10 * n) for n, w in enumerate(_TENS.split(), 3)
}
_SHINGLE = 4
_MOST = 100
_MULTIPLIERS = np.random.default_rng(20270101).integers(1, 2**63, 1024, dtype=np.uint64) | np.uint64(1)
_ADDENDS = np.random.default_rng(20270102).integers(0, 2**63, 1024, dtype=np.uint64)
EMPTY = np.uint32(0xFFFFFFFF)


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def shingle_hashes(words: list[str]) -> NDArray[np.uint64]:
    """A hash for every four words in a row (for the whole, where there are fewer), the same everywhere."""
    hashes = (
        np.fromiter(map(crc32, " ".join(words).encode("utf-8", "replace").split(b" ")), dtype=np.uint64)
        if words
        else np.zeros(0, dtype=np.uint64)
    )
    if len(hashes) <= _SHINGLE:
        return (
            hashes[:1] * np.uint64(2654435761) + np.uint64(len(hashes)) + hashes.sum(dtype=np.uint64, keepdims=True)
            if len(hashes)
            else hashes
        )
    size = len(hashes) - _SHINGLE + 1
    found = np.zeros(size, dtype=np.uint64)
    for i in range(_SHINGLE):
        found = found * np.uint64(0x9E3779B97F4A7C15) + hashes[i : i + size]
    return found


def signature(hashes: NDArray[np.uint64], size: int) -> NDArray[np.uint32]:
    """The smallest of each of `size` rehashings: equal places in two signatures estimate the share of common hashes."""
    if not len(hashes):
        return np.full(size, EMPTY, dtype=np.uint32)
    mixed = hashes[:, None] * _MULTIPLIERS[None, :size] + _ADDENDS[None, :size]
    least: NDArray[np.uint32] = (mixed >> np.uint64(32)).astype(np.uint32).min(axis=0)
    return least


def facts(text: str, words: list[str]) -> list[str]:
    """What a rewriting keeps: stretches of quotes, names, figures; each once. "1,200" is "1200", "forty" is "40".

    A lone capitalised word at a sentence's beginning is no name, unless it is an abbreviation or a type.
    """
    found: dict[str, None] = {}
    for quote in _QUOTE.finditer(text):
        quoted = words_of(quote[1])
        for i in range(max(1, len(quoted) - 4)):
            found["q:" + " ".join(quoted[i : i + 5])] = None
    for match in _NAME.finditer(text):
        start = match.start()
        if start and text[start - 1].isalnum():
            continue
        name = match.group()
        while (first := name.partition(" "))[0] in _COMMON:
            name = first[2]
        lone = " " not in name and name.isalpha() and not name.isupper()
        if len(name) > 2 and not (lone and (start == 0 or text[start - 2 : start].endswith(_OPENING))):
            found["n:" + name.lower().removesuffix("’s").removesuffix("'s")] = None
    for match in _FIGURE.finditer(text):
        if not match.start() or not text[match.start() - 1].isalnum():
            found["f:" + match.group().rstrip(".,").replace(",", "").removesuffix(".0")] = None
    for word in sorted(_NUMBERS.keys() & words):
        found["f:" + _NUMBERS[word]] = None
    return list(found)


_WEIGHTS = (0.3, 0.5, 1.0, 1.5)  # of a fact, by the two lowest bits of its hash
_SMALL_FIGURE, _QUOTE_PART, _NAME_ONE, _TELLING = 0, 1, 1, 3
_QUOTE_BIT = 4


class Facts:
    """The facts of a report as sorted 32-bit hashes that carry their weight in the lowest bits."""

    def __init__(self, hashes: NDArray[np.uint32]) -> None:
        self.hashes = hashes
        counts = np.bincount(hashes & np.uint32(3), minlength=4)
        self.weight = float(counts @ np.array(_WEIGHTS))
        self.quotes = int(np.count_nonzero(hashes & np.uint32(_QUOTE_BIT)))

    @classmethod
    def of(cls, text: str, words: list[str]) -> "Facts":
        """The facts of `text`, whose words are `words`: the first hundred of them."""
        found = {
            (crc32(fact.encode("utf-8", "replace")) & 0xFFFFFFF8) | _class(fact) for fact in facts(text, words)[:_MOST]
        }
        return cls(np.array(sorted(found), dtype=np.uint32))

    def spread(self) -> NDArray[np.uint64]:
        """The hashes spread over 64 bits."""
        return self.hashes.astype(np.uint64) * np.uint64(0xD6E8FEB86659FD93)


def _class(fact: str) -> int:
    kind, value = fact[0], fact[2:]
    if kind == "q":
        return _QUOTE_PART | _QUOTE_BIT
    if kind == "n":
        return 2 if " " in value or any(c.isdigit() for c in value) else _NAME_ONE
    if len(value) == 4 and value[:2] in ("19", "20"):
        return _SMALL_FIGURE
    return _TELLING if len(value) >= 3 else _NAME_ONE if len(value) == 2 else _SMALL_FIGURE

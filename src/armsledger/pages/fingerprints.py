"""What of a report tells it from others: its shingles, and the quotes, names and figures that a rewriting keeps."""

import re
from binascii import crc32
from itertools import islice

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_BREAKS = bytes(b if b >= 128 or chr(b).isalnum() or b == ord("_") else 32 for b in range(256))
_MARKS = tuple(mark.encode() for mark in "“”‘’„«»–—…\xa0•")
_QUOTE = re.compile(r"[\"“„«]([^\"“”„«»]{20,600})[\"”»]")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?: (?:(?:of|de|al|el|bin|van|von) )?[A-ZÀ-ÖØ-Þ\d][\w’'-]*)*")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d[\d,.]*")
_OPENING = (". ", "! ", "? ", ": ", ".\n", "\n\n", "” ", "“", '"', '" ', "\n", "’ ")
_COMMON = frozenset(["The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "But", "And", "Or", "If", "As", "By", "For", "From", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "This", "That", "These", "Those", "There", "His", "Her", "Their", "Its"])  # fmt: skip
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {w.encode(): str(n) for n, w in enumerate(_UNITS.split()) if n > 1} | {
    w.encode(): str(10 * n) for n, w in enumerate(_TENS.split(), 3)
}
_SHINGLE = 4
_MOST = 100
_MULTIPLIERS = np.random.default_rng(20270101).integers(1, 2**63, 1024, dtype=np.uint64) | np.uint64(1)
_ADDENDS = np.random.default_rng(20270102).integers(0, 2**63, 1024, dtype=np.uint64)
EMPTY = np.uint32(0xFFFFFFFF)
_WEIGHTS = np.array((0.3, 0.5, 1.0, 1.5))  # of a fact, by the two lowest bits of its hash
_SMALL_FIGURE, _QUOTE_PART, _NAME_ONE, _NAME_TOLD, _TELLING = 0, 1, 1, 2, 3
_QUOTE_BIT = 4


def words_of(text: str) -> list[bytes]:
    """The words, small, in UTF-8: runs of letters, digits and what is neither ASCII nor a mark of the usual kinds."""
    data = text.lower().encode("utf-8", "replace")
    if len(data) != len(text):
        for mark in _MARKS:
            data = data.replace(mark, b" ")
    return data.translate(_BREAKS).split()


def shingle_hashes(words: list[bytes]) -> NDArray[np.uint64]:
    """A hash for every four words in a row (for the whole, where there are fewer), the same everywhere."""
    hashes = np.fromiter(map(crc32, words), dtype=np.uint64, count=len(words))
    if not len(hashes):
        return hashes
    if len(hashes) <= _SHINGLE:
        short: NDArray[np.uint64] = hashes[:1] * np.uint64(2654435761) + np.uint64(len(hashes) + int(hashes.sum()))
        return short
    size = len(hashes) - _SHINGLE + 1
    found = np.zeros(size, dtype=np.uint64)
    for i in range(_SHINGLE):
        found = found * np.uint64(0x9E3779B97F4A7C15) + hashes[i : i + size]
    return found


def signature(hashes: NDArray[np.uint64], size: int) -> NDArray[np.uint32]:
    """The smallest of each of `size` rehashings: equal places in two signatures estimate the share of common hashes."""
    if not len(hashes):
        return np.full(size, EMPTY, dtype=np.uint32)
    mixed = hashes[None, :] * _MULTIPLIERS[:size, None]
    mixed += _ADDENDS[:size, None]
    least: NDArray[np.uint32] = (mixed.min(axis=1) >> np.uint64(32)).astype(np.uint32)
    return least


def facts(text: str, words: list[bytes]) -> dict[str, int]:
    """What a rewriting keeps, with its class: stretches of quotes, names, figures. "1,200" is "1200", "forty" is "40".

    A lone capitalised word at a sentence's beginning is no name, unless it is an abbreviation or a type.
    """
    found: dict[str, int] = {}
    for quote in _QUOTE.finditer(text):
        quoted = _WORD.findall(quote[1].lower())
        for i in range(max(1, len(quoted) - 4)):
            found["q:" + " ".join(quoted[i : i + 5])] = _QUOTE_PART | _QUOTE_BIT
    for match in _NAME.finditer(text):
        name = match[0]
        if name in _COMMON or len(name) < 3:
            continue
        start = match.start()
        if start and text[start - 1].isalnum():
            continue
        if many := " " in name:
            while (first := name.partition(" "))[0] in _COMMON:
                name = first[2]
            many = " " in name
        if not many and name.isalpha():
            if (start == 0 or text[start - 2 : start].endswith(_OPENING)) and not name.isupper():
                continue
            if len(name) < 3 or name in _COMMON:
                continue
            found["n:" + name.lower()] = _NAME_ONE
        elif len(name) > 2:
            low = name.lower()
            if low[-1] == "s" and low[-2] in "’'":
                low = low[:-2]
            found["n:" + low] = _NAME_TOLD if many or _DIGIT.search(low) else _NAME_ONE
    for match in _FIGURE.finditer(text):
        start = match.start()
        if not start or not text[start - 1].isalnum():
            figure = match[0].rstrip(".,").replace(",", "").removesuffix(".0")
            found["f:" + figure] = _figure_class(figure)
    for word in sorted(_NUMBERS.keys() & set(words)):
        found["f:" + _NUMBERS[word]] = _figure_class(_NUMBERS[word])
    return found


class Facts:
    """The facts of a report as sorted 32-bit hashes that carry their weight in the lowest bits."""

    def __init__(self, hashes: NDArray[np.uint32]) -> None:
        self.hashes = hashes
        self.weight = float(_WEIGHTS[hashes & np.uint32(3)].sum())
        self.quotes = int(np.count_nonzero(hashes & np.uint32(_QUOTE_BIT)))

    @classmethod
    def of(cls, text: str, words: list[bytes]) -> "Facts":
        """The facts of `text`, whose words are `words`: the first hundred of them."""
        told = islice(facts(text, words).items(), _MOST)
        found = {(crc32(fact.encode("utf-8", "replace")) & 0xFFFFFFF8) | kind for fact, kind in told}
        return cls(np.array(sorted(found), dtype=np.uint32))

    def spread(self) -> NDArray[np.uint64]:
        """The hashes spread over 64 bits."""
        return self.hashes.astype(np.uint64) * np.uint64(0xD6E8FEB86659FD93)


def _figure_class(value: str) -> int:
    if len(value) == 4 and value[:2] in ("19", "20"):
        return _SMALL_FIGURE
    return _TELLING if len(value) >= 3 else _NAME_ONE if len(value) == 2 else _SMALL_FIGURE

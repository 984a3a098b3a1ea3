"""A text as word pieces with what is known of each, and as blocks that the encoder can take."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from armsledger.reading.schema import CANDIDATE_TYPES, SHAPES

Ints = NDArray[np.int64]
WEIGHTS = Path(__file__).with_name("weights")
BREAK = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a value of a claim. Those with one `key` speak of the same thing throughout the report."""

    start: int
    end: int
    type: str
    key: str
    value: object = None
    makers: tuple[str, ...] = ()
    """Of a type: the states whose makers build it."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one report: ids, types and shapes of length n, spans (n, 2) in the text, and the index that begins each sentence."""

    ids: Ints
    types: Ints
    shapes: Ints
    spans: Ints
    sentences: Ints
    candidates: tuple[Candidate, ...]
    places: Ints
    """(c, 2): first and last-plus-one piece of each candidate."""


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces that are read at once: the report's opening, then the run from `first`; the events that begin from `own` on count."""

    index: Ints
    own: int


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    if not any(c.isalnum() for c in word):
        name = "mark"
    elif word.isalpha():
        name = "lower" if word.islower() else "upper" if word.isupper() and len(word) > 1 else "title"
    else:
        name = "number" if not any(c.isalpha() for c in word) else "mixed"
    return SHAPES.index(name)


def pieces(text: str, candidates: Sequence[Candidate], tokenizer: Tokenizer) -> Pieces:
    """The whole text, however long, as pieces; candidates that hold no piece are left out."""
    coded = tokenizer.encode(text, add_special_tokens=False)
    spans = np.array(coded.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = spans[:, 0], spans[:, 1]
    types = np.zeros(len(spans), dtype=np.int64)
    kept, places = [], []
    for c in candidates:
        first, last = int(np.searchsorted(ends, c.start, "right")), int(np.searchsorted(starts, c.end, "left"))
        if first < last:
            types[first:last] = CANDIDATE_TYPES.index(c.type)
            kept.append(c)
            places.append((first, last))
    shapes = np.array([shape(text[a:b]) for a, b in coded.offsets], dtype=np.int64)
    begins = sorted({0, *(int(np.searchsorted(starts, m.end(), "left")) for m in BREAK.finditer(text))} - {len(spans)})
    return Pieces(
        ids=np.array(coded.ids, dtype=np.int64),
        types=types,
        shapes=shapes,
        spans=spans,
        sentences=np.array(begins if len(spans) else [], dtype=np.int64),
        candidates=tuple(kept),
        places=np.array(places, dtype=np.int64).reshape(-1, 2),
    )


def blocks(p: Pieces, size: int, lead: int, before: int, start: int = 0) -> list[Block]:
    """Blocks of at most `size` pieces that together own every piece from `start` on.

    Each begins with the report's first `lead` pieces and with `before` pieces of what precedes its own, both cut at
    sentence ends where sentences are short enough.
    """
    n = len(p.ids)
    edges = [*p.sentences.tolist(), n]
    opening = max([e for e in edges if e <= lead], default=lead)
    out, own = [], start
    while own < n:
        first = min((e for e in edges if own - before <= e <= own), default=max(0, own - before))
        head = np.arange(min(opening, first)) if first > 0 else np.arange(0)
        room = size - len(head) - (own - first)
        last = max((e for e in edges if own < e <= own + room), default=min(n, own + room))
        out.append(Block(np.concatenate((head, np.arange(first, last))), len(head) + own - first))
        own = last
    return out


@lru_cache(maxsize=1)
def tokenizer(path: Path = WEIGHTS / "tokenizer.json") -> Tokenizer:
    return Tokenizer.from_file(str(path))

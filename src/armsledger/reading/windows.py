"""Which parts of a report the network is given, in learning as in reading."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from armsledger.reading.wordpieces import Block, Ints, Pieces, blocks

SIZE, LEAD, BEFORE = 480, 48, 64
"""Pieces of a block, of the report's opening before it, and of what stands just before it."""


def windows(p: Pieces, spans: Sequence[tuple[int, int]], cut: int = 0) -> list[Block]:
    """The blocks of what is worth reading; with `cut` (a piece of it) the first ends there, so that events fall elsewhere in them."""
    kept = worthwhile(p, spans)
    short = only(p, kept)
    run = blocks(short, SIZE, LEAD, BEFORE, cut)
    return [Block(kept[b.index], b.own) for b in ([Block(np.arange(cut), 0), *run] if cut else run)]


def worthwhile(p: Pieces, spans: Sequence[tuple[int, int]]) -> Ints:
    """The pieces in order of the opening, of every sentence that one of the spans touches, and of the one before each."""
    edges = [*p.sentences.tolist(), len(p.ids)]
    keep = np.zeros(len(p.ids), dtype=bool)
    keep[:LEAD] = True
    before = 0
    for first, last in pairwise(edges):
        if any(a < last and first < z for a, z in spans):
            keep[before:last] = True
        before = first
    return np.flatnonzero(keep)


def only(p: Pieces, kept: Ints) -> Pieces:
    """The pieces with nothing but their number and sentences, as if the others were not there."""
    begins = np.searchsorted(kept, p.sentences)
    return replace(p, ids=p.ids[kept], sentences=np.unique(begins[begins < len(kept)]))

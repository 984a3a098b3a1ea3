"""What the network is given of a report."""

import numpy as np

from armsledger.reading.windows import BEFORE, LEAD, SIZE, windows, worthwhile
from armsledger.reading.wordpieces import Pieces


def report(sentences: int, length: int = 20) -> Pieces:
    """Sentences of equal length, each piece numbered."""
    n = sentences * length
    zero = np.zeros(n, dtype=np.int64)
    spans = np.stack((np.arange(n) * 2, np.arange(n) * 2 + 1), 1)
    return Pieces(np.arange(n), zero, zero, spans, np.arange(0, n, length), (), np.zeros((0, 2), dtype=np.int64))


def test_the_opening_a_told_sentence_and_the_one_before_it_are_kept() -> None:
    kept = worthwhile(report(30), [(405, 410)])
    assert kept.tolist() == [*range(LEAD), *range(380, 420)]


def test_a_span_over_two_sentences_keeps_both() -> None:
    kept = worthwhile(report(30), [(415, 425)])
    assert kept.tolist() == [*range(LEAD), *range(380, 440)]


def test_blocks_hold_places_in_the_report() -> None:
    (block,) = windows(report(30), [(405, 410)])
    assert block.index.tolist() == [*range(LEAD), *range(380, 420)] and block.own == 0


def test_every_told_piece_is_owned_by_one_block_of_a_long_report() -> None:
    p = report(100)
    told = [(n, n + 5) for n in range(0, 2000, 20)]
    run = windows(p, told)
    owned = np.concatenate([b.index[b.own :] for b in run])
    assert owned.tolist() == list(range(2000)) and all(len(b.index) <= SIZE for b in run)
    assert all(b.own <= LEAD + BEFORE for b in run)


def test_a_cut_puts_the_end_of_the_first_block_there() -> None:
    run = windows(report(100), [(n, n + 5) for n in range(0, 2000, 20)], cut=60)
    assert run[0].index.tolist() == list(range(60))
    assert np.concatenate([b.index[b.own :] for b in run]).tolist() == list(range(2000))

import numpy as np
import pytest

from armsledger.reading.schema import SHAPES
from armsledger.reading.wordpieces import Pieces, blocks, shape


def plain(n: int, sentence: int) -> Pieces:
    line = np.arange(n)
    return Pieces(
        ids=line,
        types=line * 0,
        shapes=line * 0,
        spans=np.stack((line, line + 1), 1),
        sentences=np.arange(0, n, sentence),
        candidates=(),
        places=np.zeros((0, 2), dtype=np.int64),
    )


@pytest.mark.parametrize(("n", "sentence"), [(1, 1), (50, 7), (1000, 23), (1000, 900), (2500, 2500)])
def test_every_piece_is_owned_once_and_no_block_is_too_long(n: int, sentence: int) -> None:
    found = blocks(plain(n, sentence), 320, 56, 90)
    own = np.concatenate([b.index[b.own :] for b in found])
    assert own.tolist() == list(range(n))
    assert all(len(b.index) <= 320 for b in found)
    assert all(len(set(b.index.tolist())) == len(b.index) for b in found)


def test_later_blocks_begin_with_the_opening_of_the_report() -> None:
    last = blocks(plain(1000, 20), 320, 56, 90)[-1]
    assert last.index[0] == 0
    assert last.own > 40


def test_an_empty_text_has_no_blocks() -> None:
    assert blocks(plain(0, 1), 320, 56, 90) == []


def test_shapes() -> None:
    words = ["and", "Chile", "NATO", "24", "MiG29", "—", "“"]
    assert [SHAPES[shape(w)] for w in words] == ["lower", "title", "upper", "number", "mixed", "mark", "mark"]

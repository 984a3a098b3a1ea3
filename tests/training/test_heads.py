"""The network's heads trained on, where torch is installed."""

from pathlib import Path

import numpy as np
import pytest

from armsledger.reading.transfers import shipped
from armsledger.reading.weights import HEADS
from armsledger.reading.wordpieces import WEIGHTS
from armsledger.training.own import corpus
from tests.training.toys import known


@pytest.mark.timeout(600)
def test_the_heads_keep_their_shape_and_move_a_little(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from armsledger.training.heads import heads_onward

    before = dict(np.load(WEIGHTS / HEADS))
    heads_onward([], corpus()[:9], known(), shipped(), tmp_path)
    after = dict(np.load(tmp_path / HEADS))
    assert {k: v.shape for k, v in after.items()} == {k: v.shape for k, v in before.items()}
    moved = max(float(np.abs(after[k].astype(float) - before[k]).max()) for k in before)
    assert 0 < moved < 0.1

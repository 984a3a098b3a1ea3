import numpy as np

from armsledger.training.tune import error, logistic


def test_the_curve_finds_what_decides() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(400, 3))
    y = (x[:, 0] * 2 - 0.5 + rng.normal(size=400) > 0).astype(float)
    w = logistic(x, y)
    assert w[0] > 1 and abs(w[1]) < 0.4 and abs(w[2]) < 0.4 and w[3] < 0


def test_error_is_nought_where_scores_are_the_shares() -> None:
    scores = [0.2] * 10 + [0.8] * 10
    right = [True] * 2 + [False] * 8 + [True] * 8 + [False] * 2
    assert error(scores, right) < 0.21
    assert error([0.9] * 20, [False] * 20) > 0.85

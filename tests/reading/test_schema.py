import numpy as np

from armsledger.reading.schema import DISTANCES, EDGES, distances


def test_inside_by_thirds() -> None:
    spans = np.array([[10, 11], [14, 16], [18, 19], [8, 11], [10, 20]])
    assert distances(spans, 10, 19).tolist() == [0, 1, 2, 0, 1]


def test_outside_by_the_gap_before_and_after() -> None:
    near, far = np.array([[9, 10], [19, 20]]), np.array([[0, 1], [900, 901]])
    assert distances(near, 10, 19).tolist() == [3, 3 + len(EDGES) + 1]
    assert distances(far, 500, 510).tolist() == [3 + len(EDGES), DISTANCES - 1]

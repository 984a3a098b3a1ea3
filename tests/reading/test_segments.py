import numpy as np

from armsledger.reading.schema import TAGS
from armsledger.reading.segments import spans


def logs(path: str) -> np.ndarray:
    """`B` and `I` are a transfer's, `V` and `v` a visit's, `.` is outside; each is given nine tenths."""
    names = {".": "O", "B": "B-transfer", "I": "I-transfer", "V": "B-visit", "v": "I-visit"}
    p = np.full((len(path), len(TAGS)), 0.1 / (len(TAGS) - 1), dtype=np.float32)
    for i, c in enumerate(path):
        p[i, TAGS.index(names[c])] = 0.9
    return np.log(p)


def test_spans_are_runs_of_one_kind() -> None:
    found = spans(logs("..BII.BI.Vv"), 0.0)
    assert [(kind, first, last) for kind, first, last, _ in found] == [(0, 2, 5), (0, 6, 8), (3, 9, 11)]
    assert all(0.85 < sure < 1 for *_, sure in found)


def test_two_events_may_touch() -> None:
    assert [(a, z) for _, a, z, _ in spans(logs("BIBI"), 0.0)] == [(0, 2), (2, 4)]


def test_an_event_does_not_go_on_in_another_kind() -> None:
    found = spans(logs("BIvv."), 0.0)
    assert [kind for kind, *_ in found] in ([0], [3], [0, 3])
    assert all(z > a for _, a, z, _ in found)


def test_leaning_outside_finds_less() -> None:
    p = logs("..BI...")
    assert spans(p, 0.0) and not spans(p, 9.0)


def test_nothing_in_nothing() -> None:
    assert spans(np.zeros((0, len(TAGS)), dtype=np.float32), 0.0) == []

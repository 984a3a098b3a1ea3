"""Where events stand: the best reading of a run of tag probabilities as spans."""

import numpy as np

from armsledger.reading.heads import Floats
from armsledger.reading.schema import KINDS, TAGS

_K = len(KINDS)
_BEGIN = np.array([1 + 2 * k for k in range(_K)])
_GO_ON = _BEGIN + 1


def allowed() -> Floats:
    """(TAGS, TAGS): 0 where the second tag may follow the first, else a great loss; one goes on only in an event of its kind."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    table[:, _GO_ON] = -1e9
    for k in range(_K):
        table[[1 + 2 * k, 2 + 2 * k], 2 + 2 * k] = 0
    return table


_ALLOWED = allowed()


def spans(tags: Floats, outside: float) -> list[tuple[int, int, int, float]]:
    """(kind, first, last, mean probability of being in an event of its kind) of each event in a run of (n, TAGS) log probabilities.

    `outside` is added to the log probability of standing outside: below zero more is found, above it less.
    """
    n = len(tags)
    if n == 0:
        return []
    scores = tags.copy()
    scores[:, 0] += outside
    best = np.full(len(TAGS), -1e9, dtype=np.float32)
    best[[0, *_BEGIN]] = scores[0, [0, *_BEGIN]]
    back = np.zeros((n, len(TAGS)), dtype=np.int64)
    for i in range(1, n):
        step = best[:, None] + _ALLOWED
        back[i] = step.argmax(0)
        best = step.max(0) + scores[i]
    path = [int(best.argmax())]
    for i in range(n - 1, 0, -1):
        path.append(int(back[i][path[-1]]))
    path.reverse()
    out: list[tuple[int, int, int, float]] = []
    i = 0
    while i < n:
        if path[i] == 0:
            i += 1
            continue
        kind, last = (path[i] - 1) // 2, i + 1
        while last < n and path[last] == 2 + 2 * kind:
            last += 1
        out.append((kind, i, last, within(tags[i:last], kind)))
        i = last
    return out


def within(tags: Floats, kind: int) -> float:
    """The mean probability that pieces stand in an event of the kind."""
    return float((np.exp(tags[:, 1 + 2 * kind]) + np.exp(tags[:, 2 + 2 * kind])).mean())

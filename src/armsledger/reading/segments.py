"""Where events stand: the best reading of a run of tag probabilities as spans."""

import numpy as np

from armsledger.reading.heads import Floats
from armsledger.reading.schema import KINDS

_GO_ON = tuple(2 + 2 * k for k in range(len(KINDS)))


def likeliest(tags: Floats, outside: float) -> list[int]:
    """The tag of each piece on the best path on which one goes on only in an event of its kind."""
    rows = tags.tolist()
    best = [row if k % 2 or not k else -1e9 for k, row in enumerate(rows[0])]
    best[0] += outside
    back = []
    for row in rows[1:]:
        top = max(best)
        come = [best.index(top)] * len(best)
        now = [top + score for score in row]
        now[0] += outside
        for go_on in _GO_ON:
            begin = go_on - 1
            come[go_on] = begin if best[begin] >= best[go_on] else go_on
            now[go_on] = best[come[go_on]] + row[go_on]
        back.append(come)
        best = now
    path = [best.index(max(best))]
    for come in reversed(back):
        path.append(come[path[-1]])
    return path[::-1]


def spans(tags: Floats, outside: float) -> list[tuple[int, int, int, float]]:
    """(kind, first, last, mean probability of being in an event of its kind) of each event in a run of (n, TAGS) log probabilities.

    `outside` is added to the log probability of standing outside: below zero more is found, above it less.
    """
    n = len(tags)
    if n == 0:
        return []
    path = likeliest(tags, outside)
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

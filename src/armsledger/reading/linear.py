"""A linear model over named features: small, fast, and trained in seconds."""

import math
from array import array
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
UNKNOWN = -1
"""Where what a model does not know has its weights: the last row, of nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Multinomial logistic regression. `rows` maps a feature to its row of `weights` (features, classes)."""

    classes: tuple[str, ...]
    rows: dict[str, int]
    weights: Floats
    bias: Floats
    _padded: Floats = field(init=False, repr=False)
    """The weights with a row of nothing behind them, for features that the model does not know."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_padded", np.concatenate((self.weights, np.zeros_like(self.weights[:1]))))

    def probabilities(self, features: Sequence[Sequence[str]]) -> Floats:
        """(n, classes), each row summing to one; unknown features count for nothing."""
        return self.shares(self.sums(features))

    def sums(self, features: Sequence[Sequence[str]]) -> Floats:
        """The summed weights of each example's features, (n, classes), without the bias."""
        rows = array("q", map(self.rows.get, chain.from_iterable(features), repeat(UNKNOWN)))
        rows.append(UNKNOWN)  # where an empty list at the end begins
        sizes = np.fromiter(map(len, features), np.int64, len(features))
        out = np.add.reduceat(self._padded.take(rows, axis=0), sizes.cumsum() - sizes, axis=0)
        out[sizes == 0] = 0
        return out

    def shares(self, sums: Floats) -> Floats:
        """The probabilities that sums of weights tell."""
        out = sums + self.bias
        out -= out.max(axis=1, keepdims=True)
        np.exp(out, out=out)
        out /= out.sum(axis=1, keepdims=True)
        return out

    def without(self, *beginnings: str) -> "Linear":
        """The model that does not know the features with these beginnings."""
        kept = [name for name in self.rows if not name.startswith(beginnings)]
        weights = self.weights[[self.rows[name] for name in kept]]
        return Linear(self.classes, {name: n for n, name in enumerate(kept)}, weights, self.bias)

    def grouped(self, groups: Sequence[Sequence[Sequence[str]]]) -> list[Floats]:
        """The probabilities of groups of examples at once: one array a group."""
        return split(self.probabilities([names for group in groups for names in group]), groups)


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Models that look at the same features: these are looked up once for all of them."""

    names: tuple[str, ...]
    whole: Linear
    ends: tuple[int, ...]
    """Where each model's classes end among those of the whole."""

    def sums(self, features: Sequence[Sequence[str]]) -> dict[str, Floats]:
        """For each model what `Linear.sums` tells."""
        return dict(zip(self.names, np.split(self.whole.sums(features), self.ends[:-1], axis=1), strict=True))


def joined(models: Mapping[str, Linear]) -> Joined:
    """The models as one."""
    rows = {name: n for n, name in enumerate(dict.fromkeys(chain(*(m.rows for m in models.values()))))}
    ends = tuple(accumulate(len(m.classes) for m in models.values()))
    weights = np.zeros((len(rows), ends[-1]), dtype=np.float32)
    for model, end in zip(models.values(), ends, strict=True):
        columns = slice(end - len(model.classes), end)
        weights[[rows[x] for x in model.rows], columns] = model.weights[list(model.rows.values())]
    classes = tuple(f"{name}={c}" for name, m in models.items() for c in m.classes)
    return Joined(tuple(models), Linear(classes, rows, weights, np.zeros(len(classes), dtype=np.float32)), ends)


def split(rows: Floats, groups: Sequence[Sequence[object]]) -> list[Floats]:
    """The rows as one array a group."""
    ends = accumulate(map(len, groups))
    return [rows[end - len(group) : end] for group, end in zip(groups, ends, strict=True)]


def train(
    examples: Sequence[Sequence[str]],
    labels: Sequence[str],
    classes: Sequence[str],
    *,
    strength: float = 0.1,
    steps: int = 80,
    least: int = 2,
    weights: Sequence[float] | None = None,
    start: Linear | None = None,
    held: float = 1.0,
) -> Linear:
    """The model of `labels` that is likeliest under a Gaussian prior of variance `strength`; the same data give the same model.

    Features seen fewer than `least` times are left out. With `start` the prior lies around that model's weights, not around
    nothing, and is `held` times as wide for the features that it knows; its bias stays, as examples to go on with are
    seldom drawn evenly.
    """
    counts = Counter(name for names in examples for name in set(names))
    rows = dict(start.rows) if start is not None else {}
    for name in sorted(k for k, v in counts.items() if v >= least and k not in rows):
        rows[name] = len(rows)
    known = {c: n for n, c in enumerate(classes)}
    wanted = np.array([known[label] for label in labels], dtype=np.int64)
    weight = np.ones(len(labels)) if weights is None else np.array(weights, dtype=np.float64)
    likely = _Likelihood(
        [sorted({rows[x] for x in names if x in rows}) for names in examples], len(rows), wanted, weight
    )
    prior, room = np.zeros((len(rows) + 1, len(classes))), np.full((len(rows), 1), strength)
    if start is not None:
        room[: len(start.rows)] *= held
        prior[: len(start.rows)], prior[-1] = start.weights, start.bias
    flat = _minimum(lambda w: likely(w, prior, room, free=start is None), prior.ravel(), steps)
    found = flat.reshape(-1, len(classes)).astype(np.float32)
    return Linear(tuple(classes), rows, found[:-1], found[-1])


class _Likelihood:
    """What a matrix of weights makes of the examples. Every example has one more feature, the last row: the bias."""

    def __init__(self, data: Sequence[Sequence[int]], width: int, wanted: NDArray[np.int64], weight: Doubles) -> None:
        self._index = np.array([x for row in data for x in (*row, width)], dtype=np.int64)
        sizes = np.array([len(row) + 1 for row in data])
        self._starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        by_feature = np.argsort(self._index, kind="stable")
        self._examples = np.repeat(np.arange(len(data)), sizes)[by_feature]
        self._features, self._firsts = np.unique(self._index[by_feature], return_index=True)
        self._wanted, self._weight = wanted, weight

    def __call__(self, flat: Doubles, prior: Doubles, room: Doubles, free: bool) -> tuple[float, Doubles]:
        """Minus the log-likelihood with the prior's, and its slope; the bias, which has no prior, moves where it is `free`."""
        w = flat.reshape(prior.shape).astype(np.float32)
        z = np.add.reduceat(w[self._index], self._starts, axis=0)
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        total = p.sum(axis=1, keepdims=True)
        p /= total
        at = np.arange(len(z)), self._wanted
        loss = float((self._weight * (np.log(total[:, 0]) - z[at])).sum(dtype=np.float64))
        p[at] -= 1
        p *= self._weight[:, None].astype(np.float32)
        slope = np.zeros(w.shape)
        slope[self._features] = np.add.reduceat(p[self._examples], self._firsts, axis=0)
        away = w[:-1] - prior[:-1]
        slope[:-1] += away / room
        slope[-1] *= free
        return loss + float((away**2 / room).sum(dtype=np.float64)) / 2, slope.ravel()


def _minimum(f: Callable[[Doubles], tuple[float, Doubles]], begin: Doubles, steps: int, memory: int = 8) -> Doubles:
    """Where a convex function is least, by L-BFGS from `begin` on. Source: Nocedal and Wright, algorithm 7.5."""
    x = begin.copy()
    value, slope = f(x)
    past: deque[tuple[Doubles, Doubles, float]] = deque(maxlen=memory)
    for _ in range(steps):
        way = slope.copy()
        turned = list[float]()
        for s, y, rho in reversed(past):
            turned.append(rho * float(s @ way))
            way -= turned[-1] * y
        if past:
            s, y, rho = past[-1]
            way /= rho * float(y @ y)
        for (s, y, rho), alpha in zip(past, reversed(turned), strict=True):
            way += (alpha - rho * float(y @ way)) * s
        fall, stride = float(slope @ way), 1.0 if past else 1.0 / max(1.0, float(np.abs(slope).sum()))
        while True:
            moved = x - stride * way
            there, steeper = f(moved)
            if there <= value - 1e-4 * stride * fall or stride < 1e-8:
                break
            stride /= 2
        s, y = moved - x, steeper - slope
        if float(s @ y) > 1e-10:
            past.append((s, y, 1 / float(s @ y)))
        done = value - there <= 1e-5 * max(1.0, abs(value))
        x, value, slope = moved, there, steeper
        if done:
            break
    return x


def save(path: Path, models: dict[str, Linear]) -> None:
    """Writes the models into one file, weights in half precision, features without weight left out."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, model in models.items():
        names = sorted(model.rows, key=model.rows.__getitem__)
        keep = [n for n in names if np.abs(model.weights[model.rows[n]]).max() > 0.02]
        arrays[f"{name}.features"] = np.frombuffer("\n".join(keep).encode(), dtype=np.uint8)
        arrays[f"{name}.weights"] = model.weights[[model.rows[n] for n in keep]].astype(np.float16)
        arrays[f"{name}.bias"] = model.bias
        arrays[f"{name}.classes"] = np.frombuffer("\n".join(model.classes).encode(), dtype=np.uint8)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def load(path: Path) -> dict[str, Linear]:
    """The models of a file that `save` wrote."""
    with np.load(path) as held:
        names = sorted({key.rpartition(".")[0] for key in held.files})
        out = {}
        for name in names:
            features = held[f"{name}.features"].tobytes().decode().split("\n")
            out[name] = Linear(
                tuple(held[f"{name}.classes"].tobytes().decode().split("\n")),
                {feature: n for n, feature in enumerate(features)},
                held[f"{name}.weights"].astype(np.float32),
                held[f"{name}.bias"],
            )
    return out


def bucket(number: float) -> str:
    """A size class: 0, 1, 2, 3, 4-5, 6-8, 9-14, 15-."""
    n = int(math.fabs(number))
    for name, top in (("0", 0), ("1", 1), ("2", 2), ("3", 3), ("5", 5), ("8", 8), ("14", 14)):
        if n <= top:
            return name
    return "15"

"""A linear model over named features: small, fast, and trained in seconds."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """Multinomial logistic regression. `rows` maps a feature to its row of `weights` (features, classes)."""

    classes: tuple[str, ...]
    rows: dict[str, int]
    weights: Floats
    bias: Floats

    def probabilities(self, features: Sequence[Iterable[str]]) -> Floats:
        """(n, classes), each row summing to one; unknown features count for nothing."""
        out = np.repeat(self.bias[None, :], len(features), axis=0)
        get, index = self.rows.get, list[int]()
        starts, filled = list[int](), list[int]()
        for k, names in enumerate(features):
            before = len(index)
            index += [row for name in names if (row := get(name)) is not None]
            if len(index) > before:
                starts.append(before)
                filled.append(k)
        if index:
            out[filled] += np.add.reduceat(self.weights[index], starts, axis=0)
        out -= out.max(axis=1, keepdims=True)
        np.exp(out, out=out)
        out /= out.sum(axis=1, keepdims=True)
        return out

    def grouped(self, groups: Sequence[Sequence[Iterable[str]]]) -> list[Floats]:
        """The probabilities of groups of examples at once: one array a group."""
        flat = self.probabilities([names for group in groups for names in group])
        ends = np.cumsum([len(group) for group in groups])
        return [flat[end - len(group) : end] for group, end in zip(groups, ends, strict=True)]


def train(
    examples: Sequence[Sequence[str]],
    labels: Sequence[str],
    classes: Sequence[str],
    *,
    seed: int = 0,
    epochs: int = 6,
    rate: float = 0.05,
    decay: float = 3e-3,
    least: int = 2,
    weights: Sequence[float] | None = None,
) -> Linear:
    """A model of `labels` by AdaGrad; features seen fewer than `least` times are left out."""
    counts: dict[str, int] = {}
    for names in examples:
        for name in set(names):
            counts[name] = counts.get(name, 0) + 1
    rows = {name: n for n, name in enumerate(sorted(k for k, v in counts.items() if v >= least))}
    known = {c: n for n, c in enumerate(classes)}
    data = [np.array(sorted({rows[x] for x in names if x in rows}), dtype=np.int64) for names in examples]
    wanted = np.array([known[label] for label in labels])
    w = np.zeros((len(rows), len(classes)), dtype=np.float32)
    total = np.zeros_like(w)
    squares = np.full_like(w, 1e-6)
    bias = np.zeros(len(classes), dtype=np.float32)
    bias_squares = np.full_like(bias, 1e-6)
    random = np.random.default_rng(seed)
    kept = 0
    for epoch in range(epochs):
        for k in random.permutation(len(data)):
            index = data[k]
            z = bias + w[index].sum(axis=0)
            z -= z.max()
            p = np.exp(z)
            p /= p.sum()
            p[wanted[k]] -= 1
            if weights is not None:
                p *= weights[k]
            g = p[None, :] + decay * w[index] * 50
            squares[index] += g * g
            w[index] -= rate * g / np.sqrt(squares[index])
            bias_squares += p * p
            bias -= rate * p / np.sqrt(bias_squares)
        if epoch >= epochs // 2:
            total += w
            kept += 1
    return Linear(tuple(classes), rows, (total / max(1, kept)).astype(np.float32), bias.astype(np.float32))


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

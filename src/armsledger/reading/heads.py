"""The heads of the network in numpy: events out of the encoder's states, their properties, and what belongs to them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from armsledger.reading.hints import NOTHING, OPEN, Hint, builds
from armsledger.reading.schema import CANDIDATE_TYPES, REACH, ROLES, distances
from armsledger.reading.wordpieces import Block, Candidate, Ints, Pieces

Floats = NDArray[np.float32]

ROLE_TYPES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("supplier", "recipient", "intermediary", "first", "other"), ("state", "firm")),
    "item": ("type", "class"),
    "quantity": ("quantity",),
    "money": ("money",),
    "when": ("date",),
}


def softmax(x: Any, axis: int = -1) -> Floats:
    e = np.exp(x - x.max(axis, keepdims=True))
    return np.asarray(e / e.sum(axis, keepdims=True), dtype=np.float32)


def gelu(x: Floats) -> Floats:
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))), dtype=np.float32)


def pooled(scores: Sequence[float]) -> float:
    """The log of the summed exponentials."""
    top = max(scores)
    return top if len(scores) == 1 else top + math.log(sum(math.exp(s - top) for s in scores))


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate seen from an event: the score of each role, and the hidden row its mode is read from."""

    candidate: Candidate
    number: int
    """Its place among the report's candidates."""
    roles: Sequence[float]
    hidden: Floats
    states: Floats
    inside: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A span of a block that asserts something, with the probabilities of its properties.

    `first`, `last` are pieces of the report; `focus` the piece that weighs most in the reading of its properties.
    """

    first: int
    last: int
    kind: int
    sure: float
    focus: int
    stage: Floats
    modality: Floats
    speaker: Floats
    form: Floats
    action: Floats
    none: Floats
    mentions: tuple[Mention, ...]
    hint: Hint | None
    seen: bool = True
    """Whether the network marked the span itself, or only the linear reader did."""

    def groups(self, role: str) -> dict[str, tuple[float, list[Mention]]]:
        """For each key that may fill the role: its pooled score and its mentions, the best first."""
        r = ROLES.index(role)
        by: dict[str, list[Mention]] = {}
        for m in self.mentions:
            if m.candidate.type in ROLE_TYPES[role]:
                by.setdefault(m.candidate.key, []).append(m)
        return {
            key: (pooled([m.roles[r] for m in run]), sorted(run, key=lambda m: -m.roles[r])) for key, run in by.items()
        }


@dataclass(frozen=True, slots=True)
class View:
    """A block with its states (n, WIDTH), and the candidates that stand in it."""

    block: Block
    place: Ints
    """For each piece of the report its place in the block; -1 where it has none."""
    states: Floats
    tags: Floats
    query: Floats
    places: Sequence[tuple[int, int, Candidate, int]]
    """First and last-plus-one piece of each candidate in the block, and its number in the report."""
    numbers: Ints
    spans: Ints
    means: Floats
    right: Floats


class Heads:
    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        self._w = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self._w[name + ".weight"].T + self._w[name + ".bias"], dtype=np.float32)

    def tags(self, states: Floats) -> Floats:
        """(n, WIDTH) states become (n, TAGS) log probabilities."""
        x = self._linear("tags", states)
        top = x.max(-1, keepdims=True)
        return np.asarray(x - top - np.log(np.exp(x - top).sum(-1, keepdims=True)), dtype=np.float32)

    def category(self, states: Floats) -> Floats:
        return softmax(self._linear("category", states))

    def mode(self, hidden: Floats) -> Floats:
        return softmax(self._linear("mode", hidden))

    def view(self, block: Block, states: Floats, p: Pieces) -> View:
        """A block as its events are read from: what they all share is worked out once."""
        place = np.full(len(p.ids) + 1, -1, dtype=np.int64)
        place[block.index] = np.arange(len(block.index))
        spans = np.stack((place[p.places[:, 0]], place[p.places[:, 1] - 1] + 1), 1)
        numbers = np.flatnonzero((spans[:, 0] >= 0) & (spans[:, 1] > spans[:, 0]))
        spans = spans[numbers]
        places = [(a, z, p.candidates[n], n) for (a, z), n in zip(spans.tolist(), numbers.tolist(), strict=True)]
        sums = np.concatenate((np.zeros((1, states.shape[1]), dtype=np.float32), states.cumsum(0)))
        means = np.asarray((sums[spans[:, 1]] - sums[spans[:, 0]]) / (spans[:, 1:] - spans[:, :1]), dtype=np.float32)
        sorts = [CANDIDATE_TYPES.index(c.type) for _, _, c, _ in places]
        return View(
            block=block,
            place=place,
            states=states,
            tags=self.tags(states),
            query=self._linear("query", states),
            places=places,
            numbers=numbers,
            spans=spans,
            means=means,
            right=self._linear("right", means) + self._w["sort.weight"][sorts],
        )

    def event(self, view: View, span: tuple[int, int, int, float], hint: Hint | None) -> Event:
        """Reads one event: `span` is (kind, first, last, sureness) in pieces of the block, `hint` what the grammar read there."""
        kind, first, last, sure = span
        block = view.block
        low, high = max(0, first - REACH), min(len(view.states), last + REACH)
        near = np.full(high - low, 2)
        near[: first - low], near[last - low :] = 1, 3
        weight = softmax(view.query[low:high] + self._w["near.weight"][near], 0)
        told = hint.properties if hint is not None else NOTHING
        names = ("hint_stage", "hint_modality", "hint_speaker", "hint_sure")
        advice = sum(self._w[name + ".weight"][n] for name, n in zip(names, told, strict=True))
        vector = gelu(self._linear("event", (weight.T @ view.states[low:high]).reshape(1, -1))[0] + advice)
        inner = weight[first - low : last - low, :].sum(1)
        mentions = []
        if view.places:
            parts = hint.roles[view.numbers] if hint is not None else np.zeros(len(view.numbers), dtype=np.int64)
            far = distances(view.spans, first, last)
            where = (
                self._w["distance.weight"][far]
                + self._w["hint_role.weight"][parts]
                + self._w["builder.weight"][builds(view.places, first, last, hint)]
            )
            left = self._linear("left", vector[None])
            mixed = np.concatenate((left * view.right, left + view.right, where), -1)
            hidden = gelu(self._linear("mix", gelu(mixed)))
            scores = self._linear("role", hidden) + self._w["prior_role.weight"][parts]
            if hint is not None:
                scores[:, :2] += self._w["trust_sides"] * hint.sides[view.numbers]
            rows = zip(view.places, scores.tolist(), hidden, view.means, far.tolist(), strict=True)
            mentions = [Mention(c, n, roles, h, mean, at < 3) for (_, _, c, n), roles, h, mean, at in rows]
        one, trust = vector[None], self._w["trust"]
        stage, modality, speaker = (
            softmax(self._linear(name, one)[0] + self._w[f"prior_{name}.weight"][told[k]] + trust[k] * belief)
            for k, (name, belief) in enumerate(
                zip(("stage", "modality", "speaker"), hint.beliefs if hint is not None else OPEN, strict=True)
            )
        )
        return Event(
            first=int(block.index[first]),
            last=int(block.index[last - 1]) + 1,
            kind=kind,
            sure=sure,
            focus=int(block.index[first + int(inner.argmax())]),
            stage=stage,
            modality=modality,
            speaker=speaker,
            form=softmax(self._linear("form", one))[0],
            action=softmax(self._linear("action", one))[0],
            none=self._linear("none", one)[0],
            mentions=tuple(mentions),
            hint=hint,
        )

"""The heads of the network in numpy: events out of the encoder's states, their properties, and what belongs to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from armsledger.reading.hints import NOTHING, Hint
from armsledger.reading.schema import CANDIDATE_TYPES, REACH, ROLES, distance
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


def pooled(scores: Floats) -> float:
    """The log of the summed exponentials."""
    top = scores.max()
    return float(top + np.log(np.exp(scores - top).sum()))


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate seen from an event: the score of each role, and the hidden row its mode is read from."""

    candidate: Candidate
    number: int
    """Its place among the report's candidates."""
    roles: Floats
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
            key: (
                pooled(np.array([m.roles[r] for m in run], dtype=np.float32)),
                sorted(run, key=lambda m: -float(m.roles[r])),
            )
            for key, run in by.items()
        }


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

    def event(
        self, states: Floats, block: Block, p: Pieces, place: Ints, span: tuple[int, int, int, float], hint: Hint | None
    ) -> Event:
        """Reads one event: `span` is (kind, first, last, sureness) in pieces of the block; `place` maps the report's pieces
        into it; `hint` is what the grammar read there."""
        kind, first, last, sure = span
        low, high = max(0, first - REACH), min(len(states), last + REACH)
        near = np.full(high - low, 2)
        near[: first - low], near[last - low :] = 1, 3
        window = states[low:high]
        weight = softmax(self._linear("query", window) + self._w["near.weight"][near], 0)
        told = hint.properties if hint is not None else NOTHING
        names = ("hint_stage", "hint_modality", "hint_speaker", "hint_sure")
        advice = sum(self._w[name + ".weight"][n] for name, n in zip(names, told, strict=True))
        vector = gelu(self._linear("event", (weight.T @ window).reshape(1, -1))[0] + advice)
        inner = weight[first - low : last - low, :].sum(1)
        mentions = []
        rows, spans, kinds, distances, parts, numbers = [], [], [], [], [], []
        for n, (candidate, (a, z)) in enumerate(zip(p.candidates, p.places, strict=True)):
            start, end = int(place[a]), int(place[z - 1]) + 1
            if start >= 0 and end > start:
                rows.append(candidate)
                numbers.append(n)
                spans.append((start, end))
                kinds.append(CANDIDATE_TYPES.index(candidate.type))
                distances.append(distance(start, end, first, last))
                parts.append(int(hint.roles[n]) if hint is not None else 0)
        if rows:
            at = np.array(spans)
            sums = np.concatenate((np.zeros((1, states.shape[1]), dtype=np.float32), states.cumsum(0)))
            means = np.asarray((sums[at[:, 1]] - sums[at[:, 0]]) / (at[:, 1:] - at[:, :1]), dtype=np.float32)
            left = self._linear("left", vector[None])
            right = self._linear("right", means) + self._w["sort.weight"][kinds]
            where = self._w["distance.weight"][distances] + self._w["hint_role.weight"][parts]
            mixed = np.concatenate((left * right, left + right, where), -1)
            hidden = gelu(self._linear("mix", gelu(mixed)))
            scores = self._linear("role", hidden) + self._w["prior_role.weight"][parts]
            mentions = [
                Mention(c, numbers[i], scores[i], hidden[i], means[i], distances[i] < 3) for i, c in enumerate(rows)
            ]
        one = vector[None]
        return Event(
            first=int(block.index[first]),
            last=int(block.index[last - 1]) + 1,
            kind=kind,
            sure=sure,
            focus=int(block.index[first + int(inner.argmax())]),
            stage=softmax(self._linear("stage", one)[0] + self._w["prior_stage.weight"][told[0]]),
            modality=softmax(self._linear("modality", one)[0] + self._w["prior_modality.weight"][told[1]]),
            speaker=softmax(self._linear("speaker", one)[0] + self._w["prior_speaker.weight"][told[2]]),
            form=softmax(self._linear("form", one))[0],
            action=softmax(self._linear("action", one))[0],
            none=self._linear("none", one)[0],
            mentions=tuple(mentions),
            hint=hint,
        )

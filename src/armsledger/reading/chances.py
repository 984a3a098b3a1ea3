"""Where a probability becomes a value, and what a claim's score is made of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

MARKS = (
    "event", "stage", "modality", "supplier", "recipient", "item", "unknown sides", "facts", "hint", "hint sure", "same stage", "same sides",
)  # fmt: skip
"""What the score is read from, each a number that tells how sure one part of the claim is; see `assemble.marks`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Thresholds and the weights of the score; chosen on held-out reports (training/README.md), kept with the weights."""

    outside: float = 0.0
    sure: float = 0.5
    side: float = 0.35
    also: float = 0.25
    side_hinted: float = 0.35
    also_hinted: float = 0.25
    """The same for parties that the linear reader has on that side."""
    item: float = 0.5
    item_hinted: float = 0.5
    """The same for items that the linear reader gives the event."""
    last_item: float = 0.15
    quantity: float = 0.5
    money: float = 0.5
    when: float = 0.5
    party: float = 0.5
    hinted: float = 0.15
    mode: float = 0.4
    trust_stage: float = 1.0
    trust_modality: float = 0.0
    trust_speaker: float = 0.0
    trust_mode: float = 1.0
    trust_sides: float = 0.0
    """How much the linear reader's beliefs add to the score of a value, above what the network already gives them."""
    broker: float = 0.5
    shared: float = 1.0
    """How much the report's other events on the same item say about an event's sides."""
    accept_weights: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0)
    accept_bias: float = 0.0
    accept: float = 0.5
    score_weights: tuple[float, ...] = (1.0,) * 6 + (0.0,) * 6
    score_bias: float = 0.0

    def accepted(self, given: Sequence[float]) -> float:
        """The chance that an event is one: of its sureness, the linear reader's, whether that saw it, whether the network did."""
        return sigmoid(self.accept_bias + sum(w * x for w, x in zip(self.accept_weights, given, strict=True)))

    def score(self, marks: Sequence[float]) -> float:
        """The chance, calibrated where the weights were fitted, that all facts of a claim are right."""
        total = self.score_bias + sum(w * x for w, x in zip(self.score_weights, marks, strict=True))
        return round(sigmoid(total), 3)


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))

"""The training loop: from examples to a network, the same one for the same seed on the same machine."""

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from armsledger.training.batches import collate, epoch
from armsledger.training.examples import Example
from armsledger.training.loss import loss
from armsledger.training.network import Network

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast to learn. Source of the defaults: the table of experiments in training/README.md."""

    epochs: int
    rate: float = 1e-4
    heads_rate: float = 6e-4
    pieces_a_step: int = 1600
    warm: float = 0.06
    own_names: float = 0.5
    """Share of the reports read with their own names; the rest with exchanged ones."""
    blind: float = 0.05
    """Share of pieces whose candidate type is hidden, so that words are learned too."""
    seed: int = 0


def device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


def fit(network: Network, rows: Sequence[Sequence[Example]], plan: Plan) -> None:
    """Trains in place. Each row is one report: first as it is, then with exchanged names."""
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.manual_seed(plan.seed)
    rnd = random.Random(plan.seed)
    place = device()
    network.to(place).train()
    network.encoder.words.weight.requires_grad_(False)
    embeddings = (network.encoder.types, network.encoder.shapes, network.encoder.hints)
    new = [*network.heads.parameters(), *(p for e in embeddings for p in e.parameters())]
    known = {id(p) for p in new}
    old = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": plan.rate}, {"params": new, "lr": plan.heads_rate}], weight_decay=0.01
    )
    rates = [plan.rate, plan.heads_rate]
    steps = plan.epochs * sum(1 for _ in epoch([r[0] for r in rows], random.Random(0), plan.pieces_a_step))
    step, began = 0, time.monotonic()
    for turn in range(plan.epochs):
        seen: dict[str, list[float]] = {}
        drawn = [r[0] if rnd.random() < plan.own_names or len(r) == 1 else rnd.choice(r[1:]) for r in rows]
        for lot in epoch(drawn, rnd, plan.pieces_a_step):
            step += 1
            pace = min(1.0, step / (plan.warm * steps)) * max(0.02, 1 - step / (1.02 * steps))
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * pace
            batch = collate(lot, rnd)
            batch.types[torch.rand(batch.types.shape) < plan.blind] = 0
            total, parts = loss(network, batch.to(place))
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            for name, value in parts.items():
                seen.setdefault(name, []).append(value)
        means = ", ".join(f"{name} {np.mean(values):.3f}" for name, values in sorted(seen.items()))
        log.info("epoch %d of %d, %.0f s: %s", turn + 1, plan.epochs, time.monotonic() - began, means)
    network.to("cpu").eval()

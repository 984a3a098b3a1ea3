"""The network's heads trained on from the package's, over its encoder as it is: what it reads off the states changes, not they."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from armsledger.knowledge import Knowledge
from armsledger.model.contract import assertion_json
from armsledger.reading.deciding import Judge
from armsledger.reading.encoder import Encoder
from armsledger.reading.weights import HEADS
from armsledger.reading.wordpieces import WEIGHTS
from armsledger.training.batches import collate, epoch
from armsledger.training.examples import Example, Json, example
from armsledger.training.loss import loss
from armsledger.training.network import Network
from armsledger.training.recipe import plain_tokenizer, see_with
from armsledger.training.reviewed import Reviewed

TURNS, RATE, STEP = 2, 1e-4, 8
"""How often every report is seen, how fast is learned, and how many blocks make one step."""


class Frozen(nn.Module):  # type: ignore[misc]  # torch is skipped by mypy: it is large
    """The package's encoder, run as the reader runs it; it does not learn."""

    def __init__(self) -> None:
        super().__init__()
        self._encode = Encoder(WEIGHTS / "encoder.onnx")

    def forward(self, ids: Tensor, types: Tensor, shapes: Tensor, hints: Tensor, _: Tensor) -> Tensor:
        """States of one block, which has no padding: the encoder knows no mask."""
        return torch.from_numpy(self._encode(ids.numpy(), types.numpy(), shapes.numpy(), hints.numpy()))


def heads_onward(
    learned: Sequence[Reviewed],
    own: Sequence[tuple[Json, list[Json]]],
    knowledge: Knowledge,
    judge: Judge,
    folder: Path,
    seed: int = 0,
) -> None:
    """Writes the heads into the folder after TURNS turns through the reviewed reports and annotated ones beside them.

    Claims that nobody decided on count as they were read, so that their words are not learned to be no claims.
    """
    torch.manual_seed(seed)
    tokenizer, see = plain_tokenizer(WEIGHTS), see_with(judge, knowledge)
    theirs = [
        ({"document": r.report.document, "text": r.report.text}, [assertion_json(c) for c in (*r.right, *r.open)])
        for r in learned
    ]
    examples = [example(d, claims, see, tokenizer) for d, claims in (*own, *theirs)]
    network = Network(1, 0)
    network.encoder = Frozen()
    shipped = {k: torch.from_numpy(v.astype(np.float32)) for k, v in np.load(WEIGHTS / HEADS).items()}
    network.heads.load_state_dict(shipped, strict=False)
    _learn(network, examples, random.Random(seed))
    kept = {k: v.numpy().astype(np.float16) for k, v in network.heads.state_dict().items() if k in shipped}
    np.savez_compressed(folder / HEADS, **kept)


def _learn(network: Network, examples: Sequence[Example], rnd: random.Random) -> None:
    network.train()
    optimiser = torch.optim.AdamW(network.heads.parameters(), lr=RATE, weight_decay=0.0)
    for _ in range(TURNS):
        for n, lot in enumerate(epoch(examples, rnd, 1), 1):
            total, _ = loss(network, collate(lot, rnd))
            (total / STEP).backward()
            if n % STEP == 0:
                optimiser.step()
                optimiser.zero_grad()
    network.eval()

"""Transfers: who supplies what to whom. The grammar proposes, linear models trained on annotated reports decide."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from armsledger.reading.cases import cases
from armsledger.reading.deciding import Decided, Judge, decide
from armsledger.reading.drafts import Draft
from armsledger.reading.linear import load
from armsledger.reading.scene import Sentence

WEIGHTS = Path(__file__).with_name("weights") / "fast.npz"

ACCEPTED = 0.33
"""How likely an event must be to be a claim. Source: the first training fold."""
SURE = 0.45
"""An unlikelier event stands only where no likelier one of its sentence has its items. Source: the first training fold."""


@cache
def shipped() -> Judge:
    return Judge(load(WEIGHTS))


def transfers(scene: Sequence[Sentence], judge: Judge, least: float = ACCEPTED) -> list[Draft]:
    """The transfers of a report in order; each scored by how likely all its facts are right."""
    decided = decide(cases(scene), judge)
    weights = np.array([d.weight for d in decided])
    chances = judge.yes("accept", [_decisions(d) for d in decided], weights)
    kept = []
    for one, chance in zip(decided, chances, strict=True):
        one.sure["accept"] = one.draft.facts["accept"] = chance
        if chance >= least:
            kept.append(one)
    kept = [one for one in kept if one.sure["accept"] >= SURE or not any(_outdone(one, other) for other in kept)]
    for one, score in zip(kept, judge.yes("right", [scoring(d) for d in kept]), strict=True):
        one.draft.score = score
    return [d.draft for d in kept]


def _outdone(one: Decided, other: Decided) -> bool:
    """Whether a likelier event of the same sentence has an item of this one."""
    if one.case.sentence is not other.case.sentence or one.sure["accept"] >= other.sure["accept"]:
        return False
    places = {t.category_span for t in other.draft.items}
    return any(t.category_span in places for t in one.draft.items)


def accepting(decided: Decided) -> list[str]:
    """What tells whether a case is a claim at all: its features, and how it was decided."""
    return [*decided.features, *_decisions(decided)]


def _decisions(decided: Decided) -> list[str]:
    draft, sure = decided.draft, decided.sure
    steps = {name: int(5 * min(0.999, value)) for name, value in sure.items() if name not in ("accept",)}
    role = decided.case.linked.chain.main.word.role
    explicit = f"{any(not t.inferred for t in draft.supplier)}:{any(not t.inferred for t in draft.recipient)}"
    return [
        *(f"sure:{k}={v}" for k, v in steps.items()), f"sides:{bool(draft.supplier)}:{bool(draft.recipient)}", f"explicit:{explicit}", f"explicit:{explicit}:{role}",
        f"sr:{steps.get('supplier')}:{steps.get('recipient')}", f"sri:{steps.get('supplier', 0) > 2}:{steps.get('recipient', 0) > 2}:{steps.get('item', 0) > 2}:{role}", f"st:{draft.stage}:{draft.modality}", f"when:{draft.when is not None}:{role}",
        f"money:{draft.money is not None}", f"n:{min(len(draft.items), 4)}:{min(len(draft.supplier), 3)}:{min(len(draft.recipient), 3)}",
    ]  # fmt: skip


def scoring(decided: Decided) -> list[str]:
    """What tells whether all its facts are right: how sure the decisions were."""
    sure, draft = decided.sure, decided.draft
    out = []
    for name in ("accept", "supplier", "recipient", "item", "stage", "modality"):
        step = int(10 * min(0.999, sure.get(name, 0.0)))
        out += [f"{name}>={n}" for n in range(step + 1)]
    least = min(sure.get(n, 0.0) for n in ("accept", "supplier", "recipient", "item", "stage", "modality"))
    out += [f"least>={n}" for n in range(int(10 * min(0.999, least)) + 1)]
    out += [
        f"stage={draft.stage}",
        f"items={min(len(draft.items), 4)}",
        f"sides={min(len(draft.supplier), 3)}:{min(len(draft.recipient), 3)}",
        f"inferred={any(t.inferred for t in draft.supplier)}:{any(t.inferred for t in draft.recipient)}",
        f"designated={all(t.designation for t in draft.items)}",
    ]
    return out

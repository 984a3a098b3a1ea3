"""Thresholds and the weights of the score, chosen on reports that the network has not learned from."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from armsledger.model.claim import Claim
from armsledger.model.codes import Kind
from armsledger.model.report import Report
from armsledger.reading.assemble import Look, marks
from armsledger.reading.chances import Settings, sigmoid
from armsledger.reading.heads import View
from armsledger.reading.learned import LearnedReader, accepting, once
from armsledger.reading.likely import drafts
from armsledger.training.agreement import all_right, f1, pairs, slots

log = logging.getLogger(__name__)

Doubles = NDArray[np.float64]
GRID: dict[str, tuple[float, ...]] = {
    "outside": (-1.0, -0.5, 0.0, 0.5),
    "accept": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55),
    "side": (0.2, 0.3, 0.4, 0.5),
    "also": (0.2, 0.35, 0.5, 0.7),
    "side_hinted": (0.1, 0.2, 0.3, 0.4, 0.5),
    "also_hinted": (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7),
    "trust_sides": (0.0, 0.15, 0.3, 0.5, 0.8),
    "item": (0.3, 0.4, 0.5, 0.6, 0.7),
    "item_hinted": (0.05, 0.1, 0.2, 0.3, 0.4, 0.5),
    "last_item": (0.05, 0.15, 0.3),
    "quantity": (0.3, 0.4, 0.5, 0.6),
    "money": (0.3, 0.5, 0.7),
    "when": (0.3, 0.4, 0.5, 0.6),
    "hinted": (0.02, 0.05, 0.1, 0.15, 0.25),
    "mode": (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6),
    "trust_stage": (0.0, 0.2, 0.4, 0.6, 1.0, 1.5),
    "trust_modality": (0.0, 0.2, 0.4, 0.6, 1.0, 1.5),
    "trust_speaker": (0.0, 0.2, 0.4, 0.6, 1.0, 1.5),
    "trust_mode": (0.0, 0.2, 0.4, 0.7, 1.0, 1.5),
    "broker": (0.4, 0.6, 0.9),
    "shared": (0.0, 0.5, 1.0, 2.0),
}
"""What is tried of each threshold, one after the other, twice."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A report that the encoder has read once, and its annotated claims."""

    look: Look
    views: tuple[View, ...]
    gold: tuple[Claim, ...]


def see(reader: LearnedReader, reports: Sequence[tuple[Report, tuple[Claim, ...]]]) -> list[Seen]:
    """Runs the slow part once for every report."""
    out = []
    for report, gold in reports:
        look = reader.looked(report)
        out.append(Seen(look, tuple(reader.encoded(look)), gold))
    return out


def read(reader: LearnedReader, seen: Seen) -> list[Claim]:
    """The claims of a report under the reader's present settings."""
    events = [e for view in seen.views for e in reader.block_events(seen.look, view)]
    return once(reader.assembled(seen.look, events))


def quality(reader: LearnedReader, run: Sequence[Seen]) -> float:
    """F1 over the values of transfers, with found claims and whole facts counted in, as one number."""
    total: Counter[str] = Counter()
    for seen in run:
        gold = [c for c in seen.gold if c.kind is Kind.TRANSFER]
        found = [c for c in read(reader, seen) if c.kind is Kind.TRANSFER]
        total += slots(gold, found)
        total["facts"] += sum(all_right(c, gold) for c in found)
    values = f1(total["right"], total["gold"], total["read"])
    return (
        values
        + 0.5 * f1(total["found"], total["claims"], total["claims read"])
        + 0.5 * f1(total["facts"], total["claims"], total["claims read"])
    )


def thresholds(reader: LearnedReader, run: Sequence[Seen]) -> Settings:
    """The settings that read the reports best, each threshold chosen in turn."""
    best = quality(reader, run)
    for _ in range(2):
        for name, choices in GRID.items():
            for value in choices:
                before = reader.settings
                reader.settings = replace(before, **{name: value})  # type: ignore[arg-type]  # the grid names thresholds only
                now = quality(reader, run)
                if now > best + 1e-4:
                    best = now
                    log.info("%s %s: %.4f", name, value, now)
                else:
                    reader.settings = before
    return reader.settings


def accepting_weights(reader: LearnedReader, run: Sequence[Seen]) -> Settings:
    """The settings with the weights fitted by which an event is accepted: every likely one, and whether gold has it."""
    rows, truth = [], []
    for seen in run:
        gold = [c for c in seen.gold if c.kind is Kind.TRANSFER]
        events = [e for view in seen.views for e in reader.block_events(seen.look, view)]
        claims = reader.assembled(seen.look, events)
        both = [(e, c) for e, c in zip(events, claims, strict=True) if c.kind is Kind.TRANSFER]
        paired = set(pairs(gold, [c for _, c in both]).values())
        for n, (event, _) in enumerate(both):
            rows.append(accepting(event.sure, event.hint, event.seen))
            truth.append(float(n in paired))
    weights = logistic(np.array(rows), np.array(truth), ridge=1.0)
    return replace(
        reader.settings,
        accept_weights=tuple(round(float(w), 4) for w in weights[:-1]),
        accept_bias=round(float(weights[-1]), 4),
    )


def settled(reader: LearnedReader, run: Sequence[Seen], beside: Sequence[Seen] = ()) -> Settings:
    """Acceptance, thresholds and calibration, each fitted on what the one before made.

    What an event's chances weigh is fitted on `run` alone; the rest on `beside` too: press reports annotated once miss a
    tenth of the claims, so that thresholds chosen on them alone are too high.
    """
    reader.settings = replace(reader.settings, accept=0.02)
    reader.settings = replace(accepting_weights(reader, run), accept=0.3)
    reader.settings = replace(thresholds(reader, [*run, *beside]), accept=ACCEPT)
    return calibrated(reader, [*run, *beside])


ACCEPT = 0.2
"""How likely an event must be to be told. Source: of what one annotator left out, a second finds much (the seeds, annotated
twice: .81 of claims found at .2, .77 at .35); on reports annotated once .35 finds a hundredth more, with fewer claims."""


def calibrated(reader: LearnedReader, run: Sequence[Seen]) -> Settings:
    """The settings with the weights of the score fitted, so that it tells how often all facts of a transfer are right."""
    judged = [pair for seen in run for pair in _judged(reader, seen)]
    weights = logistic(np.array([m for m, _ in judged]), np.array([r for _, r in judged], dtype=float), ridge=HELD)
    return replace(
        reader.settings,
        score_weights=tuple(round(float(w), 4) for w in weights[:-1]),
        score_bias=round(float(weights[-1]), 4),
    )


def calibration(reader: LearnedReader, run: Sequence[Seen], parts: int = 5) -> tuple[float, int, int]:
    """The score's error in five bins where each part's claims are scored by weights fitted on the others; and of the
    claims so scored .9 or more, how many are right and how many there are."""
    judged = [_judged(reader, seen) for seen in run]
    scores: list[float] = []
    right: list[bool] = []
    for part in range(parts):
        rest = [pair for k, pairs_ in enumerate(judged) if k % parts != part for pair in pairs_]
        weights = logistic(np.array([m for m, _ in rest]), np.array([r for _, r in rest], dtype=float), ridge=HELD)
        for m, r in (pair for k, pairs_ in enumerate(judged) if k % parts == part for pair in pairs_):
            scores.append(sigmoid(float(np.array(m) @ weights[:-1] + weights[-1])))
            right.append(r)
    sure = [r for s, r in zip(scores, right, strict=True) if s >= 0.9]
    return error(scores, right), sum(sure), len(sure)


HELD = 100.0
"""How hard the score's weights are held small. Source: of 3 to 300, what erred least over five folds of the fifth."""


def _judged(reader: LearnedReader, seen: Seen) -> list[tuple[tuple[float, ...], bool]]:
    """The marks of each transfer read in a report, and whether all its facts are right."""
    gold = [c for c in seen.gold if c.kind is Kind.TRANSFER]
    events = [e for view in seen.views for e in reader.block_events(seen.look, view)]
    both = zip(drafts(events, reader.settings), reader.assembled(seen.look, events), strict=True)
    return [(marks(draft, c), all_right(c, gold)) for draft, c in both if c.kind is Kind.TRANSFER]


def logistic(x: Doubles, y: Doubles, ridge: float = 3.0) -> Doubles:
    """Weights (the bias last) of the likeliest logistic curve, held small; by Newton's steps."""
    x = np.concatenate((x, np.ones((len(x), 1))), 1)
    hold = np.full(x.shape[1], ridge)
    hold[-1] = 0.01
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = np.array([sigmoid(float(v)) for v in x @ w])
        gradient = x.T @ (p - y) + hold * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(hold)
        w = w - np.linalg.solve(curve, gradient)
    return w


def error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The mean distance, over five bins of equal size, of the mean score from the share that is right."""
    run = sorted(zip(scores, right, strict=True))
    size = max(1, len(run) // 5)
    bins = [run[k * size : (k + 1) * size if k < 4 else None] for k in range(5)]
    gaps = [len(b) * abs(sum(s for s, _ in b) / len(b) - sum(r for _, r in b) / len(b)) for b in bins if b]
    return sum(gaps) / max(1, len(run))

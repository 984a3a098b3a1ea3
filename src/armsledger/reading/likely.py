"""What an event's items and sides may be: the network's chances, with what the linear reader believes and what the report's
other events say weighed in."""

from dataclasses import dataclass

import numpy as np

from armsledger.model.codes import Kind
from armsledger.reading.chances import Settings, sigmoid
from armsledger.reading.heads import Event, Floats, Mention
from armsledger.reading.hints import Hint
from armsledger.reading.schema import KINDS


@dataclass(slots=True)
class Draft:
    """An event while its values are being chosen."""

    event: Event
    items: dict[str, tuple[float, list[Mention]]]
    sides: dict[str, dict[str, float]]
    """Per side: the probability of each key, and of nobody under the empty key."""


def drafts(events: list[Event], settings: Settings) -> list[Draft]:
    """Every event with its likely items and the distributions over its sides, each told by what the others on its items say."""
    out = []
    for event in events:
        items = {k: (sigmoid(s), run) for k, (s, run) in event.groups("item").items()}
        sides = {}
        for n, side in enumerate(("supplier", "recipient")):
            groups = event.groups(side)
            scores = [s + trusted(run, n, event.hint, settings.trust_sides) for s, run in groups.values()]
            p = softened([*scores, float(event.none[n])])
            sides[side] = dict(zip([*groups, ""], p, strict=True))
        out.append(Draft(event, items, sides))
    if settings.shared > 0:
        joint = [share(draft, out, settings) for draft in out]
        for draft, sides in zip(out, joint, strict=True):
            draft.sides = sides
    return out


def trusting(p: Floats, belief: Floats, weight: float) -> Floats:
    """A distribution over a closed list with what the linear reader believes, as logarithms, weighed in."""
    out = p * np.exp(weight * belief)
    return np.asarray(out / out.sum(), dtype=np.float32)


LIKELY = 0.3
"""From when an item counts as the event's."""
LIST = 3
"""From how many parties on a side the linear reader is taken to have read a list, which stands or falls as one."""
UNJUDGED = -2.0
"""Log odds of a side where the linear reader did not judge a party: about one in eight."""


def trusted(run: list[Mention], side: int, hint: Hint | None, weight: float) -> float:
    """What the linear reader's odds add to the score of a party on a side."""
    if hint is None or not weight:
        return 0.0
    odds = [float(hint.sides[m.number, side]) for m in run]
    return weight * max((x for x in odds if x), default=UNJUDGED)


def proposed(run: list[Mention], part: str, hint: Hint | None) -> bool:
    """Whether the linear reader has the mention in that part of the event: on that side, as its item."""
    return hint is not None and any(hint.part(m.number) == part for m in run)


def softened(scores: list[float]) -> list[float]:
    x = np.array(scores)
    e = np.exp(x - x.max())
    return [float(v) for v in e / e.sum()]


def likeness(a: Draft, b: Draft) -> float:
    """How surely two events speak of the same item: the likeliest key they share."""
    return max((p * b.items[k][0] for k, (p, _) in a.items.items() if k in b.items and k.startswith("d:")), default=0.0)


def share(draft: Draft, others: list[Draft], settings: Settings) -> dict[str, dict[str, float]]:
    """The sides of an event where nobody was likeliest, with what events on the same item say mixed in."""
    out = {}
    for side, own in draft.sides.items():
        empty = own.get("", 0.0)
        extra: dict[str, float] = {}
        total = 0.0
        for other in others:
            if other is draft or KINDS[other.event.kind] not in (Kind.TRANSFER, Kind.RESTRICTION):
                continue
            w = settings.shared * likeness(draft, other)
            if w > 0.05:
                total += w
                for key, p in other.sides[side].items():
                    extra[key] = extra.get(key, 0.0) + w * p
        if total > 0:
            mixed = dict(own)
            mixed[""] = empty * (1 - min(1.0, total))
            for key, p in extra.items():
                mixed[key] = mixed.get(key, 0.0) + empty * min(1.0, total) * p / total
            out[side] = mixed
        else:
            out[side] = own
    return out

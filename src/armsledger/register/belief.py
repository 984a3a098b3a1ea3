"""How far what claims say is believed, from the scores that their reader gave them.

A score is the share of claims like it that have all their facts right, so that what several independent origins say is
as sure as that not all of them are misread. Claims that people wrote, imported or decided on are not doubted.
"""

import math
from collections.abc import Collection, Iterable

from armsledger.model.codes import Stage
from armsledger.register.mention import Mention

DOUBTED = 0.1  # what is less sure makes no deal of its own. Source: of deals on reports unseen by the reader 7 % are right there
STANDS = 0.5  # a step stands that is believed at least so much of what the surest claim is. Source: stages of the same


def sure(mention: Mention, decided: Collection[str] = ()) -> float:
    """How sure its reader is of what the claim says of one of its suppliers and one of its recipients; 1 where nobody says,
    or a person decided on it.

    The score asks that all are right: of a list of six that is much rarer than of each, as if each were right by itself.
    """
    claim = mention.claim
    if claim.score is None or mention.id in decided:
        return 1.0
    pairs = max(1, len(claim.supplier)) * max(1, len(claim.recipient))
    return float(claim.score ** (1 / pairs))


def belief(mentions: Iterable[Mention], decided: Collection[str] = ()) -> float:
    """How sure it is that one of the claims at least is right, each origin counted once by the surest of its claims."""
    best: dict[str, float] = {}
    for mention in mentions:
        best[mention.cited.origin] = max(best.get(mention.cited.origin, 0.0), sure(mention, decided))
    return 1 - math.prod(1 - s for _, s in sorted(best.items()))


def standing_steps(asserted: list[Mention], decided: Collection[str] = ()) -> list[Mention]:
    """The mentions without those of steps that only doubtful claims tell, beside surer ones."""
    steps: dict[Stage, list[Mention]] = {}
    for mention in asserted:
        steps.setdefault(mention.stage, []).append(mention)
    if len(steps) < 2:
        return asserted
    enough = STANDS * max(sure(m, decided) for m in asserted)
    kept = {stage for stage, group in steps.items() if belief(group, decided) >= enough}
    return [m for m in asserted if m.stage in kept]

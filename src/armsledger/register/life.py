"""Where a deal stands and how it got there."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from armsledger.model.codes import Modality, Stage
from armsledger.model.deal import Step
from armsledger.register.belief import standing_steps
from armsledger.register.mention import RANK, Mention

_FIRMNESS = {Modality.ASSERTED: 3, Modality.PLANNED: 2, Modality.POSSIBLE: 1, Modality.DENIED: 0}
_EARLY = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where it stands: the step, how sure, and the mentions that put it there."""

    stage: Stage
    modality: Modality
    by: tuple[Mention, ...]


def _known(mention: Mention) -> date:
    return mention.cited.known or _EARLY


def _event(mention: Mention) -> int:
    return mention.end


def where(mentions: list[Mention], decided: Collection[str] = ()) -> Standing | None:
    """The furthest step asserted since the last block; else the furthest planned, else possible. None if all is denied.

    A block holds until a later report asserts a step that did not happen before it. A step told by doubtful claims alone
    does not count beside surer ones (`belief.standing_steps`); what was `decided` on is sure.
    """
    live = [m for m in mentions if not m.denied]
    if not live:
        return None
    asserted = standing_steps([m for m in live if m.asserted], decided)
    blocks = [m for m in asserted if m.stage is Stage.BLOCKED]
    if blocks:
        last = max(blocks, key=lambda m: (_known(m), _event(m)))
        asserted = [
            m
            for m in asserted
            if m.stage is not Stage.BLOCKED and _known(m) > _known(last) and (not m.dated or m.end >= last.begin)
        ]
        if not asserted:
            return _standing(blocks)
    steps = [m for m in asserted if m.stage is not Stage.BLOCKED]
    if steps:
        return _standing(steps)
    firmest = max(_FIRMNESS[m.claim.modality] for m in live)
    rest = [m for m in live if _FIRMNESS[m.claim.modality] == firmest]
    return _standing([m for m in rest if m.stage is not Stage.BLOCKED] or rest)


def _standing(mentions: list[Mention]) -> Standing:
    rank = max(m.rank for m in mentions)
    by = tuple(m for m in mentions if m.rank == rank)
    return Standing(stage=by[0].stage, modality=by[0].claim.modality, by=by)


def history(mentions: list[Mention]) -> tuple[Step, ...]:
    """The steps in time order: days of the event where told, else open before the latest day of writing."""
    groups: dict[tuple[Stage, Modality, date | None, date | None], list[str]] = defaultdict(list)
    for mention in mentions:
        when = mention.claim.when
        if when is not None and (when.first_on or when.last_on):
            first, last = when.first_on, when.last_on
        else:
            first, last = None, mention.cited.known
        groups[mention.stage, mention.claim.modality, first, last].append(mention.id)
    steps = [
        Step(stage=stage, modality=modality, first_on=first, last_on=last, claims=tuple(sorted(set(ids))))
        for (stage, modality, first, last), ids in groups.items()
    ]
    return tuple(
        sorted(
            steps,
            key=lambda s: (
                s.last_on or s.first_on or date.max,
                s.first_on or _EARLY,
                RANK[s.stage],
                -_FIRMNESS[s.modality],
            ),
        )
    )

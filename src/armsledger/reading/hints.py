"""What the grammar read, as the network is told of it: where it saw an event, and which part each candidate plays in it."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from armsledger.model.claim import Claim
from armsledger.model.values import Item, Money, Party, Period, Span
from armsledger.reading.schema import HINT_ROLES, KINDS, MODALITIES, MODES, SPEAKERS, STAGES, SURENESS
from armsledger.reading.wordpieces import Candidate, Ints, Pieces

Floats = NDArray[np.float32]
Proposed = tuple[Claim, Mapping[str, Any]]
"""A claim of the linear reader, and how likely it holds each stage, modality, speaker, and each party on either side."""
FAINT = 0.01
"""No likelihood is taken for less: one wrong certainty must not outweigh the rest."""


@dataclass(frozen=True, slots=True)
class Named:
    """An item of the grammar's claim, which one it is there, and where its designation and its number stand."""

    place: int
    item: Item
    name: Span | None
    count: Span | None
    modes: Floats
    """The logarithms of how likely each mode is, in the order of the schema."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One claim of the grammar: its pieces, its properties (0 none, else one more than their place in the schema), and
    for each candidate of the report which of HINT_ROLES it has in the claim."""

    first: int
    last: int
    kind: int
    stage: int
    modality: int
    speaker: int
    roles: Ints
    sure: float
    """The score of the claim, 1 where it has none."""
    beliefs: tuple[Floats, Floats, Floats]
    """The logarithms of how likely each stage, modality and speaker is, in the order of the schema."""
    sides: Floats
    """(c, 2): for each candidate of the report the log odds that it supplies and that it receives, 0 where not judged."""
    things: Mapping[int, Named]
    """The item of the claim that a candidate of that number names."""
    money: tuple[Money, Span] | None = None
    when: tuple[Period, Span] | None = None

    @property
    def properties(self) -> tuple[int, int, int, int]:
        """Stage, modality, speaker, and the bucket of its sureness; the tables of the network's heads begin with `no hint`."""
        return self.stage, self.modality, self.speaker, 1 + sum(self.sure > edge for edge in SURENESS)

    def part(self, number: int) -> str:
        """The side or slot that the report's candidate of that number, or one of its key, fills."""
        return HINT_ROLES[int(self.roles[number])].removeprefix("same ")


def hints(told: Sequence[Proposed], p: Pieces) -> tuple[Hint, ...]:
    """Every claim of the grammar in pieces, in order."""
    out = []
    for claim, facts in sorted(told, key=lambda x: x[0].start):
        first = int(np.searchsorted(p.spans[:, 1], claim.start, "right"))
        last = int(np.searchsorted(p.spans[:, 0], claim.end, "left"))
        if first >= last:
            continue
        out.append(
            Hint(
                first=first,
                last=last,
                kind=KINDS.index(claim.kind),
                stage=STAGES.index(claim.stage) + 1 if claim.stage is not None else 0,
                modality=MODALITIES.index(claim.modality) + 1,
                speaker=SPEAKERS.index(claim.attribution.kind) + 1,
                roles=parts(claim, p.candidates),
                sure=1.0 if claim.score is None else claim.score,
                beliefs=(
                    believed(facts.get("stage"), STAGES),
                    believed(facts.get("modality"), MODALITIES),
                    believed(facts.get("speaker"), SPEAKERS),
                ),
                sides=odds(facts.get("sides", ()), p.candidates),
                things=things(claim, p.candidates, facts.get("modes")),
                money=(claim.money, place) if claim.money and (place := told_at(claim, "money")) else None,
                when=(claim.when, place) if claim.when and (place := told_at(claim, "when")) else None,
            )
        )
    return tuple(out)


def believed(shares: Mapping[str, float] | None, names: Sequence[str]) -> Floats:
    """The logarithms of the shares in the order of the names; all the same where there are none."""
    if shares is None:
        return np.zeros(len(names), dtype=np.float32)
    return np.log(np.array([max(FAINT, shares.get(str(n), 0.0)) for n in names], dtype=np.float32))


def odds(shares: Sequence[tuple[Party, float, float]], candidates: Sequence[Candidate]) -> Floats:
    out = np.zeros((len(candidates), 2), dtype=np.float32)
    by: dict[str | None, tuple[float, float]] = {}
    for party, supplies, receives in shares:
        old = by.get(party.code, (0.0, 0.0))
        by[party.code] = max(old[0], supplies), max(old[1], receives)
    for n, c in enumerate(candidates):
        if isinstance(c.value, Party) and c.value.code is not None and c.value.code in by:
            out[n] = [logit(p) for p in by[c.value.code]]
    return out


def logit(p: float) -> float:
    p = min(1 - FAINT, max(FAINT, p))
    return math.log(p / (1 - p))


def builds(near: Sequence[tuple[int, int, Candidate, int]], first: int, last: int, hint: Hint | None) -> list[int]:
    """For each candidate near an event [first, last) whether its state builds the type of the event, as knowledge has it:
    0 no party, or no type that knowledge has; 1 no; 2 among others; 3 first of all.

    `near` are first and last-plus-one piece, candidate and its number in the report. The type is the one that the hint
    takes for the item, else the first inside the event.
    """
    types = [(a, z, c, n) for a, z, c, n in near if c.makers]
    hinted = [c for _, _, c, n in types if hint is not None and hint.part(n) == "item"]
    inside = [c for a, z, c, _ in types if a < last and first < z]
    makers = next((c.makers for c in (*hinted, *inside)), ())
    return [builder(c, makers) for _, _, c, _ in near]


def builder(c: Candidate, makers: Sequence[str]) -> int:
    if not makers or not isinstance(c.value, Party):
        return 0
    return 3 if c.value.code == makers[0] else 2 if c.value.code in makers else 1


def parts(claim: Claim, candidates: Sequence[Candidate]) -> Ints:
    """The part of each candidate: named at its very words, or elsewhere by the same key, or none."""
    out = np.ones(len(candidates), dtype=np.int64)
    keys: dict[str, int] = {}
    for evidence in claim.evidence:
        field = evidence.field.split("[")[0] if not evidence.field.endswith("quantity") else "quantity"
        role = {"items": "item"}.get(field, field)
        if role not in HINT_ROLES:
            continue
        at = HINT_ROLES.index(role)
        for n, c in enumerate(candidates):
            if c.start < evidence.end and evidence.start < c.end and fits(c.type, role):
                out[n] = at
                keys.setdefault(c.key, at)
    for n, c in enumerate(candidates):
        if out[n] == 1 and c.key in keys and c.type != "quantity":
            out[n] = HINT_ROLES.index("same " + HINT_ROLES[keys[c.key]])
    return out


def things(
    claim: Claim, candidates: Sequence[Candidate], modes: Sequence[Mapping[str, float] | None] | None = None
) -> dict[int, Named]:
    """The item of the claim that each candidate names, by the candidate's number."""
    out: dict[int, Named] = {}
    for evidence in claim.evidence:
        found = re.fullmatch(r"items\[(\d+)\]\.(?:designation|category)", evidence.field)
        if found is None:
            continue
        at = int(found[1])
        item = claim.items[at]
        name, count = (told_at(claim, f"items[{at}].{field}") for field in ("designation", "quantity"))
        one = Named(at, item, name, count, believed(modes[at] if modes else {str(item.mode): 1.0}, MODES))
        for n, c in enumerate(candidates):
            if c.start < evidence.end and evidence.start < c.end and fits(c.type, "item"):
                out.setdefault(n, one)
    return out


def told_at(claim: Claim, name: str) -> Span | None:
    """Where the words of one value of the claim stand."""
    return next((Span(e.start, e.end) for e in claim.evidence if e.field == name and not e.inferred), None)


def fits(sort: str, role: str) -> bool:
    if role in ("supplier", "recipient", "intermediary", "parties"):
        return sort in ("state", "firm")
    return {"item": ("type", "class"), "quantity": ("quantity",), "money": ("money",), "when": ("date",)}[role].count(
        sort
    ) > 0


NOTHING = (0, 0, 0, 0)
OPEN = (
    np.zeros(len(STAGES), dtype=np.float32),
    np.zeros(len(MODALITIES), dtype=np.float32),
    np.zeros(len(SPEAKERS), dtype=np.float32),
)
"""The beliefs where there is no hint."""


def best(run: Sequence[Hint], first: int, last: int) -> Hint | None:
    """The hint that shares most with the span [first, last); None where none touches it."""
    shared = [(min(last, h.last) - max(first, h.first), -abs(h.first - first), n) for n, h in enumerate(run)]
    top = max(shared, default=(0, 0, 0))
    return run[top[2]] if top[0] > 0 else None


def marks(run: Sequence[Hint], n: int) -> Ints:
    """(n,) for each piece 0 outside every hint, else by kind whether it begins one or goes on in one."""
    out = np.zeros(n, dtype=np.int64)
    for h in run:
        out[h.first : h.last] = 2 + 2 * h.kind
    for h in run:
        out[h.first] = 1 + 2 * h.kind
    return out

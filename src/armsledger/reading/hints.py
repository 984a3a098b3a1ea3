"""What the grammar read, as the network is told of it: where it saw an event, and which part each candidate plays in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from armsledger.model.claim import Claim
from armsledger.model.codes import Mode
from armsledger.reading.schema import HINT_ROLES, KINDS, MODALITIES, MODES, SPEAKERS, STAGES, SURENESS
from armsledger.reading.wordpieces import Candidate, Ints, Pieces


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
    modes: dict[int, int]
    """The mode of the item that a candidate of that number names, where the claim tells one that is not goods."""

    @property
    def properties(self) -> tuple[int, int, int, int]:
        """Stage, modality, speaker, and the bucket of its sureness; the tables of the network's heads begin with `no hint`."""
        return self.stage, self.modality, self.speaker, 1 + sum(self.sure > edge for edge in SURENESS)

    def part(self, number: int) -> str:
        """The side or slot that the report's candidate of that number, or one of its key, fills."""
        return HINT_ROLES[int(self.roles[number])].removeprefix("same ")


def hints(claims: Sequence[Claim], p: Pieces) -> tuple[Hint, ...]:
    """Every claim of the grammar in pieces, in order."""
    out = []
    for claim in sorted(claims, key=lambda c: c.start):
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
                modes=modes(claim, p.candidates),
            )
        )
    return tuple(out)


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


def modes(claim: Claim, candidates: Sequence[Candidate]) -> dict[int, int]:
    out: dict[int, int] = {}
    for evidence in claim.evidence:
        at = re.fullmatch(r"items\[(\d+)\]\.(?:designation|category)", evidence.field)
        if at and claim.items[int(at[1])].mode is not Mode.GOODS:
            mode = MODES.index(claim.items[int(at[1])].mode)
            here = (n for n, c in enumerate(candidates) if c.start < evidence.end and evidence.start < c.end)
            out |= {n: mode for n in here if fits(candidates[n].type, "item")}
    return out


def fits(sort: str, role: str) -> bool:
    if role in ("supplier", "recipient", "intermediary", "parties"):
        return sort in ("state", "firm")
    return {"item": ("type", "class"), "quantity": ("quantity",), "money": ("money",), "when": ("date",)}[role].count(
        sort
    ) > 0


NOTHING = (0, 0, 0, 0)


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

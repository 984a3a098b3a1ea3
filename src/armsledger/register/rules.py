"""The rules by which one value is shown where claims disagree: a short ordered list that a user can change.

Each rule gives a value a mark; the values are compared by the marks in the list's order, and the first rule that parts
the winner from the next is the one that is named beside the value. The last one only makes the choice the same every time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armsledger.model.codes import Modality, Speaker
from armsledger.register.mention import Mention

OFFICIAL = {
    Speaker.OFFICIAL: 5,
    Speaker.INSTITUTION: 5,
    Speaker.UNNAMED_OFFICIAL: 4,
    Speaker.EXPERT: 3,
    Speaker.MEDIA: 2,
    Speaker.UNNAMED_EXPERT: 2,
    Speaker.UNNAMED_SOURCE: 2,
    Speaker.AUTHOR: 1,
}
FIRMNESS = {Modality.ASSERTED: 3, Modality.PLANNED: 2, Modality.POSSIBLE: 1, Modality.DENIED: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A value of a field (`value` as contract JSON) with the mentions that say it."""

    value: Any
    mentions: tuple[Mention, ...]
    decided: bool = False
    detail: int = 0

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(m.cited.origin for m in self.mentions)


Mark = Callable[[Candidate], Any]

RULES: Mapping[str, tuple[str, Mark]] = {
    "decided": ("a person decided", lambda c: c.decided),
    "asserted": ("asserted over planned over possible", lambda c: max(FIRMNESS[m.claim.modality] for m in c.mentions)),
    "progress": ("delivered over ordered over earlier steps", lambda c: max(m.rank for m in c.mentions)),
    "official": (
        "official over unnamed, a source over none",
        lambda c: max(OFFICIAL[m.claim.attribution.kind] for m in c.mentions),
    ),
    "first_hand": (
        "first-hand over quoted from others",
        lambda c: any(m.claim.attribution.kind is not Speaker.MEDIA for m in c.mentions),
    ),
    "origins": ("more independent origins over fewer", lambda c: len(c.origins)),
    "later": ("the later report", lambda c: max(m.cited.known.toordinal() if m.cited.known else 0 for m in c.mentions)),
    "specific": ("the more exact value", lambda c: c.detail),
    "stable": ("none of them: the first in order", lambda c: [-ord(x) for x in repr(c.value)[:40]]),
}
ORDER = ("decided", "asserted", "progress", "official", "first_hand", "origins", "later", "specific", "stable")
BY_FIELD: Mapping[str, tuple[str, ...]] = {
    "designation": ("decided", "specific", "origins", "official", "later", "stable"),
    "delivered": ("decided", "asserted", "later", "official", "first_hand", "origins", "specific", "stable"),
    "category": ("decided", "origins", "official", "later", "stable"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    shown: Candidate
    rule: str
    others: tuple[Candidate, ...]


def choose(candidates: Sequence[Candidate], field: str = "", rules: Sequence[str] = ORDER) -> Choice | None:
    """The value to show, the rule that parted it from the next, and the values it stands against. None without any."""
    if not candidates:
        return None
    names = BY_FIELD.get(field, tuple(rules))
    if names[-1] != "stable":
        names = (*names, "stable")
    marks = [(tuple(RULES[n][1](c) for n in names), c) for c in candidates]
    marks.sort(key=lambda pair: pair[0], reverse=True)
    best, shown = marks[0]
    if len(marks) == 1:
        return Choice(shown=shown, rule="the only value", others=())
    part = next((n for n, (a, b) in enumerate(zip(best, marks[1][0], strict=True)) if a != b), len(names) - 1)
    return Choice(shown=shown, rule=RULES[names[part]][0], others=tuple(c for _, c in marks[1:]))

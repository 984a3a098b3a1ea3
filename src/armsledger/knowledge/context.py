"""What a report says around a name decides whether it counts, and which row it means."""

import re
from typing import TYPE_CHECKING

from armsledger.knowledge.mention import Mention
from armsledger.knowledge.names import Name
from armsledger.knowledge.patterns import NOT_AFTER
from armsledger.knowledge.rows import MentionKind

if TYPE_CHECKING:
    from armsledger.knowledge.finder import Pending

Cues = dict[str, dict[str, tuple[str, ...]]]
BESIDE, NEAR = 40, 90
"""Characters within which another type, and a class word of the same category, speak for a weak name."""
_TITLE = re.compile(
    r"(?:President|Minister|Premier|Chancellor|General|Marshal|Admiral|Secretary|King|Prince|Emir|Sultan|Mr|Mrs|Ms|Sheikh|Colonel|Leader)\.? $"
)
_COUNT = re.compile(
    r"(?:\b\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|dozens of|hundreds of|several|twenty|fifty|more|new|used|more than)) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_ALIKE = (
    {"missile", "air_defence"},
    {"aircraft", "engine"},
    {"armour", "artillery"},
    {"missile", "uav"},
    {"missile", "artillery"},
    {"missile", "small_arms"},
)


def settle(folded: str, sure: list[Mention], pending: list["Pending"], cues: Cues) -> list[Mention]:
    """Returns the sure mentions and those pending ones that the text speaks for, ambiguous ones narrowed, in order."""
    if not pending and all(len(m.candidates) == 1 for m in sure):
        return sure
    anchors = [m for m in sure if m.kind in (MentionKind.EQUIPMENT, MentionKind.CLASS)]
    named = {m.candidates[0] for m in sure if len(m.candidates) == 1}
    states = {m.candidates[0] for m in sure if m.kind is MentionKind.STATE and len(m.candidates) == 1}
    words = [p for p in pending if p.name.kind is MentionKind.CLASS]
    left = list(pending)
    taken: list[Mention] = []
    while left:
        now = [(p, why) for p in left if (why := _why(folded, p, anchors, words, named))]
        if not now:
            break
        for p, why in now:
            name = p.name
            mention = Mention(p.start, p.end, name.kind, name.candidates, name.category, name.states, name.form, why)
            taken.append(mention)
            named.update(name.candidates if len(name.candidates) == 1 else ())
            if name.kind is MentionKind.EQUIPMENT:
                anchors.append(mention)
        done = {p for p, _ in now}
        left = [p for p in left if p not in done]
    mentions = sorted(sure + taken)
    return [m if len(m.candidates) == 1 else narrowed(folded, m, states, cues) for m in mentions]


def _why(
    folded: str, pending: "Pending", anchors: list[Mention], words: list["Pending"], named: set[str]
) -> str | None:
    name: Name = pending.name
    if len(name.candidates) == 1 and name.candidates[0] in named:
        return "the report also names it in full"
    if name.kind is MentionKind.STATE:
        return "a name of several" if len(name.candidates) > 1 else None
    if name.kind is MentionKind.CLASS:
        if anchors:
            return "the report speaks of equipment"
        return "a number of them" if _COUNT.search(folded, max(0, pending.start - 40), pending.start) else None
    if name.kind is MentionKind.EQUIPMENT:
        if NOT_AFTER.match(folded, pending.end):
            return None
        return _beside(folded, pending, anchors, words)
    if name.kind is MentionKind.PERSON:
        return "a title before it" if _TITLE.search(folded, max(0, pending.start - 20), pending.start) else None
    return "the report speaks of equipment" if anchors else None


def _beside(folded: str, pending: "Pending", anchors: list[Mention], words: list["Pending"]) -> str | None:
    name: Name = pending.name
    for word in words:
        if 0 <= word.start - pending.end <= 1 and _alike(word.name.category, name.category):
            return f'"{folded[word.start : word.end]}" follows'
    for other in anchors:
        gap = max(other.start - pending.end, pending.start - other.end)
        near = BESIDE if other.kind is MentionKind.EQUIPMENT else NEAR if _alike(other.category, name.category) else 0
        if gap <= near:
            return f'"{folded[other.start : other.end]}" stands near'
    return None


def _alike(one: str | None, other: str | None) -> bool:
    return one == other or {one, other} in _ALIKE


def narrowed(folded: str, mention: Mention, states: set[str], cues: Cues) -> Mention:
    """Returns the mention with one candidate where cues or the report's states speak for one only, else as it is."""
    by_id = cues.get(folded[mention.start : mention.end], {})
    told = [c for c in mention.candidates if any(cue in folded for cue in by_id.get(c, ()))]
    if len(told) == 1:
        return mention._replace(
            candidates=(told[0],), states=_states(mention, told[0]), why="words of the report speak for it"
        )
    if mention.kind is MentionKind.STATE:
        spoken = [c for c in mention.candidates if c in states]
        if len(spoken) == 1:
            return mention._replace(
                candidates=(spoken[0],), states=(spoken[0],), why="the report names this one also otherwise"
            )
    return mention


def _states(mention: Mention, candidate: str) -> tuple[str, ...]:
    return (candidate,) if mention.kind is MentionKind.STATE else mention.states

"""What a report says around a name decides whether it counts, and which row it means."""

import re
from typing import NamedTuple

from armsledger.knowledge.compiled import Cues
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.names import SURE, Name
from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.shapes import NOT_AFTER

BESIDE, NEAR = 40, 90
"""Characters within which another type, and a class word of the same category, speak for a weak name."""
_ADJOINED = re.compile(
    r"s?[\"')]{0,2} (?:(?!and |or |with |for |to |in |of |on |from |by |at |as |the |an? |is |was |are |were )[a-z\d][\w-]* )*"
)
"""What may stand between a name and the class word of its phrase; only that word tells a type that a rule calls so."""
_TITLE = re.compile(
    r"(?:President|Minister|Premier|Chancellor|General|Gen\.|Marshal|Admiral|Secretary|King|Prince|Emir|Sultan|Mr|Mrs"
    r"|Ms|Sheikh|Colonel|Leader|Senator)\.? $"
)
_COUNT = re.compile(
    r"[\dtfsendhmu](?<!\w.)(?:(?<=\d)[\d,.]*|(?<=t)(?:wo|hree|en|welve|wenty)|(?<=f)(?:our|ive|ifty)|(?<=s)(?:ix|even|everal)"
    r"|(?<=e)(?:ight|leven)|(?<=n)(?:ine|ew)|(?<=d)ozen(?:s of)?|(?<=h)undreds of|(?<=m)ore(?: than)?|(?<=u)sed) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_FURTHER = re.compile(r" (?:[A-Z]{0,3}-?\d[\w/-]*|[A-Z]{1,3}\d*(?!\w)|[A-Z][a-z]+)")
_BETWEEN = re.compile(
    r" (?!and (?![A-Z])|or |with |for |to |in |of |on |from |by |at |as |the |a |is |was |are |were |will |has )(?:[A-Za-z\d][\w/-]*|\([A-Z]+\))"
)
_ALIKE = (
    {"missile", "air_defence"},
    {"aircraft", "engine"},
    {"armour", "artillery"},
    {"missile", "uav"},
    {"missile", "artillery"},
    {"armour", "other"},
    {"missile", "small_arms"},
    {"aircraft", "uav"},
)
_IN_FULL = "the report also names it in full"
_ON_ARMS = ", in a report on arms"
_SOME, _MANY, _SHORTEST = 2, 4, 3
"""Things named that make a report one on arms, so that what a type's name counts, or points at, is the type; letters of such a name."""
_NUMBERED = re.compile(
    r"(?<![\w.,$-])(?:\d[\d,]*|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve"
    r"|[Tt]wenty|[Tt]hirty|[Dd]ozens of|dozen|[Ss]everal|[Hh]undreds of) (?:[a-z][a-z-]+ |[A-Z]\w+-(?:made|built) ){0,2}$"
)
_POINTED = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts|their|[Aa]n?|new|used|old|former|surplus|more|additional|second-hand|upgraded|moderni[sz]ed|of|for|with|and|or"
    r"|buy|bought|sell|sold|order|ordered|get|gets|received?|deliver|delivered|offer|offered|acquired?|send|sent|fly|flies|\w+-made|\w+-built)"
    r"|\w's|s') $"
)
_NOT_POINTED = re.compile(
    r"'?s?[ -](?:[A-Z]|said|says|told|reported|reports|newspaper|magazine|quoted|wrote|class|\d)|[-/@.]\w"
)
_EVERYDAY = frozenset(
    ["Atlantic", "Hormuz", "Canberra", "Cardinal", "Dan", "Deli", "Hunter", "Mirador", "Star", "Standard", "Spirit"]
)
_THINGS = (MentionKind.EQUIPMENT, MentionKind.CLASS)


class Pending(NamedTuple):
    """A name that counts only if the report speaks for it, or may mean several rows.

    Attributes:
        rows: what a report on no arms has to name so that it counts; None where that is to be looked at.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    rows: tuple[str, ...] | None = None
    form: str = ""


class Scene(NamedTuple):
    """What the report's sure mentions say: things named, class words that wait too, rows and states named.

    `classes` tells the category of the class word that begins at a place.
    """

    folded: str
    anchors: list[Mention]
    words: list[Pending]
    classes: dict[int, str | None]
    named: set[str]
    states: set[str]
    cues: Cues


def settle(folded: str, sure: list[Mention], pending: list[Pending], cues: Cues) -> list[Mention]:
    """Returns the sure mentions and those pending ones that the text speaks for, in order."""
    if not pending:
        return sorted(sure)
    named = {m.candidates[0] for m in sure}
    anchors = [m for m in sure if m.kind in _THINGS]
    words = [p for p in pending if p.names[0].kind is MentionKind.CLASS]
    classes = {p.start: p.names[0].categories[0] for p in words}
    classes |= {m.start: m.category for m in anchors if m.kind is MentionKind.CLASS}
    states = {m.candidates[0] for m in sure if m.kind is MentionKind.STATE}
    scene = Scene(folded, anchors, words, classes, named, states, cues)
    mentions = list(sure)
    left = pending
    while left:
        waiting = []
        for p in left:
            if p.rows is not None and not anchors and not words and named.isdisjoint(p.rows):
                waiting.append(p)
                continue
            for name in _likeliest(scene, p):
                why = _why(scene, p, name)
                if why:
                    mention = _mention(scene, p, name, why)
                    mentions.append(mention)
                    if len(mention.candidates) == 1 and not why.endswith(_ON_ARMS):
                        named.add(mention.candidates[0])
                    if name.kind is MentionKind.EQUIPMENT:
                        anchors.append(mention)
                    break
            else:
                waiting.append(p)
        if len(waiting) == len(left):
            break
        left = waiting
    return sorted(mentions)


def _likeliest(scene: Scene, pending: Pending) -> tuple[Name, ...]:
    """Returns the names of a place, those first whose category a class word beside tells where the surest one's does not."""
    if len(pending.names) == 1:
        return pending.names
    first, *rest = pending.names
    if first.force != SURE or first.kind not in (MentionKind.EQUIPMENT, MentionKind.COMPANY):
        return pending.names
    if first.kind is MentionKind.COMPANY:
        behind = scene.classes.get(pending.end + 1)
        told = [n for n in rest if n.kind is MentionKind.EQUIPMENT and behind in n.categories]
        return (*told, first)
    words = [(m.start, m.end, m.category) for m in scene.anchors if m.kind is MentionKind.CLASS]
    words += [(p.start, p.end, p.names[0].categories[0]) for p in scene.words]
    near = {c for start, end, c in words if max(start - pending.end, pending.start - end) <= BESIDE}
    if near.intersection(first.categories):
        return pending.names
    told = [n for n in rest if near.intersection(n.categories)]
    return (*told, *(n for n in pending.names if n not in told))


def _why(scene: Scene, pending: Pending, name: Name) -> str | None:
    if name.force == SURE:
        return "listed"
    in_full = len(name.candidates) == 1 and name.candidates[0] in scene.named
    if name.kind is MentionKind.EQUIPMENT:
        why = _IN_FULL if in_full else _beside(scene, pending, name) or _pointed(scene, pending, name)
        return why if why and _agrees(scene, pending, name) else None
    if in_full:
        return _IN_FULL
    if name.kind is MentionKind.STATE:
        return "a name of several" if len(name.candidates) > 1 else None
    if name.kind is MentionKind.CLASS:
        if scene.anchors:
            return "the report speaks of equipment"
        counted = _COUNT.search(scene.folded, max(0, pending.start - 40), pending.start)
        return "a number of them" if counted else None
    if name.kind is MentionKind.PERSON:
        titled = _TITLE.search(scene.folded, max(0, pending.start - 20), pending.start)
        return "a title before it" if titled else None
    return "the report speaks of equipment" if scene.anchors else None


def _agrees(scene: Scene, pending: Pending, name: Name) -> bool:
    """Says whether the class words of the phrase that goes on behind a name allow what it would be."""
    told = _head(scene, pending.end)
    return not told or any(_alike(one, category) for one in told for category in name.categories)


def _beside(scene: Scene, pending: Pending, name: Name) -> str | None:
    following = scene.classes.get(pending.end + 1)
    if (not following and not scene.anchors) or NOT_AFTER.match(scene.folded, pending.end):
        return None
    if following:
        same = any(_alike(following, category) for category in name.categories)
        return "a class word follows" if same else None
    for other in scene.anchors:
        gap = max(other.start - pending.end, pending.start - other.end)
        if gap > NEAR:
            continue
        same = any(_alike(other.category, category) for category in name.categories)
        if same or (gap <= BESIDE and other.kind is MentionKind.EQUIPMENT):
            return f'"{scene.folded[other.start : other.end]}" stands near'
    return None


def _pointed(scene: Scene, pending: Pending, name: Name) -> str | None:
    """Says why a type's name counts in a report on arms with nothing of its kind near: it is counted, or pointed at.

    A name that only a rule shortens has to be a number of things.
    """
    if len(scene.anchors) < _SOME or pending.end - pending.start < _SHORTEST:
        return None
    if not any(m.kind is MentionKind.EQUIPMENT for m in scene.anchors):
        return None
    if _NOT_POINTED.match(scene.folded, pending.end) or NOT_AFTER.match(scene.folded, pending.end):
        return None
    several = scene.folded[pending.end : pending.end + 1] == "s"
    if scene.folded[pending.start : pending.end] in _EVERYDAY or (name.form == "derived" and not several):
        return None
    following = scene.classes.get(pending.end + 1 + several)
    if following and not any(_alike(following, category) for category in name.categories):
        return None
    if _NUMBERED.search(scene.folded, max(0, pending.start - 50), pending.start):
        return "a number of them" + _ON_ARMS
    if len(scene.anchors) >= _MANY and _POINTED.search(scene.folded, max(0, pending.start - 20), pending.start):
        return "pointed at" + _ON_ARMS
    return None


def _head(scene: Scene, end: int) -> list[str | None]:
    """Returns the categories of the class words in the phrase that goes on behind a name: "X 200 mobile radar"."""
    model = _FURTHER.match(scene.folded, end)
    if not model:
        return []
    found, at = [], end
    while at - end <= NEAR and (word := _BETWEEN.match(scene.folded, at)):
        if at + 1 in scene.classes:
            found.append(scene.classes[at + 1])
        at = word.end()
    return found


def _alike(one: str | None, other: str | None) -> bool:
    return one == other or {one, other} in _ALIKE


def _mention(scene: Scene, pending: Pending, name: Name, why: str) -> Mention:
    """Makes the mention of a name; of several candidates, those that cues, class words or states speak for stay."""
    chosen = list(range(len(name.candidates)))
    if len(chosen) > 1:
        chosen, told = _narrowed(scene, pending, name)
        why = told or why
    return Mention(
        pending.start,
        pending.end,
        name.kind,
        tuple(name.candidates[i] for i in chosen),
        name.categories[chosen[0]],
        tuple(dict.fromkeys(s for i in chosen for s in name.states[i])),
        pending.form or name.form,
        f"variant of {name.written}" if pending.form else why,
    )


def _narrowed(scene: Scene, pending: Pending, name: Name) -> tuple[list[int], str]:
    every = list(range(len(name.candidates)))
    cues = scene.cues.get(scene.folded[pending.start : pending.end], {})
    told = [i for i in every if any(cue in scene.folded for cue in cues.get(name.candidates[i], ()))]
    if len(told) == 1:
        return told, "words of the report speak for it"
    if name.kind is MentionKind.EQUIPMENT and len(set(name.categories)) > 1:
        order = _by_class(scene, pending, name)
        if order:
            every, word = order
            if len(every) == 1:
                return every, f'"{word}" tells which'
    spoken = [i for i in every if scene.states.intersection(name.states[i])]
    if len(spoken) == 1 and name.kind is MentionKind.STATE:
        return spoken, "the report names this one also otherwise"
    return every, ""


def _by_class(scene: Scene, pending: Pending, name: Name) -> tuple[list[int], str] | None:
    """Returns the candidates of the category that the nearest class word has, words behind the name first."""
    words = [(m.start, m.end, m.category) for m in scene.anchors if m.kind is MentionKind.CLASS]
    words += [(p.start, p.end, p.names[0].categories[0]) for p in scene.words]
    near = []
    for start, end, category in words:
        gap = start - pending.end if start >= pending.end else 2 * (pending.start - end) + 10
        adjoined = start > pending.end and _ADJOINED.fullmatch(scene.folded, pending.end, start)
        known = len(name.categories) if adjoined or not name.listed else name.listed
        fitting = [i for i, c in enumerate(name.categories[:known]) if c == category]
        if adjoined and not fitting:
            fitting = [i for i, c in enumerate(name.categories) if _alike(c, category)]
        if 0 <= gap <= NEAR and fitting:
            near.append((gap, fitting, scene.folded[start:end]))
    return min(near)[1:] if near else None

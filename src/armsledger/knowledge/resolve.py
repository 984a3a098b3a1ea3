"""`resolve`: one name → the party or type it means, with why; and the short answers that the register asks for."""

import re
from dataclasses import dataclass
from functools import lru_cache

from armsledger.knowledge import rows
from armsledger.knowledge.base import Knowledge
from armsledger.knowledge.rows import MentionKind

_LEGAL = re.compile(
    r",? (?:Ltd|Limited|Inc|Corp|Corporation|Company|Co|LLC|PLC|plc|GmbH|AG|KG|SA|S\.A|SpA|S\.p\.A|AB|AS|A/S|Oy|Oyj|NV|BV|Group|Pvt|Pte"
    r"|JSC|PJSC|OJSC)\.?$"
)
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a name means. More than one candidate: it is left open; none: only a pattern or a state in it speaks.

    `party` is the party as a claim writes it (`PAK`, `LNA`, `Pakistan Ordnance Factories (PAK)`), None for a type.
    """

    kind: MentionKind
    candidates: tuple[str, ...]
    category: str | None
    states: tuple[str, ...]
    party: str | None
    why: str


def resolve(knowledge: Knowledge, name: str) -> Resolution | None:
    """Returns what a name that stands alone means, or None where nothing tells.

    Names that need context in a report are taken here as they are: whoever asks knows that it is a name.
    """
    name = name.strip()
    for spelled, how in ((name, "listed"), (_LEGAL.sub("", name), "listed without its legal form")):
        for listed in knowledge.finder.called(spelled):
            if listed.candidates:
                states = tuple(dict.fromkeys(s for each in listed.states for s in each))
                party = party_of(knowledge, listed.candidates[0]) if len(listed.candidates) == 1 else None
                why = f'{how} as "{listed.written}" ({listed.form})'
                return Resolution(
                    kind=listed.kind,
                    candidates=listed.candidates,
                    category=listed.categories[0],
                    states=states,
                    party=party,
                    why=why,
                )
    mentions = knowledge.find(name)
    states = tuple(dict.fromkeys(s for m in mentions if m.kind is MentionKind.STATE for s in m.states))
    whole = [m for m in mentions if m.start == 0 and m.end == len(name)]
    for m in whole:
        return Resolution(
            kind=m.kind, candidates=m.candidates, category=m.category, states=m.states, party=None, why=m.why
        )
    if len(states) == 1:
        return Resolution(
            kind=MentionKind.STATE,
            candidates=states,
            category=None,
            states=states,
            party=states[0],
            why="the one state named in it",
        )
    return None


def party_of(knowledge: Knowledge, key: str) -> str | None:
    """Returns a row as a claim writes the party: a person's state, a company's name with its state; None for a type."""
    match knowledge.row(key):
        case rows.State(id=code):
            return code
        case rows.Person(state=code):
            return code
        case rows.Group(name=name) | rows.Body(name=name):
            return name
        case rows.Company(name=name, state=code):
            return f"{name} ({code})"
    return None


class Catalogue:
    """What the register asks of knowledge: the family of a type, the state behind a group, states in words, names."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._resolve = lru_cache(_REMEMBERED)(lambda name: resolve(knowledge, name))

    def family(self, designation: str) -> str | None:
        """Returns the id of the type at the head of the family, None where the type is not known or not sure."""
        found = self._resolve(designation)
        if found is None or found.kind is not MentionKind.EQUIPMENT:
            return None
        heads = {self._head(one) for one in found.candidates}
        return heads.pop() if len(heads) == 1 else None

    def _head(self, key: str) -> str:
        types = self._knowledge.tables.equipment
        seen = {key}
        while (parent := types[key].family) and parent in types and parent not in seen:
            key = parent
            seen.add(key)
        return key

    def home(self, code: str) -> str | None:
        """Returns the state in which a group that is no state stands (`LNA` gives `LBY`), None where several or none."""
        found = self._resolve(code)
        if found is None or found.kind is not MentionKind.GROUP or len(found.candidates) != 1:
            return None
        group = self._knowledge.tables.groups[found.candidates[0]]
        return group.states[0] if len(group.states) == 1 else None

    def states(self, words: str) -> frozenset[str]:
        """Returns the states that the words name ("Pakistan's military" gives `PAK`), codes among them too."""
        codes = self._knowledge.tables.states
        said = {m.states[0] for m in self._knowledge.find(words) if m.states and len(m.candidates) == 1}
        return frozenset(said | {word for word in re.findall(r"\b[A-Z]{3}\b", words) if word in codes})

    def name(self, code: str) -> str:
        """Returns the party's short English name, the code itself where unknown."""
        state = self._knowledge.tables.states.get(code)
        return state.names[0] if state and state.names else code

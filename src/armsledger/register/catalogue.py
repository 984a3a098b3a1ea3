"""What the knowledge tables tell the register: families of types, where a force stands, whom words name, names of parties."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from armsledger.knowledge import Knowledge, MentionKind


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


class KnownCatalogue:
    """A `names.Catalogue` over the tables. A designation that several types share is taken as unknown."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._said = lru_cache(maxsize=65536)(self._states)

    @cached_property
    def _families(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for row in self._knowledge.tables.equipment.values():
            family = row.family or row.id
            for name in (row.designation, *row.aliases, *row.variants, *row.weak):
                key = _key(name)
                found[key] = family if found.get(key, family) == family else None
        return found

    @cached_property
    def _homes(self) -> dict[str, str]:
        return {row.name: row.states[0] for row in self._knowledge.tables.groups.values() if row.states}

    def family(self, designation: str) -> str | None:
        return self._families.get(_key(designation))

    def home(self, code: str) -> str | None:
        return self._homes.get(code)

    def states(self, words: str) -> frozenset[str]:
        return self._said(words) if words else frozenset()

    def _states(self, words: str) -> frozenset[str]:
        kinds = (MentionKind.STATE, MentionKind.PERSON, MentionKind.GROUP)
        found: set[str] = set()
        for mention in self._knowledge.find(words):
            if mention.kind in kinds:
                found.update(self._codes(mention.kind, mention.states, mention.candidates))
        return frozenset(found)

    def _codes(self, kind: MentionKind, states: Iterable[str], rows: Iterable[str]) -> Iterable[str]:
        if kind is MentionKind.GROUP:
            return [self._knowledge.tables.groups[r].name for r in rows if r in self._knowledge.tables.groups]
        named = list(states)
        return named if len(named) == 1 else []

    def name(self, code: str) -> str:
        row = self._knowledge.tables.states.get(code)
        return row.names[0] if row is not None and row.names else code

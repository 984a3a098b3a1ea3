"""What the knowledge tables tell the register: families of types, where a force stands, whom words name, names of parties."""

import re
from functools import cached_property, lru_cache

from armsledger.knowledge import Knowledge

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


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
            for name in (row.designation, *row.aliases, *row.variants, *row.weak):
                key = _key(name)
                found[key] = row.id if found.get(key, row.id) == row.id else None
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

    @cached_property
    def _called(self) -> dict[str, str | None]:
        """Every name of a state, its people, places and forces, and of a group; None where several bear it."""
        tables = self._knowledge.tables
        found: dict[str, str | None] = {}
        rows = [(s.id, (*s.names, *s.demonyms, *s.places, *s.forces)) for s in tables.states.values() if s.last is None]
        rows += [(g.name, (g.name, *g.aliases)) for g in tables.groups.values()]
        for code, names in rows:
            for name in names:
                key = " ".join(_WORD.findall(name))
                found[key] = code if found.get(key, code) == code else None
        return found

    def _states(self, words: str) -> frozenset[str]:
        """The longest names that stand in the words, capitals as written."""
        given = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(words)]
        found: set[str] = set()
        place = 0
        while place < len(given):
            for length in range(min(5, len(given) - place), 0, -1):
                code = self._called.get(" ".join(given[place : place + length]))
                if code is not None:
                    found.add(code)
                    place += length - 1
                    break
            place += 1
        return frozenset(found)

    def name(self, code: str) -> str:
        row = self._knowledge.tables.states.get(code)
        return row.names[0] if row is not None and row.names else code

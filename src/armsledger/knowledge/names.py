"""Every way in which a row is called, gathered from the tables and compiled for the automaton."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.spelling import fold, key, spellings
from armsledger.knowledge.tables import Tables

SURE, WEAK, STOP = 0, 1, 2
"""A name counts at once; with context only; never (a phrase that holds a name and means something else)."""

ANY_CASE, CAPITALS, EXACT = 0, 1, 2
"""Case rules: none; the name's capitals at the start of words; letter for letter."""


class Name(NamedTuple):
    """One spelling rule of one name: what it may mean, and when it counts."""

    written: str
    case: int
    force: int
    kind: MentionKind
    candidates: tuple[str, ...]
    category: str | None
    states: tuple[str, ...]
    form: str


class Called(NamedTuple):
    text: str
    id: str
    kind: MentionKind
    form: str
    force: int
    category: str | None = None
    states: tuple[str, ...] = ()


_ORDER = list(MentionKind)
_FEW = re.compile(r"[A-Za-z]\W?\d[A-Za-z]?|Type \d|[A-Z]")


def called(tables: Tables) -> Iterator[Called]:
    """Yields every name of every row, with its form (name, demonym, place, force, alias, variant …)."""
    for s in tables.states.values():
        for form, names, force in (
            ("name", s.names, SURE),
            ("demonym", s.demonyms, SURE),
            ("place", s.places, SURE),
            ("force", s.forces, SURE),
            ("name", s.weak, WEAK),
        ):
            for name in names:
                yield Called(name, s.id, MentionKind.STATE, form, force, None, (s.id,))
    for p in tables.people.values():
        yield from _row(p.id, MentionKind.PERSON, p.name, p.aliases, p.weak, states=(p.state,))
    for g in tables.groups.values():
        yield from _row(g.id, MentionKind.GROUP, g.name, g.aliases, g.weak)
    for b in tables.bodies.values():
        yield from _row(b.id, MentionKind.BODY, b.name, b.aliases, b.weak)
    for c in tables.companies.values():
        yield from _row(c.id, MentionKind.COMPANY, c.name, (*c.aliases, *c.former), c.weak, states=(c.state,))
    for e in tables.equipment.values():
        category = tables.classes[e.class_id].category if e.class_id in tables.classes else None
        yield from _row(e.id, MentionKind.EQUIPMENT, e.designation, e.aliases, e.weak, category, e.states, e.variants)
    for k in tables.classes.values():
        yield from _row(k.id, MentionKind.CLASS, "", k.names, k.weak, k.category)
    for phrase in tables.not_names:
        yield Called(phrase, "", MentionKind.CLASS, "phrase", STOP)


def _row(
    row: str,
    kind: MentionKind,
    name: str,
    aliases: tuple[str, ...],
    weak: tuple[str, ...],
    category: str | None = None,
    states: tuple[str, ...] = (),
    variants: tuple[str, ...] = (),
) -> Iterator[Called]:
    for form, names in (("name", (name,) if name else ()), ("alias", aliases), ("variant", variants), ("weak", weak)):
        for one in names:
            if name and one == name and form != "name" and form != "weak":
                continue
            if form == "name" and one in weak:
                continue
            yield Called(one, row, kind, form, WEAK if form == "weak" else SURE, category, states)


def compiled(tables: Tables) -> tuple[list[str], list[int], list[tuple[Name, ...]]]:
    """Returns the automaton's patterns, for each the number of its names, and the names by number.

    A pattern begins with a space, the mark of a word's start; names that share a pattern stand in one tuple, sure ones first.
    """
    by_pattern: dict[str, list[tuple[Called, bool]]] = {}
    for one in called(tables):
        written = key(one.text)
        for spelled in spellings(one.text, plural=one.kind is MentionKind.CLASS):
            by_pattern.setdefault(spelled, []).append((one, spelled == written))
    patterns: list[str] = []
    numbers: list[int] = []
    names: list[tuple[Name, ...]] = []
    seen: dict[tuple[Name, ...], int] = {}
    for pattern, owners in by_pattern.items():
        merged = _merged(owners)
        if merged not in seen:
            seen[merged] = len(names)
            names.append(merged)
        patterns.append(" " + pattern)
        numbers.append(seen[merged])
    return patterns, numbers, names


def _merged(owners: list[tuple[Called, bool]]) -> tuple[Name, ...]:
    options: dict[tuple[int, str], list[tuple[Called, int]]] = {}
    for one, as_written in owners:
        case = _case(one)
        letters = "".join(c for c in fold(one.text) if c.isalpha())
        rule = (case, letters if case else "")
        options.setdefault(rule, []).append((one, _force(one, as_written)))
    found = [_option(case, members) for (case, _), members in options.items()]
    return tuple(sorted(found, key=lambda n: (-n.case, n.force, _ORDER.index(n.kind))))


def _option(case: int, members: list[tuple[Called, int]]) -> Name:
    members = sorted(members, key=lambda m: (m[1] != STOP, m[1], _ORDER.index(m[0].kind)))
    first, force = members[0]
    ids = tuple(dict.fromkeys(m.id for m, _ in members))
    states = tuple(dict.fromkeys(s for m, _ in members for s in m.states))
    return Name(fold(first.text), case, force, first.kind, ids, first.category, states, first.form)


def _case(one: Called) -> int:
    letters = "".join(c for c in one.text if c.isalpha())
    if letters.isupper() and len(letters) <= 3 and not any(c.isdigit() for c in one.text):
        return EXACT
    if one.kind is MentionKind.CLASS:
        return CAPITALS if letters.isupper() and len(letters) <= 8 else ANY_CASE
    return CAPITALS


def _force(one: Called, as_written: bool) -> int:
    if one.force != SURE or one.kind is not MentionKind.EQUIPMENT:
        return one.force
    if _FEW.fullmatch(one.text) or (not as_written and re.match(r"[A-Za-z]\W?\d", one.text)):
        return WEAK
    return SURE

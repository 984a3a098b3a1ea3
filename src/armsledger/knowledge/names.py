"""Every way in which a row is called, gathered from the tables and compiled for the automaton."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.spelling import fold, key, spellings
from armsledger.knowledge.tables import Tables

SURE, WEAK, STOP, LEAD = 0, 1, 2, 3
"""A name counts at once; with context only; never (a phrase that holds a name); it begins or ends a name no list has."""

ANY_CASE, CAPITALS, EXACT = 0, 1, 2
"""Case rules: none; the name's capitals at the start of words; letter for letter."""


class Name(NamedTuple):
    """One spelling rule of one name: what it may mean, and when it counts.

    Attributes:
        candidates: ids of rows, likeliest first; categories and states run parallel.
    """

    written: str
    case: int
    force: int
    kind: MentionKind
    form: str
    candidates: tuple[str, ...]
    categories: tuple[str | None, ...]
    states: tuple[tuple[str, ...], ...]


class Called(NamedTuple):
    text: str
    id: str
    kind: MentionKind
    form: str
    force: int
    category: str | None = None
    states: tuple[str, ...] = ()


COMPANY_ENDS = (
    "Shipyard|Shipyards|Shipbuilding|Shipbuilders|Dockyard|Aerospace|Aviation|Aircraft|Aeronautics|Helicopters|Avionics"
    "|Armaments|Armament|Munitions|Ordnance|Arsenal|Defence Systems|Defence Industries|Defence Group|Defence Technologies"
    "|Defence Solutions|Defence Corporation|Naval Systems|Marine Systems|Missile Systems|Electronic Systems"
    "|Defence Electronics|Aero Engines|Optronics|Dynamics|Design Bureau|Machine-Building Plant|Heavy Industries"
    "|Ammunition|Firearms|Arms Factory|Armoury|Boats|Boatyard|Robotics|Unmanned Systems|Space Systems|Engineering"
    "|Technologies|Industries|Electronics|Systems|Defence|Marine|Motors|Weapons|Simulation|Tactical"
)
SHIP_BEGINNINGS = (
    "HMS|INS|USS|USNS|USCGC|HMAS|HMCS|HMNZS|PNS|BNS|KRI|KD|RSS|ROKS|JS|BRP|TCG|ITS|ARA|ARC|BAP|SAS|NNS|HNLMS|HDMS|HNoMS"
    "|ESPS|ENS|SLNS|UMS|MCGS|HTMS|KDB|ORP"
)

_ORDER = [
    MentionKind.STATE,
    MentionKind.BODY,
    MentionKind.GROUP,
    MentionKind.PERSON,
    MentionKind.EQUIPMENT,
    MentionKind.CLASS,
    MentionKind.COMPANY,
]
_FEW = re.compile(r"[A-Za-z]\W?\d[A-Za-z]?|Type \d|[A-Z]")


def called(tables: Tables) -> Iterator[Called]:
    """Yields every name of every row, with its form (name, demonym, place, force, alias, variant …)."""
    for s in tables.states.values():
        for form, names, force in (
            ("name", s.names, SURE),
            ("demonym", s.demonyms, SURE),
            ("place", s.places, SURE),
            ("force", s.forces, SURE),
            ("weak", s.weak, WEAK),
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
    for end in COMPANY_ENDS.split("|"):
        yield Called(end, "", MentionKind.COMPANY, "pattern", LEAD)
    for beginning in SHIP_BEGINNINGS.split("|"):
        yield Called(beginning, "", MentionKind.EQUIPMENT, "pattern", LEAD)


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
    seen = set(weak)
    for form, names in (("name", (name,) if name else ()), ("alias", aliases), ("variant", variants)):
        for one in names:
            if one not in seen:
                seen.add(one)
                yield Called(one, row, kind, form, SURE, category, states)
    for one in weak:
        yield Called(one, row, kind, "weak", WEAK, category, states)


def compiled(tables: Tables) -> tuple[list[str], list[int], list[tuple[Name, ...]]]:
    """Returns the automaton's patterns, for each the number of its names, and the names by number.

    A pattern begins with a space, the mark of a word's start; the names that share a pattern stand in one tuple,
    strictest case first, then sure ones.
    """
    by_pattern: dict[str, list[tuple[Called, int]]] = {}
    for one in called(tables):
        written = key(one.text).strip()
        for spelled in spellings(one.text, plural=one.kind is MentionKind.CLASS):
            by_pattern.setdefault(spelled, []).append((one, _force(one, spelled == written)))
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


def _merged(owners: list[tuple[Called, int]]) -> tuple[Name, ...]:
    options: dict[tuple[int, str, int, MentionKind], list[Called]] = {}
    for one, force in owners:
        case = _case(one)
        letters = "".join(c for c in fold(one.text) if c.isalpha()) if case else ""
        options.setdefault((case, letters, force, one.kind), []).append(one)
    found = []
    for (case, _, force, kind), members in options.items():
        rows = {m.id: m for m in reversed(members)}
        found.append(
            Name(
                fold(members[0].text),
                case,
                force,
                kind,
                members[0].form,
                tuple(reversed(rows)),
                tuple(m.category for m in reversed(rows.values())),
                tuple(m.states for m in reversed(rows.values())),
            )
        )
    return tuple(sorted(found, key=lambda n: (n.force != STOP, -n.case, n.force, _ORDER.index(n.kind))))


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

"""Every way in which a row is called, gathered from the tables and compiled for the automaton."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.tables import Tables
from armsledger.knowledge.words import ADJECTIVES, NO_NAMES

SURE, WEAK, STOP, LEAD = 0, 1, 2, 3
"""A name counts at once; with context only; never (a phrase that holds a name); it begins or ends a name no list has."""

ANY_CASE, CAPITALS, EXACT = 0, 1, 2
"""Case rules: none; the name's capitals at the start of words; letter for letter."""


class Name(NamedTuple):
    """One spelling rule of one name: what it may mean, and when it counts.

    Attributes:
        candidates: ids of rows, likeliest first; categories and states run parallel.
        listed: how many of the candidates a table calls so; the others are shortened by a rule and stand behind.
    """

    written: str
    case: int
    force: int
    kind: MentionKind
    form: str
    candidates: tuple[str, ...]
    categories: tuple[str | None, ...]
    states: tuple[tuple[str, ...], ...]
    listed: int


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
    "|ESPS|ENS|SLNS|UMS|MCGS|HTMS|KDB|ORP|RFNS|TTS|ICGS|CGS|GNS|NUSHIP|FGS|ROCS|RFA|NRP|IRINS|SLCG"
)

_SHORT = (
    re.compile(r"([A-Z].*?)[- ]class"),  # Kilo class
    re.compile(r"(?=\S*\d|[A-Z]+ )[A-Z0-9][\w/.-]* ([A-Z][a-z]{3,}(?: [A-Z][a-z]+)?)"),  # FIM-92 Stinger
    re.compile(r"([A-Z].*?)(?: [a-z][a-z-]+)+"),  # M40 rifle
    re.compile(r"([A-Z].*?) (?:MLRS|MRL|MRAP|AFV|APC|IFV|MBT|UAV|SPH|SSM|ALCM|SLBM|LMV|MANPADS|AUV|UUV|USV|CIWS|ATGM)"),
    re.compile(r"([A-Z][a-z]{3,}(?: [A-Z][a-z]+)?)[- ](?:\d{1,3}[A-Z]?|[IVX]{1,4}|[A-Z]{1,2})"),  # Shahab-3
    re.compile(r"[A-Z][a-z]+ ((?:Type )?[A-Z]{1,4}-?\d+[A-Z0-9]*)"),  # Zastava M70
)
"""How the press shortens a designation; what is left counts with context only."""
_NO_SHORT = frozenset(
    [
        "Type",
        "Project",
        "Class",
        "Mark",
        "Model",
        "Izdeliye",
        "Torped",
        "Antonov An",
        "Airbus",
        "Boeing",
        "Navy",
        "European",
        "Minister",
        "President",
        "City",
        "Federal",
        "United",
        "International",
        "Golan",
    ]
)
"""What some of these shapes leave over and no type is called alone."""


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
    firms = {n for c in tables.companies.values() for n in (c.name, *c.aliases, *c.weak, *c.former)}
    for e in tables.equipment.values():
        category = tables.classes[e.class_id].category if e.class_id in tables.classes else None
        yield from _row(e.id, MentionKind.EQUIPMENT, e.designation, e.aliases, e.weak, category, e.states, e.variants)
        listed = (e.designation, *e.aliases, *e.weak, *e.variants)
        for name in dict.fromkeys(short for one in (e.designation, *e.aliases) for short in _shortened(one)):
            if name not in listed and name not in firms:
                yield Called(name, e.id, MentionKind.EQUIPMENT, "derived", WEAK, category, e.states)
    for k in tables.classes.values():
        yield from _row(k.id, MentionKind.CLASS, "", k.names, k.weak, k.category)
    for phrase in tables.not_names:
        yield Called(phrase, "", MentionKind.CLASS, "phrase", STOP)
    for end in COMPANY_ENDS.split("|"):
        yield Called(end, "", MentionKind.COMPANY, "pattern", LEAD)
    for beginning in SHIP_BEGINNINGS.split("|"):
        yield Called(beginning, "", MentionKind.EQUIPMENT, "pattern", LEAD)


def _shortened(name: str) -> Iterator[str]:
    for shape in _SHORT:
        match = shape.fullmatch(name)
        if (
            match
            and len(match[1]) > 1
            and match[1] not in _NO_SHORT
            and not set(match[1].split()) <= ADJECTIVES | NO_NAMES
        ):
            yield match[1]


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

"""Names compiled for the automaton, and the compact file they are kept in."""

import json
import re
from typing import NamedTuple

import orjson

from armsledger.knowledge.habits import Habits, habits
from armsledger.knowledge.names import ANY_CASE, CAPITALS, EXACT, STOP, SURE, WEAK, Called, Name, called
from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.spelling import fold, key, spellings
from armsledger.knowledge.tables import Tables

FORMAT = "armsledger-names 11"
CAPITAL, ANY = ord("A"), ord("a")
Cues = dict[str, dict[str, tuple[str, ...]]]
Owner = tuple[tuple[int, str, int, MentionKind], str, Called]
"""What names that are alike share (case, letters, force, kind), the folded name, the name."""

_ORDER = [
    MentionKind.STATE,
    MentionKind.BODY,
    MentionKind.GROUP,
    MentionKind.PERSON,
    MentionKind.EQUIPMENT,
    MentionKind.CLASS,
    MentionKind.COMPANY,
]
_LONG = 4
"""A type's name of so many words is known in any case."""
_FEW = re.compile(r"[A-Za-z]\W?\d[A-Za-z]?|Type \d|[A-Z]")


class Compiled(NamedTuple):
    """Patterns for the automaton, for each the number of its names and whether all of them begin with a capital, the
    names by number as JSON, cues by name, and what listed types have in common.

    A pattern begins with a space, the mark of a word's start; names that share a pattern stand together, strictest
    case first, then sure ones. They are decoded when first met.
    """

    patterns: list[bytes]
    numbers: list[int]
    capital: bytes
    names: list[bytes]
    cues: Cues
    habits: Habits

    def packed(self) -> bytes:
        """Returns the content of a file that `unpacked` reads."""
        numbers = " ".join(map(str, self.numbers)).encode()
        more = json.dumps([self.cues, self.habits]).encode()
        return b"\f".join(
            (FORMAT.encode(), more, numbers, self.capital, b"\n".join(self.patterns), b"\n".join(self.names))
        )


def unpacked(content: bytes) -> Compiled | None:
    """Returns what a file holds, or None where it is of another format."""
    form, *rest = content.split(b"\f")
    if form != FORMAT.encode() or len(rest) != 5:
        return None
    more, numbers, capital, patterns, names = rest
    cues, common = json.loads(more)
    return Compiled(patterns.split(b"\n"), list(map(int, numbers.split())), capital, names.split(b"\n"), cues, common)


def decoded(names: bytes) -> tuple[Name, ...]:
    """Returns the names of one pattern."""
    return tuple(
        Name(
            written,
            case,
            force,
            MentionKind(kind),
            form,
            tuple(ids),
            tuple(categories),
            tuple(map(tuple, states)),
            listed,
        )
        for written, case, force, kind, form, ids, categories, states, listed in json.loads(names)
    )


def compiled(tables: Tables) -> Compiled:
    """Returns all names of the tables, compiled."""
    by_pattern: dict[str, list[Owner]] = {}
    for one in called(tables):
        written, folded, case = key(one.text).strip(), fold(one.text), _case(one)
        letters = "".join(filter(str.isalpha, folded)) if case else ""
        for spelled in spellings(one.text, plural=one.kind is MentionKind.CLASS):
            force = _force(one, spelled == written)
            by_pattern.setdefault(spelled, []).append(((case, letters, force, one.kind), folded, one))
    numbers: list[int] = []
    capital = bytearray()
    seen: dict[tuple[Name, ...], int] = {}
    for owners in by_pattern.values():
        names = _merged(owners)
        capital.append(CAPITAL if all(n.case != ANY_CASE and n.written[:1].isupper() for n in names) else ANY)
        numbers.append(seen.setdefault(names, len(seen)))
    cues: Cues = {}
    for row in tables.ambiguous:
        if row.cues:
            cues.setdefault(row.name, {})[row.id] = row.cues
    packed = bytearray()  # not orjson's own bytes: each keeps the kilobytes it was written into
    for names in seen:
        packed += orjson.dumps(list(map(tuple, names))) + b"\n"
    patterns = [f" {p}".encode() for p in by_pattern]
    return Compiled(patterns, numbers, bytes(capital), bytes(packed[:-1]).split(b"\n"), cues, habits(tables))


def _merged(owners: list[Owner]) -> tuple[Name, ...]:
    if len(owners) == 1:
        ((case, _, force, kind), folded, one) = owners[0]
        listed = int(one.form != "derived")
        return (Name(folded, case, force, kind, one.form, (one.id,), (one.category,), (one.states,), listed),)
    options: dict[tuple[int, str, int, MentionKind], list[tuple[str, Called]]] = {}
    for alike, folded, one in owners:
        options.setdefault(alike, []).append((folded, one))
    found = []
    for (case, _, force, kind), members in options.items():
        members.sort(key=lambda member: member[1].form == "derived")
        rows = {m.id: m for _, m in reversed(members)}
        folded, first = members[0]
        likeliest = tuple(reversed(rows.values()))
        found.append(
            Name(
                folded,
                case,
                force,
                kind,
                first.form,
                tuple(m.id for m in likeliest),
                tuple(m.category for m in likeliest),
                tuple(m.states for m in likeliest),
                sum(m.form != "derived" for m in likeliest),
            )
        )
    return tuple(sorted(found, key=lambda n: (n.force != STOP, -n.case, n.force, _ORDER.index(n.kind))))


def _case(one: Called) -> int:
    text = one.text
    upper = text.isupper()
    if upper and sum(map(str.isalpha, text)) <= 3 and not any(map(str.isdigit, text)):
        return EXACT
    if one.kind is MentionKind.EQUIPMENT and len(text.split()) >= _LONG:
        return ANY_CASE
    if one.kind is MentionKind.CLASS:
        return CAPITALS if upper and sum(map(str.isalpha, text)) <= 8 else ANY_CASE
    return CAPITALS


def _force(one: Called, as_written: bool) -> int:
    if one.force != SURE or one.kind is not MentionKind.EQUIPMENT:
        return one.force
    if _FEW.fullmatch(one.text) or (not as_written and re.match(r"[A-Za-z]\W?\d", one.text)):
        return WEAK
    return SURE

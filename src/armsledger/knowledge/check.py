"""What is wrong with knowledge files, each fault with its file and line."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from armsledger.errors import KnowledgeError
from armsledger.knowledge import rows
from armsledger.knowledge.facts import FACTS
from armsledger.knowledge.names import called
from armsledger.knowledge.spelling import key
from armsledger.knowledge.tables import TABLES, Place, Tables, columns, load, read, shipped, table_files

ALL: dict[str, type[Any]] = {**TABLES, **FACTS}
SIPRI = frozenset(
    [
        "aircraft",
        "air_defence",
        "asw_weapons",
        "armoured_vehicles",
        "artillery",
        "engines",
        "missiles",
        "naval_weapons",
        "satellites",
        "sensors",
        "ships",
        "other",
        "none",
    ]
)
UNROCA = frozenset(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "none"])
ATT = frozenset(["a", "b", "c", "d", "e", "f", "g", "h", "none"])
Placed = tuple[str, int, Any]


def wrong(*folders: Place) -> Iterator[KnowledgeError]:
    """Yields what is wrong with the tables of the folders laid over each other, faults of the last folder only."""
    placed, faults = _rows(folders[-1])
    yield from faults
    base = load(*folders[:-1])
    yield from _against(placed, base)


def wrong_file(file: Path) -> Iterator[KnowledgeError]:
    """Yields what is wrong with one file of a user's own, laid over the tables that ship.

    Raises:
        KnowledgeError: the file is of no table, by its name, its folder or its columns.
    """
    table = table_of(file)
    placed, faults = [], []
    for line, row in read(ALL[table], file.read_text(encoding="utf-8-sig"), file.name):
        if isinstance(row, KnowledgeError):
            faults.append(row)
        else:
            placed.append((file.name, line, row))
    yield from faults
    yield from _against(placed, load(shipped()))


def table_of(file: Path) -> str:
    """Returns the table a file belongs to: by its name, by the folder `equipment`, or by its columns.

    Raises:
        KnowledgeError: none of them tells.
    """
    if file.stem in ALL:
        return file.stem
    if file.parent.name == "equipment":
        return "equipment"
    header = set(file.read_text(encoding="utf-8-sig").partition("\n")[0].strip().split(","))
    fitting = [table for table, row_type in ALL.items() if header <= set(columns(row_type))]
    if len(fitting) == 1:
        return fitting[0]
    raise KnowledgeError(f"of no table; name it after one of {', '.join(ALL)}", str(file))


def clashes(tables: Tables) -> dict[str, set[str]]:
    """Returns the names that several rows own, with the rows; case and separators told apart."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    spelled: dict[tuple[str, str], str] = {}
    for one in called(tables):
        if one.id and one.form != "derived":
            cased = "".join(c for c in one.text if c.isupper())
            owners[key(one.text), cased].add(one.id)
            spelled.setdefault((key(one.text), cased), one.text)
    return {spelled[name]: ids for name, ids in owners.items() if len(ids) > 1}


def _rows(folder: Place) -> tuple[list[Placed], list[KnowledgeError]]:
    placed, faults = [], []
    for table, place in table_files(folder):
        for line, row in read(TABLES[table], place.read_text(encoding="utf-8-sig"), place.name):
            if isinstance(row, KnowledgeError):
                faults.append(row)
            else:
                placed.append((place.name, line, row))
    return placed, faults


def _against(placed: list[Placed], base: Tables) -> Iterator[KnowledgeError]:
    """Yields what rows get wrong about each other and about the rows they lie over."""
    table_by_id: dict[str, str] = {}
    for name in ("states", "people", "groups", "bodies", "companies", "classes", "equipment"):
        table_by_id |= dict.fromkeys(getattr(base, name), name)
    makers = {key(n) for c in base.companies.values() for n in (c.name, *c.aliases, *c.weak, *c.former)}
    makers |= {key(n) for s in base.states.values() for n in s.forces}
    seen: dict[str, tuple[str, int]] = {}
    for file, line, row in placed:
        table = next((t for t, row_type in TABLES.items() if type(row) is row_type), None)
        if table is None or isinstance(row, (rows.Ambiguity, rows.NotAName)):
            continue
        if row.id in seen:
            yield KnowledgeError(f"id {row.id} stands already at {seen[row.id][0]}:{seen[row.id][1]}", file, line)
        if table_by_id.get(row.id, table) != table:
            yield KnowledgeError(f"id {row.id} is one of the {table_by_id[row.id]}", file, line)
        seen[row.id] = (file, line)
        table_by_id[row.id] = table
        if isinstance(row, rows.Company):
            makers |= {key(n) for n in (row.name, *row.aliases, *row.weak, *row.former)}
        if isinstance(row, rows.State):
            makers |= {key(n) for n in row.forces}
    for file, line, row in placed:
        for fault in _faults(row, table_by_id, makers):
            yield KnowledgeError(fault, file, line)


def _faults(row: Any, table_by_id: dict[str, str], makers: set[str]) -> Iterator[str]:
    references: list[tuple[str, str, tuple[str | None, ...]]] = []
    match row:
        case rows.Person():
            references = [("state", "states", (row.state,))]
        case rows.Company():
            references = [("state", "states", (row.state,)), ("parent", "companies", (row.parent,))]
        case rows.Group():
            references = [("states", "states", row.states), ("against", "states", row.against)]
        case rows.Equipment():
            references = [
                ("class", "classes", (row.class_id,)),
                ("family", "equipment", (row.family,)),
                ("states", "states", row.states),
            ]
            yield from (f"maker {m} is no company and no state's force" for m in row.makers if key(m) not in makers)
        case rows.Ambiguity():
            if row.id not in table_by_id:
                yield f"id {row.id} is in no table"
        case rows.Body() if row.party not in ("yes", "no"):
            references = [("party", "bodies", (row.party,))]
    for column, table, values in references:
        yield from (f"{column} {v} is none of the {table}" for v in values if v and table_by_id.get(v) != table)
    first, last = getattr(row, "first", None), getattr(row, "last", None)
    if first is not None and last is not None and first > last:
        yield f"first {first} is after last {last}"
    for column, allowed in (("sipri", SIPRI), ("unroca", UNROCA), ("att", ATT)):
        value = getattr(row, column, None)
        if value is not None and value not in allowed:
            yield f"{column} is none of {', '.join(sorted(allowed))}: {value}"

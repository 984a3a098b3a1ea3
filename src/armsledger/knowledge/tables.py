"""The tables as they lie in files, and a user's own files laid over them."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from armsledger.errors import KnowledgeError
from armsledger.knowledge import rows

R = TypeVar("R")
Place = Traversable | Path

TABLES: dict[str, type[Any]] = {
    "states": rows.State,
    "people": rows.Person,
    "groups": rows.Group,
    "bodies": rows.Body,
    "companies": rows.Company,
    "classes": rows.EquipmentClass,
    "equipment": rows.Equipment,
    "ambiguous": rows.Ambiguity,
    "not_names": rows.NotAName,
}


def shipped() -> Traversable:
    """Returns the folder of the tables that come with the package."""
    return files("armsledger.knowledge") / "data"


def columns(row_type: Any) -> dict[str, tuple[Field[Any], Any]]:
    """Returns column name → (field, type) of a table's row; the column of `class_id` is `class`."""
    hints = get_type_hints(row_type)
    return {f.name.removesuffix("_id"): (f, hints[f.name]) for f in fields(row_type)}


def read(row_type: Callable[..., R], text: str, file: str = "") -> Iterator[tuple[int, R | KnowledgeError]]:
    """Yields (line, row) of a CSV text, or (line, error) where a row is not what its table asks for.

    Cells are split at `|` where the column is a list; a blank cell is the column's default.
    """
    known = columns(row_type)
    reader = csv.reader(io.StringIO(text))
    header = next(reader, [])
    unknown = [name for name in header if name not in known]
    missing = [name for name, (f, _) in known.items() if _required(f) and name not in header]
    if unknown or missing:
        wrong = "unknown column " + ", ".join(unknown) if unknown else "no column " + ", ".join(missing)
        yield 1, KnowledgeError(f"{wrong}; the columns are {', '.join(known)}", file, 1)
        return
    made = [(name, known[name][0].name, _required(known[name][0]), _reader(known[name][1])) for name in header]
    for cells in reader:
        line = reader.line_num
        if not cells:
            continue
        if len(cells) != len(header):
            yield line, KnowledgeError(f"{len(cells)} cells under {len(header)} columns", file, line)
            continue
        try:
            values = {}
            for (name, column, required, reads), cell in zip(made, cells, strict=True):
                if told := cell.strip():
                    values[column] = reads(name, told)
                elif required:
                    raise ValueError(f"{name} is blank")
            yield line, row_type(**values)
        except ValueError as wrong_cell:
            yield line, KnowledgeError(str(wrong_cell), file, line)


def _required(f: Field[Any]) -> bool:
    return f.default is MISSING


def _reader(kind: Any) -> Callable[[str, str], Any]:
    """Returns what makes a value of a column's name and a cell that is not blank."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return partial(_code, kind)
    return _READERS.get(kind, _text)


def _text(name: str, cell: str) -> str:
    return cell


def _parts(name: str, cell: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in cell.split("|"))
    if not all(any(map(str.isalnum, part)) for part in parts):
        raise ValueError(f"{name} has a part without a letter: {cell!r}")
    return parts


def _year(name: str, cell: str) -> int:
    if not cell.lstrip("-").isdigit():
        raise ValueError(f"{name} is no year: {cell!r}")
    return int(cell)


def _code(codes: type[StrEnum], name: str, cell: str) -> StrEnum:
    if cell not in set(codes):
        raise ValueError(f"{name} is none of {', '.join(codes)}: {cell!r}")
    return codes(cell)


def _number(name: str, cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{name} is no number: {cell!r}") from None


def _day(name: str, cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{name} is no ISO date: {cell!r}") from None


_READERS: dict[Any, Callable[[str, str], Any]] = {
    tuple[str, ...]: _parts,
    int | None: _year,
    float | None: _number,
    date | None: _day,
}


def table_files(folder: Place) -> Iterator[tuple[str, Place]]:
    """Yields (table, file) for every table file in a folder, `equipment/` opened, sorted by name."""
    if not folder.is_dir():
        return
    for place in sorted(folder.iterdir(), key=lambda p: p.name):
        stem = place.name.removesuffix(".csv")
        if place.is_dir() and place.name == "equipment":
            yield from (
                ("equipment", p) for p in sorted(place.iterdir(), key=lambda p: p.name) if p.name.endswith(".csv")
            )
        elif place.name.endswith(".csv") and stem in TABLES:
            yield stem, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All rows by id, a user's own over ours; ids are unique over all tables."""

    states: dict[str, rows.State] = field(default_factory=dict)
    people: dict[str, rows.Person] = field(default_factory=dict)
    groups: dict[str, rows.Group] = field(default_factory=dict)
    bodies: dict[str, rows.Body] = field(default_factory=dict)
    companies: dict[str, rows.Company] = field(default_factory=dict)
    classes: dict[str, rows.EquipmentClass] = field(default_factory=dict)
    equipment: dict[str, rows.Equipment] = field(default_factory=dict)
    ambiguous: tuple[rows.Ambiguity, ...] = ()
    not_names: tuple[str, ...] = ()


def load(*folders: Place) -> Tables:
    """Returns the tables of the folders, a later folder's rows over an earlier one's of the same id.

    Raises:
        KnowledgeError: at the first wrong row, with file and line.
    """
    by_table: dict[str, dict[str, Any]] = {name: {} for name in TABLES}
    for folder in folders:
        for table, place in table_files(folder):
            for _, row in read(TABLES[table], place.read_text(encoding="utf-8-sig"), place.name):
                if isinstance(row, KnowledgeError):
                    raise row
                by_table[table][_key(row)] = row
    ambiguous, phrases = by_table.pop("ambiguous"), by_table.pop("not_names")
    return Tables(**by_table, ambiguous=tuple(ambiguous.values()), not_names=tuple(phrases))


def _key(row: Any) -> str:
    if isinstance(row, rows.Ambiguity):
        return f"{row.name}|{row.id}"
    return str(row.phrase if isinstance(row, rows.NotAName) else row.id)

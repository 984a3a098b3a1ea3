"""How much is known: rows by table, names by table."""

from collections import Counter
from dataclasses import dataclass

from armsledger.knowledge.names import called
from armsledger.knowledge.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSize:
    table: str
    rows: int
    names: int | None


def stats(tables: Tables) -> tuple[TableSize, ...]:
    """Returns the rows and the names (without spellings by rule) of every table of names."""
    kinds = Counter(one.kind.value for one in called(tables) if one.id)
    sizes = [
        (name, kind, len(getattr(tables, name)))
        for name, kind in (
            ("states", "state"),
            ("people", "person"),
            ("groups", "group"),
            ("bodies", "body"),
            ("companies", "company"),
            ("classes", "class"),
            ("equipment", "equipment"),
        )
    ]
    named = [TableSize(table=name, rows=rows, names=kinds[kind]) for name, kind, rows in sizes]
    plain = [("ambiguous", len(tables.ambiguous)), ("not_names", len(tables.not_names))]
    return (*named, *(TableSize(table=name, rows=rows, names=None) for name, rows in plain))

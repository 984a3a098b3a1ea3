"""`Knowledge`: the tables and the look-ups over them, loaded from a compact compiled form."""

import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import Any

from armsledger.knowledge.finder import Finder
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.names import Name, compiled
from armsledger.knowledge.rows import MentionKind, Row
from armsledger.knowledge.tables import Tables, load, shipped, table_files

FORMAT = "3"


class Knowledge:
    """What the program knows before it reads: tables, `find` and `resolve`.

    Args:
        own: a folder of the user's own tables, laid over those that come with the package.
        cache: a folder for the compiled names; without one they are compiled at every start (a second or two).
    """

    def __init__(self, own: Path | None = None, cache: Path | None = None) -> None:
        self._folders = [shipped(), *([own] if own is not None and own.is_dir() else [])]
        self._cache = cache

    @cached_property
    def tables(self) -> Tables:
        """All rows by id, read when first asked for."""
        return load(*self._folders)

    @cached_property
    def finder(self) -> Finder:
        stored = self._stored()
        if stored is None or not stored.exists():
            content = _compile(self.tables)
            if stored is not None:
                stored.parent.mkdir(parents=True, exist_ok=True)
                partial = stored.with_suffix(".partial")
                partial.write_text(json.dumps(content), encoding="ascii")
                partial.replace(stored)
        else:
            content = json.loads(stored.read_text(encoding="ascii"))
        return _finder(content)

    def _stored(self) -> Path | None:
        if self._cache is None:
            return None
        digest = hashlib.sha256(FORMAT.encode())
        for folder in self._folders:
            for table, place in table_files(folder):
                digest.update(table.encode() + place.read_bytes())
        return self._cache / f"names-{digest.hexdigest()[:16]}.json"

    def find(self, text: str) -> tuple[Mention, ...]:
        """Returns the mentions in a report's text (see `Finder.find`)."""
        return self.finder.find(text)

    def row(self, key: str) -> Row:
        """Returns the row of any table by its id.

        Raises:
            KeyError: no table has it.
        """
        tables = self.tables
        for table in (
            tables.states,
            tables.people,
            tables.groups,
            tables.bodies,
            tables.companies,
            tables.classes,
            tables.equipment,
        ):
            if key in table:
                return table[key]
        raise KeyError(key)


def _compile(tables: Tables) -> dict[str, Any]:
    patterns, numbers, names = compiled(tables)
    cues: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in tables.ambiguous:
        cues.setdefault(row.name, {})[row.id] = row.cues
    return {"patterns": "\n".join(patterns), "numbers": numbers, "names": names, "cues": cues}


def _finder(content: dict[str, Any]) -> Finder:
    names = [
        tuple(
            Name(w, case, force, MentionKind(kind), form, tuple(ids), tuple(categories), tuple(map(tuple, states)))
            for w, case, force, kind, form, ids, categories, states in options
        )
        for options in content["names"]
    ]
    return Finder(content["patterns"].split("\n"), content["numbers"], names, content["cues"])

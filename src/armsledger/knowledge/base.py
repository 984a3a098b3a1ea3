"""`Knowledge`: the tables and the look-ups over them, loaded from a compact compiled form."""

import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from armsledger.knowledge.compiled import FORMAT, compiled, unpacked
from armsledger.knowledge.finder import Finder
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.rows import Row
from armsledger.knowledge.tables import Tables, load, shipped, table_files


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
        with _uncollected():
            return load(*self._folders)

    @cached_property
    def finder(self) -> Finder:
        """The automaton over all names, from the cache where it holds them."""
        stored = self._stored()
        content = unpacked(stored.read_bytes()) if stored is not None and stored.exists() else None
        if content is None:
            with _uncollected():
                content = compiled(self.tables)
            if stored is not None:
                stored.parent.mkdir(parents=True, exist_ok=True)
                partial = stored.with_suffix(f".{os.getpid()}")
                partial.write_bytes(content.packed())
                partial.replace(stored)
        return Finder(content)

    def _stored(self) -> Path | None:
        if self._cache is None:
            return None
        digest = hashlib.sha256(FORMAT.encode())
        for folder in self._folders:
            for table, place in table_files(folder):
                digest.update(table.encode() + place.read_bytes())
        return self._cache / f"{digest.hexdigest()[:16]}.names"

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


@contextmanager
def _uncollected() -> Iterator[None]:
    """Within it nothing is looked through for rubbish: of what a million records refer to, none is, and looking takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

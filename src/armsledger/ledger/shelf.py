"""Small things by space and key, as JSON: operational state, and what derived stages keep for themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from armsledger.ledger.codec import dumps, loads

Opens = Callable[[], AbstractContextManager[Connection]]
PART = 500


class Shelf:
    """Values by (space, key). A space is one user of the shelf: `watch`, `users`, `views`, `register` ..."""

    def __init__(self, table: sa.Table, reading: Opens, writing: Opens) -> None:
        self._table, self._reading, self._writing = table, reading, writing

    def get(self, space: str, key: str) -> Any:
        """The value, None where there is none."""
        c = self._table.c
        with self._reading() as connection:
            kept = connection.execute(sa.select(c.value).where(c.space == space, c.key == key)).scalar()
        return None if kept is None else loads(kept)

    def items(self, space: str, keys: Iterable[str] | None = None) -> Iterator[tuple[str, Any]]:
        """All of a space in the order of the keys, or those of `keys` that are there."""
        c = self._table.c
        query = sa.select(c.key, c.value).where(c.space == space).order_by(c.key)
        with self._reading() as connection:
            if keys is None:
                for key, value in connection.execute(query):
                    yield key, loads(value)
                return
            wanted = sorted(set(keys))
            for first in range(0, len(wanted), PART):
                part = query.where(c.key.in_(wanted[first : first + PART]))
                for key, value in connection.execute(part):
                    yield key, loads(value)

    def put(self, space: str, values: Mapping[str, Any], *, gone: Iterable[str] = ()) -> None:
        """The values are there and the keys in `gone` are not, in one transaction."""
        with self._writing() as connection:
            self.put_in(connection, space, values, gone=gone)

    def put_in(
        self, connection: Connection, space: str, values: Mapping[str, Any], *, gone: Iterable[str] = ()
    ) -> None:
        """As `put`, within a transaction that is open already."""
        c, leaving = self._table.c, sorted({*values, *gone})
        for first in range(0, len(leaving), PART):
            connection.execute(self._table.delete().where(c.space == space, c.key.in_(leaving[first : first + PART])))
        if values:
            rows = [{"space": space, "key": key, "value": dumps(value)} for key, value in values.items()]
            connection.execute(self._table.insert(), rows)

    def clear(self, space: str) -> None:
        """Nothing of the space is left."""
        with self._writing() as connection:
            connection.execute(self._table.delete().where(self._table.c.space == space))

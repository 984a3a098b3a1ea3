"""Which reports tell one story, as rows: each report's fingerprint, the keys under which it meets others, its origin.

Derived, like the deals they count for: written with them in one transaction, remade from the evidence at any time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from armsledger.ledger import tables as t
from armsledger.ledger.connection import insert
from armsledger.ledger.shelf import Opens

PART = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """A report (by its document) with what tells its copies, the day it counts from, and the report it follows."""

    document: str
    origin: str
    known_on: date | None
    fingerprint: bytes
    keys: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginMoves:
    """What has to be written: rows to put, documents that go (with their keys), documents that get another origin."""

    put: tuple[OriginRow, ...] = ()
    gone: Mapping[str, Sequence[int]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


class OriginRows:
    """The fingerprints and origins of the reports that count."""

    def __init__(self, reading: Opens) -> None:
        self._reading = reading

    def rows(self, documents: Iterable[str]) -> dict[str, OriginRow]:
        """Those of the documents that are there, without their keys."""
        return self._where(t.origins.c.document, documents)

    def on_page(self, page: str) -> dict[str, OriginRow]:
        """Those of the reports `page` and `page#1`, `page#2` ... that are there."""
        c = t.origins.c
        wanted = (c.document == page) | ((c.document > f"{page}#") & (c.document < f"{page}$"))
        with self._reading() as connection:
            names = connection.execute(sa.select(c.document).where(wanted)).scalars().all()
        return self.rows(names)

    def following(self, origins: Iterable[str]) -> dict[str, str]:
        """The origin of every report of these origins."""
        c, found = t.origins.c, dict[str, str]()
        with self._reading() as connection:
            for part in _parts(sorted(set(origins))):
                found.update(connection.execute(sa.select(c.document, c.origin).where(c.origin.in_(part))).all())
        return found

    def members(self, origins: Iterable[str]) -> dict[str, OriginRow]:
        """All reports of these origins."""
        return self._where(t.origins.c.origin, origins)

    def meeting(self, keys: Iterable[int], most: int) -> set[str]:
        """The documents that stand under any of the keys, the first `most` under each."""
        c, found = t.origin_keys.c, set[int]()
        with self._reading() as connection:
            for key in sorted(set(keys)):
                query = sa.select(c.report).where(c.key == key).order_by(c.report).limit(most)
                found.update(connection.execute(query).scalars())
            named = set[str]()
            for part in _parts(sorted(found)):
                query_names = sa.select(t.origins.c.document).where(t.origins.c.seq.in_(part))
                named.update(connection.execute(query_names).scalars())
        return named

    def groups(self) -> Iterator[tuple[str, str | None, str]]:
        """(document, ISO day from which it counts, origin) of every report whose story others tell too."""
        c = t.origins.c
        several = sa.select(c.origin).where(c.origin != c.document)
        query = sa.select(c.document, c.known_on, c.origin).where(c.origin.in_(several)).order_by(c.seq)
        with self._reading() as connection:
            yield from ((row.document, row.known_on, row.origin) for row in connection.execute(query))

    def _where(self, column: sa.Column[str], names: Iterable[str]) -> dict[str, OriginRow]:
        c, found = t.origins.c, dict[str, OriginRow]()
        with self._reading() as connection:
            for part in _parts(sorted(set(names))):
                query = sa.select(c.document, c.origin, c.known_on, c.fingerprint).where(column.in_(part))
                for document, origin, known_on, made in connection.execute(query):
                    known = None if known_on is None else date.fromisoformat(known_on)
                    found[document] = OriginRow(
                        document=document, origin=origin, known_on=known, fingerprint=bytes(made)
                    )
        return found


def origins_of(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """The origins of those of the documents that follow another report."""
    c, found = t.origins.c, dict[str, str]()
    for part in _parts(sorted(set(documents))):
        query = sa.select(c.document, c.origin).where(c.document.in_(part), c.origin != c.document)
        found.update(connection.execute(query).all())
    return found


def put_origins(connection: Connection, moves: OriginMoves, *, whole: bool = False) -> None:
    """The moves are in, within a transaction that is open already; with `whole` nothing else is."""
    c = t.origins.c
    if whole:
        connection.execute(t.origin_keys.delete())
        connection.execute(t.origins.delete())
    for part in _parts(sorted(moves.gone)):
        seqs = connection.execute(sa.select(c.document, c.seq).where(c.document.in_(part))).all()
        leaving = [(key, seq) for document, seq in seqs for key in set(moves.gone[document])]
        for some in _parts(leaving):
            pair = sa.tuple_(t.origin_keys.c.key, t.origin_keys.c.report)
            connection.execute(t.origin_keys.delete().where(pair.in_(some)))
        connection.execute(t.origins.delete().where(c.document.in_(part)))
    if moves.origins:
        moving = t.origins.update().where(c.document == sa.bindparam("named")).values(origin=sa.bindparam("leads"))
        connection.execute(moving, [{"named": name, "leads": origin} for name, origin in moves.origins.items()])
    first = (connection.execute(sa.select(sa.func.max(c.seq))).scalar() or 0) + 1
    rows: list[tuple[object, ...]] = []
    keys: list[tuple[object, ...]] = []
    for seq, row in enumerate(moves.put, first):
        known = None if row.known_on is None else row.known_on.isoformat()
        rows.append((seq, row.document, row.origin, known, row.fingerprint))
        keys += [(key, seq) for key in set(row.keys)]
    if rows:
        insert(connection, t.origins, rows)
    if keys:
        insert(connection, t.origin_keys, sorted(keys))


def _parts(values: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while part := list(islice(rest, PART)):
        yield part

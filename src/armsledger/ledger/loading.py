"""Rows become records again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from armsledger.errors import NotFoundError
from armsledger.ledger import tables as t
from armsledger.ledger.codec import loads, parse_report, text_of, unpack_claim
from armsledger.model.reading import Entry, ReadReport
from armsledger.model.report import Report

SHORTEST = 6  # characters of an id that may stand for the whole


def one_id(connection: Connection, column: sa.Column[str], begins: str, what: str) -> str:
    """The one whole id that begins so. Raises NotFoundError where there is none, or several."""
    if len(begins) < SHORTEST:
        raise NotFoundError(f"{begins!r} is too short for the id of a {what}: give {SHORTEST} characters or more")
    query = sa.select(column).where(column >= begins, column < begins + "\uffff").distinct().limit(2)
    found = connection.execute(query).scalars().all()
    if len(found) != 1:
        raise NotFoundError(
            f"there is no {what} {begins!r}" if not found else f"{begins!r} begins several ids: give more"
        )
    return str(found[0])


def load(connection: Connection, readings: Sequence[int]) -> Iterator[tuple[str, ReadReport]]:
    """The document of the page, and the report with its claims, for every report of these readings, in their order."""
    claims: dict[int, list[str]] = defaultdict(list)
    for report, data in connection.execute(
        sa.select(t.claims.c.report, t.claims.c.data)
        .join(t.reports, t.reports.c.seq == t.claims.c.report)
        .where(t.reports.c.reading.in_(readings))
        .order_by(t.claims.c.seq)
    ):
        claims[report].append(data)
    for seq, whole, found, reader in _reports(connection, t.reports.c.reading.in_(readings)):
        read = tuple(unpack_claim(data, found, reader) for data in claims.get(seq, ()))
        yield whole, ReadReport(report=found, claims=read)


def load_claims(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    """Id and entry of those of the claims that count, in their order."""
    query = (
        sa.select(t.claims.c.id, t.claims.c.report, t.claims.c.data)
        .join(t.reports, t.reports.c.seq == t.claims.c.report)
        .join(t.heads, t.heads.c.reading == t.reports.c.reading)
        .where(t.claims.c.id.in_(ids))
        .order_by(t.claims.c.seq)
    )
    rows = connection.execute(query).all()
    wanted = t.reports.c.seq.in_({row.report for row in rows})
    reports = {seq: (found, reader) for seq, _, found, reader in _reports(connection, wanted)}
    for row in rows:
        report, reader = reports[row.report]
        yield row.id, Entry(claim=unpack_claim(row.data, report, reader), report=report)


def _reports(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[tuple[int, str, Report, str]]:
    """Number, document of the page, report and reader, for the reports wanted, in their order."""
    query = (
        sa.select(
            t.reports.c.seq,
            t.reports.c.document,
            t.reports.c.data,
            t.readings.c.reader,
            t.readings.c.read_at,
            t.readings.c.page,
            t.readings.c.document.label("whole"),
        )
        .join(t.readings, t.readings.c.seq == t.reports.c.reading)
        .where(wanted)
        .order_by(t.reports.c.seq)
    )
    rows = connection.execute(query).all()
    kept = sa.select(t.pages.c.seq, t.pages.c.id, t.pages.c.text).where(t.pages.c.seq.in_({row.page for row in rows}))
    pages = {seq: (name, text_of(text)) for seq, name, text in connection.execute(kept)}
    for row in rows:
        page, text = pages[row.page]
        read_at = datetime.fromisoformat(row.read_at)
        yield row.seq, row.whole, parse_report(loads(row.data), row.document, page, text, read_at), row.reader

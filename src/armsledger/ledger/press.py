"""Who published what was read. Derived, beside the search index: one row for every report that counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from armsledger.ledger import tables as t
from armsledger.ledger.codec import Json, loads
from armsledger.ledger.connection import insert

NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher with how many reports and claims it gave; `copies` are reports that tell another's story.

    Days of writing as YYYY-MM-DD, None where no report tells one.
    """

    name: str
    reports: int
    claims: int
    claimless: int
    copies: int
    first_written: str | None
    last_written: str | None
    last_read: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A report that counts, without its text, and how many claims were read in it."""

    document: str
    title: str | None
    url: str | None
    written: tuple[str | None, str | None]
    read_at: datetime
    reader: str
    claims: int


def outlet(given: Json) -> str:
    """The publisher of a kept report, else the agency, else the host of its address; NOT_TOLD where there is none."""
    name = given.get("publisher") or given.get("agency")
    if not name and (url := given.get("url")):
        try:
            name = urlsplit(url).hostname
        except ValueError:
            name = None
    return str(name or NOT_TOLD)


def press_row(report: int, reading: int, read_at: str, given: Json, claims: int) -> tuple[object, ...]:
    """The row of a report."""
    written = given.get("written") or {}
    return report, reading, outlet(given), written.get("to") or written.get("from"), read_at, claims


def take_up(connection: Connection, rows: list[tuple[object, ...]]) -> None:
    if rows:
        insert(connection, t.press, rows)


def let_go(connection: Connection, readings: Sequence[int]) -> None:
    connection.execute(t.press.delete().where(t.press.c.reading.in_(readings)))


def outlets(connection: Connection) -> tuple[Outlet, ...]:
    """Every publisher, those with most reports first."""
    c, many = t.press.c, sa.func.count().label("many")
    query = sa.select(
        c.outlet,
        many,
        sa.func.sum(c.claims),
        sa.func.sum(sa.case((c.claims == 0, 1), else_=0)),
        sa.func.min(c.written_on),
        sa.func.max(c.written_on),
        sa.func.max(c.read_at),
    ).group_by(c.outlet)
    retold = (
        sa.select(c.outlet, sa.func.count())
        .join(t.reports, t.reports.c.seq == c.report)
        .join(t.origins, t.origins.c.document == t.reports.c.document)
        .where(t.origins.c.origin != t.origins.c.document)
        .group_by(c.outlet)
    )
    copies: dict[str, int] = dict(connection.execute(retold).all())
    return tuple(
        Outlet(
            name=name,
            reports=reports,
            claims=int(claims),
            claimless=int(claimless),
            copies=copies.get(name, 0),
            first_written=first,
            last_written=last,
            last_read=datetime.fromisoformat(read),
        )
        for name, reports, claims, claimless, first, last, read in connection.execute(
            query.order_by(many.desc(), c.outlet)
        )
    )


def headlines(connection: Connection, name: str, limit: int, offset: int) -> tuple[Headline, ...]:
    """The reports of one publisher, the newest first."""
    c = t.press.c
    wanted = (
        sa.select(c.report, c.claims, c.read_at)
        .where(c.outlet == name)
        .order_by(c.written_on.desc().nulls_last(), c.report.desc())
        .limit(limit)
        .offset(offset)
    )
    rows = connection.execute(wanted).all()
    told = (
        sa.select(t.reports.c.seq, t.reports.c.document, t.reports.c.data, t.readings.c.reader)
        .join(t.readings, t.readings.c.seq == t.reports.c.reading)
        .where(t.reports.c.seq.in_([row.report for row in rows]))
    )
    kept = {seq: (document, loads(data), reader) for seq, document, data, reader in connection.execute(told)}
    out = []
    for row in rows:
        document, given, reader = kept[row.report]
        written = given.get("written") or {}
        out.append(
            Headline(
                document=document,
                title=given.get("title"),
                url=given.get("url"),
                written=(written.get("from"), written.get("to")),
                read_at=datetime.fromisoformat(row.read_at),
                reader=reader,
                claims=row.claims,
            )
        )
    return tuple(out)

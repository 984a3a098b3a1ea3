"""What a ledger holds, as it comes out: entries, reports, pages, problems, decisions."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from armsledger.errors import NotFoundError
from armsledger.ledger import tables as t
from armsledger.ledger.codec import bytes_of, loads, parse_decision, parse_page, text_of
from armsledger.ledger.loading import load, load_claims, one_id
from armsledger.ledger.origins import origins_of
from armsledger.ledger.writing import reading_key
from armsledger.model.contract import claim_id
from armsledger.model.decision import Decision
from armsledger.model.problem import Problem
from armsledger.model.reading import Entry, ReadReport
from armsledger.model.report import Page

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a ledger holds: all of it, but `documents`, `reports` and `claims` are those that count."""

    pages: int
    documents: int
    reports: int
    claims: int
    problems: int
    decisions: int
    deals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One reading of one page; `counts` for the one that the register takes."""

    document: str
    page: str
    reader: str
    read_at: datetime
    counts: bool


class Evidence:
    """The reading half of a ledger. Everything but `versions`, `entry` and `page` shows the readings that count."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection, connection.begin():
            yield connection

    def is_read(self, page: Page, reader: str) -> bool:
        """Whether the reading that counts is of this very page, with what its giver said of it, by this reader."""
        query = (
            sa.select(t.readings.c.key)
            .join(t.heads, t.heads.c.reading == t.readings.c.seq)
            .where(t.heads.c.document == page.document)
        )
        with self._reading() as connection:
            return connection.execute(query).scalar() == reading_key(page, reader)

    def read_reports(self, documents: Iterable[str] | None = None) -> Iterator[ReadReport]:
        """Every report that counts with its claims, in order of arrival; of these reports or whole pages only where given."""
        wanted = None if documents is None else set(documents)
        with self._reading() as connection:
            heads = _heads(connection, wanted)
            for first in range(0, len(heads), CHUNK):
                part = list(load(connection, heads[first : first + CHUNK]))
                origins = origins_of(connection, (found.report.document for _, found in part))
                for page, found in part:
                    if wanted is None or page in wanted or found.report.document in wanted:
                        origin = origins.get(found.report.document)
                        yield found if origin is None else replace(found, report=replace(found.report, origin=origin))

    def entries(self, documents: Iterable[str] | None = None) -> Iterator[Entry]:
        """Every claim that counts with its report, in order of arrival; of these reports or whole pages only where given."""
        for found in self.read_reports(documents):
            for claim in found.claims:
                yield Entry(claim=claim, report=found.report)

    def entries_of(self, claims: Iterable[str]) -> dict[str, Entry]:
        """Those of these claims that count, by their whole id, each with its report."""
        wanted, found = sorted(set(claims)), dict[str, Entry]()
        with self._reading() as connection:
            for first in range(0, len(wanted), CHUNK):
                part = dict(load_claims(connection, wanted[first : first + CHUNK]))
                origins = origins_of(connection, {entry.report.document for entry in part.values()})
                for claim, entry in part.items():
                    origin = origins.get(entry.report.document)
                    found[claim] = (
                        entry if origin is None else replace(entry, report=replace(entry.report, origin=origin))
                    )
        return found

    def parts(self, page: str) -> tuple[str, ...]:
        """The documents that count among `page` and `page#1`, `page#2` ..., whoever gave them those names."""
        c = t.heads.c
        query = sa.select(c.document).where(
            (c.document == page) | ((c.document > f"{page}#") & (c.document < f"{page}$"))
        )
        with self._reading() as connection:
            return tuple(sorted(connection.execute(query).scalars()))

    def report(self, document: str) -> ReadReport:
        """The report by its public id, with its claims. Raises NotFoundError."""
        for found in self.read_reports([document]):
            if found.report.document == document:
                return found
        raise NotFoundError(f"there is no report {document!r} in {self._engine.url.database}")

    def entry(self, claim: str) -> Entry:
        """The claim by its id or the beginning of it, from the newest reading that has it. Raises NotFoundError."""
        with self._reading() as connection:
            whole = one_id(connection, t.claims.c.id, claim, "claim")
            query = (
                sa.select(t.reports.c.reading)
                .join(t.claims, t.claims.c.report == t.reports.c.seq)
                .outerjoin(t.heads, t.heads.c.reading == t.reports.c.reading)
                .where(t.claims.c.id == whole)
                .order_by(sa.case((t.heads.c.reading.is_(None), 1), else_=0), t.claims.c.seq.desc())
                .limit(1)
            )
            for _, found in load(connection, [connection.execute(query).scalar_one()]):
                for one in found.claims:
                    if claim_id(one) == whole:
                        return Entry(claim=one, report=found.report)
        raise NotFoundError(f"there is no claim {claim!r}")

    def page(self, id_or_document: str) -> Page:
        """The page by its content hash, or the newest of a document. Raises NotFoundError."""
        newest = (
            sa.select(t.readings.c.page)
            .join(t.heads, t.heads.c.reading == t.readings.c.seq)
            .where(t.heads.c.document == id_or_document)
        )
        query = sa.select(t.pages).where((t.pages.c.id == id_or_document) | t.pages.c.seq.in_(newest))
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise NotFoundError(f"there is no page {id_or_document!r}")
        raw = None if row.raw is None else bytes_of(row.raw)
        return parse_page(loads(row.data), row.document, text_of(row.text), raw)

    def readers(self) -> dict[str, int]:
        """How many reports that count are by each reader, most first."""
        many = sa.func.count().label("many")
        query = (
            sa.select(t.readings.c.reader, many)
            .join(t.heads, t.heads.c.reading == t.readings.c.seq)
            .join(t.reports, t.reports.c.reading == t.readings.c.seq)
            .group_by(t.readings.c.reader)
            .order_by(many.desc(), t.readings.c.reader)
        )
        with self._reading() as connection:
            return dict(connection.execute(query).all())

    def versions(self, document: str) -> tuple[Version, ...]:
        """Every reading of a document there has been, oldest first."""
        query = (
            sa.select(t.readings, t.pages.c.id.label("page_id"), t.heads.c.reading.label("head"))
            .join(t.pages, t.pages.c.seq == t.readings.c.page)
            .outerjoin(t.heads, t.heads.c.reading == t.readings.c.seq)
            .where(t.readings.c.document == document)
            .order_by(t.readings.c.read_at, t.readings.c.seq)
        )
        with self._reading() as connection:
            return tuple(
                Version(
                    document=row.document,
                    page=row.page_id,
                    reader=row.reader,
                    read_at=datetime.fromisoformat(row.read_at),
                    counts=row.head is not None,
                )
                for row in connection.execute(query)
            )

    def problems(
        self, code: str | None = None, place: str | None = None, *, newest: int | None = None
    ) -> Iterator[Problem]:
        """The problems met, in the order they were; of one code or place only where given; `newest`: so many, the last first."""
        query = sa.select(t.problems)
        query = (
            query.order_by(t.problems.c.seq)
            if newest is None
            else query.order_by(t.problems.c.seq.desc()).limit(newest)
        )
        if code is not None:
            query = query.where(t.problems.c.code == code)
        if place is not None:
            query = query.where(t.problems.c.place == place)
        with self._reading() as connection:
            for row in connection.execute(query):
                met_at = None if row.met_at is None else datetime.fromisoformat(row.met_at)
                yield Problem(code=row.code, message=row.message, place=row.place, line=row.line, met_at=met_at)

    def problem_codes(self) -> dict[str, int]:
        """How many problems there are of each code, most first."""
        many = sa.func.count().label("many")
        query = sa.select(t.problems.c.code, many).group_by(t.problems.c.code).order_by(many.desc(), t.problems.c.code)
        with self._reading() as connection:
            return dict(connection.execute(query).all())

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in the order they came, the undone ones and their undoing too."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(t.decisions.c.data).order_by(t.decisions.c.seq)).scalars()
            return tuple(parse_decision(loads(data)) for data in rows)

    def position(self) -> tuple[int, int]:
        """How far the evidence goes: the numbers of the last reading and the last decision. Derived things note theirs."""
        with self._reading() as connection:
            last = (connection.execute(sa.select(sa.func.max(x.c.seq))).scalar() for x in (t.readings, t.decisions))
            readings, decisions = (n or 0 for n in last)
            return readings, decisions

    def arrived(self, after: int) -> tuple[str, ...]:
        """The documents (pages) that got a new reading after that number, each once."""
        query = sa.select(t.readings.c.document).where(t.readings.c.seq > after).distinct()
        with self._reading() as connection:
            return tuple(sorted(connection.execute(query).scalars()))

    def counts(self) -> Counts:
        reports = (
            sa.select(sa.func.count()).select_from(t.reports).join(t.heads, t.heads.c.reading == t.reports.c.reading)
        )
        claims = (
            sa.select(sa.func.count())
            .select_from(t.claims)
            .join(t.reports, t.reports.c.seq == t.claims.c.report)
            .join(t.heads, t.heads.c.reading == t.reports.c.reading)
        )
        deals = sa.select(sa.func.count()).select_from(t.deals).where(t.deals.c.merged_into.is_(None))
        with self._reading() as connection:

            def many(table: sa.Table) -> int:
                return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()

            return Counts(
                pages=many(t.pages),
                documents=many(t.heads),
                reports=connection.execute(reports).scalar_one(),
                claims=connection.execute(claims).scalar_one(),
                problems=many(t.problems),
                decisions=many(t.decisions),
                deals=connection.execute(deals).scalar_one(),
            )


def _heads(connection: Connection, documents: set[str] | None) -> list[int]:
    """The readings that count, of these reports or whole pages only where given."""
    h, r = t.heads.c, t.reports.c
    if documents is None:
        return list(connection.execute(sa.select(h.reading).order_by(h.reading)).scalars())
    found: set[int] = set()
    wanted = sorted(documents)
    for first in range(0, len(wanted), CHUNK):
        part = wanted[first : first + CHUNK]
        inside = sa.select(h.reading).join(t.reports, r.reading == h.reading).where(r.document.in_(part))
        for query in (sa.select(h.reading).where(h.document.in_(part)), inside):
            found.update(connection.execute(query).scalars())
    return sorted(found)

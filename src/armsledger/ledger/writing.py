"""How evidence goes in: whole pages with all that was read on them, never half of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from armsledger import __version__
from armsledger.errors import ContractError
from armsledger.ledger import tables as t
from armsledger.ledger.codec import dumps, pack_claim, page_json, report_json, squeeze, stamp
from armsledger.ledger.connection import insert
from armsledger.ledger.press import press_row
from armsledger.ledger.search import Fresh, behind, report_words, said, take
from armsledger.model.contract import claim_id
from armsledger.model.ids import content_id
from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead
from armsledger.model.report import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a call put in: all noughts where it was there already."""

    pages: int = 0
    reports: int = 0
    claims: int = 0
    problems: int = 0
    documents: tuple[str, ...] = ()

    def __add__(self, other: "Added") -> "Added":
        return Added(
            pages=self.pages + other.pages,
            reports=self.reports + other.reports,
            claims=self.claims + other.claims,
            problems=self.problems + other.problems,
            documents=self.documents + other.documents,
        )


def reading_key(page: Page, reader: str, page_id: str | None = None) -> str:
    """What goes into a reading: the page, what its giver said of it, who read it, by which armsledger."""
    given = page_json(page)
    given.pop("fetched_at", None)
    return content_id([page_id or page.id, given, reader, __version__])


def _clean(text: str) -> str:
    """What both databases can keep as text."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _check(given: PageRead) -> None:
    for name in (given.page.document, *(r.report.document for r in given.read)):
        if not name or _clean(name) != name:
            raise ContractError(f"document: {name!r} is no id a ledger can keep")
    for found in given.read:
        text, document = found.report.text, found.report.document
        for claim in found.claims:
            if claim.document != document:
                raise ContractError(f"document: a claim of {claim.document!r} came with report {document!r}")
            if text[claim.start : claim.end] != claim.quote:
                raise ContractError(f"quote: {document!r} does not say {claim.quote[:60]!r} at {claim.start}")


class Writer:
    """Collects rows within one open transaction; `flush` writes them, with `index` the words to search by too."""

    def __init__(self, connection: Connection, *, index: bool = False) -> None:
        self._connection = connection
        self._fresh = Fresh() if index and not behind(connection) else None
        self._next = {
            table.name: (connection.execute(sa.select(sa.func.max(table.c.seq))).scalar() or 0) + 1 for table in t.KEPT
        }
        self._rows: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in t.KEPT}
        self._heads: dict[str, int] = {}
        self._reports = self._claims = 0

    def _take(self, table: sa.Table) -> int:
        seq = self._next[table.name]
        self._next[table.name] = seq + 1
        return seq

    def pages(self, given: Sequence[PageRead], *, merge: bool = False) -> None:
        """Queues what is new in `given`, in order; the last reading of a document becomes the one that counts.

        `merge`: the readings come from another ledger; each is put in its place by when it was read.
        """
        for one in given:
            _check(one)
        ids = [one.page.id for one in given]
        documents = [one.page.document for one in given]
        known, heads = self._known_pages(ids), self._known_heads(documents)
        before = self._known_readings(documents) if merge else None
        for one, page_id in zip(given, ids, strict=True):
            self._page(one, page_id, known, heads, before)

    def _known_readings(self, documents: Sequence[str]) -> set[tuple[str, str]]:
        c = t.readings.c
        query = sa.select(c.id, c.read_at).where(c.document.in_(documents))
        return {(row.id, row.read_at) for row in self._connection.execute(query)}

    def _known_pages(self, ids: Sequence[str]) -> dict[str, int]:
        query = sa.select(t.pages.c.id, t.pages.c.seq).where(t.pages.c.id.in_(ids))
        return {row.id: row.seq for row in self._connection.execute(query)}

    def _known_heads(self, documents: Sequence[str]) -> dict[str, tuple[str, str]]:
        query = (
            sa.select(t.heads.c.document, t.readings.c.id, t.readings.c.read_at)
            .join(t.readings, t.readings.c.seq == t.heads.c.reading)
            .where(t.heads.c.document.in_(documents))
        )
        return {row.document: (row.id, row.read_at) for row in self._connection.execute(query)}

    def _page(
        self,
        one: PageRead,
        page_id: str,
        known: dict[str, int],
        heads: dict[str, tuple[str, str]],
        before: set[tuple[str, str]] | None,
    ) -> None:
        page, document = one.page, one.page.document
        packed = [
            (found, told, dumps(told), [pack_claim(c, one.reader) for c in found.claims])
            for found in one.read
            for told in [report_json(found.report)]
        ]
        parts = [page_id, one.reader]
        for found, _, data, claims in packed:
            parts += [found.report.document, data, *claims]
        reading_id = content_id("\n".join(parts))
        head, read_at = heads.get(document), stamp(one.read_at)
        if before is None:
            if head is not None and head[0] == reading_id:
                return
            if head is not None and head[1] >= read_at:  # a clock that goes back must not change the order of arrival
                read_at = stamp(datetime.fromisoformat(head[1]) + timedelta(microseconds=1))
        elif (reading_id, read_at) in before:
            return
        else:
            before.add((reading_id, read_at))
        if page_id not in known:
            known[page_id] = self._take(t.pages)
            raw = None if page.raw is None else squeeze(page.raw)
            row = (known[page_id], page_id, document, squeeze(page.text), raw, dumps(page_json(page)))
            self._rows["pages"].append(row)
        reading = self._take(t.readings)
        key = one.key or reading_key(page, one.reader, page_id)
        self._rows["readings"].append((reading, reading_id, key, known[page_id], document, one.reader, read_at))
        begun = head is None
        if head is None or (read_at, reading_id) > (head[1], head[0]):
            heads[document] = (reading_id, read_at)
            self._heads[document] = reading
        fresh = self._fresh if begun else None
        if fresh is not None:
            fresh.readings.append(reading)
        for found, told, data, claims in packed:
            report = self._take(t.reports)
            if fresh is not None:
                fresh.reports.append((report, report_words(told, page.text)))
                fresh.claims += [(self._next["claims"] + n, said(c, page.text)) for n, c in enumerate(found.claims)]
                fresh.press.append(press_row(report, reading, read_at, told, len(claims)))
            self._rows["reports"].append((report, found.report.id, reading, found.report.document, data))
            first = self._next["claims"]
            self._rows["claims"] += [
                (first + n, claim_id(claim), report, kept)
                for n, (claim, kept) in enumerate(zip(found.claims, claims, strict=True))
            ]
            self._next["claims"] = first + len(claims)
            self._reports += 1
            self._claims += len(claims)

    def problems(self, given: Sequence[Problem]) -> None:
        """Queues the problems that were not met before."""
        new = {p.id: p for p in given}
        if not new:
            return
        query = sa.select(t.problems.c.id).where(t.problems.c.id.in_(list(new)))
        queued = {row[1] for row in self._rows["problems"]}
        for known in [*self._connection.execute(query).scalars(), *queued]:
            new.pop(str(known), None)
        for key, problem in new.items():
            place = None if problem.place is None else _clean(problem.place)
            met_at = None if problem.met_at is None else stamp(problem.met_at)
            row = (self._take(t.problems), key, problem.code, place, problem.line, _clean(problem.message), met_at)
            self._rows["problems"].append(row)

    def flush(self) -> Added:
        """Writes all that is queued and says what it was."""
        for table in t.KEPT:
            if rows := self._rows[table.name]:
                insert(self._connection, table, rows)
        if self._heads:
            self._connection.execute(t.heads.delete().where(t.heads.c.document.in_(list(self._heads))))
            insert(self._connection, t.heads, list(self._heads.items()))
        if self._fresh is not None and self._rows["readings"]:
            take(self._connection, self._fresh, settled=len(self._fresh.readings) == len(self._rows["readings"]))
            self._fresh = Fresh()
        added = Added(
            pages=len(self._rows["pages"]),
            reports=self._reports,
            claims=self._claims,
            problems=len(self._rows["problems"]),
            documents=tuple(self._heads),
        )
        self._rows = {table.name: [] for table in t.KEPT}
        self._heads, self._reports, self._claims = {}, 0, 0
        return added

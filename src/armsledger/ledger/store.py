"""The ledger: evidence goes in once and stays; what counts, and what was found wrong, comes out."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from armsledger.errors import LedgerError
from armsledger.ledger import migrations, press
from armsledger.ledger import tables as t
from armsledger.ledger.codec import decision_json, dumps
from armsledger.ledger.connection import connect, is_url, shown, take_writer, use_wal
from armsledger.ledger.deals import DealRows
from armsledger.ledger.origins import OriginRows
from armsledger.ledger.press import Headline, Outlet
from armsledger.ledger.reading import Evidence
from armsledger.ledger.search import Hit, behind, find, follow, make
from armsledger.ledger.shelf import Shelf
from armsledger.ledger.writing import Added, Writer
from armsledger.model.decision import Decision
from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead, ReadReport
from armsledger.model.report import Page

BATCH = 4000  # pages a transaction where whole batches come in
MANY = 100  # pages from which their words are taken up at once; of fewer, `index` takes them


class Ledger(Evidence):
    """An open ledger; close it, or use it in a `with` statement. One object may be shared by threads.

    `deals` is the derived register, `origins` which reports tell one story, `shelf` the operational state (watch lists, users, saved views), by space and key.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        super().__init__(engine)
        self.place = place
        self.origins = OriginRows(self._reading)
        self.deals = DealRows(self._reading, self._writing)
        self.shelf = Shelf(t.shelf, self._reading, self._writing)
        self.derived = Shelf(t.derived_state, self._reading, self._writing)

    @classmethod
    def open(cls, place: str | Path, *, create: bool = False) -> Self:
        """The ledger at a file or a `postgresql://` URL, brought to this program's form.

        Raises NotFoundError where there is none and `create` is not set, CorruptLedgerError and NewerLedgerError
        (nothing is written then), LedgerError where the database cannot be reached.
        """
        place = str(place)
        engine = connect(place, create=create)
        try:
            with engine.connect() as connection:
                version = migrations.form(connection)
            if version is None:
                if not create:
                    raise LedgerError(f"{shown(place)} holds no ledger yet: `armsledger read` makes one")
                use_wal(engine)
            else:
                migrations.refuse_newer(version)
            if version != migrations.VERSION:
                with engine.connect().execution_options(writes=True) as connection, connection.begin():
                    take_writer(connection)
                    version = migrations.form(connection)  # another process may have been first
                    if version is None:
                        migrations.make(connection)
                    else:
                        migrations.migrate(connection, version)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, place if is_url(place) else str(Path(place).expanduser()))

    @property
    def name(self) -> str:
        """The place as people may see it: without a password."""
        return shown(self.place)

    @property
    def in_file(self) -> bool:
        """Whether it lies in a file of this machine."""
        return self._engine.dialect.name == "sqlite"

    def check(self) -> str | None:
        """What is wrong with the store itself, in words; None where it is sound. Reads all of it."""
        if not self.in_file:
            return None
        try:
            with self._reading() as connection:
                found = connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars().all()
        except LedgerError as error:
            return str(error)
        return None if found == ["ok"] else "; ".join(map(str, found))

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            take_writer(connection)
            yield connection

    def add(
        self,
        page: Page,
        read: Iterable[ReadReport],
        *,
        reader: str,
        read_at: datetime,
        problems: Iterable[Problem] = (),
    ) -> Added:
        """The page, its reports, their claims and the problems met are in, together or not at all.

        Raises ContractError where a claim's quote does not stand at its span.
        """
        return self.add_all(
            [PageRead(page=page, read=tuple(read), reader=reader, read_at=read_at, problems=tuple(problems))]
        )

    def add_all(self, given: Iterable[PageRead], *, merge: bool = False) -> Added:
        """As `add` for many pages, some thousands a transaction; an interruption leaves whole pages.

        `merge`: they come from another ledger and take their place by when they were read, not by when they arrive.
        """
        total, rest = Added(), iter(given)
        while batch := list(islice(rest, BATCH)):
            with self._writing() as connection:
                writer = Writer(connection, index=len(batch) >= MANY)
                writer.pages(batch, merge=merge)
                writer.problems(
                    [p for one in batch for p in (*one.problems, *(q for found in one.read for q in found.problems))]
                )
                total += writer.flush()
        return total

    def note(self, problems: Iterable[Problem]) -> int:
        """The problems are kept; says how many were new."""
        with self._writing() as connection:
            writer = Writer(connection)
            writer.problems(list(problems))
            return writer.flush().problems

    def decide(self, decisions: Iterable[Decision]) -> int:
        """The decisions are kept; says how many were new."""
        new = {d.id: d for d in decisions}
        with self._writing() as connection:
            known = sa.select(t.decisions.c.id).where(t.decisions.c.id.in_(list(new)))
            for key in connection.execute(known).scalars().all():
                del new[key]
            first = (connection.execute(sa.select(sa.func.max(t.decisions.c.seq))).scalar() or 0) + 1
            if new:
                rows = [
                    {"seq": first + n, "id": key, "data": dumps(decision_json(d))}
                    for n, (key, d) in enumerate(new.items())
                ]
                connection.execute(t.decisions.insert(), rows)
        return len(new)

    def recount(self) -> None:
        """Which readings count, and the search index, are made anew from the evidence."""
        with self._writing() as connection:
            other = t.readings.alias()
            later = sa.select(other.c.seq).where(
                other.c.document == t.readings.c.document,
                sa.tuple_(other.c.read_at, other.c.id) > sa.tuple_(t.readings.c.read_at, t.readings.c.id),
            )
            counting = sa.select(t.readings.c.document, t.readings.c.seq).where(~later.exists())
            connection.execute(t.heads.delete())
            connection.execute(t.heads.insert().from_select(["document", "reading"], counting))
            make(connection)
            follow(connection)

    def index(self) -> int:
        """The search index covers just the readings that count; says how many pages it had to take up."""
        with self._writing() as connection:
            return follow(connection)

    def search(self, words: str, *, kind: str = "claim", limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """Best hits first. `words` must all occur; "a phrase", -without, one OR other, begin* as in any search box."""
        self._indexed()
        with self._reading() as connection:
            return find(connection, words, kind=kind, limit=limit, offset=offset)

    def outlets(self) -> tuple[Outlet, ...]:
        """Every publisher of what was read, those with most reports first."""
        self._indexed()
        with self._reading() as connection:
            return press.outlets(connection)

    def headlines(self, outlet: str, *, limit: int = 100, offset: int = 0) -> tuple[Headline, ...]:
        """The reports of one publisher, the newest first."""
        self._indexed()
        with self._reading() as connection:
            return press.headlines(connection, outlet, limit, offset)

    def _indexed(self) -> None:
        with self._reading() as connection:
            late = behind(connection)
        if late:
            self.index()

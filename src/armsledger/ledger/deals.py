"""The derived register as rows: put there by the register, asked by pages and commands, remade at any time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from threading import Lock
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from armsledger.errors import NotFoundError
from armsledger.ledger import tables as t
from armsledger.ledger.around import (
    Asked,
    Named,
    Near,
    about,
    ask,
    asked,
    call,
    claims_called,
    counts,
    last,
    near,
    spaces,
    waiting,
)
from armsledger.ledger.codec import dumps, loads
from armsledger.ledger.connection import insert
from armsledger.ledger.lines import PAIRED, Line, line
from armsledger.ledger.lists import DealList
from armsledger.ledger.origins import OriginMoves, put_origins
from armsledger.ledger.shelf import Opens, Shelf
from armsledger.model.contract import deal_json
from armsledger.model.deal import Deal
from armsledger.model.query import DealQuery, facets

if TYPE_CHECKING:
    from armsledger.ledger.columns import Columns

Json = dict[str, Any]
PART = 500
MANY = 0.2  # of the deals: where more have moved, reading all is quicker than moving on
LINE = tuple(f.name for f in fields(Line))
STATE, REVISION, ANEW = (
    "deals",
    "revision",
    "anew",
)  # anew: the revision at which all deals were put in place of all others
REDIRECT = "redirect"  # space of the derived state: an id that leads to a deal by another


class DealRows:
    """The deals as of the newest evidence. `revision` moves with every change: a key for caches."""

    def __init__(self, reading: Opens, writing: Opens) -> None:
        self._reading, self._writing = reading, writing
        self._state = Shelf(t.derived_state, reading, writing)
        self._lock = Lock()
        self._held: Columns | None = None
        self._held_at: int | None = None

    def put(
        self,
        deals: Iterable[Deal],
        *,
        gone: Iterable[str] = (),
        whole: bool = False,
        state: Mapping[str, Mapping[str, Any]] | None = None,
        state_gone: Mapping[str, Iterable[str]] | None = None,
        origins: OriginMoves | None = None,
        questions: Mapping[str, Iterable[Asked]] | None = None,
        named: Mapping[str, Named] | None = None,
        named_gone: Iterable[str] = (),
    ) -> None:
        """The deals stand (in place of those with their ids), those in `gone` do not; all in one transaction.

        `whole`: no other deal stands beside them, and the spaces of `state` hold nothing else.
        `state` and `state_gone`: what the register keeps for itself beside them, by space and key (see `Ledger.derived`).
        `origins`: which reports tell one story, as the deals count them.
        `questions` by deal; `named` by claim: claims that make no deal, with what they name.
        """
        new = {d.deal: d for d in deals}
        with self._writing() as connection:
            revision = self._revision(connection) + 1
            moved = {REVISION: revision}
            if whole:
                self._empty(connection)
                connection.execute(t.derived_state.delete().where(t.derived_state.c.space.in_(list(state or ()))))
                moved[ANEW] = revision
            known = {} if whole else self._leave(connection, sorted({*new, *gone}))
            left = connection.execute(sa.select(sa.func.max(t.deals.c.seq))).scalar() or 0
            following = max(left, *known.values(), 0) + 1
            seqs: dict[str, int] = {}
            for name in new:
                if name in known:
                    seqs[name] = known[name]
                else:
                    seqs[name], following = following, following + 1
            _insert(connection, [(seqs[name], deal) for name, deal in new.items()])
            if not whole:
                _note(connection, sorted({*known.values(), *seqs.values()}), revision)
            for space in {*(state or ()), *(state_gone or ())}:
                self._state.put_in(
                    connection, space, (state or {}).get(space, {}), gone=(state_gone or {}).get(space, ())
                )
            if origins is not None:
                put_origins(connection, origins, whole=whole)
            ask(connection, seqs, questions or {})
            call(connection, named or {}, named_gone)
            self._state.put_in(connection, STATE, moved)

    def clear(self, *spaces: str) -> None:
        """No deal is left, nor anything in these spaces of the register's own state."""
        with self._writing() as connection:
            self._empty(connection)
            connection.execute(t.derived_state.delete().where(t.derived_state.c.space.in_(spaces)))
            revision = self._revision(connection) + 1
            self._state.put_in(connection, STATE, {REVISION: revision, ANEW: revision})

    @staticmethod
    def _empty(connection: Connection) -> None:
        for table in t.REGISTER:
            connection.execute(table.delete())

    @staticmethod
    def _leave(connection: Connection, names: Sequence[str]) -> dict[str, int]:
        """The deals of these names stand no more; says which numbers they had."""
        known: dict[str, int] = {}
        for first in range(0, len(names), PART):
            query = sa.select(t.deals.c.deal, t.deals.c.seq).where(t.deals.c.deal.in_(names[first : first + PART]))
            part = dict(connection.execute(query).all())
            for table in (t.deal_claims, t.deal_facets, t.questions):
                connection.execute(table.delete().where(table.c.deal.in_(part.values())))
            connection.execute(t.deals.delete().where(t.deals.c.seq.in_(part.values())))
            known |= part
        return known

    @staticmethod
    def _revision(connection: Connection) -> int:
        c = t.derived_state.c
        kept = connection.execute(sa.select(c.value).where(c.space == STATE, c.key == REVISION)).scalar()
        return int(kept or 0)

    @property
    def revision(self) -> int:
        with self._reading() as connection:
            return self._revision(connection)

    def deal(self, name: str) -> Json:
        """The deal by its id, the beginning of it, or an id that it had before. Raises NotFoundError.

        Where the name leads to another deal, `merged_into` says which, and the rest is that deal's.
        """
        d, state = t.deals.c, t.derived_state.c
        begins = sa.select(d.data).where(d.deal >= name, d.deal < name + "\uffff").limit(2)
        leads = sa.select(state.value).where(state.space == REDIRECT, state.key == name)
        with self._reading() as connection:
            rows = connection.execute(sa.select(d.data).where(d.deal == name)).scalars().all()
            to = None if rows else connection.execute(leads).scalar()
            if to is not None:
                rows = connection.execute(sa.select(d.data).where(d.deal == loads(to))).scalars().all()
            elif not rows:
                rows = connection.execute(begins).scalars().all()
        if len(rows) != 1 or not name:
            raise NotFoundError(f"{name!r} begins several ids: give more" if rows else f"there is no deal {name!r}")
        found: Json = loads(rows[0])
        return found if to is None else found | {"deal": name, "merged_into": found["deal"]}

    def of_claims(self, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The ids of the deals that rest on each claim; a claim without any is left out."""
        out: dict[str, list[str]] = {}
        wanted = sorted(set(claims))
        with self._reading() as connection:
            for first in range(0, len(wanted), PART):
                query = (
                    sa.select(t.deal_claims.c.claim, t.deals.c.deal)
                    .join(t.deals, t.deals.c.seq == t.deal_claims.c.deal)
                    .where(t.deal_claims.c.claim.in_(wanted[first : first + PART]))
                    .order_by(t.deals.c.seq)
                )
                for claim, deal in connection.execute(query):
                    out.setdefault(claim, []).append(deal)
        return {claim: tuple(names) for claim, names in out.items()}

    def columns(self) -> "Columns":
        """All deals as columns, kept and brought up to date with every change of the register."""
        with self._lock, self._reading() as connection:
            revision = self._revision(connection)
            if self._held is None or revision != self._held_at:
                self._held, self._held_at = _brought(connection, self._held, self._held_at), revision
            return self._held

    def listed(self) -> DealList:
        """All deals, to be asked, counted and listed as they stand now."""
        return DealList(self.columns(), self.by_number)

    def by_number(self, numbers: Sequence[int]) -> dict[int, Json]:
        """Deals by the numbers that columns have for them."""
        out: dict[int, Json] = {}
        with self._reading() as connection:
            for first in range(0, len(numbers), PART):
                query = sa.select(t.deals.c.seq, t.deals.c.data).where(t.deals.c.seq.in_(numbers[first : first + PART]))
                out |= {seq: loads(data) for seq, data in connection.execute(query)}
        return out

    def waiting(self) -> int:
        """How many questions wait for a person."""
        with self._reading() as connection:
            return waiting(connection)

    def asked(self, first: int = 0, many: int = PART) -> list[Json]:
        """So many questions after the first ones, most worth first."""
        with self._reading() as connection:
            return asked(connection, first, many)

    def near(self, subjects: Sequence[str], many: int = 0) -> Near | None:
        """The question about a claim, or two deals, with so many on either side; None where it is not asked."""
        with self._reading() as connection:
            return near(connection, subjects, many)

    def asked_last(self) -> Json | None:
        """The question that is worth least; None where there is none."""
        with self._reading() as connection:
            return last(connection)

    def asked_about(self, deal: str, kind: str) -> list[Json]:
        """The questions of a kind that name a deal."""
        with self._reading() as connection:
            return about(connection, deal, kind)

    def counted(self, names: Collection[str]) -> dict[str, int]:
        """How many claims that make no deal name any of these, by the space in which they are kept."""
        with self._reading() as connection:
            return counts(connection, names)

    def spaces(self, names: Collection[str]) -> set[tuple[str, str]]:
        """Which of the names any such claim has, with the space in which it is kept."""
        with self._reading() as connection:
            return spaces(connection, names)

    def called(
        self, names: Collection[str], space: str, *, limit: int, offset: int = 0, also: Collection[str] = ()
    ) -> list[Json]:
        """Claims that make no deal and name any of these (and any of `also`), the newest first."""
        with self._reading() as connection:
            claims = claims_called(connection, names, space, limit, offset, also)
        rows = dict(self._state.items(space, claims)) if claims else {}
        return [rows[c] for c in claims if c in rows]

    def each(self, query: DealQuery | None = None) -> Iterator[Json]:
        """All deals wanted, the last reported first."""
        return self.listed().each(query or DealQuery())


def _brought(connection: Connection, held: "Columns | None", since: int | None) -> "Columns":
    """The columns as the tables have them; those held since a revision are moved on where that is less work."""
    from armsledger.ledger.columns import Columns  # numpy comes with it, and not every command asks for columns

    anew = connection.execute(
        sa.select(t.derived_state.c.value).where(t.derived_state.c.space == STATE, t.derived_state.c.key == ANEW)
    ).scalar()
    touched: Sequence[int] | None = None
    if since is not None and since >= int(anew or 0):
        touched = (
            connection.execute(sa.select(t.deal_moves.c.deal).where(t.deal_moves.c.revision > since)).scalars().all()
        )
    if held is None or touched is None or len(touched) > max(PART, MANY * len(held)):
        return Columns.empty().moved((), list(_lines(connection)), _valued(connection))
    lines, valued = list[Line](), list[tuple[str, str, Sequence[int]]]()
    for first in range(0, len(touched), PART):
        lines += _lines(connection, touched[first : first + PART])
        valued += _valued(connection, touched[first : first + PART])
    return held.moved(touched, lines, valued)


def _lines(connection: Connection, numbers: Sequence[int] | None = None) -> Iterator[Line]:
    d = t.deals.c
    query = sa.select(*(d[name] for name in LINE)).where(d.merged_into.is_(None))
    for row in connection.execute(query if numbers is None else query.where(d.seq.in_(numbers))):
        yield Line(**dict(zip(LINE, row, strict=True)))


def _valued(connection: Connection, numbers: Sequence[int] | None = None) -> Iterator[tuple[str, str, list[int]]]:
    f = t.deal_facets.c
    having = sa.func.aggregate_strings(sa.cast(f.deal, sa.Text), ",")
    query = sa.select(f.facet, f.value, having).where(f.facet.in_(PAIRED)).group_by(f.facet, f.value)
    merged = sa.select(t.deals.c.seq).where(t.deals.c.merged_into.is_not(None))
    if numbers is not None:
        merged = merged.where(t.deals.c.seq.in_(numbers))
    query = query.where(f.deal.not_in(merged))
    for facet, value, deals in connection.execute(query if numbers is None else query.where(f.deal.in_(numbers))):
        yield facet, value, [int(n) for n in deals.split(",")]


def _insert(connection: Connection, deals: Sequence[tuple[int, Deal]]) -> None:
    if not deals:
        return
    rows: list[tuple[object, ...]] = []
    for seq, deal in deals:
        told = line(seq, deal)
        rest = {"deal": deal.deal, "merged_into": deal.merged_into, "data": dumps(deal_json(deal))}
        rows.append(tuple(rest[c.name] if c.name in rest else _plain(getattr(told, c.name)) for c in t.deals.columns))
    insert(connection, t.deals, rows)
    if found := [(facet, value, seq) for seq, deal in deals for facet, value in facets(deal)]:
        insert(connection, t.deal_facets, list(found))
    if resting := [(c, seq) for seq, deal in deals for c in sorted({p.claim for p in deal.claims})]:
        insert(connection, t.deal_claims, list(resting))


def _note(connection: Connection, numbers: Sequence[int], revision: int) -> None:
    """That these deals moved at this revision, whether they stand still or not."""
    for first in range(0, len(numbers), PART):
        part = numbers[first : first + PART]
        connection.execute(t.deal_moves.delete().where(t.deal_moves.c.deal.in_(part)))
        insert(connection, t.deal_moves, [(seq, revision) for seq in part])


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value

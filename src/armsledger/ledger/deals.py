"""The derived register as rows: put there by the register, asked by pages and commands, remade at any time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from armsledger.errors import NotFoundError
from armsledger.ledger import tables as t
from armsledger.ledger.codec import dumps, loads
from armsledger.ledger.origins import OriginMoves, put_origins
from armsledger.ledger.shelf import Opens, Shelf
from armsledger.model.contract import deal_json
from armsledger.model.deal import Deal
from armsledger.model.query import DealQuery, deal_words, facets

Json = dict[str, Any]
PART = 500
COLUMNS = ("kind", "stage", "modality", "standing")
FACETS = ("supplier", "recipient", "intermediary", "party", "category", "designation", "mode")
SORTS = ("last_on", "first_on", "reports", "origins", "title")
STATE = "deals"
REDIRECT = "redirect"  # space of the derived state: an id that leads to a deal by another


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPart:
    """Some of the deals asked for as contract JSON, how many there are in all, and where the next part begins."""

    deals: tuple[Json, ...]
    total: int
    after: str | None


class DealRows:
    """The deals as of the newest evidence. `revision` moves with every change: a key for caches."""

    def __init__(self, reading: Opens, writing: Opens) -> None:
        self._reading, self._writing = reading, writing
        self._state = Shelf(t.derived_state, reading, writing)

    def put(
        self,
        deals: Iterable[Deal],
        *,
        gone: Iterable[str] = (),
        whole: bool = False,
        state: Mapping[str, Mapping[str, Any]] | None = None,
        state_gone: Mapping[str, Iterable[str]] | None = None,
        origins: OriginMoves | None = None,
    ) -> None:
        """The deals stand (in place of those with their ids), those in `gone` do not; all in one transaction.

        `whole`: no other deal stands beside them, and the spaces of `state` hold nothing else.
        `state` and `state_gone`: what the register keeps for itself beside them, by space and key (see `Ledger.derived`).
        `origins`: which reports tell one story, as the deals count them.
        """
        new = {d.deal: d for d in deals}
        with self._writing() as connection:
            if whole:
                for table in (t.deal_claims, t.deal_facets, t.deals):
                    connection.execute(table.delete())
                connection.execute(t.derived_state.delete().where(t.derived_state.c.space.in_(list(state or ()))))
            known = self._leave(connection, sorted({*new, *gone}))
            left = connection.execute(sa.select(sa.func.max(t.deals.c.seq))).scalar() or 0
            following = max(left, *known.values(), 0) + 1
            seqs: dict[str, int] = {}
            for name in new:
                if name in known:
                    seqs[name] = known[name]
                else:
                    seqs[name], following = following, following + 1
            _insert(connection, [(seqs[name], deal) for name, deal in new.items()])
            for space in {*(state or ()), *(state_gone or ())}:
                self._state.put_in(
                    connection, space, (state or {}).get(space, {}), gone=(state_gone or {}).get(space, ())
                )
            if origins is not None:
                put_origins(connection, origins, whole=whole)
            self._state.put_in(connection, STATE, {"revision": self._revision(connection) + 1})

    def clear(self, *spaces: str) -> None:
        """No deal is left, nor anything in these spaces of the register's own state."""
        with self._writing() as connection:
            for table in (t.deal_claims, t.deal_facets, t.deals):
                connection.execute(table.delete())
            connection.execute(t.derived_state.delete().where(t.derived_state.c.space.in_(spaces)))
            self._state.put_in(connection, STATE, {"revision": self._revision(connection) + 1})

    @staticmethod
    def _leave(connection: Connection, names: Sequence[str]) -> dict[str, int]:
        known: dict[str, int] = {}
        for first in range(0, len(names), PART):
            query = sa.select(t.deals.c.deal, t.deals.c.seq).where(t.deals.c.deal.in_(names[first : first + PART]))
            part = dict(connection.execute(query).all())
            for table in (t.deal_claims, t.deal_facets):
                connection.execute(table.delete().where(table.c.deal.in_(part.values())))
            connection.execute(t.deals.delete().where(t.deals.c.seq.in_(part.values())))
            known |= part
        return known

    @staticmethod
    def _revision(connection: Connection) -> int:
        c = t.derived_state.c
        kept = connection.execute(sa.select(c.value).where(c.space == STATE, c.key == "revision")).scalar()
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

    def find(
        self,
        query: DealQuery,
        *,
        sort: str = "last_on",
        descending: bool = True,
        limit: int = 50,
        after: str | None = None,
        count: bool = True,
    ) -> DealPart:
        """The deals wanted, sorted by one of SORTS; `after` is the one of the part before."""
        if sort not in SORTS:
            raise ValueError(f"deals are sorted by {', '.join(SORTS)}, not {sort!r}")
        key, wanted = t.deals.c[sort], _where(query)
        rows = sa.select(t.deals.c.seq, key.label("key")).where(*wanted)
        if after is not None:
            rows = rows.where(_past(key, *loads(after), descending=descending))
        if descending:
            rows = rows.order_by(key.desc().nulls_last(), t.deals.c.seq.desc())
        else:
            rows = rows.order_by(key.nulls_first(), t.deals.c.seq)
        with self._reading() as connection:
            found = connection.execute(rows.limit(limit + 1)).all()
            told = sa.select(t.deals.c.seq, t.deals.c.data).where(t.deals.c.seq.in_([r.seq for r in found[:limit]]))
            data = dict(connection.execute(told).all())
            counted = sa.select(sa.func.count()).select_from(t.deals).where(*wanted)
            total = connection.execute(counted).scalar_one() if count else -1
        last = found[limit - 1] if len(found) > limit else None
        return DealPart(
            deals=tuple(loads(data[row.seq]) for row in found[:limit]),
            total=total,
            after=None if last is None else dumps([last.key, last.seq]),
        )

    def each(self, query: DealQuery | None = None) -> Iterator[Json]:
        """All deals wanted, the last reported first."""
        after: str | None = None
        while True:
            part = self.find(query or DealQuery(), limit=PART, after=after, count=False)
            yield from part.deals
            if (after := part.after) is None:
                return

    def facets(
        self, query: DealQuery, names: Iterable[str] = ("kind", "stage", "supplier", "recipient", "category")
    ) -> dict[str, dict[str, int]]:
        """How many of the deals wanted have each value, by facet (a plain column or one of FACETS), most first."""
        out: dict[str, dict[str, int]] = {}
        with self._reading() as connection:
            for name in names:
                counted: sa.Select[Any]
                many = sa.func.count().label("many")
                if name in COLUMNS:
                    column = t.deals.c[name]
                    counted = sa.select(column, many).where(*_where(query)).group_by(column)
                elif name in FACETS:
                    column = t.deal_facets.c.value
                    counted = sa.select(column, many).where(t.deal_facets.c.facet == name).group_by(column)
                    counted = counted.where(t.deal_facets.c.deal.in_(sa.select(t.deals.c.seq).where(*_where(query))))
                else:
                    raise ValueError(f"{name!r} is no facet: {', '.join((*COLUMNS, *FACETS))}")
                rows = connection.execute(counted.order_by(many.desc(), column)).all()
                out[name] = {str(value): int(number) for value, number in rows}
        return out

    def flows(self, query: DealQuery) -> tuple[tuple[str, str, str, int], ...]:
        """(supplier, recipient, stage, how many transfers) among the deals wanted, most first."""
        given, taken = t.deal_facets.alias("given"), t.deal_facets.alias("taken")
        many = sa.func.count().label("many")
        counted = (
            sa.select(given.c.value, taken.c.value, t.deals.c.stage, many)
            .join(given, (given.c.deal == t.deals.c.seq) & (given.c.facet == "supplier"))
            .join(taken, (taken.c.deal == t.deals.c.seq) & (taken.c.facet == "recipient"))
            .where(t.deals.c.kind == "transfer", *_where(query))
            .group_by(given.c.value, taken.c.value, t.deals.c.stage)
            .order_by(many.desc(), given.c.value, taken.c.value, t.deals.c.stage)
        )
        with self._reading() as connection:
            return tuple((str(a), str(b), str(c), int(n)) for a, b, c, n in connection.execute(counted))


def _past(key: sa.ColumnElement[Any], value: Any, seq: int, *, descending: bool) -> ColumnElement[bool]:
    """What comes after (value, seq) where nothing known counts as the least."""
    number = t.deals.c.seq
    if value is None:
        same = sa.and_(key.is_(None), number < seq if descending else number > seq)
        return same if descending else sa.or_(same, key.is_not(None))
    if descending:
        return sa.or_(key < value, sa.and_(key == value, number < seq), key.is_(None))
    return sa.or_(key > value, sa.and_(key == value, number > seq))


def _where(query: DealQuery) -> list[ColumnElement[bool]]:
    d, f = t.deals.c, t.deal_facets.c
    out: list[ColumnElement[bool]] = [d.merged_into.is_(None)]

    def having(facet: str, test: ColumnElement[bool]) -> ColumnElement[bool]:
        return d.seq.in_(sa.select(f.deal).where(f.facet == facet, test))

    exact = ("party", "supplier", "recipient", "category", "designation", "mode")
    out += [having(name, f.value.in_(values)) for name in exact if (values := getattr(query, name))]
    out += [d[name].in_([str(v) for v in values]) for name in COLUMNS if (values := getattr(query, name))]
    if query.item:
        out.append(having("item", sa.or_(*(f.value.contains(w.casefold(), autoescape=True) for w in query.item))))
    if query.since is not None:
        out.append(d.last_on >= query.since.isoformat())
    if query.until is not None:
        out.append(d.first_on <= query.until.isoformat())
    if query.domestic is not None:
        out.append(d.domestic == int(query.domestic))
    if query.contested is not None:
        out.append(d.contested == int(query.contested))
    out += [d.words.contains(word, autoescape=True) for word in query.words.casefold().split()]
    return out


def _insert(connection: Connection, deals: Sequence[tuple[int, Deal]]) -> None:
    if not deals:
        return
    rows = [
        {
            "seq": seq,
            "deal": deal.deal,
            "kind": str(deal.kind),
            "stage": str(deal.stage),
            "modality": str(deal.modality),
            "domestic": int(deal.domestic),
            "contested": int(bool(deal.contradictions)),
            "standing": deal.standing,
            "reports": deal.reports,
            "origins": deal.origins,
            "first_on": None if deal.first_reported is None else deal.first_reported.isoformat(),
            "last_on": None if deal.last_reported is None else deal.last_reported.isoformat(),
            "title": deal.title,
            "words": deal_words(deal),
            "merged_into": deal.merged_into,
            "data": dumps(deal_json(deal)),
        }
        for seq, deal in deals
    ]
    connection.execute(t.deals.insert(), rows)
    found = [{"facet": facet, "value": value, "deal": seq} for seq, deal in deals for facet, value in facets(deal)]
    if found:
        connection.execute(t.deal_facets.insert(), found)
    resting = [{"claim": c, "deal": seq} for seq, deal in deals for c in sorted({p.claim for p in deal.claims})]
    if resting:
        connection.execute(t.deal_claims.insert(), resting)

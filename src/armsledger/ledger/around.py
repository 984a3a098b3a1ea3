"""What hangs around the deals: questions for a person, and claims that make no deal by what they name."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from armsledger.ledger import tables as t
from armsledger.ledger.codec import dumps, loads
from armsledger.ledger.connection import insert

PART = 500
COUNTED = 1000  # questions before one that are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it is kept: its two subjects, its weight, and all of it as JSON."""

    kind: str
    subjects: tuple[str, str]
    weight: float
    data: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A claim that makes no deal: its space of the derived state, its day, and the names under which it is found."""

    space: str
    day: str
    names: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A question with those before and after it, in their order; `ahead` counts all before it, None where they are very many."""

    ahead: int | None
    before: tuple[dict[str, Any], ...]
    here: dict[str, Any]
    after: tuple[dict[str, Any], ...]


def ask(connection: Connection, numbers: Mapping[str, int], questions: Mapping[str, Iterable[Asked]]) -> None:
    """The questions about deals, whose numbers are given, stand; those before them have left with their deals."""
    rows: list[tuple[object, ...]] = [
        (numbers[deal], -q.weight, q.kind, *q.subjects, dumps(q.data))
        for deal, asked in questions.items()
        for q in asked
    ]
    if rows:
        insert(connection, t.questions, rows)


def call(connection: Connection, named: Mapping[str, Named], gone: Iterable[str]) -> None:
    """The claims are found under their names and no others, those that are gone under none."""
    leaving = sorted({*named, *gone})
    for first in range(0, len(leaving), PART):
        connection.execute(t.called.delete().where(t.called.c.claim.in_(leaving[first : first + PART])))
    rows: list[tuple[object, ...]] = [
        (name, one.space, one.day, claim) for claim, one in named.items() for name in sorted(set(one.names))
    ]
    if rows:
        insert(connection, t.called, rows)


ORDER = (t.questions.c.rank, t.questions.c.kind, t.questions.c.subject, t.questions.c.other)


def waiting(connection: Connection) -> int:
    """How many questions there are."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(t.questions)).scalar_one())


def asked(connection: Connection, first: int, many: int) -> list[dict[str, Any]]:
    """So many questions after the first ones, most worth first."""
    query = sa.select(t.questions.c.data).order_by(*ORDER).limit(many).offset(first)
    return [loads(data) for data in connection.execute(query).scalars()]


def near(connection: Connection, subjects: Sequence[str], many: int) -> Near | None:
    """The question about these subjects (the first of them may do) and so many on either side; None where it is not asked."""
    q = t.questions.c
    mine = sa.select(*ORDER, q.data).where(q.subject == subjects[0])
    if len(subjects) > 1:
        mine = mine.where(q.other == subjects[1])
    found = connection.execute(mine.order_by(*ORDER).limit(1)).first()
    if found is None:
        return None
    place, here = sa.tuple_(*ORDER), tuple(found[:4])
    ahead = sa.select(sa.literal(1)).select_from(t.questions).where(place < here).limit(COUNTED).subquery()
    counted = int(connection.execute(sa.select(sa.func.count()).select_from(ahead)).scalar_one())
    back = sa.select(q.data).where(place < here).order_by(*(column.desc() for column in ORDER)).limit(many)
    on = sa.select(q.data).where(place > here).order_by(*ORDER).limit(many)
    before, after = ([loads(data) for data in connection.execute(query).scalars()] for query in (back, on))
    return Near(
        ahead=counted if counted < COUNTED else None,
        before=tuple(before[::-1]),
        here=loads(found.data),
        after=tuple(after),
    )


def last(connection: Connection) -> dict[str, Any] | None:
    """The question that is worth least."""
    query = sa.select(t.questions.c.data).order_by(*(column.desc() for column in ORDER)).limit(1)
    data = connection.execute(query).scalar()
    return None if data is None else dict(loads(data))


def about(connection: Connection, deal: str, kind: str) -> list[dict[str, Any]]:
    """The questions of a kind that name a deal, most worth first."""
    q = t.questions.c
    query = sa.select(q.data).where(q.kind == kind, sa.or_(q.subject == deal, q.other == deal)).order_by(*ORDER)
    return [loads(data) for data in connection.execute(query).scalars()]


def counts(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """How many claims name any of these, by space."""
    c = t.called.c
    query = sa.select(c.space, sa.func.count(c.claim.distinct())).where(c.name.in_(sorted(names))).group_by(c.space)
    return dict(connection.execute(query).all())


def spaces(connection: Connection, names: Collection[str]) -> set[tuple[str, str]]:
    """Which of the names any claim has, with the space it is kept in."""
    c = t.called.c
    query = sa.select(c.name, c.space).where(c.name.in_(sorted(names))).distinct()
    return {(name, space) for name, space in connection.execute(query)}


def claims_called(
    connection: Connection, names: Collection[str], space: str, limit: int, offset: int, also: Collection[str]
) -> list[str]:
    """Claims of a space that name any of these (and any of `also`), the newest first."""
    c = t.called.c
    wanted = sa.select(c.claim, sa.func.max(c.day).label("day")).where(c.name.in_(sorted(names)), c.space == space)
    if also:
        other = t.called.alias().c
        wanted = wanted.where(
            c.claim.in_(sa.select(other.claim).where(other.name.in_(sorted(also)), other.space == space))
        )
    ordered = wanted.group_by(c.claim).order_by(sa.text("day DESC"), c.claim)
    return list(connection.execute(ordered.limit(limit).offset(offset)).scalars())

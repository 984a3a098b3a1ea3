"""Full-text search over claims and reports: FTS5 on SQLite, tsvector on PostgreSQL. Derived: follows the readings that count."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from armsledger.ledger import press
from armsledger.ledger import tables as t
from armsledger.ledger.codec import Json, loads, text_of
from armsledger.ledger.words import Query, marked, plain
from armsledger.model.claim import Claim
from armsledger.model.values import Span

KINDS = ("claim", "report")
FORM = "2"  # of what is indexed: another form is another index, made anew
NEWEST = 5_000  # hits that are ranked: of a word in every report, the newest ones
PART = 500
GATHERED = 1 << 24  # bytes of words that FTS5 gathers before it writes them
LONGEST = 200_000  # characters of a report that a snippet is sought in
SIDES = ("supplier", "recipient", "intermediary", "parties")
TOKENS = "porter unicode61 remove_diacritics 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A claim (by its id) or a report (by its document) in which the words stand; `marks` are spans of `snippet`."""

    kind: str
    id: str
    document: str
    snippet: str
    marks: tuple[Span, ...]


def make(connection: Connection) -> None:
    """The search tables are there and empty afterwards."""
    for kind in KINDS:
        name = f"{kind}_words"
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', tokenize='{TOKENS}')"
            )
            connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('hashsize', {GATHERED})")
        else:
            connection.exec_driver_sql(f"CREATE TABLE {name} (seq bigint PRIMARY KEY, words tsvector NOT NULL)")
            connection.exec_driver_sql(f"CREATE INDEX {name}_gin ON {name} USING gin (words)")
    for table in (t.indexed, t.press):
        connection.execute(table.delete())
    _remember(connection, "0")


def _remember(connection: Connection, through: str) -> None:
    connection.execute(t.facts.delete().where(t.facts.c.key.in_(["index_form", "indexed_through"])))
    rows = [{"key": "index_form", "value": FORM}, {"key": "indexed_through", "value": through}]
    connection.execute(t.facts.insert(), rows)


def _newest(connection: Connection) -> str:
    return str(connection.execute(sa.select(sa.func.max(t.readings.c.seq))).scalar() or 0)


def behind(connection: Connection) -> bool:
    """Whether readings came in, or the form changed, since the index last followed."""
    kept = dict(connection.execute(sa.select(t.facts.c.key, t.facts.c.value)).all())
    return kept.get("index_form") != FORM or kept.get("indexed_through") != _newest(connection)


def follow(connection: Connection) -> int:
    """The index holds just the readings that count afterwards; says how many it took up or let go."""
    form = connection.execute(sa.select(t.facts.c.value).where(t.facts.c.key == "index_form")).scalar()
    if form != FORM:
        make(connection)
    stale = sa.select(t.indexed.c.reading).where(t.indexed.c.reading.not_in(sa.select(t.heads.c.reading)))
    fresh = sa.select(t.heads.c.reading).where(t.heads.c.reading.not_in(sa.select(t.indexed.c.reading)))
    gone = connection.execute(stale).scalars().all()
    new = connection.execute(fresh.order_by(t.heads.c.reading)).scalars().all()
    for first in range(0, len(gone), PART):
        part = gone[first : first + PART]
        for kind, rows in _texts(connection, part)[0].items():
            _remove(connection, kind, rows)
        press.let_go(connection, part)
        connection.execute(t.indexed.delete().where(t.indexed.c.reading.in_(part)))
    for first in range(0, len(new), PART):
        part = new[first : first + PART]
        texts, told = _texts(connection, part)
        for kind, rows in texts.items():
            _insert(connection, kind, rows)
        press.take_up(connection, told)
        connection.execute(t.indexed.insert(), [{"reading": seq} for seq in part])
    if gone or new or behind(connection):
        _remember(connection, _newest(connection))
    return len(gone) + len(new)


@dataclass(slots=True)
class Fresh:
    """Readings that go in together with their words: of documents that had none before, so that nothing has to leave."""

    readings: list[int] = field(default_factory=list)
    reports: list[tuple[int, str]] = field(default_factory=list)
    claims: list[tuple[int, str]] = field(default_factory=list)
    press: list[tuple[object, ...]] = field(default_factory=list)


def said(c: Claim, text: str) -> str:
    """As `_claim_words` of the row that is kept of the claim."""
    parts = [text[c.start : c.end]]
    for side in (c.supplier, c.recipient, c.intermediary, c.parties):
        if side:
            parts += map(str, side)
    parts += [item.designation for item in c.items if item.designation]
    return _kept(" ".join(parts))


def take(connection: Connection, fresh: Fresh, *, settled: bool) -> None:
    """The index holds the words of these readings; with `settled` it follows all readings there are."""
    _insert(connection, "report", fresh.reports)
    _insert(connection, "claim", fresh.claims)
    press.take_up(connection, fresh.press)
    if fresh.readings:
        connection.execute(t.indexed.insert(), [{"reading": seq} for seq in fresh.readings])
    if settled:
        _remember(connection, _newest(connection))


def _insert(connection: Connection, kind: str, rows: Sequence[tuple[int, str]]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {kind}_words(rowid, words) VALUES (?, ?)", list(rows))
    else:
        connection.exec_driver_sql(
            f"INSERT INTO {kind}_words(seq, words) VALUES (%s, to_tsvector('english', %s))",
            [(seq, plain(words)) for seq, words in rows],
        )


def _remove(connection: Connection, kind: str, rows: Sequence[tuple[int, str]]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"INSERT INTO {kind}_words({kind}_words, rowid, words) VALUES ('delete', ?, ?)", list(rows)
        )
    else:
        connection.exec_driver_sql(f"DELETE FROM {kind}_words WHERE seq = %s", [(seq,) for seq, _ in rows])


def _texts(
    connection: Connection, readings: Sequence[int]
) -> tuple[dict[str, list[tuple[int, str]]], list[tuple[object, ...]]]:
    """What is indexed of these readings: seq and words of their reports and of their claims; and the rows of the press."""
    query = (
        sa.select(t.reports, t.readings.c.read_at, t.pages.c.text)
        .join(t.readings, t.readings.c.seq == t.reports.c.reading)
        .join(t.pages, t.pages.c.seq == t.readings.c.page)
        .where(t.reports.c.reading.in_(readings))
    )
    reports, texts, words = connection.execute(query).all(), dict[int, str](), dict[int, Json]()
    for row in reports:
        texts[row.seq], words[row.seq] = text_of(row.text), loads(row.data)
    query_claims = (
        sa.select(t.claims.c.seq, t.claims.c.report, t.claims.c.data)
        .join(t.reports, t.reports.c.seq == t.claims.c.report)
        .where(t.reports.c.reading.in_(readings))
        .order_by(t.claims.c.seq)
    )
    claims, many = [], Counter[int]()
    for seq, report, data in connection.execute(query_claims):
        claims.append((seq, _claim_words(loads(data), texts[report])))
        many[report] += 1
    indexed = {"report": [(seq, report_words(given, texts[seq])) for seq, given in words.items()], "claim": claims}
    told = [press.press_row(row.seq, row.reading, row.read_at, words[row.seq], many[row.seq]) for row in reports]
    return indexed, told


def report_words(given: Json, text: str) -> str:
    body = " ".join(text[start:end] for start, end in given.get("body", ()))
    return _kept(f"{given.get('title') or ''} {body}")


def _claim_words(given: Json, text: str) -> str:
    parts = [text[given["start"] : given["end"]]]
    for side in SIDES:
        if side in given:
            parts += given[side]
    parts += [item["designation"] for item in given.get("items", ()) if item["designation"]]
    return _kept(" ".join(parts))


def _kept(words: str) -> str:
    """What both engines take: without half characters and noughts."""
    if not words.isascii():
        words = words.encode("utf-8", "replace").decode("utf-8")
    return words.replace("\0", " ")


def find(connection: Connection, words: str, *, kind: str, limit: int, offset: int) -> tuple[Hit, ...]:
    """The best hits of the words among the claims or reports that count."""
    query = Query.parse(words)
    if kind not in KINDS:
        raise ValueError(f"search finds {' and '.join(KINDS)}, not {kind!r}")
    if not query.terms:
        return ()
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql(
            f"SELECT rowid FROM (SELECT rowid, rank AS r FROM {kind}_words WHERE {kind}_words MATCH ? "
            f"ORDER BY rowid DESC LIMIT {NEWEST}) ORDER BY r, rowid DESC LIMIT ? OFFSET ?",
            (query.fts5(), limit, offset),
        )
    else:
        sql, values = query.tsquery()
        found = connection.exec_driver_sql(
            f"SELECT seq FROM (SELECT seq, ts_rank(words, q) AS r FROM {kind}_words, (SELECT {sql} AS q) AS asked "
            f"WHERE words @@ q ORDER BY seq DESC LIMIT {NEWEST}) AS hits ORDER BY r DESC, seq DESC LIMIT %s OFFSET %s",
            (*values, limit, offset),
        )
    seqs = [int(row[0]) for row in found]
    shown = dict(_shown(connection, kind, seqs))
    snippets = _snippets(query, [shown[seq][2] for seq in seqs], whole=kind == "claim")
    return tuple(
        Hit(kind=kind, id=shown[seq][0], document=shown[seq][1], snippet=text, marks=marks)
        for seq, (text, marks) in zip(seqs, snippets, strict=True)
    )


def _shown(connection: Connection, kind: str, seqs: Sequence[int]) -> Iterator[tuple[int, tuple[str, str, str]]]:
    columns = (t.reports.c.document, t.pages.c.text)
    if kind == "claim":
        query = sa.select(t.claims.c.seq, t.claims.c.id, t.claims.c.data, *columns).join(
            t.reports, t.reports.c.seq == t.claims.c.report
        )
        key = t.claims.c.seq
    else:
        query = sa.select(t.reports.c.seq, t.reports.c.id, t.reports.c.data, *columns)
        key = t.reports.c.seq
    query = (
        query.join(t.readings, t.readings.c.seq == t.reports.c.reading)
        .join(t.pages, t.pages.c.seq == t.readings.c.page)
        .where(key.in_(seqs))
    )
    for seq, name, data, document, kept in connection.execute(query):
        given, text = loads(data), text_of(kept)
        if kind == "claim":
            yield seq, (name, document, _kept(text[given["start"] : given["end"]]))
        else:
            yield seq, (document, document, report_words(given, text)[:LONGEST])


def _snippets(query: Query, texts: Sequence[str], *, whole: bool) -> list[tuple[str, tuple[Span, ...]]]:
    """Each text, or its best piece, with what was found: FTS5 in memory shows it, for both databases alike."""
    texts = [text.replace("\x02", " ").replace("\x03", " ") for text in texts]
    with closing(sqlite3.connect(":memory:")) as scratch:
        scratch.execute(f"CREATE VIRTUAL TABLE s USING fts5(words, tokenize='{TOKENS}')")
        scratch.executemany("INSERT INTO s(rowid, words) VALUES (?, ?)", enumerate(texts))
        shown = "highlight(s, 0, '\x02', '\x03')" if whole else "snippet(s, 0, '\x02', '\x03', '…', 32)"
        found = dict(scratch.execute(f"SELECT rowid, {shown} FROM s WHERE s MATCH ?", (query.fts5(),)).fetchall())
    return [marked(found.get(n, text if whole else text[:240])) for n, text in enumerate(texts)]

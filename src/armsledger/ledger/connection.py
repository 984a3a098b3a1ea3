"""Opens the database behind a ledger and turns its errors into ours."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from armsledger.errors import CorruptLedgerError, LedgerError, NotFoundError

MEMORY = ":memory:"
WAIT_S = 30
WRITER_LOCK = 0x61726D73  # one writer at a time on PostgreSQL too, so that the order of arrival is one order


def is_url(place: str) -> bool:
    return "://" in place


def shown(place: str) -> str:
    """The place without its password."""
    return make_url(place).render_as_string(hide_password=True) if is_url(place) else place


def connect(place: str, *, create: bool) -> Engine:
    """An engine for the file or URL. Raises NotFoundError where there is no file, LedgerError for a URL of another kind."""
    if not is_url(place):
        return _sqlite(place, create=create)
    try:
        url = make_url(place)
    except (ArgumentError, ValueError) as error:
        raise LedgerError(f"{place!r} is no ledger address: give a file or postgresql://user@host/database") from error
    if url.get_backend_name() == "sqlite":
        return _sqlite(url.database or MEMORY, create=create)
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise LedgerError(
            f"a ledger cannot lie on {url.get_backend_name()}: give a file or postgresql://user@host/database"
        )
    engine = sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    sa.event.listen(engine, "handle_error", _translate)
    return engine


def _sqlite(path: str, *, create: bool) -> Engine:
    if path == MEMORY:
        engine = sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        file = Path(path).expanduser()
        if not file.exists() and not create:
            raise NotFoundError(f"there is no ledger at {file}: `armsledger read` makes one")
        if file.is_dir():
            raise LedgerError(f"{file} is a folder: a ledger is a file")
        if create:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LedgerError(f"cannot make {file.parent}: {error.strerror}") from error
        engine = sa.create_engine(f"sqlite:///{file}", connect_args={"check_same_thread": False})
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    sa.event.listen(engine, "handle_error", _translate)
    return engine


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions are ours: see _begin
    for pragma in (
        f"busy_timeout={WAIT_S * 1000}",
        "synchronous=NORMAL",
        "cache_size=-65536",
        "mmap_size=1073741824",
        "wal_autocheckpoint=16000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def use_wal(engine: Engine) -> None:
    """Readers and a writer do not wait for each other afterwards (SQLite; the file remembers it)."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA journal_mode=WAL")


def take_writer(connection: Connection) -> None:
    """No one else writes until this transaction ends (SQLite has that from BEGIN IMMEDIATE)."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


def _translate(context: ExceptionContext) -> None:
    original = context.original_exception
    place = ""
    with suppress(Exception):
        place = context.engine.url.render_as_string(hide_password=True) if context.engine is not None else ""
    text = str(original).strip()
    low = text.lower()
    if isinstance(original, sqlite3.Error):
        if "not a database" in low or "malformed" in low or "disk image" in low:
            raise CorruptLedgerError(
                f"{place} is damaged or no ledger ({text}): put a backup in its place with `armsledger restore`"
            ) from original
        if "locked" in low or "busy" in low:
            raise LedgerError(f"{place} is in use by another program: wait for it and try again") from original
        if isinstance(original, sqlite3.OperationalError) and (
            "unable to open" in low or "readonly" in low or "full" in low or "i/o" in low
        ):
            raise LedgerError(f"{place}: {text}") from original
        return
    if context.is_disconnect or type(original).__name__ == "OperationalError":
        raise LedgerError(f"cannot reach {place}: {text}") from original


def insert(connection: Connection, table: sa.Table, rows: list[tuple[object, ...]]) -> None:
    """The rows, in the order of the table's columns, are in: by the driver itself, which a million rows notice."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names = ", ".join(column.name for column in table.columns)
    marks = ", ".join([mark] * len(table.columns))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)

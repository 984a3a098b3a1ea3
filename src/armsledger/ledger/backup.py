"""Copies of a ledger, and a copy in the ledger's place."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

from armsledger.errors import CorruptLedgerError, LedgerError, NotFoundError
from armsledger.ledger.connection import is_url
from armsledger.ledger.store import Ledger
from armsledger.ledger.transfer import export, merge

SQLITE = b"SQLite format 3\0"
GZIP = b"\x1f\x8b"


def backup(ledger: Ledger, file: Path) -> None:
    """A whole copy of the ledger is at `file`, while others may go on reading and writing.

    A database file of SQLite's own for a ledger in a file, compressed JSON Lines for one on PostgreSQL. Appears whole or not at all.
    """
    partial = file.with_name(file.name + ".partial")
    try:
        if ledger.in_file:
            with closing(sqlite3.connect(ledger.place)) as source, closing(sqlite3.connect(partial)) as target:
                source.backup(target, pages=4096, sleep=0)
        else:
            with gzip.open(partial, "wt", encoding="ascii", compresslevel=3) as lines:
                for line in export(ledger, state=True):
                    lines.write(line + "\n")
        partial.replace(file)
    except OSError as error:
        raise LedgerError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)


def restore(file: Path, place: str, *, replace: bool = False) -> None:
    """The backup at `file` is the ledger at `place`. A ledger that is there already gives way only where `replace` says so.

    Raises NotFoundError without a backup, CorruptLedgerError for one that is damaged, before anything is changed.
    """
    if not file.is_file():
        raise NotFoundError(f"there is no backup {file}")
    with file.open("rb") as stream:
        head = stream.read(len(SQLITE))
    in_file = not is_url(place)
    if in_file and Path(place).expanduser().exists() and not replace:
        raise LedgerError(f"there is a ledger at {place} already: --yes puts the backup in its place")
    if head == SQLITE:
        _sound(file)
        if in_file:
            _swap(file, Path(place).expanduser())
            return
        with Ledger.open(file) as source, _empty(place) as target:
            merge(target, export(source, state=True), str(file))
        return
    if in_file:
        target_file = Path(place).expanduser()
        partial = target_file.with_name(target_file.name + ".partial")
        _remove(partial)
        try:
            with Ledger.open(partial, create=True) as target:
                _load(file, target, zipped=head.startswith(GZIP))
            _settle(partial)
            _take_place(partial, target_file)
        finally:
            _remove(partial)
    else:
        with _empty(place) as target:
            _load(file, target, zipped=head.startswith(GZIP))


def _load(file: Path, target: Ledger, *, zipped: bool) -> None:
    try:
        with gzip.open(file, "rt", encoding="utf-8") if zipped else file.open(encoding="utf-8") as lines:
            merge(target, lines, str(file))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CorruptLedgerError(f"{file} is damaged: {error}") from error


def _empty(place: str) -> Ledger:
    target = Ledger.open(place, create=True)
    if target.counts().pages:
        target.close()
        raise LedgerError(f"{place} holds a ledger already: restore into an empty database")
    return target


def _sound(file: Path) -> None:
    """Raises CorruptLedgerError where the backup is damaged, NewerLedgerError where this program cannot use it."""
    with Ledger.open(file) as ledger:
        if (wrong := ledger.check()) is not None:
            raise CorruptLedgerError(f"{file} is damaged: {wrong}")


def _swap(file: Path, target: Path) -> None:
    partial = target.with_name(target.name + ".partial")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
        _settle(partial)
        _take_place(partial, target)
    finally:
        _remove(partial)


def _settle(file: Path) -> None:
    """All of the database is in its one file, ready to be moved."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA journal_mode=WAL")


def _take_place(new: Path, target: Path) -> None:
    for ending in ("-wal", "-shm"):  # of the old ledger: they must not be taken for the new one's
        target.with_name(target.name + ending).unlink(missing_ok=True)
        new.with_name(new.name + ending).unlink(missing_ok=True)
    new.replace(target)


def _remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)

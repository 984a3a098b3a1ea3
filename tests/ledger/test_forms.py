"""A ledger of another form: an older one is brought up, a newer or damaged one is left as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from armsledger.errors import CorruptLedgerError, LedgerError, NewerLedgerError, NotFoundError
from armsledger.ledger import Ledger, migrations
from armsledger.ledger import tables as t
from armsledger.ledger.connection import connect

from .samples import NOON, READER, page, two_claims

NOW = migrations.VERSION


def _form(place: str) -> str:
    engine = connect(place, create=False)
    with engine.connect() as connection:
        kept = connection.execute(sa.select(t.facts.c.value).where(t.facts.c.key == "version")).scalar_one()
    engine.dispose()
    return str(kept)


def _filled(place: str) -> None:
    with Ledger.open(place, create=True) as ledger:
        ledger.add(page(), [two_claims(page())], reader=READER, read_at=NOON)


def test_an_older_ledger_is_brought_up_with_all_it_holds(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _filled(place)

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE pages ADD COLUMN colour TEXT")
        connection.exec_driver_sql("UPDATE pages SET colour = 'red'")

    monkeypatch.setattr(migrations, "VERSION", NOW + 2)
    monkeypatch.setattr(migrations, "STEPS", {NOW + 1: step, NOW + 2: lambda _: None})
    for _ in range(2):
        with Ledger.open(place) as ledger:
            assert len(list(ledger.entries())) == 2
            with ledger._reading() as connection:
                assert connection.exec_driver_sql("SELECT colour FROM pages").scalars().all() == ["red"]
    assert _form(place) == str(NOW + 2)


def test_a_step_that_fails_leaves_the_old_form(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _filled(place)

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE pages ADD COLUMN colour TEXT")
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "VERSION", NOW + 1)
        patch.setattr(migrations, "STEPS", {NOW + 1: step})
        with pytest.raises(RuntimeError):
            Ledger.open(place)
    assert _form(place) == str(NOW)
    with Ledger.open(place) as ledger, ledger._reading() as connection:
        assert "colour" not in {c["name"] for c in sa.inspect(connection).get_columns("pages")}


def test_a_ledger_of_the_first_form_gets_its_origins(place: str) -> None:
    _filled(place)
    engine = connect(place, create=False)
    with engine.begin() as connection:
        t.metadata.drop_all(connection, tables=[t.origins, t.origin_keys])
        connection.execute(t.facts.update().where(t.facts.c.key == "version").values(value="1"))
    engine.dispose()
    with Ledger.open(place) as ledger:
        assert ledger.origins.rows(["r1"]) == {}
        assert [entry.report.origin for entry in ledger.entries()] == [None, None]
    assert _form(place) == str(NOW)


def test_every_form_up_to_this_one_has_its_step() -> None:
    assert set(migrations.STEPS) == set(range(2, migrations.VERSION + 1))


def test_a_newer_ledger_is_left_as_it_is(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "VERSION", 7)
    _filled(place)
    monkeypatch.undo()
    before = Path(place).read_bytes() if "://" not in place else b""
    with pytest.raises(NewerLedgerError, match="update"):
        Ledger.open(place, create=True)
    assert _form(place) == "7"
    if before:
        assert Path(place).read_bytes() == before


@pytest.mark.parametrize("damage", ["garbage", "half", "other", "no version", "middle"])
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "ledger.db"
    _filled(str(file))
    data = file.read_bytes()
    if damage == "garbage":
        file.write_bytes(b"These are no bytes of a database." * 99)
    elif damage == "half":
        file.write_bytes(data[: len(data) // 2 + 100])
    elif damage == "middle":
        file.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    else:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("DELETE FROM ledger" if damage == "no version" else "DROP TABLE ledger")
            connection.commit()
            connection.execute("PRAGMA journal_mode=DELETE")
    before = file.read_bytes()
    with pytest.raises(CorruptLedgerError), Ledger.open(file, create=True) as ledger:
        ledger.add(page("r5"), [two_claims(page("r5"))], reader=READER, read_at=NOON)
        list(ledger.entries())
    assert file.read_bytes() == before


def test_an_empty_database_is_no_ledger_until_it_is_made(postgres: str, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    for empty in (postgres, str(tmp_path / "empty.db")):
        with pytest.raises(LedgerError, match="no ledger yet"):
            Ledger.open(empty)
        Ledger.open(empty, create=True).close()
        Ledger.open(empty).close()
    with pytest.raises(NotFoundError):
        Ledger.open(tmp_path / "none.db")


def test_a_database_of_somebody_else_is_left_alone(postgres: str) -> None:
    engine = connect(postgres, create=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (a int)")
    engine.dispose()
    with pytest.raises(CorruptLedgerError, match="no ledger in it"):
        Ledger.open(postgres, create=True)


def test_the_password_is_never_told() -> None:
    with pytest.raises(LedgerError) as told:
        Ledger.open("postgresql://ann:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value)
    assert "ann" in str(told.value)

"""The form of a ledger, by number, and the way from each number to the next.

To change a table: change `tables.py`, raise VERSION by writing a step that brings an older ledger there, and test it.
Each step runs inside the transaction that also writes the new number: a ledger has one form or the other.
"""

from collections.abc import Callable, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from armsledger.errors import CorruptLedgerError, NewerLedgerError
from armsledger.ledger import search
from armsledger.ledger.tables import REGISTER, derived_state, facts, metadata, origin_keys, origins, press, questions

FORMAT = "armsledger"
VERSION = 4

Step = Callable[[Connection], None]


def _with_origins(connection: Connection) -> None:
    metadata.create_all(connection, tables=[origins, origin_keys])


def _register_anew(connection: Connection) -> None:
    """The derived register gets more columns and tables: it is emptied, and made again from the evidence by whoever follows."""
    for table in reversed(REGISTER):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
    metadata.create_all(connection, tables=[*REGISTER, press])
    connection.execute(derived_state.delete())


def _questions_by_either(connection: Connection) -> None:
    for index in questions.indexes:
        index.create(connection, checkfirst=True)


# Version reached: what brings a ledger of the version before to it.
STEPS: Mapping[int, Step] = {2: _with_origins, 3: _register_anew, 4: _questions_by_either}


def form(connection: Connection) -> int | None:
    """The ledger's version; None in an empty database. Raises CorruptLedgerError where something else lies there."""
    inspector = sa.inspect(connection)
    if not inspector.has_table(facts.name):
        if inspector.get_table_names():
            raise CorruptLedgerError("there is a database here, but no ledger in it: name another file or database")
        return None
    kept = dict(connection.execute(sa.select(facts.c.key, facts.c.value)).all())
    if kept.get("format") != FORMAT or not kept.get("version", "").isdigit():
        raise CorruptLedgerError("the ledger does not say which version it is: put a backup in its place")
    return int(kept["version"])


def make(connection: Connection) -> None:
    """An empty ledger is there afterwards."""
    metadata.create_all(connection)
    search.make(connection)
    connection.execute(facts.insert(), [{"key": "format", "value": FORMAT}, {"key": "version", "value": str(VERSION)}])


def refuse_newer(version: int) -> None:
    """Raises NewerLedgerError where a later armsledger wrote the ledger."""
    if version > VERSION:
        raise NewerLedgerError(
            f"a newer armsledger wrote this ledger (form {version}, this one knows {VERSION}): nothing was changed; "
            "update with `pip install -U armsledger`"
        )


def migrate(connection: Connection, version: int) -> None:
    """The ledger has this program's form afterwards."""
    for step in range(version + 1, VERSION + 1):
        STEPS[step](connection)
    connection.execute(facts.update().where(facts.c.key == "version").values(value=str(VERSION)))

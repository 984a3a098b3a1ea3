"""The same commands over a file and over PostgreSQL give the same; what is printed is valid under the schemas."""

from pathlib import Path

import jsonschema
import pytest

from armsledger.exchange.schema import schema

from .conftest import Tell
from .samples import write


def test_a_ledger_on_postgresql_answers_as_one_in_a_file(tell: Tell, home: Path, postgres: str) -> None:
    reports, claims = write(home)
    said = {}
    for place in ("ledger.db", postgres):
        at = ("--ledger", place)
        assert tell("read", reports, "--claims", claims, *at).code == 0
        assert tell("rebuild", *at).code == 0
        (deal,) = tell("deals", "--json", "--party", "BGD", *at).records
        said[place] = [
            tell("deals", "--json", *at).out,
            tell("claims", "--json", *at).out,
            tell("show", deal["deal"], *at).out,
            sorted(tell("search", "helicopters talks", "--json", *at).out.splitlines()),
            tell("deals", "--json", "--as-of", "2026-01-31", *at).out,
        ]
        assert tell("backup", f"copy-{'pg' if '://' in place else 'file'}", *at).code == 0
        assert tell("doctor", *at).code == 0
    assert said["ledger.db"] == said[postgres]
    assert tell("restore", "copy-pg", "--ledger", "again.db").code == 0
    assert tell("deals", "--json", "--ledger", "again.db").out == said["ledger.db"][0]


@pytest.mark.parametrize(("command", "contract"), [("claims", "claim"), ("deals", "deal")])
def test_what_is_printed_is_valid(tell: Tell, home: Path, command: str, contract: str) -> None:
    reports, claims = write(home)
    tell("read", reports, "--claims", claims)
    records = tell(command, "--json").records
    assert records
    for record in records:
        jsonschema.Draft202012Validator(schema(contract)).validate(record)

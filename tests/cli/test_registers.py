"""A register's table goes into the ledger as claims that say whose they are."""

import json
from pathlib import Path

from click.testing import CliRunner

from armsledger.cli.group import armsledger

TABLE = 'Recipient,Supplier,Year of order,"",Number ordered,"",Weapon designation,Weapon description,Number delivered,"",Year(s) of delivery,status,Comments\nNorway,Sweden,2029,,9,,Hallmark-30,Patrol craft,4,,2030,New,\n'


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(armsledger, list(words), standalone_mode=False)
    assert result.exception is None, result.exception
    return int(result.return_value or 0), result.stdout


def test_rows_become_claims_with_their_states(tmp_path: Path) -> None:
    table, ledger = tmp_path / "table.csv", str(tmp_path / "ledger.db")
    table.write_text(TABLE)
    code, _ = run("read", "--ledger", ledger, "--register", "sipri", str(table))
    assert code == 0
    claims = [json.loads(line) for line in run("claims", "--ledger", ledger, "--json")[1].splitlines()]
    assert {(c["stage"], *c["supplier"], *c["recipient"], c["reader"]) for c in claims} == {
        ("order", "SWE", "NOR", "register:sipri"),
        ("delivery", "SWE", "NOR", "register:sipri"),
    }


def test_a_table_of_something_else_is_a_problem(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("a,b\n1,2\n")
    assert run("read", "--ledger", str(tmp_path / "l.db"), "--register", "sipri", str(table))[0] == 4

"""The watch list from the command line: added, listed, removed; the state lies in the ledger."""

import json
from pathlib import Path

from click.testing import CliRunner

from armsledger.cli.watch import command


def run(ledger: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, [words[0], "--ledger", str(ledger), *words[1:]], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.exit_code, result.stdout


def test_addresses_are_added_once_listed_and_removed(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    run(ledger, "add", "https://post.example/feed")
    run(ledger, "add", "https://post.example/feed", "https://bay.example/rss")
    listed = [json.loads(line) for line in run(ledger, "list", "--json")[1].splitlines()]
    assert [s["url"] for s in listed] == ["https://bay.example/rss", "https://post.example/feed"]
    run(ledger, "remove", "https://bay.example/rss")
    assert len(run(ledger, "list", "--json")[1].splitlines()) == 1


def test_a_private_address_is_told_and_counted_and_the_rest_goes_on(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    run(ledger, "add", "http://127.0.0.1:9/feed")
    run(ledger, "run")
    (state,) = (json.loads(line) for line in run(ledger, "list", "--json")[1].splitlines())
    assert state["failures"] == 1
    assert "private_address" in state["problem"]

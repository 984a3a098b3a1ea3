"""`read`: with claims given, twice, with input that is broken."""

import json
from pathlib import Path

import pytest

from armsledger.ledger import Ledger

from .conftest import Tell
from .samples import CLAIMS, write


def test_given_claims_become_deals(tell: Tell, home: Path) -> None:
    reports, claims = write(home)
    said = tell("read", reports, "--claims", claims)
    assert (said.code, said.out) == (0, "")
    assert "read 2 reports on 2 pages, 3 new claims, " in said.err
    listed = tell("claims", "--json")
    assert [(r["document"], r["quote"]) for r in listed.records] == [(c["document"], c["quote"]) for c in CLAIMS]
    deals = tell("deals", "--json").records
    assert {(d["supplier"][0], d["recipient"][0]) for d in deals} == {("PAK", "BGD"), ("RUS", "PAK")}


def test_the_same_again_adds_nothing(tell: Tell, home: Path) -> None:
    reports, claims = write(home)
    tell("read", reports, "--claims", claims)
    again = tell("read", reports, "--claims", claims, "--json")
    assert again.code == 0
    assert (again.records[0]["claims"], again.records[0]["reports"]) == (0, 0)


def test_claims_for_pages_that_the_ledger_has(tell: Tell, home: Path) -> None:
    reports, claims = write(home)
    assert tell("read", reports).code == 0
    said = tell("read", "--claims", claims, "--json")
    assert (said.code, said.records[0]["claims"]) == (0, 3)


def test_what_is_wrong_with_given_claims_is_told_by_file_and_line(tell: Tell, home: Path) -> None:
    reports, _ = write(home)
    wrong = [CLAIMS[0] | {"quote": "other words"}, CLAIMS[0] | {"kind": "gossip"}, CLAIMS[0] | {"document": "nowhere"}]
    lines = [json.dumps(CLAIMS[0]), *map(json.dumps, wrong), "{not json"]
    (home / "wrong.jsonl").write_text("\n".join(lines), encoding="utf-8")
    said = tell("read", reports, "--claims", "wrong.jsonl")
    assert said.code == 4
    for line, code in ((2, "quote_not_there"), (3, "bad_claim"), (4, "unknown_document"), (5, "malformed_line")):
        assert any(f"wrong.jsonl:{line}:" in x and code in x for x in said.err.splitlines()), said.err
    assert len(tell("claims", "--json").records) == 1
    assert {p["code"] for p in tell("problems", "--json").records} == {
        "quote_not_there",
        "bad_claim",
        "unknown_document",
        "malformed_line",
    }


def test_broken_input_is_told_and_the_rest_is_read(tell: Tell, home: Path) -> None:
    folder = home / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("A report in plain words about nothing at all.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "odd.jsonl").write_text(
        '{"document": "a", "text": "One more report in words."}\n{oops\n[1]\n', encoding="utf-8"
    )
    said = tell("read", "in", "--json")
    assert said.code == 4
    assert said.records[0]["pages"] == 2
    assert "odd.jsonl:2:" in said.err
    assert "odd.jsonl:3:" in said.err
    assert "empty.txt:" in said.err
    assert "binary.txt:" in said.err
    with Ledger.open(home / "ledger.db") as ledger:
        assert ledger.counts().documents == 2


def test_what_is_not_there(tell: Tell, home: Path) -> None:
    assert tell("read", "none.txt").code == 3
    assert not (home / "ledger.db").exists(), "nothing was asked for that is there, nothing is made"
    assert tell("deals").code == 3
    assert tell("read").code == 2
    assert tell("read", "--claims", "none.jsonl").code == 3


@pytest.mark.parametrize("workers", ["1", "2"])
def test_standard_input(tell: Tell, home: Path, workers: str) -> None:
    line = json.dumps({"document": "piped", "text": "A report that came through a pipe."}).encode()
    said = tell("read", "-", "--workers", workers, "--json", stdin=line)
    assert (said.code, said.records[0]["reports"]) == (0, 1)
    assert tell("read", "-", "--json", stdin=line).records[0]["known"] == 1
    assert tell("read", "-", "--again", "--json", stdin=line).records[0]["pages"] == 1

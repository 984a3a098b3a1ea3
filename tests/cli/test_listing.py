"""What lists: plain columns for a person, JSON Lines for a program, filters, ids, search."""

from pathlib import Path

import pytest

from .conftest import Tell
from .samples import CLAIMS, MORE, ORDER, TALKS, write


@pytest.fixture
def filled(tell: Tell, home: Path) -> Tell:
    reports, claims = write(home)
    assert tell("read", reports, "--claims", claims).code == 0
    return tell


def _sides(tell: Tell, *options: str) -> set[str]:
    said = tell("deals", "--json", *options)
    assert said.code == 0, said.err
    return {f"{d['supplier'][0]}>{d['recipient'][0]}" for d in said.records}


BOTH, JETS, HELICOPTERS = {"PAK>BGD", "RUS>PAK"}, {"PAK>BGD"}, {"RUS>PAK"}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("", BOTH),
        ("--kind transfer", BOTH),
        ("--kind cooperation", set()),
        ("--party PAK", BOTH),
        ("--party Dhaka", JETS),
        ("--supplier Pakistan", JETS),
        ("--recipient Pakistan --recipient Bangladesh", BOTH),
        ("--supplier RUS --recipient BGD", set()),
        ("--item jf-17", JETS),
        ("--item helicopter", HELICOPTERS),
        ("--stage order", HELICOPTERS),
        ("--since 2026-02", HELICOPTERS),
        ("--until 2026-01-31", BOTH),
        ("--until 2025", set()),
        ("--domestic", set()),
        ("--as-of 2026-01-31", BOTH),
        ("--as-of 2026-01-09", set()),
        ("--as-of 2026 --party BGD", JETS),
    ],
)
def test_deals_by_option(filled: Tell, options: str, found: set[str]) -> None:
    assert _sides(filled, *options.split()) == found


def test_as_of_shows_what_was_known(filled: Tell) -> None:
    before = filled("deals", "--json", "--as-of", "2026-01-31", "--party", "RUS").records
    assert [d["reports"] for d in before] == [1]
    assert {d["as_of"] for d in before} == {"2026-01-31"}


def test_a_wrong_option_is_a_usage_error_and_an_unknown_name_is_not_there(filled: Tell) -> None:
    for wrong in (["--since", "yesterday"], ["--stage", "rumour"], ["--since", "2026-13"], ["--colour"]):
        said = filled("deals", *wrong)
        assert (said.code, said.out) == (2, "")
    assert filled("deals", "--party", "Nowhereland").code == 3


def test_plain_columns_line_up_and_say_how_many(filled: Tell) -> None:
    said = filled("deals")
    assert len(said.out.splitlines()) == len(filled("deals", "--json").records)
    assert "deals" in said.err
    assert "Mi-35M" in said.out
    assert filled("deals", "--domestic").err.strip() == "no deals"


def test_claims_by_option(filled: Tell) -> None:
    for options, found in {
        "": [TALKS, ORDER, MORE],
        "--document second": [MORE],
        "--stage order": [ORDER],
        "--kind visit": [],
        "--party Moscow": [ORDER, MORE],
    }.items():
        said = filled("claims", "--json", *options.split())
        assert [r["quote"] for r in said.records] == found
        assert len(filled("claims", *options.split()).out.splitlines()) == len(found)


def test_a_published_claim_has_every_field(filled: Tell) -> None:
    (record,) = filled("claims", "--json", "--document", "second").records
    assert set(CLAIMS[2]) < set(record)
    assert (record["reader"], record["evidence"]) == ("given", [])


def test_a_deal_is_shown_with_its_sentences_and_where_they_stand(filled: Tell) -> None:
    (deal,) = filled("deals", "--json", "--party", "BGD").records
    said = filled("show", deal["deal"])
    assert said.code == 0
    assert TALKS in said.out
    assert f"first:{CLAIMS[0]['start']}-{CLAIMS[0]['end']}" in said.out
    records = filled("show", deal["deal"], "--json").records
    assert records[0] == deal
    assert [r["quote"] for r in records[1:]] == [TALKS]


def test_a_claim_and_a_report_are_shown(filled: Tell) -> None:
    (claim,) = filled("claims", "--json", "--document", "second").records
    assert MORE in filled("show", claim["claim"][:8]).out
    assert filled("show", claim["claim"], "--json").records == [claim]
    report = filled("show", "first")
    assert TALKS in report.out
    assert ORDER in report.out
    assert len(filled("show", "first", "--json").records) == 2
    missing = filled("show", "nothing-of-that-name")
    assert (missing.code, missing.out) == (3, "")


def test_a_report_that_came_again_shows_what_changed(filled: Tell, home: Path) -> None:
    reports, claims = write(home, more=" Nobody was told the price.")
    again = filled("read", reports, "--claims", claims)
    assert again.code == 0, again.err
    said = filled("show", "first")
    assert "Version 2, read " in said.out
    assert [x for x in said.out.splitlines() if x.startswith("  + ") and "Nobody was told the price." in x]
    assert {r["code"] for r in filled("problems", "--json").records} == {"page_changed"}


def test_search(filled: Tell) -> None:
    said = filled("search", "helicopter", "--json")
    assert {(r["kind"], r["document"]) for r in said.records} == {
        ("claim", "first"),
        ("claim", "second"),
        ("report", "first"),
        ("report", "second"),
    }
    assert all(r["marks"] for r in said.records)
    assert len(filled("search", "helicopter", "--in", "claims", "--limit", "1").out.splitlines()) == 2
    nothing = filled("search", "zeppelin")
    assert (nothing.code, nothing.out) == (0, "")


def test_rebuild_makes_the_same_again(filled: Tell) -> None:
    before = {c: filled(c, "--json").out for c in ("deals", "claims", "problems")}
    found = filled("search", "helicopter", "--json").out
    assert filled("rebuild").code == 0
    assert {c: filled(c, "--json").out for c in before} == before
    assert filled("search", "helicopter", "--json").out == found


def test_out_in_and_back(filled: Tell, home: Path) -> None:
    before = filled("deals", "--json").out
    assert filled("export", "all.jsonl").code == 0
    assert filled("export").out == (home / "all.jsonl").read_text("utf-8")
    assert filled("import", "all.jsonl", "--ledger", "other.db").code == 0
    assert filled("deals", "--json", "--ledger", "other.db").out == before
    assert filled("import", "none.jsonl").code == 3
    assert filled("backup", "copy").code == 0
    assert filled("backup", "copy").code == 1
    assert filled("restore", "copy").code == 1
    assert filled("restore", "copy", "--yes").code == 0
    assert filled("restore", "copy", "--ledger", "third.db").code == 0
    assert filled("deals", "--json", "--ledger", "third.db").out == before
    assert filled("restore", "none").code == 3

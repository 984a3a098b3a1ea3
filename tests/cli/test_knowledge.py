"""`armsledger knowledge`: stats, find, resolve, check."""

from pathlib import Path

from .conftest import Tell


def test_stats_count_rows_by_table(tell: Tell) -> None:
    said = tell("knowledge", "stats", "--json")
    rows = {r["table"]: r["rows"] for r in said.records}
    assert said.code == 0
    assert rows["states"] >= 250
    assert rows["equipment"] >= 3000
    assert "companies" in tell("knowledge", "stats").out


def test_find_shows_what_a_name_means_and_why(tell: Tell) -> None:
    said = tell("knowledge", "find", "Pakistan showed its QX-77 drone.", "--json")
    state, shape, *_ = said.records
    assert (state["words"], state["meanings"]) == ("Pakistan", ["PAK"])
    assert (shape["words"], shape["category"]) == ("QX-77", "uav")
    assert "drone" in shape["why"]


def test_resolve_says_the_party_as_a_claim_writes_it(tell: Tell) -> None:
    said = tell("knowledge", "resolve", "Rawalpindi", "no such thing", "--json")
    assert [(r["words"], r["party"]) for r in said.records] == [("Rawalpindi", "PAK")]
    assert "no such thing" in said.err


def test_check_tells_file_and_line(tell: Tell, home: Path) -> None:
    (home / "companies.csv").write_text("id,name,state\nown-yard,Own Yard,XXX\n", encoding="utf-8")
    said = tell("knowledge", "check", "companies.csv")
    assert said.code == 1
    assert "companies.csv:2" in said.out
    (home / "companies.csv").write_text("id,name,state\nown-yard,Own Yard,NOR\n", encoding="utf-8")
    assert tell("knowledge", "check", "companies.csv").code == 0

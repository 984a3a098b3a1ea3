"""The tables that ship: the shape of every row, what rows say of each other, names that clash on purpose only."""

from collections import defaultdict
from pathlib import Path

import pytest

from armsledger.errors import KnowledgeError
from armsledger.knowledge.check import clashes, wrong
from armsledger.knowledge.rows import Company, Group
from armsledger.knowledge.tables import Tables, load, read, shipped, table_files


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load(shipped())


def test_nothing_is_wrong_with_the_tables() -> None:
    assert [str(e) for e in wrong(shipped())] == []


@pytest.mark.parametrize(
    ("table", "goal"),
    [("states", 250), ("groups", 120), ("bodies", 60), ("companies", 600), ("people", 400), ("equipment", 3000)],
)
def test_there_is_enough_to_go_by(tables: Tables, table: str, goal: int) -> None:
    assert len(getattr(tables, table)) >= goal


def test_class_words_number_hundreds(tables: Tables) -> None:
    assert sum(len(c.names) + len(c.weak) for c in tables.classes.values()) >= 400


def test_states_carry_former_and_disputed_ones_with_dates(tables: Tables) -> None:
    assert {"SUN", "YUG", "CSK", "DDR", "XKX", "TWN", "PSE"} <= set(tables.states)
    assert all(s.last for s in tables.states.values() if s.kind == "former")


def test_names_that_clash_are_listed_on_purpose(tables: Tables) -> None:
    listed = defaultdict(set)
    for row in tables.ambiguous:
        listed[row.name].add(row.id)
    unlisted = {name: sorted(ids) for name, ids in clashes(tables).items() if not ids <= listed.get(name, set())}
    assert unlisted == {}


def test_no_name_is_listed_as_ambiguous_that_is_not(tables: Tables) -> None:
    owners = clashes(tables)
    assert [row.name for row in tables.ambiguous if row.id not in owners.get(row.name, set())] == []


def test_every_file_has_its_source_note() -> None:
    notes = (shipped() / "SOURCES.md").read_text(encoding="utf-8")
    assert [place.name for _, place in table_files(shipped()) if place.name not in notes] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,name\nx,X\n", "no column state"),
        ("id,name,state,colour\nx,X,FRA,red\n", "unknown column colour"),
        ("id,name,state\nx,X\n", "2 cells under 3 columns"),
        ("id,name,state\nx,,FRA\n", "name is blank"),
        ("id,name,aliases,state\nx,X,a||b,FRA\n", "a part without a letter"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(text: str, told: str) -> None:
    (line, error), *_ = read(Company, text, "own.csv")
    assert isinstance(error, KnowledgeError)
    assert told in str(error)
    assert f"own.csv:{line}" in str(error)


def test_a_year_that_is_none_is_told() -> None:
    ((_, error),) = read(Group, "id,name,first\nx,X,soon\n", "groups.csv")
    assert isinstance(error, KnowledgeError)
    assert "first is no year" in str(error)


def test_own_rows_go_over_ours_and_add(tmp_path: Path) -> None:
    (tmp_path / "companies.csv").write_text(
        "id,name,state\nsaab,Own Saab,SWE\nown-yard,Own Yard,NOR\n", encoding="utf-8"
    )
    both = load(shipped(), tmp_path)
    assert both.companies["saab"].name == "Own Saab"
    assert both.companies["own-yard"].state == "NOR"
    assert len(both.companies) == len(load(shipped()).companies) + 1

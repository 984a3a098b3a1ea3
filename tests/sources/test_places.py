"""Files, folders, patterns and standard input become pages; what is broken becomes a problem with its place."""

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.model.values import Period
from armsledger.sources import Limits, Opening, open_place
from armsledger.sources.places import open_stream

TEXT = "Norland has ordered nine patrol boats from Sudria, its navy said on Monday.\n"


def pages_of(place: Path | str, opening: Opening | None = None) -> list[Page]:
    return [found for found in open_place(str(place), opening) if isinstance(found, Page)]


def codes_of(place: Path | str, opening: Opening | None = None) -> list[str]:
    return [found.code for found in open_place(str(place), opening) if isinstance(found, Problem)]


def test_a_files_id_is_its_stem_and_its_text_is_as_it_came(tmp_path: Path) -> None:
    (tmp_path / "boats.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (page,) = open_place(str(tmp_path / "boats.txt"))
    assert isinstance(page, Page)
    assert (page.document, page.text, page.raw) == ("boats", TEXT.replace("\n", "\r\n"), None)


def test_a_folder_gives_its_files_in_order_and_tells_like_stems_apart(tmp_path: Path) -> None:
    for name in ("a/report.txt", "b/report.txt", "c.md", ".hidden/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [p.document for p in pages_of(tmp_path)] == ["a/report.txt", "b/report.txt", "c"]


def test_a_pattern_gives_what_it_matches(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt", "three.md"):
        (tmp_path / name).write_text(TEXT)
    assert [p.document for p in pages_of(tmp_path / "*.txt")] == ["one", "two"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    inside.mkdir()
    outside.write_text(TEXT)
    (inside / "link.txt").symlink_to(outside)
    assert pages_of(inside) == []


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t ", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        ("noise.txt", bytes(range(32)) * 40, "binary"),
        ("report.xyz", b"text", "unsupported"),
        ("large.txt", b"x" * 2001, "too_large"),
    ],
)
def test_what_cannot_be_a_page_is_told_by_code(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert codes_of(tmp_path / name, Opening(limits=Limits(page=2000))) == [code]


def test_a_place_that_is_not_there_is_told() -> None:
    assert codes_of("no/such/file.txt") == ["not_found"]


@pytest.mark.parametrize(
    ("charset", "told"), [("utf-8-sig", []), ("utf-16", []), ("windows-1252", ["guessed_charset"])]
)
def test_every_charset_gives_the_same_text(tmp_path: Path, charset: str, told: list[str]) -> None:
    text = "Türkiye’s exporters – “the third” – sold Côte d’Ivoire four boats for €30 million, a spokesman said.\n" * 5
    (tmp_path / "report.txt").write_bytes(text.encode(charset))
    found = list(open_place(str(tmp_path / "report.txt")))
    assert [p.text for p in found if isinstance(p, Page)] == [text]
    assert [p.code for p in found if isinstance(p, Problem)] == told


def test_json_lines_keep_their_ids_and_what_was_given(tmp_path: Path) -> None:
    lines = [
        {
            "document": "n-1",
            "text": TEXT,
            "written": "2031-05-04",
            "title": "Boats",
            "publisher": "Norland Post",
            "url": "https://post.example/1",
        },
        {"document": "n-2", "text": TEXT, "written": {"from": "2031-05-01", "to": None}},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(x) for x in lines) + "\n\n")
    first, second = pages_of(tmp_path / "in.jsonl")
    assert (first.document, first.title, first.publisher, first.url) == (
        "n-1",
        "Boats",
        "Norland Post",
        "https://post.example/1",
    )
    assert first.written == Period.day(date(2031, 5, 4))
    assert second.written == Period(first_on=date(2031, 5, 1), last_on=None)


def test_every_bad_line_is_told_with_its_number_and_the_good_ones_are_read(tmp_path: Path) -> None:
    lines = [
        b"{",
        b"[1]",
        b'{"document": "a"}',
        b'{"text": "t"}',
        b'{"document": "b", "text": "t", "written": "soon"}',
        b"\xff\xfe{}",
        b'{"document": "c", "text": "\\ud800t"}',
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    found = list(open_place(str(tmp_path / "in.jsonl")))
    told = [(p.line, p.code) for p in found if isinstance(p, Problem)]
    assert told == [
        (1, "malformed_line"),
        (2, "malformed_line"),
        (3, "missing_text"),
        (4, "missing_document"),
        (5, "bad_written"),
        (6, "encoding"),
        (7, "lone_surrogate"),
    ]
    assert [(p.document, p.text) for p in found if isinstance(p, Page)] == [
        ("in:4", "t"),
        ("b", "t"),
        ("c", "\N{REPLACEMENT CHARACTER}t"),
    ]


@pytest.mark.parametrize(("data", "document"), [(b'{"document": "x", "text": "y"}\n', "x"), (TEXT.encode(), "stdin")])
def test_standard_input_says_itself_what_it_is(data: bytes, document: str) -> None:
    assert [p.document for p in open_stream(io.BytesIO(data), Opening()) if isinstance(p, Page)] == [document]


def test_a_file_name_that_is_no_utf8_is_a_name_all_the_same(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad-\xff.txt"))).write_text("Norland has ordered nine boats.")
    except OSError:
        pytest.skip("this file system takes no such names")
    (page,) = open_place(str(tmp_path))
    assert isinstance(page, Page)
    assert page.document == "bad-\N{REPLACEMENT CHARACTER}"
    assert (page.place or "").encode()

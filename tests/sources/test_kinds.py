"""Every kind of file gives its pages; what is broken, hostile or lacks a library is told by code."""

import gzip
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.sources.seeds import seeds

from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.model.values import Period
from armsledger.sources import Limits, Opening, open_place

TEXT = "Norland has ordered nine patrol boats from Sudria, its navy said on Monday.\n"
HTML = "<html><body><h1>Boats for Norland</h1><p>" + TEXT * 3 + "</p></body></html>"


def opened(path: Path, opening: Opening | None = None) -> tuple[list[Page], list[Problem]]:
    found = list(open_place(str(path), opening))
    return [x for x in found if isinstance(x, Page)], [x for x in found if isinstance(x, Problem)]


def codes(path: Path, opening: Opening | None = None) -> list[str]:
    return [p.code for p in opened(path, opening)[1]]


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_zip_gives_its_members_each_by_its_kind(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.zip",
        {"x/one.txt": TEXT.encode(), "two.html": HTML.encode(), "three.jsonl": b'{"document": "n-3", "text": "words"}'},
    )
    pages, problems = opened(path)
    assert ([p.document for p in pages], problems) == (["one", "two", "n-3"], [])
    assert pages[0].place == f"{path}!x/one.txt"


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"])
def test_a_tar_gives_its_files_and_tells_of_links(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    mode: Any = "w" if ending == ".tar" else "w:gz" if "gz" in ending else "w:bz2" if "bz2" in ending else "w:xz"
    with tarfile.open(path, mode) as archive:
        info = tarfile.TarInfo("folder/one.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    pages, problems = opened(path)
    assert [(p.document, p.text) for p in pages] == [("one", TEXT)]
    assert [p.code for p in problems] == ["unsafe_path"]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt", "C:/x.txt"])
def test_names_that_lead_out_of_an_archive_are_refused(tmp_path: Path, name: str) -> None:
    assert codes(zipped(tmp_path / "a.zip", {name: TEXT.encode()})) == ["unsafe_path"]


def test_a_bomb_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bomb.txt": b"\0" * 30_000_000, "one.txt": TEXT.encode()})
    pages, problems = opened(path)
    assert ([p.document for p in pages], [p.code for p in problems]) == (["one"], ["archive_bomb"])


def test_what_unpacks_beyond_the_limit_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"document": "d", "text": "words words"}\n' * 30_000))
    pages, problems = opened(path, Opening(limits=Limits(total=100_000)))
    assert len(pages) < 3_000
    assert [p.code for p in problems] == ["archive_bomb"]


def test_archives_in_archives_are_opened_three_deep(tmp_path: Path) -> None:
    data = TEXT.encode()
    name = "one.txt"
    for n in range(5):
        data, name = zipped(tmp_path / f"{n}.zip", {name: data}).read_bytes(), f"{n}.zip"
    assert codes(tmp_path / "4.zip") == ["too_deep"]
    assert [p.text for p in opened(tmp_path / "2.zip")[0]] == [TEXT]


def test_members_that_share_a_name_are_told_apart(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "in.zip", {"index.html": HTML.encode()}).read_bytes()
    names = {f"{day}/index.html": HTML.encode() for day in ("may-4", "may-5")} | {"more.zip": inner}
    pages, _ = opened(zipped(tmp_path / "a.zip", names))
    assert [p.document for p in pages] == ["index", "may-5/index.html", "more.zip!index.html"]


def test_archives_in_one_archive_share_its_limits(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "in.zip", {f"{n}.txt": TEXT.encode() for n in range(8)}).read_bytes()
    path = zipped(tmp_path / "a.zip", {f"{n}.zip": inner for n in range(8)})
    pages, problems = opened(path, Opening(limits=Limits(members=30)))
    assert len(pages) == 16
    assert {p.code for p in problems} == {"too_many_members"}
    pages, problems = opened(path, Opening(limits=Limits(total=4 * len(inner))))
    assert len(pages) < 24
    assert {p.code for p in problems} == {"archive_bomb"}


def test_a_directory_of_too_many_members_is_not_even_listed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"one.txt": TEXT.encode()})
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    path.write_bytes(data[: end + 12] + (200_000_000).to_bytes(4, "little") + data[end + 16 :])
    (problem,) = opened(path)[1]
    assert (problem.code, problem.message) == ("too_many_members", "more than 100,000 members")


def test_a_header_of_many_megabytes_in_a_tar_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("one.txt")
        info.pax_headers = {"comment": "x" * 3_000_000}
        archive.addfile(info)
    assert codes(tmp_path / "a.tar.gz") == ["damaged_archive"]


@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.DIRTYPE, b"Z"])
def test_a_member_that_claims_to_be_endless_ends_the_archive_at_once(tmp_path: Path, kind: bytes) -> None:
    one = tarfile.TarInfo("one.txt")
    one.size = len(TEXT)
    liar = tarfile.TarInfo("liar.txt")
    liar.size, liar.type = 10**12, kind
    (tmp_path / "a.tar").write_bytes(one.tobuf() + TEXT.encode().ljust(512, b"\0") + liar.tobuf() + b"x" * 2000)
    pages, problems = opened(tmp_path / "a.tar")
    assert [p.document for p in pages] == ["one"]
    assert [p.code for p in problems] == ["damaged_archive"]


def test_more_text_than_a_page_has_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 20)
    (problem,) = opened(tmp_path / "a.txt", Opening(limits=Limits(text=1000)))[1]
    assert problem.code == "too_large"
    assert "1,000" in problem.message


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.json", "one object a line"),
        ("a.rss", "watch list"),
        ("a.doc", "save it as .docx"),
        ("a.jpg", "text recognition"),
        ("a.xyz", "--as"),
        ("plain", "--as"),
    ],
)
def test_what_is_not_opened_is_told_with_what_to_do(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_text(TEXT)
    (problem,) = opened(tmp_path / name)[1]
    assert problem.code == "unsupported"
    assert advice in problem.message


def test_lines_that_are_no_records_are_told_a_few_times(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(TEXT * 1000)
    found = codes(tmp_path / "a.jsonl")
    assert (len(found), found[-1]) == (21, "unreadable")
    (tmp_path / "a.jsonl").write_text('{"text": "words"}\n' + TEXT * 1000)
    assert len(codes(tmp_path / "a.jsonl")) == 1001


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"{n}.txt": b"x" for n in range(50)})
    assert codes(path, Opening(limits=Limits(members=20))) == ["too_many_members"]


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.txt.gz", "a.tar.gz", "a.docx", "a.pdf", "a.parquet", "a.warc.gz"]
)
def test_damaged_files_are_problems(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x1f\x8b\x08\x00 this is none of these" * 3)
    pages, problems = opened(tmp_path / name)
    assert pages == []
    assert len(problems) <= 1


def test_a_packed_file_opens_by_its_inner_ending(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(b'{"document": "d", "text": "words"}\n'))
    assert [p.document for p in opened(tmp_path / "in.jsonl.gz")[0]] == ["d"]


LETTER = "From: Ansa Vell <a@post.example>\r\nSubject: Boats for Norland\r\nDate: Mon, 05 May 2031 10:00:00 +0200\r\n"


def test_a_letter_gives_its_text_subject_sender_and_day(tmp_path: Path) -> None:
    (tmp_path / "l.eml").write_bytes((LETTER + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT * 5).encode())
    (page,), problems = opened(tmp_path / "l.eml")
    assert problems == []
    assert page.text == TEXT * 5
    assert dict(page.meta) == {"title": "Boats for Norland", "author": "Ansa Vell", "published": "2031-05-05"}


def test_a_mailbox_gives_a_page_a_letter(tmp_path: Path) -> None:
    one = "From a@b Mon May  5 10:00:00 2031\n" + LETTER.replace("\r\n", "\n") + "\n" + TEXT * 3 + "\n"
    (tmp_path / "box.mbox").write_text(one + one)
    assert [p.document for p in opened(tmp_path / "box.mbox")[0]] == ["box:1", "box:2"]


def test_a_page_saved_by_a_browser_is_read_with_its_address(tmp_path: Path) -> None:
    text = f'From: <Saved>\r\nSnapshot-Content-Location: https://post.example/boats\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}\r\n--B--\r\n'
    (tmp_path / "p.mhtml").write_text(text)
    (page,), _ = opened(tmp_path / "p.mhtml")
    assert (page.document, page.url) == ("p", "https://post.example/boats")
    assert TEXT.strip() in page.text


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_word_document_gives_paragraphs_and_rows(tmp_path: Path) -> None:
    xml = f"<w:document {W}><w:body><w:p><w:r><w:t>Boats</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Type</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    (page,), _ = opened(zipped(tmp_path / "d.docx", {"word/document.xml": xml.encode()}))
    assert page.text == "Boats\nType | 9"


def test_xml_with_entities_of_its_own_is_not_read(tmp_path: Path) -> None:
    bomb = (
        f'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document {W}><w:p><w:t>&b;</w:t></w:p></w:document>'
    )
    assert codes(zipped(tmp_path / "d.docx", {"word/document.xml": bomb.encode()})) == ["unsafe_xml"]


def test_a_table_gives_a_page_a_row(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        'id;headline;date;content\nr1;Boats;2031-05-05;"Nine boats;\nand more"\nr2;Cars;someday;Forty cars\nr3;None;;\n'
    )
    pages, problems = opened(tmp_path / "t.csv")
    assert [(p.document, p.title, p.text) for p in pages] == [
        ("r1", "Boats", "Nine boats;\nand more"),
        ("r2", "Cars", "Forty cars"),
    ]
    assert isinstance(pages[0].written, Period)
    assert [p.code for p in problems] == ["bad_written", "missing_text"]


def test_rows_whose_ids_are_bare_numbers_have_the_tables_name_before_them(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("id,text\n1,words\nn-2,words\n,words\n")
    assert [p.document for p in opened(tmp_path)[0]] == ["a:1", "n-2", "a:3", "b:1", "n-2", "b:3"]


def test_a_table_without_a_text_column_says_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    (problem,) = opened(tmp_path / "t.csv")[1]
    assert problem.code == "no_text_column"
    assert "a, b" in problem.message
    assert [p.text for p in opened(tmp_path / "t.csv", Opening(column="b"))[0]] == ["2"]


def test_a_parquet_file_gives_a_page_a_row(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"id": ["a", "b"], "text": ["one", "two"]}), tmp_path / "t.parquet")
    assert [(p.document, p.text) for p in opened(tmp_path / "t.parquet")[0]] == [("a", "one"), ("b", "two")]


def test_a_parquet_file_that_unpacks_to_far_more_is_stopped(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"text": ["A" * 100_000] * 1000}), tmp_path / "t.parquet")
    pages, problems = opened(tmp_path / "t.parquet")
    assert len(pages) <= 50
    assert [p.code for p in problems] == ["archive_bomb"]


def test_a_table_without_a_header_is_told_with_the_names_cut_short(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f'r1,"{TEXT.strip()}"\nr2,"{TEXT.strip()}"\n')
    (problem,) = opened(tmp_path / "t.csv")[1]
    assert problem.code == "no_text_column"
    assert "…" in problem.message
    assert len(problem.message) < 200


def test_a_web_archive_gives_its_pages_with_address_and_day(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    records = b""
    for url, kind, status in (
        ("https://post.example/boats", "text/html; charset=utf-8", "200 OK"),
        ("https://post.example/x.png", "image/png", "200 OK"),
        ("https://post.example/gone", "text/html", "404 Not Found"),
    ):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{HTML}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-05T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        records += gzip.compress(head.encode() + answer + b"\r\n\r\n")
    (tmp_path / "c.warc.gz").write_bytes(records)
    pages, problems = opened(tmp_path / "c.warc.gz")
    assert [(p.document, p.url) for p in pages] == [("https://post.example/boats",) * 2]
    assert pages[0].fetched_at is not None
    assert problems == []


def test_a_missing_library_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (tmp_path / "p.pdf").write_bytes(b"%PDF-1.7")
    (problem,) = opened(tmp_path / "p.pdf")[1]
    assert problem.code == "needs_extra"
    assert "armsledger[pdf]" in problem.message


def test_one_broken_file_never_stops_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no archive")
    (tmp_path / "b.jsonl").write_text(json.dumps({"document": "b", "text": TEXT}))
    pages, problems = opened(tmp_path)
    assert ([p.document for p in pages], [p.code for p in problems]) == (["b"], ["damaged_archive"])


def test_a_web_archive_that_breaks_off_or_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("warcio")
    whole = seeds()[".warc"]
    for name, data, code in (
        ("cut", whole[: len(whole) // 2], ["damaged_archive"]),
        ("garbage", b"not a web archive\r\n" * 20, ["unreadable"]),
        ("none", whole.replace(b"200 OK", b"404 No"), ["empty"]),
    ):
        (tmp_path / f"{name}.warc").write_bytes(data)
        pages, problems = opened(tmp_path / f"{name}.warc")
        assert ([p.code for p in problems], pages) == (code, [])
    assert capsys.readouterr().err == ""

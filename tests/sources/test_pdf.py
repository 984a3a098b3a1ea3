"""A PDF gives its text, and none of its tricks."""

import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.sources.test_kinds import codes, opened


def pdf(contents: bytes, forms: bytes = b"", pages: int = 1) -> bytes:
    """A PDF whose pages all draw the same, and the forms they may draw."""
    kids = b" ".join(b"%d 0 R" % n for n in range(100, 100 + pages))
    font = b"/Font<</F 4 0 R>>"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<<"
        + font
        + b"/XObject<</X 6 0 R>>>>/Contents 5 0 R>>"
    )
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages}
    objects[4] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects |= dict.fromkeys(range(100, 100 + pages), page)
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<" + font + b">>"
    for number, head, drawing in ((5, b"", contents), (6, form, forms)):
        packed = zlib.compress(drawing)
        objects[number] = b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(packed), packed)
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (n, found) for n, found in objects.items())
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 9999>>\nstartxref\n0\n%%EOF\n"


WORD = b"BT /F 12 Tf 20 200 Td (Norland has ordered nine boats.) Tj ET\n"


def test_a_pdf_gives_its_text_page_by_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(pdf(WORD, pages=2))
    (page,), problems = opened(tmp_path / "a.pdf")
    assert page.text.split("\n\n") == ["Norland has ordered nine boats."] * 2
    assert (problems, caplog.records) == ([], [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("one page", lambda: pdf(WORD * 200_000)),
        ("the same page often", lambda: pdf(WORD * 20_000, pages=500)),
        ("a form often", lambda: pdf(b"/X Do " * 50, WORD * 60_000)),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_a_pdf_that_draws_without_an_end_is_stopped(tmp_path: Path, name: str, data: Callable[[], bytes]) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(data())
    start = time.process_time()
    (problem,) = opened(tmp_path / "a.pdf")[1]
    assert time.process_time() - start < 10
    assert problem.code == "too_large"
    assert "more drawing than text" in problem.message


def test_a_damaged_pdf_is_told_with_what_to_do_and_nothing_else_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(pdf(WORD)[:300])
    (problem,) = opened(tmp_path / "a.pdf")[1]
    assert (problem.code, caplog.records) == ("unreadable", [])
    assert "save it again" in problem.message


def test_a_scan_without_text_is_told(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "s.pdf")
    assert codes(tmp_path / "s.pdf") == ["no_text_layer"]

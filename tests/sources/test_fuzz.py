"""Any bytes under any ending give pages or problems: no crash, no hang, offsets in the text. `make fuzz` tries longer."""

import io
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources.seeds import WORDS, seeds

from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.pages import reports
from armsledger.sources.opening import Blob, Limits, Opening
from armsledger.sources.places import OPENERS, open_blob

RUNS = int(os.environ.get("FUZZ_RUNS", "80"))
SIZE = 1_000_000 if "FUZZ_RUNS" in os.environ else 150_000
SECONDS = 5  # that 1 MB may take
PIECES = st.sampled_from(
    [b"<", b">", b"</p>", b"<p>", b'<a href="', b"<!--", b"-->", b"<script>", b"<table><tr><td>", b"&amp;", b"&#x", b"\xff", b"\x00", b"{", b'{"document":"d","text":"t"}\n', b"}", b"PK\x03\x04", b"\x1f\x8b\x08", b"%PDF-1.4", b"From ", b"\n\n", b"Subject: x\n", b"a,b,text\n", b'"', b"\xef\xbb\xbf", "שלום 你好 🚁".encode(), b"By Ansa Vell\n", b"2 hours ago\n", b"5 May 2031\n", b"Norland has ordered nine patrol boats from Sudria, its navy said on Monday. "]
)  # fmt: skip
CONTENT = st.one_of(st.binary(max_size=2000), st.lists(PIECES, max_size=60).map(b"".join))


def opened(name: str, data: bytes) -> list[Page | Problem]:
    limits = Limits(page=2_000_000, total=5_000_000, members=100)
    return list(open_blob(Blob(name=name, place=name, stream=io.BytesIO(data)), Opening(limits=limits)))


@settings(max_examples=RUNS, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.sampled_from(sorted(OPENERS)), CONTENT)
def test_any_bytes_give_pages_or_problems(suffix: str, data: bytes) -> None:
    for found in opened(f"x.txt{suffix}", data):
        if isinstance(found, Page):
            found.text.encode("utf-8")
            for report in reports(found)[0]:
                ends = [0, *(e for s in report.body for e in (s.start, s.end)), len(found.text)]
                assert ends == sorted(ends)
                assert all(s.start < s.end for s in report.body)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A sound file with pieces cut out, doubled, moved or overwritten, or pieces of others put in."""
    kinds = seeds()
    ending = draw(st.sampled_from(sorted(kinds)))
    data = kinds[ending]
    for _ in range(draw(st.integers(1, 4))):
        at, to = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
        piece = draw(st.one_of(st.binary(max_size=12), PIECES, st.sampled_from([b"", data[at:to] * 2, data[:at]])))
        data = data[:at] + piece + data[to if draw(st.booleans()) else at :]
    return ending, data[:200_000]


@settings(max_examples=RUNS, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(damaged())
def test_a_damaged_file_gives_pages_or_problems(given_: tuple[str, bytes]) -> None:
    suffix, data = given_
    for found in opened(f"x.txt{suffix}", data):
        if isinstance(found, Page):
            found.text.encode("utf-8")
            reports(found)


@pytest.mark.parametrize("suffix", sorted(seeds()))
def test_the_sound_files_are_sound(suffix: str) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    found = opened(f"x.txt{suffix}", seeds()[suffix])
    assert [x for x in found if isinstance(x, Page)]
    assert not [x for x in found if isinstance(x, Problem)]


@pytest.mark.parametrize(
    "piece",
    [
        b"<",
        b'<a "',
        b"<p>",
        b"<div>",
        b"<!--",
        b"<script>",
        b"</",
        b"<td>",
        b"&",
        b'<a href="',
        b"a ",
        b"1 ",
        b"Jan ",
        b"(",
        b'"',
        b"- ",
        b"\n",
        b"2 hours ago\n",
        b"Read more: x\n",
        b"A B ",
        b"2019",
        b".",
        b"<h1>a",
    ],
)
@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_much_of_one_thing_is_done_in_seconds(piece: bytes, suffix: str) -> None:
    start = time.process_time()
    for found in opened(f"x{suffix}", piece * (SIZE // len(piece))):
        if isinstance(found, Page):
            reports(found)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("line", [WORDS, "{} " + WORDS, "By Ansa Vell\n{} Related stories\n\n" + WORDS, "- {} boats\n"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_much_prose_is_done_in_seconds(line: str, gap: str) -> None:
    """Lines that differ, lines that are the same, headings that end a report: each as often as a megabyte takes."""
    start = time.process_time()
    for found in opened("x.txt", "".join(line.format(n) + gap for n in range(SIZE // len(line))).encode()):
        if isinstance(found, Page):
            reports(found)
    assert time.process_time() - start < SECONDS * max(1, SIZE / 1_000_000)

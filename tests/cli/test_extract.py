"""`extract`: stateless, JSON Lines in and out, ids kept."""

import json
from pathlib import Path

import pytest

from armsledger.model.claim import Claim
from armsledger.model.codes import Kind
from armsledger.model.report import Report

from .conftest import Tell


class OneWord:
    """Claims every `missile` there is in the report's own words."""

    name, version = "one-word", "1"

    def read(self, reports):  # type: ignore[no-untyped-def]
        from armsledger.model.reading import ReadReport

        for report in reports:
            yield ReadReport(report=report, claims=tuple(self._claims(report)))

    def _claims(self, report: Report):  # type: ignore[no-untyped-def]
        for span in report.body:
            at = report.text.find("missile", span.start, span.end)
            if at >= 0:
                yield Claim(
                    document=report.document, quote="missile", start=at, end=at + 7, kind=Kind.USE, reader="one-word 1"
                )


@pytest.fixture(autouse=True)
def one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("armsledger.reading.reader", lambda name, knowledge, weights=None: OneWord())


def _lines(*records: object) -> bytes:
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records).encode()


def test_offsets_are_into_the_text_as_given(tell: Tell, home: Path) -> None:
    text = "🚀 Ünïcode\r\n\r\nA missile was fired over the sea on Monday, an official said."
    said = tell("extract", "-", "--json", stdin=_lines({"document": "d/1", "text": text, "written": "2026-01-05"}))
    (record,) = said.records
    assert said.code == 0
    assert record["document"] == "d/1"
    assert text[record["start"] : record["end"]] == record["quote"] == "missile"
    assert record["reader"] == "one-word 1"
    assert not list(home.glob("*.db")), "no ledger is touched"


def test_a_written_that_is_no_date_is_told_and_the_report_read(tell: Tell) -> None:
    said = tell("extract", "-", stdin=_lines({"document": "d", "text": "One missile was seen.", "written": "soon"}))
    assert (said.code, len(said.records)) == (0, 1)
    assert "soon" in said.err


def test_broken_lines_are_told_and_the_rest_is_read(tell: Tell, home: Path) -> None:
    (home / "in.jsonl").write_bytes(
        _lines("{oops", {"document": "a", "text": "A missile, they said."}, {"document": "b"}, "[]") + b"\xff\xfe\n"
    )
    said = tell("extract", "in.jsonl")
    assert said.code == 4
    assert [r["document"] for r in said.records] == ["a"]
    for line in (1, 3, 4, 5):
        assert f"in.jsonl:{line}:" in said.err


def test_nothing_found_is_no_error_and_nothing_there_is(tell: Tell) -> None:
    said = tell("extract", "-", stdin=_lines({"document": "a", "text": "The weather was fine all day."}))
    assert (said.code, said.out) == (0, "")
    assert tell("extract", "none.jsonl").code == 3
    assert tell("extract").code == 2
    assert tell("extract", "-", stdin=b"").code == 4


def test_a_reader_that_fails_on_one_report_fails_on_that_one_only(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    class Choosy(OneWord):
        def _claims(self, report: Report):  # type: ignore[no-untyped-def]
            if report.document == "b":
                raise ZeroDivisionError("choosy")
            return super()._claims(report)

    monkeypatch.setattr("armsledger.reading.reader", lambda name, knowledge, weights=None: Choosy())
    said = tell("extract", "-", stdin=_lines(*({"document": d, "text": "A missile flew by."} for d in "abc")))
    assert said.code == 4
    assert [r["document"] for r in said.records] == ["a", "c"]
    assert "choosy" in said.err

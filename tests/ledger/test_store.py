"""What goes in comes out; twice is once; the newest reading of the newest version counts; older ones stay."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from armsledger.errors import ContractError, LedgerError, NotFoundError
from armsledger.ledger import Added, Ledger
from armsledger.model.codes import Stage
from armsledger.model.contract import claim_id
from armsledger.model.decision import Decision, Verdict
from armsledger.model.problem import Problem
from armsledger.model.reading import Entry, PageRead
from armsledger.model.values import Period

from .samples import NOON, ORDER, READER, TALKS, claim, page, read, report, two_claims


def _stages(ledger: Ledger, documents: list[str] | None = None) -> list[tuple[str, Stage | None]]:
    return [(e.claim.document, e.claim.stage) for e in ledger.entries(documents)]


def test_what_goes_in_comes_out(ledger: Ledger) -> None:
    given = page(
        raw=b"<p>raw</p>",
        media_type="text/html",
        url="https://example.org/a",
        written=Period.day(date(2026, 1, 19)),
        fetched_at=NOON,
    )
    found = two_claims(given)
    added = ledger.add(given, [found], reader=READER, read_at=NOON)
    assert added == Added(pages=1, reports=1, claims=2, documents=("r1",))
    assert list(ledger.entries()) == [Entry(claim=c, report=found.report) for c in found.claims]
    assert list(ledger.read_reports()) == [found]
    assert ledger.page("r1") == ledger.page(given.id) == given


def test_reading_the_same_twice_adds_nothing(ledger: Ledger) -> None:
    problem = Problem(code="odd", message="an odd line", place="r1", line=3, met_at=NOON)
    for later in range(2):
        added = ledger.add(
            page(), [two_claims(page())], reader=READER, read_at=NOON + timedelta(days=later), problems=[problem]
        )
    assert added == Added()
    assert len(ledger.versions("r1")) == 1
    assert list(ledger.problems()) == [problem]


def test_a_page_seen_with_other_text_is_a_new_version(ledger: Ledger) -> None:
    ledger.add(page(), [two_claims(page())], reader=READER, read_at=NOON)
    changed = page(text=f"Corrected. {ORDER}")
    ledger.add(changed, [read(changed, claim(changed.text, ORDER))], reader=READER, read_at=NOON)
    assert len(list(ledger.entries())) == 1
    assert [v.counts for v in ledger.versions("r1")] == [False, True]
    assert ledger.page(page().id).text == page().text, "the old version stays"
    ledger.add(page(), [two_claims(page())], reader=READER, read_at=NOON)
    assert len(list(ledger.entries())) == 2, "what arrived last counts, also where it had been seen before"
    assert ledger.counts().pages == 2


def test_a_new_reader_takes_over_even_where_it_finds_nothing(ledger: Ledger) -> None:
    ledger.add(page(), [two_claims(page())], reader="old 1", read_at=NOON)
    ledger.add(page(), [read(page())], reader="new 2", read_at=NOON)
    assert list(ledger.entries()) == []
    assert ledger.counts().documents == ledger.counts().reports == 1
    assert [v.reader for v in ledger.versions("r1")] == ["old 1", "new 2"]


def test_several_reports_on_a_page_come_and_go_together(ledger: Ledger) -> None:
    first, second = claim(page().text, TALKS, "r1#1"), claim(page().text, ORDER, "r1#2", stage=Stage.ORDER)
    split = [read(page(), first, document="r1#1"), read(page(), second, document="r1#2")]
    ledger.add(page(), split, reader=READER, read_at=NOON)
    ledger.add(page("r2"), [read(page("r2"))], reader=READER, read_at=NOON)
    assert _stages(ledger, ["r1#2"]) == [("r1#2", Stage.ORDER)]
    assert len(_stages(ledger, ["r1"])) == 2
    assert ledger.report("r1#1").claims == (first,)
    ledger.add(page(), [two_claims(page())], reader="tests 2", read_at=NOON)
    assert {d for d, _ in _stages(ledger)} == {"r1"}
    with pytest.raises(NotFoundError):
        ledger.report("r1#1")


def test_whether_a_page_is_read_hangs_on_text_giver_and_reader(ledger: Ledger) -> None:
    assert not ledger.is_read(page(), READER)
    ledger.add(page(), [two_claims(page())], reader=READER, read_at=NOON)
    assert ledger.is_read(page(), READER)
    assert ledger.is_read(page(fetched_at=NOON), READER)
    assert not ledger.is_read(page(), "tests 2")
    assert not ledger.is_read(page(text="other"), READER)
    assert not ledger.is_read(page(written=Period.day(date(2020, 1, 1))), READER)


def test_a_claim_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    found = two_claims(page())
    ledger.add(page(), [found], reader=READER, read_at=NOON)
    name = claim_id(found.claims[1])
    assert ledger.entry(name) == ledger.entry(name[:8]) == Entry(claim=found.claims[1], report=found.report)
    for missing in (name[:3], "f" * 32, "none"):
        with pytest.raises(NotFoundError):
            ledger.entry(missing)


def test_a_quote_that_does_not_stand_there_is_refused_and_nothing_is_written(ledger: Ledger) -> None:
    wrong = replace(claim(page().text, TALKS), quote="something else")
    with pytest.raises(ContractError, match="quote"):
        ledger.add(page(), [read(page(), wrong)], reader=READER, read_at=NOON)
    with pytest.raises(ContractError, match="document"):
        ledger.add(page(), [read(page(), claim(page().text, TALKS, "r7"))], reader=READER, read_at=NOON)
    assert ledger.counts().pages == 0


def test_a_crash_within_a_page_leaves_nothing_of_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add(page(), [two_claims(page())], reader=READER, read_at=NOON)
    monkeypatch.setattr("armsledger.ledger.writing.claim_id", lambda _: None)  # a row the database refuses
    with pytest.raises(Exception, match=r"(?i)null"):
        ledger.add(page("r2"), [two_claims(page("r2"))], reader=READER, read_at=NOON)
    monkeypatch.undo()
    assert ledger.counts().pages == ledger.counts().reports == 1
    ledger.add(page("r2"), [two_claims(page("r2"))], reader=READER, read_at=NOON)
    assert ledger.counts().claims == 4


def test_many_pages_at_once(ledger: Ledger) -> None:
    given = [
        PageRead(page=page(f"r{n}"), read=(two_claims(page(f"r{n}")),), reader=READER, read_at=NOON) for n in range(450)
    ]
    added = ledger.add_all([*given, given[3]])
    assert (added.pages, added.reports, added.claims, len(added.documents)) == (450, 450, 900, 450)
    assert ledger.add_all(given).claims == 0
    assert [e.claim.document for e in ledger.entries()][::2] == [f"r{n}" for n in range(450)]


def test_any_text_survives(ledger: Ledger) -> None:
    odd = "a\0b \ud800 עברית 𝛼 🚁 \u2028" + TALKS
    given = page(text=odd)
    ledger.add(
        given,
        [read(given, claim(odd, TALKS), title="x\0y")],
        reader=READER,
        read_at=NOON,
        problems=[Problem(code="odd", message="\ud800\0", place="\0")],
    )
    entry = next(iter(ledger.entries()))
    assert entry.report.text == odd
    assert entry.claim.quote == TALKS
    assert entry.report.title == "x\0y"
    assert [p.message for p in ledger.problems()] == ["?\ufffd"]
    with pytest.raises(ContractError, match="document"):
        ledger.add(page("a\0"), [], reader=READER, read_at=NOON)


def test_decisions_are_kept_in_order_and_once(ledger: Ledger) -> None:
    made = [
        Decision(
            verdict=Verdict.CORRECT,
            subjects=("c1",),
            who="Ann",
            decided_at=NOON,
            change={"stage": "order"},
            anchor={"quote": "x"},
        ),
        Decision(verdict=Verdict.UNDO, subjects=("c1",), who="Ann", decided_at=NOON + timedelta(seconds=1)),
    ]
    assert ledger.decide(made) == 2
    assert ledger.decide(made) == 0
    assert ledger.decisions() == tuple(made)


def test_problems_by_code(ledger: Ledger) -> None:
    given = [Problem(code=c, message="m", place=p, met_at=NOON) for c in ("empty", "binary") for p in ("a", "b")]
    assert ledger.note(given) == 4
    assert ledger.note([replace(given[0], met_at=None)]) == 0
    assert [p.place for p in ledger.problems("binary")] == ["a", "b"]


def test_a_second_ledger_object_sees_it(ledger: Ledger, place: str) -> None:
    ledger.add(page(), [two_claims(page())], reader=READER, read_at=NOON)
    with Ledger.open(place) as again:
        assert len(list(again.entries())) == 2


def test_a_report_keeps_its_facts(ledger: Ledger) -> None:
    plain = report(page(), title=None, written=None)
    rich = report(
        page("r2"),
        publisher="Own Gazette",
        agency="Own Agency",
        author="A. N.",
        url="https://example.org",
        language="en",
        written=Period(first_on=None, last_on=date(2026, 1, 2)),
    )
    for one in (plain, rich):
        found = replace(read(page(one.document)), report=one)
        ledger.add(page(one.document), [found], reader=READER, read_at=NOON)
    assert [r.report for r in ledger.read_reports()] == [plain, rich]


def test_a_folder_or_a_wrong_address_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no ledger at"):
        Ledger.open(tmp_path / "none.db")
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(tmp_path, create=True)
    for wrong in ("mysql://x/y", "postgresql://tester@127.0.0.1:1/none", "http://x"):
        with pytest.raises(LedgerError):
            Ledger.open(wrong, create=True)

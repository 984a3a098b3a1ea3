"""Runs: here and in workers alike; what fails is told and nothing stops."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from armsledger.engine.batch import Known
from armsledger.engine.run import Progress, read_into, readings
from armsledger.engine.workers import Workers
from armsledger.ledger import Ledger
from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead, ReadReport
from armsledger.model.report import Page, Report
from tests.engine.toy import Toy, nothing, pages, toy

NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)


def noon() -> datetime:
    return NOON


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db", create=True) as made:
        yield made


class Deadly(Toy):
    """Ends its whole process on one page, and fails on another."""

    def claims(self, report: Report):  # type: ignore[no-untyped-def]
        if report.document == "p7":
            os._exit(9)
        if report.document == "p9":
            raise ZeroDivisionError("nine")
        return super().claims(report)


def deadly() -> Deadly:
    return Deadly()


def test_a_run_says_what_it_did(ledger: Ledger) -> None:
    seen: list[Progress] = []
    met: list[Problem] = []
    odd = Problem(code="empty", message="nothing in it", place="x.txt")
    opened = [*pages(20), odd, Page(document="blank", text="   ")]
    summary = read_into(ledger, opened, make_reader=toy, now=noon, catalogue=nothing, tell=seen.append, met=met.append)
    assert (summary.pages, summary.known, summary.reports, summary.claims, summary.deals) == (21, 0, 20, 40, 1)
    assert [p.code for p in met] == [code for code, n in summary.problems for _ in range(n)] == ["empty", "no_report"]
    assert summary.unread
    assert (seen[-1].pages, seen[-1].claims, seen[-1].problems, len(seen)) == (21, 40, 2, 22)
    assert {p.met_at for p in ledger.problems()} == {NOON}
    again = read_into(ledger, pages(20), make_reader=toy, now=noon, catalogue=nothing)
    assert (again.pages, again.known, again.claims, again.deals, again.unread) == (0, 20, 0, 0, False)


def test_workers_give_the_same_in_the_same_order() -> None:
    odd = Problem(code="empty", message="nothing in it")
    opened = [*pages(50), odd, *pages(3)]
    alone = list(readings(opened, make_reader=toy, now=noon))
    assert [i.page.document for i in alone if isinstance(i, PageRead)] == [
        p.document for p in opened if isinstance(p, Page)
    ]
    shared = list(readings(opened, make_reader=toy, now=noon, workers=2))
    for kind in (PageRead, Problem):
        assert [i for i in shared if isinstance(i, kind)] == [i for i in alone if isinstance(i, kind)]
    assert len(shared) == len(alone) == 54


def test_a_worker_that_dies_takes_its_page_along_and_no_other() -> None:
    with Workers(deadly, 1) as pool:
        found = [i for i in pool.read(pages(40), noon) if isinstance(i, PageRead)]
    assert [i.page.document for i in found] == [f"p{n}" for n in range(40)]
    wrong = {i.page.document: [p.code for p in (*i.problems, *(q for r in i.read for q in r.problems))] for i in found}
    assert {d: codes for d, codes in wrong.items() if codes} == {"p7": ["worker_died"], "p9": ["not_read"]}
    assert sum(len(r.claims) for i in found for r in i.read) == 2 * 38


def test_what_a_ledger_has_is_left(ledger: Ledger) -> None:
    read_into(ledger, pages(5), make_reader=toy, now=noon, catalogue=nothing)
    items = list(readings(pages(6), make_reader=toy, now=noon, ledger=ledger))
    assert [type(i) for i in items] == [Known] * 5 + [PageRead]
    assert read_into(ledger, pages(5), make_reader=toy, now=noon, catalogue=nothing, again=True).pages == 5
    assert ledger.counts().reports == 5


class Wrong(Toy):
    def __init__(self, how: str) -> None:
        self.how = how

    def read(self, reports):  # type: ignore[no-untyped-def]
        from dataclasses import replace

        found = list(super().read(reports))
        if self.how == "too few":
            return iter(found[1:])
        return iter(
            [ReadReport(report=f.report, claims=tuple(replace(c, start=c.start + 1) for c in f.claims)) for f in found]
        )


@pytest.mark.parametrize(("how", "code"), [("too few", "not_read"), ("shifted", "quote_not_there")])
def test_a_reader_that_breaks_its_word_is_caught(ledger: Ledger, how: str, code: str) -> None:
    summary = read_into(ledger, pages(3), make_reader=partial(Wrong, how), now=noon, catalogue=nothing)
    assert (summary.claims, dict(summary.problems)) == (0, {code: 3})
    assert ledger.counts().pages == 3

"""Killed at any moment: the ledger opens, holds whole pages only, and reading again completes it."""

import os
import random
import signal
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest

from armsledger.engine.run import read_into
from armsledger.errors import LedgerError, NotFoundError
from armsledger.ledger import Ledger
from tests.engine.toy import Toy, nothing, pages, toy

COUNT = 100
WHOLE = {page.document: page.text.count("missile") for page in pages(COUNT)}


def _child(place: str) -> int:
    """A process of its own that reads; forked, because starting Python anew takes longer than the whole run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside the test runner's threads
        child = os.fork()
    if child:
        return child
    try:
        with Ledger.open(place, create=True) as ledger:
            read_into(ledger, pages(COUNT), make_reader=toy, now=_now, catalogue=nothing)
    finally:
        os._exit(0)


def _now() -> datetime:
    return datetime.now(UTC)


def _takes(folder: Path) -> float:
    """How long a whole run takes here and now."""
    begun = time.monotonic()
    os.waitpid(_child(str(folder / "whole.db")), 0)
    return time.monotonic() - begun


def _killed(place: str, after: float) -> None:
    child = _child(place)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _check(place: str) -> int:
    """Opens what a kill left, checks that it is whole, completes it; says how many pages the kill had left."""
    try:
        with Ledger.open(place) as ledger:
            assert ledger.check() is None
            found = {read.report.document: len(read.claims) for read in ledger.read_reports()}
            assert found.items() <= WHOLE.items(), "no page is there by half"
            left = len(found)
    except (NotFoundError, LedgerError) as error:
        assert "no ledger" in str(error), "killed before the ledger was made"
        left = 0
    with Ledger.open(place, create=True) as ledger:
        summary = read_into(ledger, pages(COUNT), make_reader=toy, now=_now, catalogue=nothing)
        assert (summary.known, summary.pages) == (left, COUNT - left)
        assert {read.report.document: len(read.claims) for read in ledger.read_reports()} == WHOLE
        assert len(ledger.search("late", limit=1000)) == COUNT
        assert ledger.counts().claims == sum(WHOLE.values())
        assert [len(deal["claims"]) for deal in ledger.deals.each()] == [sum(WHOLE.values())]
    return left


def _rounds(tmp_path: Path, count: int) -> None:
    whole = _takes(tmp_path)
    moments = [whole * random.random() for _ in range(count)]
    left = []
    for n, after in enumerate(moments):
        place = str(tmp_path / f"{n}.db")
        _killed(place, after)
        left.append(_check(place))
    assert len(set(left)) > 1, "the kills fell at different moments"


def test_killed_at_ten_moments(tmp_path: Path) -> None:
    _rounds(tmp_path, 10)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_killed_at_two_hundred_moments(tmp_path: Path) -> None:
    _rounds(tmp_path, 200)


def test_killed_again_and_again_on_postgresql(postgres: str, tmp_path: Path) -> None:
    for _ in range(3):
        _killed(postgres, random.random())
    _check(postgres)


def test_ctrl_c_leaves_whole_pages(tmp_path: Path) -> None:
    place = str(tmp_path / "ledger.db")

    class Impatient(Toy):
        def read(self, reports):  # type: ignore[no-untyped-def]
            reports = list(reports)
            if any(r.document == "p50" for r in reports):
                raise KeyboardInterrupt
            return super().read(reports)

    with Ledger.open(place, create=True) as ledger, pytest.raises(KeyboardInterrupt):
        read_into(ledger, pages(COUNT), make_reader=Impatient, now=_now, catalogue=nothing)
    assert _check(place) == 48

"""A page that comes again with other words: told as a problem, and shown with what changed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from armsledger.engine.run import read_into
from armsledger.engine.versions import editions
from armsledger.ledger import Ledger
from armsledger.model.report import Page
from tests.engine.toy import nothing, toy

OLD = "Boats for Norland\nNorland has ordered nine patrol boats from Sudria, its navy said on Monday.\nThe navy is content."
NEW = OLD.replace("nine", "eight") + "\nCorrection: the number of boats is eight, not nine."
NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db", create=True) as made:
        yield made


def read(ledger: Ledger, text: str, day: int) -> dict[str, int]:
    moment = NOON + timedelta(days=day)
    done = read_into(
        ledger, [Page(document="boats", text=text)], make_reader=toy, now=lambda: moment, catalogue=nothing
    )
    assert not done.unread
    return dict(done.problems)


def test_what_changed_is_told_and_both_wordings_stay(ledger: Ledger) -> None:
    assert read(ledger, OLD, 0) == {}
    assert read(ledger, NEW, 1) == {"page_changed": 1, "corrected": 1}
    (changed,) = ledger.problems("page_changed")
    assert (changed.place, changed.met_at) == ("boats", NOON + timedelta(days=1))
    assert "“Norland has ordered nine patrol" in changed.message and "; 1 more places" in changed.message
    (corrected,) = ledger.problems("corrected")
    assert "“Correction: the number of boats is eight, not nine.”" in corrected.message
    first, second = editions(ledger, "boats")
    assert first.changed == ()
    assert second.read_at == NOON + timedelta(days=1)
    assert second.changed == (
        (
            "Norland has ordered nine patrol boats from Sudria, its navy said on Monday.",
            "Norland has ordered eight patrol boats from Sudria, its navy said on Monday.",
        ),
        ("", "Correction: the number of boats is eight, not nine."),
    )
    assert [ledger.page(e.page).text for e in (first, second)] == [OLD, NEW]


def test_the_same_page_again_is_no_new_wording(ledger: Ledger) -> None:
    read(ledger, OLD, 0)
    assert read(ledger, OLD, 1) == {}
    assert read(ledger, OLD.replace("\n", "\n\n"), 2) == {}
    assert len(editions(ledger, "boats")) == 2
    assert editions(ledger, "boats")[1].changed == ()


def test_a_withdrawn_report_is_told(ledger: Ledger) -> None:
    problems = read(ledger, OLD + "\nThis story has been retracted because its source could not be confirmed.", 0)
    assert problems == {"retracted": 1}


def test_of_a_page_never_seen_there_is_nothing_to_tell(ledger: Ledger) -> None:
    assert editions(ledger, "nowhere") == ()

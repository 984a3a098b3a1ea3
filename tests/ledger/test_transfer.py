"""Out as lines and in again; two ledgers made one; copies that can take a ledger's place."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from armsledger.errors import CorruptLedgerError, LedgerError, NewerLedgerError, NotFoundError
from armsledger.ledger import Ledger, Merged, backup, export, merge, restore
from armsledger.model.decision import Decision, Verdict
from armsledger.model.problem import Problem

from .samples import NOON, ORDER, claim, page, read, two_claims

NOTE = Decision(verdict=Verdict.NOTE, subjects=("c1",), who="Ann", decided_at=NOON, reason="seen")


def fill(ledger: Ledger) -> None:
    odd = page("r2", text="\ud800 a\0b " + ORDER, raw=b"\x00<p>", media_type="text/html")
    ledger.add(page(), [two_claims(page())], reader="old 1", read_at=NOON)
    ledger.add(page(), [read(page())], reader="new 2", read_at=NOON + timedelta(days=1))
    ledger.add(odd, [read(odd, claim(odd.text, ORDER, "r2"))], reader="new 2", read_at=NOON)
    ledger.note([Problem(code="empty", message="nothing in it", place="x.txt", line=2, met_at=NOON)])
    ledger.decide([NOTE])
    ledger.shelf.put("watch", {"a": {"url": "https://example.org"}})


def evidence(ledger: Ledger) -> list[object]:
    versions = [ledger.versions(d) for d in ("r1", "r2")]
    return [*ledger.entries(), *versions, *ledger.problems(), ledger.decisions(), ledger.page("r2")]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "other.db", create=True) as made:
        yield made


def test_out_and_in_is_the_same(ledger: Ledger, other: Ledger) -> None:
    fill(ledger)
    lines = list(export(ledger))
    assert merge(other, lines) == Merged(pages=2, reports=3, claims=3, problems=1, decisions=1)
    assert evidence(other) == evidence(ledger)
    assert other.is_read(page(), "new 2")
    assert merge(other, lines) == Merged()
    assert merge(ledger, export(other)) == Merged()
    assert dict(other.shelf.items("watch")) == {}, "state goes along in a backup only"


def test_two_ledgers_become_the_same_one_whichever_takes_in_the_other(ledger: Ledger, other: Ledger) -> None:
    fill(ledger)
    changed = page(text=f"Corrected. {ORDER}")
    other.add(changed, [read(changed, claim(changed.text, ORDER))], reader="new 2", read_at=NOON + timedelta(hours=5))
    other.add(page("r3"), [two_claims(page("r3"))], reader="new 2", read_at=NOON)
    ours, theirs = list(export(ledger)), list(export(other))
    merge(ledger, theirs)
    merge(other, ours)
    heads = [[v.counts for v in one.versions("r1")] for one in (ledger, other)]
    assert heads == [[False, False, True], [False, False, True]], "the newest reading counts, not the last to arrive"
    key = lambda e: (e.claim.document, e.claim.start)  # noqa: E731
    assert sorted(ledger.entries(), key=key) == sorted(other.entries(), key=key)


def test_what_is_no_export_is_told_by_line(ledger: Ledger, other: Ledger) -> None:
    fill(ledger)
    lines = list(export(ledger))
    with pytest.raises(LedgerError, match="no export"):
        merge(other, ["{}"])
    with pytest.raises(LedgerError, match="no export"):
        merge(other, [])
    with pytest.raises(NewerLedgerError):
        merge(other, [lines[0].replace('"form":1', '"form":99')])
    for wrong in ('{"record":"rumour"}', "{", '{"record":"page"}', "7"):
        with pytest.raises(CorruptLedgerError, match="x:3"):
            merge(other, [*lines[:2], wrong], "x")


def test_a_backup_takes_the_place_of_a_ledger(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    file, target = tmp_path / "copy.backup", tmp_path / "deep" / "new.db"
    backup(ledger, file)
    target.parent.mkdir()
    restore(file, str(target))
    with Ledger.open(target) as again:
        assert evidence(again) == evidence(ledger)
        assert again.shelf.get("watch", "a") == {"url": "https://example.org"}
        again.add(page("r9"), [two_claims(page("r9"))], reader="new 2", read_at=NOON)
    with pytest.raises(LedgerError, match="--yes"):
        restore(file, str(target))
    restore(file, str(target), replace=True)
    with Ledger.open(target) as again:
        assert evidence(again) == evidence(ledger)
        with pytest.raises(NotFoundError):
            again.report("r9")
    assert sorted(p.name for p in target.parent.iterdir() if "partial" in p.name) == []


@pytest.mark.postgres
def test_a_backup_of_a_file_goes_into_an_empty_database_and_back(other: Ledger, postgres: str, tmp_path: Path) -> None:
    fill(other)
    backup(other, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", postgres)
    with Ledger.open(postgres) as server:
        assert evidence(server) == evidence(other)
        assert server.shelf.get("watch", "a") is not None
    with pytest.raises(LedgerError, match="empty database"):
        restore(tmp_path / "copy.db", postgres, replace=True)


def test_a_damaged_backup_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    good, bad, target = tmp_path / "good", tmp_path / "bad", tmp_path / "here.db"
    backup(ledger, good)
    restore(good, str(target))
    data = good.read_bytes()
    for broken in (data[: len(data) // 2], b"SQLite format 3\0" + b"\xff" * 5000, b"hello", b"\x1f\x8bgarbage"):
        bad.write_bytes(broken)
        with pytest.raises(LedgerError):
            restore(bad, str(target), replace=True)
    with pytest.raises(NotFoundError):
        restore(tmp_path / "none", str(target))
    with Ledger.open(target) as again:
        assert evidence(again) == evidence(ledger)

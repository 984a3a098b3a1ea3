"""Fingerprints and origins as rows: found by key, moved, let go; what a report follows comes with it."""

from datetime import date

from armsledger.ledger import Ledger, OriginMoves, OriginRow

from .samples import NOON, READER, page, two_claims


def row(document: str, origin: str = "", *keys: int) -> OriginRow:
    return OriginRow(
        document=document, origin=origin or document, known_on=date(2026, 1, 19), fingerprint=b"\0f", keys=keys
    )


def put(ledger: Ledger, *rows: OriginRow, **more: dict[str, object]) -> None:
    ledger.deals.put([], origins=OriginMoves(put=rows, **more))  # type: ignore[arg-type]


def test_a_report_comes_with_the_one_it_follows(ledger: Ledger) -> None:
    for name in ("r1", "r2"):
        ledger.add(page(name), [two_claims(page(name))], reader=READER, read_at=NOON)
    put(ledger, row("r1"), row("r2", "r1"))
    assert {e.report.document: e.report.origin for e in ledger.entries()} == {"r1": None, "r2": "r1"}
    assert [(o.reports, o.copies) for o in ledger.outlets()] == [(2, 1)]
    claims = ledger.entries_of(p for p in (c for c in _claims(ledger)))
    assert {e.report.origin for e in claims.values()} == {None, "r1"}
    assert ledger.report("r2").report.origin == "r1"


def _claims(ledger: Ledger) -> list[str]:
    from armsledger.model.contract import claim_id

    return [claim_id(e.claim) for e in ledger.entries()]


def test_reports_meet_under_their_keys(ledger: Ledger) -> None:
    put(ledger, row("a", "", 1, 4294967295), row("b", "", 2, 4294967295), row("c", "", 3))
    assert ledger.origins.meeting([4294967295, 3], 9) == {"a", "b", "c"}
    assert ledger.origins.meeting([4294967295], 1) == {"a"}
    put(ledger, gone={"a": [1, 4294967295]})
    assert ledger.origins.meeting([1, 4294967295], 9) == {"b"}
    assert ledger.origins.rows(["a", "c"]) == {"c": row("c")}


def test_origins_move(ledger: Ledger) -> None:
    put(ledger, row("p#1", "a"), row("p#2", "p#2"), row("a"), row("pq", "a"))
    put(ledger, origins={"p#2": "a", "p#1": "pq"})
    assert ledger.origins.following(["a"]) == {"a": "a", "p#2": "a", "pq": "a"}
    assert set(ledger.origins.members(["pq"])) == {"p#1"}
    assert set(ledger.origins.on_page("p")) == {"p#1", "p#2"}
    told = {"a": "a", "p#1": "pq", "p#2": "a", "pq": "a"}
    assert sorted(ledger.origins.groups()) == [(d, "2026-01-19", o) for d, o in told.items()]


def test_made_anew_nothing_else_is_left(ledger: Ledger) -> None:
    put(ledger, row("a", "", 1))
    ledger.deals.put([], whole=True, origins=OriginMoves(put=(row("b", "", 2),)))
    assert ledger.origins.rows(["a", "b"]) == {"b": row("b")}
    assert ledger.origins.meeting([1], 9) == set()

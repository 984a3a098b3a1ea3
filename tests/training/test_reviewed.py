"""What a ledger's decisions teach."""

from pathlib import Path

import pytest

from armsledger.errors import ArmsledgerError
from armsledger.ledger import Ledger
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.training.learning import enough
from armsledger.training.reviewed import Reviewed, halves, reviewed, studied
from tests.training.toys import entries, filled, judged, known


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = filled(tmp_path_factory.mktemp("ledger") / "l.db", 8)
    judged(made, entries(made)[:6])
    return made


def test_decided_claims_by_report(ledger: Ledger) -> None:
    found = reviewed(ledger)
    assert [r.report.document for r in found] == [f"r{n:02}" for n in range(6)]
    assert [(len(r.right), len(r.wrong)) for r in found] == [(1, 0), (0, 1)] * 3
    assert found[0].right[0].stage == "order" and found[0].corrected == 1, "as it was corrected"
    assert all(r.corrected == 0 for r in found[1:])


def test_a_ledger_without_decisions_teaches_nothing(tmp_path: Path) -> None:
    with filled(tmp_path / "l.db", 2) as empty:
        assert reviewed(empty) == []


def test_cases_are_those_of_decided_claims_only(ledger: Ledger) -> None:
    (real, beside), (toy, _) = (studied(r, known()) for r in reviewed(ledger)[:2])
    assert [c and c["stage"] for c in real.matched] == ["order"]
    assert toy.cases and toy.matched == [None] * len(toy.cases), "a rejected claim's case is an example of no claim"
    assert not any(case in real.cases for case in beside.cases) and not any(beside.matched)


def test_what_nobody_decided_on_is_no_example(ledger: Ledger) -> None:
    one = reviewed(ledger)[0]
    decided, unread = studied(Reviewed(report=one.report, open=one.right), known())
    assert decided.cases == [] and decided.proposals == []
    whole, rest = studied(one, known())
    assert len(unread.cases) == len(rest.cases) and whole.cases


def report(name: str) -> Reviewed:
    return Reviewed(report=Report(document=name, page=name, text="x", body=(Span(0, 1),)))


def test_the_same_reports_are_held_out_for_the_same_seed() -> None:
    given = [report(f"d{n}") for n in range(20)]
    learned, held = halves(given, 3)
    again, _ = halves(given[::-1], 3)
    assert len(held) == 4 and len(learned) == 16
    assert {r.report.document for r in again} == {r.report.document for r in learned}
    assert {r.report.document for r in halves(given, 4)[1]} != {r.report.document for r in held}
    assert len(halves(given[:2], 0)[1]) == 1


def test_too_little_is_said_in_words(ledger: Ledger) -> None:
    few = reviewed(ledger)
    with pytest.raises(ArmsledgerError, match="6 decided claims; 20 are needed"):
        enough(few)
    with pytest.raises(ArmsledgerError, match="of one report"):
        enough([Reviewed(report=few[0].report, right=few[0].right * 20)])
    accepted = [Reviewed(report=r.report, right=few[0].right * 10) for r in few[:2]]
    with pytest.raises(ArmsledgerError, match="nothing to learn"):
        enough(accepted)
    enough([*accepted, few[1]])

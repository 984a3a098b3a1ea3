"""`armsledger train`: from decisions to weights that the readers use, and back."""

from pathlib import Path
from typing import Any

import pytest

from armsledger.training import learning
from tests.cli.conftest import Tell
from tests.training.toys import REAL, TOY, entries, filled, judged, known, text


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small part of our own corpus beside the decisions, the fast reader alone: the whole takes half a minute."""
    whole = learning.corpus
    monkeypatch.setattr(learning, "corpus", lambda: whole()[:15])
    monkeypatch.setattr(learning, "READERS", ("fast",))


@pytest.mark.timeout(600)
def test_from_decisions_to_another_reading_and_back(home: Path, tell: Tell, few: None) -> None:
    with filled(home / "ledger.db") as ledger:
        judged(ledger)
    (home / "new.jsonl").write_text(
        "\n".join(f'{{"document": "n{n}", "text": "{text(n, p)}"}}' for n, p in ((30, REAL), (31, TOY))), "utf-8"
    )
    done = tell("train", "--from-decisions", "--seed", "2")
    assert done.code == 0, done.err
    head, before, after = done.out.splitlines()
    assert head.split("  ")[0] == "reader" and "claims found" in head
    assert before.startswith("fast") and "after" in after
    assert "held out: 2 claims held right" in done.err.replace("3 claims", "2 claims")
    assert "kept in" in done.err and 'weights = "own"' in done.err
    read = {
        name: [r["document"] for r in tell("extract", "new.jsonl", "--reader", "fast", "--weights", name).records]
        for name in ("own", "shipped")
    }
    assert read == {"own": ["n30"], "shipped": ["n30", "n31"]}
    (home / "armsledger.toml").write_text('weights = "own"\nreader = "fast"\n', "utf-8")
    records = {r["check"]: r for r in tell("doctor", "--json").records}
    assert records["reader"]["found"].startswith("fast 1+")
    assert records["weights"]["verdict"] == "ok" and "decided claims" in records["weights"]["found"]
    (line,) = [x for x in tell("extract", "new.jsonl").records if x["document"] == "n30"]
    assert line["reader"] == records["reader"]["found"]


def test_too_few_decisions_are_told(home: Path, tell: Tell) -> None:
    with filled(home / "ledger.db", 4) as ledger:
        judged(ledger, entries(ledger)[:2])
    done = tell("train", "--from-decisions")
    assert done.code == 1 and "2 decided claims; 20 are needed" in done.err


def test_weights_that_are_not_there_are_a_matter_of_configuration(home: Path, tell: Tell) -> None:
    done = tell("extract", "-", "--weights", "nowhere", stdin=b'{"document": "a", "text": "b"}\n')
    assert done.code == 5 and "train --from-decisions" in done.err
    (home / "armsledger.toml").write_text('weights = "nowhere"\n', "utf-8")
    assert {r["check"]: r["verdict"] for r in tell("doctor", "--json").records}["reader"] == "fail"


def test_weights_of_another_kind_are_refused(home: Path, tell: Tell) -> None:
    (home / "w").mkdir()
    (home / "w" / "fast.npz").write_bytes(b"nothing of the kind")
    done = tell(
        "extract",
        "-",
        "--weights",
        "w",
        "--reader",
        "fast",
        stdin=b'{"document": "a", "text": "The army bought tanks."}\n',
    )
    assert done.code == 5 and "no weights of this reader" in done.err


def test_nothing_is_kept_where_a_reader_is_the_worse_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "onward", lambda judge, *_: judge)
    with filled(tmp_path / "l.db") as ledger:
        judged(ledger)
        worse = iter([learning.Score(values=4, values_read=4, values_right=r) for r in (4, 3)] * 2)
        monkeypatch.setattr(learning, "score", lambda *_: next(worse))
        given: dict[str, Any] = {"made_on": learning.date(2026, 1, 9), "readers": ("fast",), "own": ()}
        done = learning.learn_on(ledger, known(), tmp_path / "w", **given)
        assert not done.better and not done.kept and not (tmp_path / "w").exists()
        done = learning.learn_on(ledger, known(), tmp_path / "w", anyway=True, **given)
        assert done.kept and (tmp_path / "w" / "trained.json").is_file()

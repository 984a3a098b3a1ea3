"""Models trained on from the package's."""

from pathlib import Path

import numpy as np
import pytest

from armsledger.ledger import Ledger
from armsledger.reading import reader
from armsledger.reading.linear import Linear, save, train
from armsledger.reading.transfers import shipped
from armsledger.training.judge import study
from armsledger.training.onward import Score, onward, score
from armsledger.training.own import corpus
from armsledger.training.reviewed import Reviewed, reviewed, studied
from tests.training.toys import REAL, TOY, fast, filled, judged, known, text

START = Linear(("no", "yes"), {"old": 0}, np.array([[-1.0, 1.0]], dtype=np.float32), np.zeros(2, dtype=np.float32))


def test_a_model_goes_on_from_its_start() -> None:
    after = train([["new"]] * 40, ["yes"] * 20 + ["no"] * 20, ("no", "yes"), start=START)
    assert np.allclose(after.weights[after.rows["old"]], [-1, 1]), "what was not seen stays as it was"
    learned = train([["old", "new"]] * 40, ["no"] * 40, ("no", "yes"), start=START)
    assert learned.probabilities([["old", "new"]])[0, 0] > START.probabilities([["old"]])[0, 0]


def test_held_to_its_start_a_model_moves_less() -> None:
    free, held = (
        train([["old"]] * 30, ["no"] * 30, ("no", "yes"), start=START, strength=s).weights[0, 1] for s in (1.0, 0.01)
    )
    assert free < held < 1


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = filled(tmp_path_factory.mktemp("ledger") / "l.db")
    assert judged(made) == 24
    return made


@pytest.mark.timeout(600)
def test_what_was_rejected_is_no_longer_read_and_the_rest_is(ledger: Ledger, tmp_path: Path) -> None:
    decided = reviewed(ledger)
    mix = [s for d, claims in corpus()[:15] for s in study(d["document"], d["text"], claims, known())]
    told = [studied(r, known()) for r in decided]
    judge = onward(shipped(), [*mix, *(rest for _, rest in told)], [lesson for lesson, _ in told])
    save(tmp_path / "fast.npz", judge.models)
    before, after = fast(), reader("fast", known(), tmp_path)
    assert after.version.startswith("1+") and before.version == "1"
    assert score(before, decided).again == 12
    learned = score(after, decided)
    assert learned.again <= 3 and learned.found == 12
    new = [one(text(30, REAL)), one(text(31, TOY))]
    assert [len(r.claims) for r in before.read(new)] == [1, 1]
    assert [len(r.claims) for r in after.read(new)] == [1, 0]


def one(words: str):  # type: ignore[no-untyped-def]
    from armsledger.training.examples import report

    return report({"document": words[:9], "text": words})


def test_quality_counts_values_and_rejections() -> None:
    assert Score(values=10, values_read=18, values_right=7, rejected=2, again=1).quality == pytest.approx(0.5)
    assert Score(values=10, values_read=0).quality == 0, "to read nothing is no way out"
    assert score(fast(), [Reviewed(report=one("Nothing here."))]) == Score()

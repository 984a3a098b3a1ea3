from pathlib import Path

import numpy as np

from armsledger.reading.linear import bucket, load, save, train

EXAMPLES = [["sold", "to"], ["sold", "by"], ["bought", "from"], ["bought", "by"]] * 20
LABELS = ["give", "give", "take", "take"] * 20


def test_it_learns_what_tells() -> None:
    model = train(EXAMPLES, LABELS, ("give", "take"))
    p = model.probabilities([["sold", "unheard"], ["bought"], []])
    assert p.argmax(axis=1)[:2].tolist() == [0, 1]
    assert np.allclose(p.sum(axis=1), 1)


def test_the_same_seed_gives_the_same_weights() -> None:
    one, other = (train(EXAMPLES, LABELS, ("give", "take"), seed=3) for _ in range(2))
    assert np.array_equal(one.weights, other.weights)


def test_weights_survive_a_file(tmp_path: Path) -> None:
    model = train(EXAMPLES, LABELS, ("give", "take"))
    save(tmp_path / "w.npz", {"side": model})
    again = load(tmp_path / "w.npz")["side"]
    assert again.classes == ("give", "take")
    assert np.allclose(again.probabilities(EXAMPLES[:4]), model.probabilities(EXAMPLES[:4]), atol=0.02)


def test_rare_features_are_left_out() -> None:
    assert "once" not in train([*EXAMPLES, ["once"]], [*LABELS, "give"], ("give", "take")).rows


def test_buckets_grow() -> None:
    assert [bucket(n) for n in (0, 1, 4, 7, 10, 99)] == ["0", "1", "5", "8", "14", "15"]

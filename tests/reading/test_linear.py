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


def test_the_same_data_give_the_same_weights() -> None:
    one, other = (train(EXAMPLES, LABELS, ("give", "take")) for _ in range(2))
    assert np.array_equal(one.weights, other.weights)


def test_a_weak_prior_lets_weights_grow() -> None:
    tight, loose = (train(EXAMPLES, LABELS, ("give", "take"), strength=s) for s in (0.001, 1.0))
    assert np.abs(loose.weights).max() > 3 * np.abs(tight.weights).max()


def test_it_stops_where_the_likelihood_is_greatest() -> None:
    """One feature, one class in four of it: the slope vanishes where the chance is that share, but for the prior."""
    model = train([["x"]] * 400, ["yes"] * 100 + ["no"] * 300, ("no", "yes"), strength=1.0)
    assert abs(float(model.probabilities([["x"]])[0, 1]) - 0.25) < 0.002


def test_an_example_counts_by_its_weight() -> None:
    model = train(
        [["x"]] * 40, ["yes"] * 10 + ["no"] * 30, ("no", "yes"), strength=1.0, weights=[3.0] * 10 + [1.0] * 30
    )
    assert abs(float(model.probabilities([["x"]])[0, 1]) - 0.5) < 0.01


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

"""Training again makes the same network again."""

import pytest

torch = pytest.importorskip("torch")

from armsledger.reading.weights import Weights  # noqa: E402
from armsledger.reading.wordpieces import WEIGHTS  # noqa: E402
from armsledger.training.fit import Plan, fit  # noqa: E402
from armsledger.training.network import Network  # noqa: E402
from armsledger.training.own import corpus  # noqa: E402
from armsledger.training.recipe import Judges, plain_tokenizer, rows  # noqa: E402
from tests.training.toys import known  # noqa: E402


def test_the_same_reports_and_seed_make_the_same_network() -> None:
    documents = corpus()[:3]
    judges = Judges({d["document"]: 0 for d, _ in documents}, {0: Weights().judge()})
    tokenizer = plain_tokenizer(WEIGHTS)
    lessons = rows(documents, judges, known(), tokenizer)
    made = []
    for seed in (0, 0, 1):
        torch.manual_seed(seed)
        network = Network(tokenizer.get_vocab_size(), layers=1)
        fit(network, lessons, Plan(epochs=1, seed=seed))
        made.append(network.state_dict())
    first, again, other = made
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)

"""The graph that the reader runs gives what the network gives, but for rounding to eight bits."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx")
torch = pytest.importorskip("torch")


def test_the_graph_gives_the_networks_states(tmp_path: Path) -> None:
    from armsledger.reading.encoder import Encoder
    from armsledger.training.graph import write
    from armsledger.training.network import HEADS
    from armsledger.training.network import Encoder as Network

    torch.manual_seed(0)
    network = Network(vocabulary=500, layers=2).eval()
    weights = {name: value.numpy() for name, value in network.state_dict().items()}
    write(weights, 2, HEADS, tmp_path / "encoder.onnx")
    rnd = np.random.default_rng(0)
    ids, rest = rnd.integers(0, 500, (2, 70)), [rnd.integers(0, 5, (2, 70)) for _ in range(3)]
    with torch.no_grad():
        wanted = network(*map(torch.from_numpy, (ids, *rest)), torch.ones(2, 70).long()).numpy()
    found = Encoder(tmp_path / "encoder.onnx")(ids, *rest)
    assert found.shape == wanted.shape
    assert np.abs(found - wanted).mean() < 0.05 * wanted.std()
    other = Encoder(tmp_path / "encoder.onnx")(ids[:, ::-1].copy(), *rest)
    assert np.abs(other - wanted).mean() > 0.5 * wanted.std()

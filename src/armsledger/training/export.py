"""A trained network becomes the files that the reader runs: an eight-bit encoder, the heads, the tokeniser, the settings."""

import json
import shutil
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from armsledger.reading.chances import Settings
from armsledger.training.network import Network

NAMES = ("ids", "types", "shapes", "hints", "mask")


def export(network: Network, tokenizer: Path, settings: Settings, version: str, folder: Path) -> None:
    """Writes encoder.onnx, heads.npz, tokenizer.json and settings.json into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        float_encoder(network, plain)
        eight_bits(plain, folder / "encoder.onnx")
    heads = {
        k: v.numpy().astype(np.float16) for k, v in network.heads.state_dict().items() if not k.startswith("labels")
    }
    np.savez_compressed(folder / "heads.npz", **heads)
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copy(tokenizer, folder / "tokenizer.json")
    described = {"version": version, "settings": asdict(settings)}
    (folder / "settings.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def float_encoder(network: Network, path: Path) -> None:
    n = 64
    none = torch.zeros(2, n).long()
    example = (torch.randint(0, 1000, (2, n)), none, none, none, torch.ones(2, n).long())
    axes = {name: {0: "b", 1: "n"} for name in (*NAMES, "states")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.encoder.eval(),
            example,
            str(path),
            input_names=list(NAMES),
            output_names=["states"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def eight_bits(plain: Path, path: Path) -> None:
    """Weights to eight bits by channel, activations at run time: a fourth of the size, nearly twice the speed."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True}
    )

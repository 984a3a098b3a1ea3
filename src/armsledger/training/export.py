"""A trained network becomes the files that the reader runs: an eight-bit encoder, the heads, the tokeniser, the settings."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np

from armsledger.reading.chances import Settings
from armsledger.training.graph import write
from armsledger.training.network import HEADS, Network


def export(network: Network, tokenizer: Path, settings: Settings, version: str, folder: Path) -> None:
    """Writes encoder.onnx, heads.npz, tokenizer.json and settings.json into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = {name: value.numpy() for name, value in network.encoder.state_dict().items()}
    write(encoder, len(network.encoder.layers), HEADS, folder / "encoder.onnx")
    heads = {
        k: v.numpy().astype(np.float16) for k, v in network.heads.state_dict().items() if not k.startswith("labels")
    }
    np.savez_compressed(folder / "heads.npz", **heads)
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copy(tokenizer, folder / "tokenizer.json")
    described = {"version": version, "settings": asdict(settings)}
    (folder / "settings.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")

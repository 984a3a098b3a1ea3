"""The reader whose weights come with the package."""

import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from armsledger.errors import ConfigurationError
from armsledger.knowledge import Knowledge
from armsledger.reading.chances import Settings
from armsledger.reading.encoder import Encoder
from armsledger.reading.heads import Heads
from armsledger.reading.learned import LearnedReader
from armsledger.reading.transfers import shipped
from armsledger.reading.wordpieces import WEIGHTS


def load(knowledge: Knowledge, folder: Path = WEIGHTS) -> LearnedReader:
    """The learned reader, ready. Raises ConfigurationError where the folder does not hold its weights."""
    try:
        described = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        heads = Heads(dict(np.load(folder / "heads.npz")))
        encoder = Encoder(folder / "encoder.onnx")
    except OSError as error:
        raise ConfigurationError(f"the reader's weights are not in {folder}: {error}") from error
    return LearnedReader(
        encoder, heads, tokenizer, knowledge, Settings(**described["settings"]), described["version"], shipped()
    )

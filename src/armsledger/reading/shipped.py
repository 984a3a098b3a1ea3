"""The learned reader, from the weights that come with the package or one's own."""

import json

import numpy as np
from tokenizers import Tokenizer

from armsledger.errors import ConfigurationError
from armsledger.knowledge import Knowledge
from armsledger.reading.chances import Settings
from armsledger.reading.encoder import Encoder
from armsledger.reading.heads import Heads
from armsledger.reading.learned import LearnedReader
from armsledger.reading.weights import HEADS, LINEAR, SETTINGS, Weights


def load(knowledge: Knowledge, weights: Weights | None = None) -> LearnedReader:
    """The learned reader, ready. Raises ConfigurationError where its weights are not there."""
    weights = weights or Weights()
    try:
        described = json.loads(weights.file(SETTINGS).read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(weights.base / "tokenizer.json"))
        heads = Heads(dict(np.load(weights.file(HEADS))))
        encoder = Encoder(weights.base / "encoder.onnx")
    except OSError as error:
        raise ConfigurationError(f"the reader's weights are not in {weights.base}: {error}") from error
    version = described["version"] + weights.mark(LINEAR, HEADS, SETTINGS)
    return LearnedReader(
        encoder, heads, tokenizer, knowledge, Settings(**described["settings"]), version, weights.judge()
    )

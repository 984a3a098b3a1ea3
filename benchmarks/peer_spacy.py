"""Run by benchmarks.speed in an environment of its own: spaCy's tokeniser, and a 96×4 parser trained a few steps, over the same reports.

usage: peer_spacy.py REPORTS.json TRAIN.conllu.gz  →  one JSON object of CPU seconds and counts on stdout
"""

import gzip
import json
import random
import sys
import time
from pathlib import Path

import spacy
from spacy.training import Example

CONFIG = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False, "hidden_width": 64,
        "maxout_pieces": 2, "use_upper": False, "nO": None,
        "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True},
    }
}  # fmt: skip


def trees(path: Path, limit: int) -> list[tuple[list[str], list[int], list[str]]]:
    out: list[tuple[list[str], list[int], list[str]]] = []
    words: list[str] = []
    heads: list[int] = []
    labels: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 8:
                if words:
                    out.append((words, [h if h >= 0 else k for k, h in enumerate(heads)], labels))
                    words, heads, labels = [], [], []
                    if len(out) >= limit:
                        break
            elif cells[0].isdigit():
                words.append(cells[1])
                heads.append(int(cells[6]) - 1)
                labels.append(cells[7])
    return out


def main() -> None:
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    nlp = spacy.blank("en")
    begun = time.process_time()
    words = sum(len(doc) for doc in nlp.tokenizer.pipe(texts))
    tokenised = time.process_time() - begun
    nlp.add_pipe("parser", config=CONFIG)
    examples = [
        Example.from_dict(spacy.tokens.Doc(nlp.vocab, words=w), {"heads": h, "deps": d})
        for w, h, d in trees(Path(sys.argv[2]), 400)
    ]
    nlp.initialize(lambda: examples)
    random.Random(0).shuffle(examples)
    for start in range(0, 200, 20):
        nlp.update(examples[start : start + 20])
    begun = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    parsed = time.process_time() - begun
    print(json.dumps({"words": words, "tokenise": tokenised, "parse": parsed, "spacy": spacy.__version__}))


if __name__ == "__main__":
    main()

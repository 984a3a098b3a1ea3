"""Learning on from a user's decisions: what is learned from, what is held out, how both readers do before and after."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from armsledger.errors import ArmsledgerError
from armsledger.knowledge import Knowledge
from armsledger.ledger import Ledger
from armsledger.reading import reader
from armsledger.reading.linear import save
from armsledger.reading.transfers import shipped
from armsledger.reading.weights import CARD, LINEAR, linear_hash
from armsledger.training.examples import Json
from armsledger.training.judge import study
from armsledger.training.onward import Score, onward, score
from armsledger.training.own import corpus
from armsledger.training.reviewed import Reviewed, halves, reviewed, studied

READERS = ("fast", "default")
FEWEST = 20
"""Decided claims below which nothing is learned: a fifth of fewer tells nothing of before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One reader's scores on the reports held out."""

    reader: str
    before: Score
    after: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it; `kept` says whether the weights were written to `folder`."""

    learned: tuple[Reviewed, ...]
    held: tuple[Reviewed, ...]
    rows: tuple[Row, ...]
    network: bool
    kept: bool
    folder: Path

    @property
    def better(self) -> bool:
        """Whether no reader reads the held-out part worse than before."""
        return all(row.after.quality >= row.before.quality for row in self.rows)


def learn_on(
    ledger: Ledger,
    knowledge: Knowledge,
    folder: Path,
    *,
    made_on: date,
    seed: int = 0,
    anyway: bool = False,
    readers: Sequence[str] | None = None,
    own: Sequence[tuple[Json, list[Json]]] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Writes weights trained on from the package's with the ledger's decisions, unless a reader is the worse for it.

    `own` are annotated reports learned from beside them, our own corpus where it is None; `readers` those that are scored; `anyway` writes whatever they are
    worth. Raises ArmsledgerError where there is too little to learn from, or nothing.
    """
    decided = reviewed(ledger)
    enough(decided)
    learned, held = halves(decided, seed)
    readers = READERS if readers is None else readers
    tell(f"learning from {counted(learned)}; held out: {counted(held)}")
    beside = corpus() if own is None else own
    mix = [s for d, claims in beside for s in study(d["document"], d["text"], claims, knowledge, d.get("manner", ""))]
    told = [studied(one, knowledge) for one in learned]
    lessons, unread = [s for s, _ in told], [s for _, s in told]
    if not any(s.cases or s.proposals for s in lessons):
        raise ArmsledgerError("none of the decided claims stands on words that the reader sees: nothing to learn")
    judge = onward(shipped(), [*mix, *unread], lessons)
    with TemporaryDirectory() as place:
        new = Path(place)
        save(new / LINEAR, judge.models)
        network = find_spec("torch") is not None and "default" in readers
        if network:
            from armsledger.training.heads import heads_onward

            tell("the network's heads learn on")
            heads_onward(learned, beside, knowledge, judge, new, seed)
        rows = tuple(
            Row(
                reader=name,
                before=score(reader(name, knowledge), held),
                after=score(reader(name, knowledge, new), held),
            )
            for name in readers
        )
        done = Outcome(learned=tuple(learned), held=tuple(held), rows=rows, network=network, kept=False, folder=folder)
        if not (done.better or anyway):
            return done
        card = {
            "made_on": made_on.isoformat(),
            "from": linear_hash(),
            "claims": sum(r.decided for r in learned),
            "reports": len(learned),
            "seed": seed,
            "scores": [asdict(row) for row in rows],
        }
        (new / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(new, folder)
    return Outcome(learned=tuple(learned), held=tuple(held), rows=rows, network=network, kept=True, folder=folder)


def enough(decided: Sequence[Reviewed]) -> None:
    """Raises ArmsledgerError, saying what is missing, where the decisions are too few or teach nothing."""
    count = sum(r.decided for r in decided)
    if count < FEWEST:
        raise ArmsledgerError(
            f"the ledger has {count} decided claims; {FEWEST} are needed to learn on: `armsledger review` shows what to look at"
        )
    if len(decided) < 2:
        raise ArmsledgerError("all decided claims are of one report; some are held out by report, so two are needed")
    if not any(r.corrected or r.wrong for r in decided):
        raise ArmsledgerError(f"all {count} decided claims were accepted as they were read: nothing to learn from them")


def counted(given: Sequence[Reviewed]) -> str:
    """`12 claims (5 corrected) and 3 rejected of 6 reports`."""
    right, fixed, wrong = (
        sum(x) for x in zip(*((len(r.right), r.corrected, len(r.wrong)) for r in given), strict=True)
    )
    return f"{right} claims held right ({fixed} corrected) and {wrong} rejected of {len(given)} reports"

"""The linear models trained on: from the package's weights, with decided claims, our own corpus beside so that nothing is unlearned.

How far they may go and how much counts what stands beside were chosen on simulated reviews: see training/README.md.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from armsledger.model.claim import Claim
from armsledger.model.reading import Reader
from armsledger.reading.deciding import Judge, decide
from armsledger.reading.linear import Linear, train
from armsledger.reading.others import LEAST, model_of
from armsledger.reading.others import accepting as accepting_others
from armsledger.reading.together import together
from armsledger.reading.transfers import accepting, scoring
from armsledger.training.agreement import f1, pairs, values
from armsledger.training.agreement import right as values_right
from armsledger.training.judge import CLASSES, NO_YES, RARE, STRENGTH, Studied, examples, right, role
from armsledger.training.others import STRENGTH as OTHERS
from armsledger.training.reviewed import Reviewed

HELD = 0.1
"""How far a weight may go from the package's, against how far that went from nothing; words it did not know go as far as any."""
TRUST, BESIDE = 1.0, 0.2
"""How much an example counts that a person decided, and one beside it: of our own corpus, or of words where nothing was read."""
LIKELY = 0.3
"""How likely a case must be accepted for its score to be learned from, as where the package's weights are made."""

KINDS = {model_of(kind) for kind in LEAST}
Lot = tuple[list[list[str]], list[str]]


def onward(judge: Judge, own: Sequence[Studied], decided: Sequence[Studied]) -> Judge:
    """The judge after learning from decided claims, with annotated reports and what was not read in theirs beside them."""
    ours, theirs = _lots(judge, own), _lots(judge, decided)
    models = {}
    for name, model in judge.models.items():
        (x, y), (more, right_ones) = ours.get(name, ([], [])), theirs.get(name, ([], []))
        if not more:
            models[name] = model
            continue
        models[name] = _further(name, model, ([*x, *more], [*y, *right_ones]), len(x))
    return Judge(models)


def _further(name: str, model: Linear, lot: Lot, ours: int) -> Linear:
    plain, rare = RARE.get(name, ("", 1.0))
    weights = [
        (TRUST if n >= ours else BESIDE) * (rare if plain and label != plain else 1.0) for n, label in enumerate(lot[1])
    ]
    strength = STRENGTH.get(name, OTHERS if name in KINDS else 0.1)
    return train(*lot, model.classes, strength=strength, weights=weights, start=model, held=HELD)


def _lots(judge: Judge, given: Sequence[Studied]) -> dict[str, Lot]:
    """Examples by model: of values from the annotations, of acceptance and score from what the judge makes of the cases."""
    lots: dict[str, Lot] = {name: lot for name, lot in examples(given).items() if name in CLASSES}
    lots |= {name: ([], []) for name in ("accept", "right", *KINDS)}
    accept, score = lots["accept"], lots["right"]
    lots["sides"] = ([], [])
    for one in given:
        first = judge.models["role"].grouped([[c.features for c in case.candidates] for case in one.cases])
        for case, claim, rows in zip(one.cases, one.matched, together(one.cases, first), strict=True):
            if claim is not None:
                lots["sides"][0].extend(rows)
                lots["sides"][1].extend(role(c, claim) for c in case.candidates)
        for decided, claim in zip(decide(one.cases, judge), one.matched, strict=True):
            names = accepting(decided)
            accept[0].append(names)
            accept[1].append(NO_YES[claim is not None])
            decided.sure["accept"] = judge.yes("accept", [names])[0]
            if decided.sure["accept"] >= LIKELY:
                score[0].append(scoring(decided))
                score[1].append(NO_YES[right(decided, one.gold)])
        for found, yes in zip(one.proposals, one.stands, strict=True):
            names_of, labels = lots[model_of(found.draft.kind)]
            names_of.append(accepting_others(found))
            labels.append(NO_YES[yes])
    return lots


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a reader reads decided reports: claims held right and their values, and rejected claims that it reads again."""

    claims: int = 0
    found: int = 0
    values: int = 0
    values_read: int = 0
    values_right: int = 0
    rejected: int = 0
    again: int = 0

    @property
    def quality(self) -> float:
        """F1 over values: those of the claims held right against those read for them and for rejected claims."""
        return f1(self.values_right, self.values, self.values_read)


def score(reader: Reader, held: Sequence[Reviewed]) -> Score:
    """The reader's score on reports of which claims were decided."""
    total: Counter[str] = Counter()
    for one, read in zip(held, reader.read([r.report for r in held]), strict=True):
        total += _score(one, read.claims)
    return Score(**total)


def _score(one: Reviewed, read: Sequence[Claim]) -> Counter[str]:
    paired = pairs(one.right, read)
    rest = [claim for n, claim in enumerate(read) if n not in paired.values()]
    out: Counter[str] = Counter(claims=len(one.right), found=len(paired), rejected=len(one.wrong))
    for n, claim in enumerate(one.right):
        out["values"] += len(values(claim))
        if n in paired:
            out["values_right"] += values_right(claim, read[paired[n]])
            out["values_read"] += len(values(read[paired[n]]))
    refused = pairs(one.wrong, rest)
    out["again"] = len(refused)
    out["values_read"] += sum(len(values(rest[n])) for n in refused.values())
    return out

"""Trains the linear models of the fast reader from annotated reports. Needs numpy only."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from armsledger.knowledge.base import Knowledge
from armsledger.model.codes import Modality, Mode, Speaker, Stage
from armsledger.model.contract import range_json
from armsledger.model.report import Page, Report
from armsledger.model.values import Party
from armsledger.pages import reports as cut
from armsledger.reading import features, modes
from armsledger.reading.cases import Case, cases
from armsledger.reading.deciding import ROLES, Decided, Judge, decide, money_names, speaking, when_names
from armsledger.reading.drafts import Draft
from armsledger.reading.features import Candidate
from armsledger.reading.howmany import REACH, counts
from armsledger.reading.items import Thing
from armsledger.reading.linear import Linear, save, train
from armsledger.reading.others import proposals
from armsledger.reading.proposal import Found
from armsledger.reading.scene import Sentence, lay_out
from armsledger.reading.together import together
from armsledger.reading.transfers import ACCEPTED, WEIGHTS, accepting, scoring
from armsledger.training.others import fit, keys, matched, values
from armsledger.training.own import corpus

Json = dict[str, Any]
STRENGTH = {
    "accept": 0.04,
    "role": 0.07,
    "sides": 0.02,
    "stage": 0.15,
    "modality": 0.15,
    "speaker": 0.2,
    "mode": 0.1,
    "when": 0.07,
    "money": 0.05,
}
"""How far the weights of each model may go (the rest: 0.1). Source: three folds of the training reports."""
RARE = {"mode": (str(Mode.GOODS), 4.0)}
"""The plain label, and how much more an example of another counts: goods are three quarters of all items."""
NO_YES = ("no", "yes")


@dataclass(slots=True)
class Studied:
    """One report with its cases and, for each, the claim of gold that it stands for (None: none)."""

    document: str
    report: Report
    scene: list[Sentence]
    cases: list[Case]
    gold: list[Json]
    matched: list[Json | None]
    told: Sequence[Json] = ()
    """All claims that gold has, of every kind."""
    proposals: Sequence[Found] = ()
    stands: Sequence[bool] = ()
    manner: str = ""
    """Whose choice of what is a claim at all it follows, where that is not the gold's that is held out: see `mannered`."""


def study(document: str, text: str, claims: Sequence[Json], knowledge: Knowledge, manner: str = "") -> list[Studied]:
    """The reports of one annotated document, laid out and matched."""
    found, _ = cut(Page(document=document, text=text))
    out = []
    for report in found:
        scene = lay_out(report, knowledge.find, knowledge.row)
        seen = cases(scene)
        inside = [
            c
            for c in claims
            if c["kind"] == "transfer" and any(s.start < c["end"] and c["start"] < s.end for s in report.body)
        ]
        out.append(Studied(document, report, scene, seen, inside, match(seen, inside), told=claims, manner=manner))
    return out


def same_name(a: str, b: str) -> bool:
    """Whether two designations are of one family: one begins with the other's first word, marks aside."""
    x, y = (re.sub(r"[^a-z0-9 ]", "", s.lower().replace("/", " ")).split() for s in (a, b))
    if not x or not y:
        return False
    if "".join(x) == "".join(y):
        return True
    return any(
        p == q
        or (
            min(len(p), len(q)) >= 3
            and (p.startswith(q) or q.startswith(p))
            and any(c.isdigit() for c in p) == any(c.isdigit() for c in q)
        )
        for p in x
        for q in y
        if len(p) > 1 and len(q) > 1
    )


def same_item(thing: Thing, item: Json) -> bool:
    if thing.designation and item["designation"]:
        return same_name(thing.designation, item["designation"])
    return bool(thing.category == item["category"])


def match(seen: Sequence[Case], gold: Sequence[Json]) -> list[Json | None]:
    """One claim a case and one case a claim, the best agreement first."""
    weights = []
    for i, case in enumerate(seen):
        trigger, whole = case.trigger, case.sentence.span
        for j, claim in enumerate(gold):
            if not (whole.start < claim["end"] and claim["start"] < whole.end):
                continue
            inside = trigger.start < claim["end"] and claim["start"] < trigger.end
            close = trigger.start < claim["end"] + 25 and claim["start"] - 25 < trigger.end
            chosen = any(same_item(t, it) for t in case.chosen for it in claim["items"])
            anywhere = chosen or any(same_item(t, it) for t, _, _ in case.items for it in claim["items"])
            keys = {Party.parse(p).key for p in (*claim["supplier"], *claim["recipient"])} - {"?"}
            sides = len(keys & {c.told.party.key for c in case.candidates if c.side >= 0})
            linked = len({Party.parse(p).key for p in claim["supplier"]} & {t.party.key for t in case.supplier}) + len(
                {Party.parse(p).key for p in claim["recipient"]} & {t.party.key for t in case.recipient}
            )
            if not (inside or (close and chosen)) or not (anywhere or sides):
                continue
            step = case.rule["stage"] == claim["stage"]
            bare = case.linked.chain.main.word.lemma == "none"
            weights.append(
                (
                    3 * inside
                    + 2 * chosen
                    + anywhere
                    + 0.7 * min(sides, 2)
                    + linked
                    + 1.2 * step
                    - bare
                    + 0.3 * (case.rule["modality"] == claim["modality"]),
                    -i,
                    -j,
                )
            )
    out: list[Json | None] = [None] * len(seen)
    used: set[int] = set()
    for _, i, j in sorted(weights, reverse=True):
        if out[-i] is None and -j not in used:
            out[-i] = gold[-j]
            used.add(-j)
    return out


Examples = tuple[list[list[str]], list[str]]
Rows = list[list[list[str]]]
Data = dict[str, Examples]
CLASSES: dict[str, tuple[str, ...]] = {
    "role": ROLES, "item": NO_YES, "mode": tuple(Mode), "stage": tuple(Stage), "modality": tuple(Modality), "speaker": tuple(Speaker), "when": NO_YES, "money": NO_YES,
    "count": NO_YES,
}  # fmt: skip


def properties(studied: Sequence[Studied]) -> dict[str, Linear]:
    """The models that decide the values of a case, from the cases that gold has."""
    data = examples(studied)
    return {name: model(name, *data[name]) for name in CLASSES}


def model(name: str, x: Sequence[Sequence[str]], y: Sequence[str]) -> Linear:
    rare = RARE.get(name)
    weights = [1.0 if label == rare[0] else rare[1] for label in y] if rare else None
    classes = [str(c) for c in ROLES if name == "sides"] or [str(c) for c in CLASSES.get(name, NO_YES)]
    return train(x, y, classes, strength=STRENGTH.get(name, 0.1), weights=weights)


def second_look(studied: Sequence[Studied], parts: int) -> list[Rows]:
    """For each report the features of a second look at its sides, by first chances from models that have not seen it."""
    out: list[Rows] = [[] for _ in studied]
    for part in range(parts):
        data = examples([s for k, s in enumerate(studied) if k % parts != part])["role"]
        first = model("role", *data)
        for k in range(part, len(studied), parts):
            cases = studied[k].cases
            out[k] = together(cases, first.grouped([[c.features for c in case.candidates] for case in cases]))
    return out


def sides(studied: Sequence[Studied], looks: Sequence[Rows]) -> Linear:
    """The model of the second look."""
    x, y = list[list[str]](), list[str]()
    for one, rows in zip(studied, looks, strict=True):
        for case, claim, names in zip(one.cases, one.matched, rows, strict=True):
            if claim is not None:
                x += names
                y += [role(c, claim) for c in case.candidates]
    return model("sides", x, y)


def role(candidate: Candidate, claim: Json) -> str:
    """What a party is in a claim of gold."""
    key = candidate.told.party.key
    supplies, receives = key in keys(claim["supplier"]), key in keys(claim["recipient"])
    if supplies and receives:
        firms = [any(q.name and q.key == key for q in map(Party.parse, claim[s])) for s in ("supplier", "recipient")]
        if firms == [True, False]:
            return "supplier" if candidate.told.party.name else "recipient"
        return "both"
    between = "intermediary" if key in keys(claim["intermediary"]) else "none"
    return "supplier" if supplies else "recipient" if receives else between


def examples(studied: Sequence[Studied]) -> Data:
    """Features and right values by model."""
    data: Data = {n: ([], []) for n in CLASSES}

    def example(name: str, names: list[str], label: str) -> None:
        data[name][0].append(names)
        data[name][1].append(label)

    for one in studied:
        for k, (case, claim) in enumerate(zip(one.cases, one.matched, strict=True)):
            if claim is None:
                continue
            suppliers, recipients = keys(claim["supplier"]), keys(claim["recipient"])
            for c in case.candidates:
                example("role", c.features, role(c, claim))
            states = [{p.code for p in map(Party.parse, claim[s]) if p.code} for s in ("supplier", "recipient")]
            right: list[Thing] = []
            taken: list[Json] = []
            for thing, chosen, old in sorted(case.items, key=lambda i: (not i[0].designation, i[0].quantity is None)):
                hit = next((it for it in claim["items"] if same_item(thing, it)), None)
                example(
                    "item",
                    [
                        *features.item(case.sentence, case.linked, thing, chosen, old),
                        *features.beside(thing, case.items, chosen),
                    ],
                    "yes" if hit and hit not in taken else "no",
                )
                if hit is not None:
                    taken.append(hit)
                    right.append(thing)
                    example("mode", modes.told(one.cases, case, thing, *states), hit["mode"])
                    wanted = [it["quantity"] for it in claim["items"] if same_item(thing, it)]
                    for told in counts(one.cases[max(0, k - REACH) : k], case, thing, old):
                        example("count", told.features, NO_YES[range_json(told.value) in wanted])
            names = features.event(case.sentence, case.linked, right or case.chosen, case.carried, case.rule)
            sides = [
                f"s={bool(suppliers - {'?'})}:{bool(recipients - {'?'})}",
                f"sf={any('(' in p for p in claim['supplier'])}:{any('(' in p for p in claim['recipient'])}",
            ]
            example("stage", [*names, *sides], claim["stage"])
            example("modality", [*names, f"st={claim['stage']}"], claim["modality"])
            if case.sentence.source is not None:
                example("speaker", speaking(case, names), claim["attribution"]["kind"])
            _times(case, claim, example)
    return data


def _times(case: Case, claim: Json, example: Callable[[str, list[str], str], None]) -> None:
    want = claim["when"]
    for d, names in zip(case.sentence.dates, when_names(case), strict=True):
        read = str(d.value.first_on or None), str(d.value.last_on or None)
        example("when", names, NO_YES[want is not None and read == (str(want["from"]), str(want["to"]))])
    want = claim["money"]
    for m, names in zip((s.value for s in case.sentence.sums), money_names(case), strict=True):
        same = want is not None and m.currency == want["currency"]
        example("money", names, NO_YES[same and (m.max or m.min) in (want["max"], want["min"])])


def right(decided: Decided, gold: Sequence[Json]) -> bool:
    """Whether each of its facts (supplier, recipient, item, stage, modality) is one that the report's gold has."""
    draft = decided.draft
    suppliers = {t.party.key for t in draft.supplier} or {"?"}
    recipients = {t.party.key for t in draft.recipient} or {"?"}
    alike = [c for c in gold if c["stage"] == draft.stage and c["modality"] == draft.modality]
    told = [(keys(c["supplier"]) or {"?"}, keys(c["recipient"]) or {"?"}, c["items"]) for c in alike]

    def has(supplier: str, recipient: str, thing: Thing) -> bool:
        return any(
            supplier in s | ({supplier} if "?" in s else set())
            and recipient in r | ({recipient} if "?" in r else set())
            and any(same_item(thing, it) for it in items)
            for s, r, items in told
        )

    return all(has(s, r, t) for s in suppliers for r in recipients for t in draft.items)


def learn(studied: Sequence[Studied], parts: int = 3) -> Judge:
    """All models: values first; then, on what those decide of reports they have not seen, acceptance and the score."""
    accept: Examples = ([], [])
    decided_of: list[tuple[Decided, int]] = []
    looks = second_look(studied, parts)
    for part in range(parts):
        rest = [k for k in range(len(studied)) if k % parts != part]
        judge = Judge(
            properties([studied[k] for k in rest])
            | {"sides": sides([studied[k] for k in rest], [looks[k] for k in rest])}
        )
        for k in range(part, len(studied), parts):
            one = studied[k]
            for decided, claim in zip(decide(one.cases, judge), one.matched, strict=True):
                decided_of.append((decided, k))
                accept[0].append(mannered(accepting(decided), one.manner))
                accept[1].append(NO_YES[claim is not None])
    scores = _out_of_fold(accept, parts)
    marks: Examples = ([], [])
    deals: list[list[Draft]] = [[] for _ in studied]
    for (decided, k), sure in zip(decided_of, scores, strict=True):
        decided.sure["accept"] = sure
        if sure >= ACCEPTED:
            deals[k].append(decided.draft)
        if sure >= 0.3:
            marks[0].append(scoring(decided))
            marks[1].append(NO_YES[right(decided, studied[k].gold)])
    models = properties(studied) | _others(studied, deals)
    accepts = model("accept", *accept).without(*(f"{m}:" for m in {s.manner for s in studied} if m))
    models |= {"sides": sides(studied, looks), "accept": accepts, "right": model("right", *marks)}
    return Judge(models)


def _others(studied: Sequence[Studied], deals: Sequence[Sequence[Draft]]) -> dict[str, Linear]:
    """The models of the other kinds; `deals` are the transfers read in each report by models that have not seen it."""
    proposed = list[tuple[Found, Json | None]]()
    for one, read in zip(studied, deals, strict=True):
        found = list(proposals(one.scene, one.report.text, read))
        proposed += zip(found, matched(found, one.told), strict=True)
    told = [(found, claim) for found, claim in proposed if claim is not None]
    return fit([(found, claim is not None) for found, claim in proposed]) | values(told)


def mannered(names: list[str], manner: str) -> list[str]:
    """The features once more under the manner's name: what annotators of one kind of report take for a claim is learned
    apart from what all do, and is not asked for when reading.

    Source: H. Daumé III, Frustratingly easy domain adaptation, ACL 2007.
    """
    return [*names, manner, *(f"{manner}:{name}" for name in names)] if manner else names


def _out_of_fold(data: Examples, parts: int) -> list[float]:
    """The acceptance of each case by a model that has not seen its neighbours."""
    n = len(data[0])
    out = [0.0] * n
    size = n // parts + 1
    for part in range(parts):
        held = range(part * size, min(n, (part + 1) * size))
        rest = [k for k in range(n) if k not in held]
        found = model("accept", [data[0][k] for k in rest], [data[1][k] for k in rest])
        for k, p in zip(held, found.probabilities([data[0][k] for k in held]), strict=True):
            out[k] = float(p[1])
    return out


def annotated(folder: Path, knowledge: Knowledge) -> Iterator[Studied]:
    """The reports of a gold folder that are for training."""
    claims: dict[str, list[Json]] = {}
    for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        claims.setdefault(claim["document"], []).append(claim)
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        if document.get("split", "train") == "train":
            told = claims.get(document["document"], [])
            manner = "" if folder.name == "arms-deals" else folder.name
            yield from study(document["document"], document["text"], told, knowledge, manner)


def ship(gold: Path, weights: Path = WEIGHTS) -> None:
    """Writes the fast reader's weights, trained from every annotated report that is not held back."""
    knowledge = Knowledge()
    studied = [s for folder in ("arms-deals", "newswire") for s in annotated(gold / folder, knowledge)]
    studied += [
        s for d, claims in corpus() for s in study(d["document"], d["text"], claims, knowledge, d.get("manner", ""))
    ]
    weights.parent.mkdir(parents=True, exist_ok=True)
    save(weights, learn(studied).models)


if __name__ == "__main__":
    ship(Path(sys.argv[1]))

"""Transfers: who supplies what to whom. The grammar proposes, linear models trained on annotated reports decide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from armsledger.model.codes import Kind, Modality, Mode, Speaker, Stage
from armsledger.model.values import Attribution, Span
from armsledger.reading import features
from armsledger.reading.cases import Case, cases
from armsledger.reading.drafts import Draft
from armsledger.reading.items import Thing
from armsledger.reading.linear import Linear, load
from armsledger.reading.others import accepting as accepting_others
from armsledger.reading.proposal import Found
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Told

WEIGHTS = Path(__file__).with_name("weights") / "fast.npz"
ROLES = ("none", "supplier", "recipient", "both", "intermediary")


@dataclass(frozen=True, slots=True)
class Judge:
    """The models by name: accept, role, item, mode, stage, modality, speaker, when, money, right."""

    models: dict[str, Linear]

    def yes(self, name: str, names: Sequence[Sequence[str]]) -> list[float]:
        return [float(p[1]) for p in self.models[name].probabilities(names)] if names else []


@cache
def shipped() -> Judge:
    return Judge(load(WEIGHTS))


@dataclass(slots=True)
class Decided:
    """A case with what was decided of it, and how sure each decision was."""

    case: Case
    draft: Draft
    features: list[str]
    sure: dict[str, float]


def transfers(scene: Sequence[Sentence], judge: Judge, least: float = 0.33) -> list[Draft]:
    """The transfers of a report in order; each scored by how likely all its facts are right."""
    out = []
    for decided in decide(cases(scene), judge):
        accept = judge.yes("accept", [accepting(decided)])[0]
        decided.sure["accept"] = accept
        decided.draft.facts["accept"] = accept
        if accept < least:
            continue
        draft = decided.draft
        draft.score = judge.yes("right", [scoring(decided)])[0] if "right" in judge.models else accept
        out.append(draft)
    return out


def decide(found: Sequence[Case], judge: Judge) -> list[Decided]:
    """Sides, items, stage, modality, source, time and money of every case."""
    out = []
    for case in found:
        sure: dict[str, float] = {}
        items = _items(case, judge, sure)
        names = features.event(case.sentence, case.linked, [t for t, _ in items], case.carried, case.rule)
        supplier, recipient, intermediary = _parties(case, judge, sure)
        draft = Draft(
            kind=Kind.TRANSFER,
            quote=case.trigger,
            trigger=case.trigger,
            supplier=supplier,
            recipient=recipient,
            intermediary=intermediary,
            items=[t for t, _ in items],
        )
        stage, sure["stage"] = best(judge.models["stage"], [*names, *_sides(draft)])
        draft.stage = Stage(stage)
        sure_of, sure["modality"] = best(judge.models["modality"], [*names, f"st={stage}"])
        draft.modality = Modality.DENIED if _plainly_denied(case) else Modality(sure_of)
        span = case.rule["span"]
        draft.modality_span = span if isinstance(span, Span) else None
        _speaker(case, draft, judge, names, sure)
        _when(case, draft, judge, sure)
        _money(case, draft, judge, sure)
        _quote(case, draft)
        out.append(Decided(case, draft, names, sure))
    return out


def _plainly_denied(case: Case) -> bool:
    """Whether a word of denial speaks of the event itself: "denied that", "dismissed reports"."""
    span = case.rule["span"]
    words = {t.low for t in case.sentence.tokens if isinstance(span, Span) and t.start == span.start}
    return case.rule["modality"] is Modality.DENIED and bool(
        words & {"denied", "denies", "dismissed", "refuted", "never"}
    )


def best(model: Linear, names: Sequence[str]) -> tuple[str, float]:
    p = model.probabilities([names])[0]
    k = int(p.argmax())
    return model.classes[k], float(p[k])


def _items(case: Case, judge: Judge, sure: dict[str, float]) -> list[tuple[Thing, bool]]:
    names = [
        [*features.item(case.sentence, case.linked, t, chosen, old), *features.beside(t, case.items, chosen)]
        for t, chosen, old in case.items
    ]
    likely = judge.yes("item", names)
    kept = [(k, p) for k, p in enumerate(likely) if p >= 0.5]
    if not kept and likely:
        k = max(range(len(likely)), key=likely.__getitem__)
        kept = [(k, likely[k])]
    sure["item"] = min((p for _, p in kept), default=0.0)
    out = []
    for k, _ in kept:
        thing, _, old = case.items[k]
        wanted, _ = best(judge.models["mode"], features.mode(case.sentence, case.linked, thing, thing.mode))
        if wanted != thing.mode:
            thing = replace(thing, mode=Mode(wanted), mode_span=thing.mode_span if wanted != Mode.GOODS else None)
        out.append((thing, old))
    return _distinct(out)


def _distinct(items: list[tuple[Thing, bool]]) -> list[tuple[Thing, bool]]:
    """Without items that say nothing which another does not: "weapons and equipment" are one unspecified item."""
    out: list[tuple[Thing, bool]] = []
    for thing, old in items:
        twin = next(
            (
                k
                for k, (t, _) in enumerate(out)
                if (t.designation, t.category, t.mode) == (thing.designation, thing.category, thing.mode)
            ),
            None,
        )
        if twin is None:
            out.append((thing, old))
        elif out[twin][0].quantity is None and thing.quantity is not None:
            out[twin] = (thing, old)
        elif thing.quantity is not None and thing.quantity != out[twin][0].quantity:
            out.append((thing, old))
    return out


def _parties(case: Case, judge: Judge, sure: dict[str, float]) -> tuple[list[Told], list[Told], list[Told]]:
    supplier: list[tuple[float, Told]] = []
    recipient: list[tuple[float, Told]] = []
    intermediary: list[Told] = []
    if not case.candidates:
        sure["supplier"] = sure["recipient"] = 0.0
        return [], [], []
    p = judge.models["role"].probabilities([c.features for c in case.candidates])
    for row, c in zip(p, case.candidates, strict=True):
        role = ROLES[int(row.argmax())]
        if role in ("supplier", "both"):
            supplier.append((float(row[1] + row[3]), c.told))
        if role in ("recipient", "both"):
            recipient.append((float(row[2] + row[3]), c.told))
        if role == "intermediary":
            intermediary.append(c.told)
    for side, column in ((supplier, 1), (recipient, 2)):
        side.sort(key=lambda x: -x[0])
        if not side:
            other = {t.party.key for _, t in (recipient if side is supplier else supplier)}
            ranked = sorted(
                (
                    (float(r[column] + r[3]), k)
                    for k, r in enumerate(p)
                    if case.candidates[k].told.party.key not in other
                ),
                reverse=True,
            )
            if ranked and ranked[0][0] > 0.2:
                side.append((ranked[0][0], case.candidates[ranked[0][1]].told))
    sure["supplier"] = min((x for x, _ in supplier), default=0.0)
    sure["recipient"] = min((x for x, _ in recipient), default=0.0)
    return _one_name([t for _, t in supplier]), _one_name([t for _, t in recipient]), intermediary


def _one_name(told: list[Told]) -> list[Told]:
    """Without a state beside its own company, without what the report only makes plain beside what the sentence says."""
    said = [t for t in told if not t.inferred]
    told = said or told[:1]
    told = [t for t in told if not any(_short_for(t, other) for other in told)]
    firms = {t.party.code for t in told if t.party.name and t.party.code}
    return [t for t in told if t.party.name or t.party.code not in firms]


def _short_for(told: Told, other: Told) -> bool:
    """Whether a company's name is only a short form of another's: an acronym, or a part of it."""
    short, full = told.party.name, other.party.name
    if not short or not full or short == full or told.party.code != other.party.code or len(short) >= len(full):
        return False
    initials = "".join(w[0] for w in full.split() if w[0].isupper())
    return short in full or (short.isupper() and (short in initials or initials.startswith(short[:2])))


def _sides(draft: Draft) -> list[str]:
    return [
        f"s={bool(draft.supplier)}:{bool(draft.recipient)}",
        f"sf={any(t.party.name for t in draft.supplier)}:{any(t.party.name for t in draft.recipient)}",
    ]


def _speaker(case: Case, draft: Draft, judge: Judge, names: list[str], sure: dict[str, float]) -> None:
    source = case.sentence.source
    if source is None:
        return
    kind, sure["speaker"] = best(judge.models["speaker"], speaking(case, names))
    if kind != Speaker.AUTHOR:
        draft.attribution = Attribution(kind=Speaker(kind), who=source.value.who)
        draft.source = source.span


def speaking(case: Case, names: list[str]) -> list[str]:
    source = case.sentence.source
    if source is None:
        return ["none"]
    who = (source.value.who or "").lower().split()
    inside = case.sentence.span.start <= source.span.start < case.sentence.span.end
    near = (
        source.span.start - case.trigger.end
        if source.span.start >= case.trigger.end
        else case.trigger.start - source.span.end
    )
    return [
        f"k={source.value.kind}",
        f"k={source.value.kind}:{inside}",
        f"n={source.value.kind}:{min(len(who), 8)}",
        *(f"w={w.strip(',.')}" for w in who),
        f"first={who[0] if who else ''}",
        f"near={near // 60 if inside else -1}",
        *(x for x in names if x.startswith(("role=", "stage=", "place="))),
    ]


def _when(case: Case, draft: Draft, judge: Judge, sure: dict[str, float]) -> None:
    dated = case.sentence.dates
    if not dated:
        return
    chosen = nearest(case, [(d.start, d.end) for d in dated])
    likely = judge.yes(
        "when",
        [
            features.moment(case.sentence, case.linked, d.start, d.end, d.side, d.explicit, k == chosen)
            for k, d in enumerate(dated)
        ],
    )
    k = max(range(len(likely)), key=likely.__getitem__)
    if likely[k] >= 0.5:
        draft.when = (dated[k].value, Span(dated[k].start, dated[k].end))
    sure["when"] = max(likely[k], 1 - likely[k])


def _money(case: Case, draft: Draft, judge: Judge, sure: dict[str, float]) -> None:
    sums = case.sentence.sums
    if not sums:
        return
    chosen = nearest(case, [(s.start, s.end) for s in sums])
    likely = judge.yes(
        "money",
        [
            features.moment(
                case.sentence, case.linked, s.start, s.end, str(s.value.basis), s.value.min == s.value.max, k == chosen
            )
            for k, s in enumerate(sums)
        ],
    )
    k = max(range(len(likely)), key=likely.__getitem__)
    if likely[k] >= 0.5:
        draft.money = (sums[k].value, Span(sums[k].start, sums[k].end))
    sure["money"] = max(likely[k], 1 - likely[k])


def nearest(case: Case, places: Sequence[tuple[int, int]]) -> int:
    """The place nearest to the event to which no other event is nearer; -1 where there is none."""
    tokens = case.sentence.tokens

    def gap(first: int, last: int, start: int, end: int) -> int:
        return max(start - tokens[last - 1].end, tokens[first].start - end, 0)

    chain, out = case.linked.chain, (-1, 10**9)
    for k, (start, end) in enumerate(places):
        here = gap(chain.first, chain.last, start, end)
        if any(c is not chain and gap(c.first, c.last, start, end) < here for c in case.sentence.chains):
            continue
        if here < out[1]:
            out = (k, here)
    return out[0]


def _quote(case: Case, draft: Draft) -> None:
    """From the first to the last words in the sentence that the claim rests on."""
    whole = case.sentence.span
    places = [case.trigger, *(t.span for t in draft.items), *(t.span for t in (*draft.supplier, *draft.recipient))]
    if draft.money:
        places.append(draft.money[1])
    inside = [p for p in places if whole.start <= p.start and p.end <= whole.end]
    draft.quote = Span(min(p.start for p in inside), max(p.end for p in inside))


def accepting(decided: Decided) -> list[str]:
    """What tells whether a case is a claim at all."""
    draft, sure = decided.draft, decided.sure
    steps = {name: int(5 * min(0.999, value)) for name, value in sure.items() if name not in ("accept",)}
    role = decided.case.linked.chain.main.word.role
    explicit = f"{any(not t.inferred for t in draft.supplier)}:{any(not t.inferred for t in draft.recipient)}"
    return [
        *decided.features, *(f"sure:{k}={v}" for k, v in steps.items()), f"sides:{bool(draft.supplier)}:{bool(draft.recipient)}", f"explicit:{explicit}", f"explicit:{explicit}:{role}",
        f"sr:{steps.get('supplier')}:{steps.get('recipient')}", f"sri:{steps.get('supplier', 0) > 2}:{steps.get('recipient', 0) > 2}:{steps.get('item', 0) > 2}:{role}", f"st:{draft.stage}:{draft.modality}", f"when:{draft.when is not None}:{role}",
        f"money:{draft.money is not None}", f"n:{min(len(draft.items), 4)}:{min(len(draft.supplier), 3)}:{min(len(draft.recipient), 3)}",
    ]  # fmt: skip


def scoring(decided: Decided) -> list[str]:
    """What tells whether all its facts are right: how sure the decisions were."""
    sure, draft = decided.sure, decided.draft
    out = []
    for name in ("accept", "supplier", "recipient", "item", "stage", "modality"):
        step = int(10 * min(0.999, sure.get(name, 0.0)))
        out += [f"{name}>={n}" for n in range(step + 1)]
    least = min(sure.get(n, 0.0) for n in ("accept", "supplier", "recipient", "item", "stage", "modality"))
    out += [f"least>={n}" for n in range(int(10 * min(0.999, least)) + 1)]
    out += [
        f"stage={draft.stage}",
        f"items={min(len(draft.items), 4)}",
        f"sides={min(len(draft.supplier), 3)}:{min(len(draft.recipient), 3)}",
        f"inferred={any(t.inferred for t in draft.supplier)}:{any(t.inferred for t in draft.recipient)}",
        f"designated={all(t.designation for t in draft.items)}",
    ]
    return out


def accepted(judge: Judge, least: float = 0.26) -> Callable[[Found], float | None]:
    """A gate for claims that are no transfers."""

    def keep(found: Found) -> float | None:
        p = judge.yes("others", [accepting_others(found)])[0]
        return p if p >= least else None

    return keep

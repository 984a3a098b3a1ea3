"""What becomes of a candidate transfer: linear models trained on annotated reports choose among what the grammar proposes."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from armsledger.model.codes import Kind, Modality, Mode, Speaker, Stage
from armsledger.model.values import Attribution, Party, Span
from armsledger.reading import features, modes
from armsledger.reading.cases import Case
from armsledger.reading.drafts import Draft
from armsledger.reading.features import Candidate
from armsledger.reading.howmany import numbered
from armsledger.reading.items import Thing
from armsledger.reading.linear import Floats, Joined, Linear, joined
from armsledger.reading.listed import distinct, named_first, whole_list
from armsledger.reading.story import Told
from armsledger.reading.together import second
from armsledger.reading.tokens import words

ROLES = ("none", "supplier", "recipient", "both", "intermediary")


LISTED = 0.25
"""How likely a side must be for a party in one list with a chosen one. Source: two folds of the training reports."""


@dataclass(frozen=True, slots=True)
class Judge:
    """The models by name: accept, role, sides, item, count, mode, stage, modality, speaker, when, money, right."""

    models: dict[str, Linear]

    def shares(self, name: str, names: Sequence[Sequence[str]], sums: Floats | float = 0.0) -> list[dict[str, float]]:
        """For each example how likely each class is; `sums` are what features looked up before weigh."""
        model = self.models[name]
        likely = model.shares(model.sums(names) + sums).tolist()
        return [dict(zip(model.classes, p, strict=True)) for p in likely]

    def yes(self, name: str, names: Sequence[Sequence[str]], sums: Floats | float = 0.0) -> list[float]:
        model = self.models[name]
        return [p[1] for p in model.shares(model.sums(names) + sums).tolist()] if names else []

    def of_event(self, names: Sequence[Sequence[str]]) -> dict[str, Floats]:
        """What events' own features weigh for their stage, their modality and, once that is learned, their acceptance."""
        return _of_event(*((n, self.models[n]) for n in ("stage", "modality", "accept") if n in self.models)).sums(
            names
        )


@lru_cache(maxsize=2)
def _of_event(*models: tuple[str, Linear]) -> Joined:
    return joined(dict(models))


@dataclass(slots=True)
class Decided:
    """A case with what was decided of it, how sure each decision was, and what its features weigh for its acceptance."""

    case: Case
    draft: Draft
    features: list[str]
    sure: dict[str, float]
    weight: Floats


def decide(found: Sequence[Case], judge: Judge) -> list[Decided]:
    """Sides, items, stage, modality, source, time and money of every case; each model is asked once for all of them."""
    sure: list[dict[str, float]] = [{} for _ in found]
    kept = _items(found, judge, sure)
    sides, shares = _parties(found, judge, sure)
    items = _moded(found, kept, sides, judge)
    names = [
        features.event(case.sentence, case.linked, things, case.carried, case.rule)
        for case, things in zip(found, items, strict=True)
    ]
    drafts = []
    for case, things, (supplier, recipient, between) in zip(found, items, sides, strict=True):
        span = case.rule["span"]
        drafts.append(
            Draft(
                kind=Kind.TRANSFER,
                quote=case.trigger,
                trigger=case.trigger,
                supplier=supplier,
                recipient=recipient,
                intermediary=between,
                items=things,
                modality_span=span if isinstance(span, Span) else None,
            )
        )
    told = judge.of_event(names)
    stages = judge.shares("stage", [_sides(d) for d in drafts], told["stage"])
    modalities = judge.shares("modality", [[f"st={likeliest(s)}"] for s in stages], told["modality"])
    for k, (case, draft) in enumerate(zip(found, drafts, strict=True)):
        draft.stage, draft.modality = Stage(likeliest(stages[k])), Modality(likeliest(modalities[k]))
        sure[k] |= {"stage": max(stages[k].values()), "modality": max(modalities[k].values())}
        if _plainly_denied(case):
            draft.modality = Modality.DENIED
        draft.facts |= {"stage": stages[k], "modality": modalities[k], "sides": shares[k]}
        draft.facts["modes"] = [thing.modes for thing in draft.items]
    _speakers(found, drafts, judge, names, sure)
    _whens(found, drafts, judge, sure)
    _sums(found, drafts, judge, sure)
    for case, draft in zip(found, drafts, strict=True):
        _quote(case, draft)
    weights = told.get("accept", np.zeros((len(found), 2), dtype=np.float32))
    return [Decided(*one) for one in zip(found, drafts, names, sure, weights, strict=True)]


def likeliest(shares: dict[str, float]) -> str:
    return max(shares, key=lambda name: shares[name])


_DENIAL = words("denied denies dismissed refuted never")


def _plainly_denied(case: Case) -> bool:
    """Whether a word of denial speaks of the event itself: "denied that", "dismissed reports"."""
    span = case.rule["span"]
    if case.rule["modality"] is not Modality.DENIED or not isinstance(span, Span):
        return False
    return any(t.start == span.start and t.low in _DENIAL for t in case.sentence.tokens)


def _items(found: Sequence[Case], judge: Judge, sure: list[dict[str, float]]) -> list[list[Thing]]:
    likely = judge.models["item"].grouped(
        [
            [
                [*features.item(c.sentence, c.linked, t, chosen, old), *features.beside(t, c.items, chosen)]
                for t, chosen, old in c.items
            ]
            for c in found
        ]
    )
    kept: list[list[Thing]] = []
    for k, (case, rows) in enumerate(zip(found, likely, strict=True)):
        chosen = [n for n, row in enumerate(rows) if row[1] >= (0.35 if _counted(*case.items[n]) else 0.5)] or (
            [int(rows[:, 1].argmax())] if len(rows) else []
        )
        chosen = whole_list(case, rows, chosen)
        sure[k]["item"] = min((float(rows[n, 1]) for n in chosen), default=0.0)
        kept.append([case.items[n][0] for n in chosen])
    return numbered(found, kept, judge.models["count"])


def _moded(
    found: Sequence[Case],
    kept: Sequence[Sequence[Thing]],
    sides: Sequence[tuple[list[Told], list[Told], list[Told]]],
    judge: Judge,
) -> list[list[Thing]]:
    """The items in their likeliest modes, given who supplies and receives them."""
    names = []
    for case, things, (supplier, recipient, _) in zip(found, kept, sides, strict=True):
        states = [{t.party.code for t in side if t.party.code} for side in (supplier, recipient)]
        names.append([modes.told(found, case, t, *states) for t in things])
    rows = judge.models["mode"].grouped(names)
    return [
        distinct(named_first([_as(t, row, judge) for t, row in zip(things, chances, strict=True)]))
        for things, chances in zip(kept, rows, strict=True)
    ]


def _counted(thing: Thing, chosen: bool, carried: bool) -> bool:
    """Whether the grammar gave an item to the event and the text counts it: that is believed sooner."""
    return chosen and not carried and thing.quantity is not None


def _as(thing: Thing, row: Floats, judge: Judge) -> Thing:
    """The item in the likeliest mode."""
    shares = dict(zip(judge.models["mode"].classes, map(float, row), strict=True))
    mode = Mode(likeliest(shares))
    told = thing.mode_span if mode is thing.mode or mode is not Mode.GOODS else None
    return replace(thing, mode=mode, mode_span=told, modes=shares)


def _parties(
    found: Sequence[Case], judge: Judge, sure: list[dict[str, float]]
) -> tuple[list[tuple[list[Told], list[Told], list[Told]]], list[list[tuple[Party, float, float]]]]:
    """Supplier, recipient and broker of each case; and how likely each of its parties is to supply and to receive."""
    first = judge.models["role"].grouped([[c.features for c in case.candidates] for case in found])
    likely = second(found, first, judge.models["sides"])
    out, shares = [], []
    for k, (case, rows) in enumerate(zip(found, likely, strict=True)):
        shares.append(
            [
                (c.told.party, float(row[1] + row[3]), float(row[2] + row[3]))
                for row, c in zip(rows, case.candidates, strict=True)
            ]
        )
        sides: dict[str, list[tuple[float, Told]]] = {"supplier": [], "recipient": []}
        between: list[Told] = []
        for row, c in zip(rows, case.candidates, strict=True):
            role = ROLES[int(row.argmax())]
            for n, side in enumerate(sides, 1):
                if role in (side, "both"):
                    sides[side].append((float(row[n] + row[3]), c.told))
            if role == "intermediary":
                between.append(c.told)
        for n, side in enumerate(sides, 1):
            sides[side] += _listed(case, rows, n, sides[side])
        for n, (side, other) in enumerate((("supplier", "recipient"), ("recipient", "supplier")), 1):
            sides[side].sort(key=lambda x: -x[0])
            if not sides[side]:
                sides[side] = _likeliest(case, rows, n, {t.party.key for _, t in sides[other]})
            sure[k][side] = min((x for x, _ in sides[side]), default=0.0)
        supplier, recipient = (_one_name([t for _, t in sides[s]]) for s in ("supplier", "recipient"))
        supplier = [t for t in supplier if not buys_abroad(t.party, [r.party for r in recipient], makers(case))]
        out.append((supplier, recipient, between))
    return out, shares


def _listed(case: Case, rows: Floats, column: int, chosen: list[tuple[float, Told]]) -> list[tuple[float, Told]]:
    """Parties of one list with a chosen one, where they lean to the same side: a list shares its event."""
    taken = {id(t) for _, t in chosen}
    groups = {_group(case, c) for c in case.candidates if id(c.told) in taken} - {None}
    return [
        (float(row[column] + row[3]), c.told)
        for c, row in zip(case.candidates, rows, strict=True)
        if id(c.told) not in taken and _group(case, c) in groups and row[column] > max(LISTED, row[3 - column])
    ]


def _group(case: Case, candidate: Candidate) -> int | None:
    return case.sentence.sides[candidate.side].group if candidate.side >= 0 else None


def _likeliest(case: Case, rows: Floats, column: int, taken: set[str]) -> list[tuple[float, Told]]:
    """The party likeliest on a side that none was sure to be on, if likely at all."""
    ranked = [
        (float(row[column] + row[3]), k) for k, row in enumerate(rows) if case.candidates[k].told.party.key not in taken
    ]
    chance, k = max(ranked, default=(0.0, -1))
    return [(chance, case.candidates[k].told)] if chance > 0.2 else []


def makers(case: Case) -> set[str]:
    """The states that build the types which the grammar gives the event."""
    return {state for thing in case.chosen for state in thing.makers}


def buys_abroad(party: Party, recipients: Sequence[Party], makers: Set[str]) -> bool:
    """Whether a state cannot be its own supplier: it receives, and only others build the type (where that is known)."""
    return not party.name and bool(makers) and party.code not in makers and any(r.key == party.key for r in recipients)


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


def _speakers(
    found: Sequence[Case], drafts: Sequence[Draft], judge: Judge, names: list[list[str]], sure: list[dict[str, float]]
) -> None:
    kinds = judge.shares("speaker", [speaking(case, n) for case, n in zip(found, names, strict=True)])
    for k, (case, draft) in enumerate(zip(found, drafts, strict=True)):
        source = case.sentence.source
        if source is None:
            continue
        draft.facts["speaker"], kind = kinds[k], likeliest(kinds[k])
        sure[k]["speaker"] = kinds[k][kind]
        if kind != Speaker.AUTHOR:
            draft.attribution = Attribution(kind=Speaker(kind), who=source.value.who)
            draft.source = source.span


def _whens(found: Sequence[Case], drafts: Sequence[Draft], judge: Judge, sure: list[dict[str, float]]) -> None:
    for k, rows in enumerate(judge.models["when"].grouped([when_names(case) for case in found])):
        if len(rows):
            best, dated = int(rows[:, 1].argmax()), found[k].sentence.dates
            if rows[best, 1] >= LEAST_DATE:
                drafts[k].when = (dated[best].value, Span(dated[best].start, dated[best].end))
            sure[k]["when"] = float(rows[best].max())


LEAST_SUM, LEAST_DATE = 0.2, 0.35
"""From which chance on a sum or a date is told: most sums beside an event are its own. Source: two training folds."""


def _sums(found: Sequence[Case], drafts: Sequence[Draft], judge: Judge, sure: list[dict[str, float]]) -> None:
    for k, rows in enumerate(judge.models["money"].grouped([money_names(case) for case in found])):
        if len(rows):
            best, sums = int(rows[:, 1].argmax()), found[k].sentence.sums
            if rows[best, 1] >= LEAST_SUM:
                drafts[k].money = (sums[best].value, Span(sums[best].start, sums[best].end))
            sure[k]["money"] = float(rows[best].max())
        elif found[k].worth is not None:
            drafts[k].money = found[k].worth


def when_names(case: Case) -> list[list[str]]:
    """For each date of the sentence what tells whether it is the event's."""
    dated = case.sentence.dates
    chosen = nearest(case, [(d.start, d.end) for d in dated])
    return [
        features.moment(case.sentence, case.linked, d.start, d.end, d.side, d.explicit, k == chosen)
        for k, d in enumerate(dated)
    ]


def money_names(case: Case) -> list[list[str]]:
    """For each sum of the sentence what tells whether it is the event's."""
    sums = case.sentence.sums
    chosen = nearest(case, [(s.start, s.end) for s in sums])
    return [
        features.moment(
            case.sentence, case.linked, s.start, s.end, str(s.value.basis), s.value.min == s.value.max, k == chosen
        )
        for k, s in enumerate(sums)
    ]


def nearest(case: Case, places: Sequence[tuple[int, int]]) -> int:
    """The place nearest to the event to which no other event is nearer; -1 where there is none."""
    tokens = case.sentence.tokens

    def gap(first: int, last: int, start: int, end: int) -> int:
        low, high = min(tokens[last - 1].end, end), max(tokens[first].start, start)
        parted = sum(t.low == ";" for t in tokens if low <= t.start < high)
        return max(start - tokens[last - 1].end, tokens[first].start - end, 0) + 80 * parted

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

"""Events become claims: who and what fills each role, its value, and the words that say so."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Category, Kind, Speaker, Stage
from armsledger.model.contract import money_json, period_json, range_json
from armsledger.model.report import Report
from armsledger.model.values import UNKNOWN, Attribution, Item, Money, Party, Period, Range, Span
from armsledger.reading.attribution import Source
from armsledger.reading.chances import Settings, logit, sigmoid
from armsledger.reading.deciding import buys_abroad
from armsledger.reading.heads import Event, Heads, Mention
from armsledger.reading.hints import OPEN, Hint
from armsledger.reading.likely import LIKELY, LIST, Draft, drafts, proposed, trusting
from armsledger.reading.naming import distinct, known, named, owned, short
from armsledger.reading.pointing import item_words, party_words
from armsledger.reading.schema import ACTIONS, CATEGORIES, FORMS, KINDS, MODALITIES, MODES, SPEAKERS, STAGES
from armsledger.reading.wordpieces import Candidate, Pieces

T = TypeVar("T", Money, Period, Range)


@dataclass(frozen=True, slots=True)
class Look:
    """A report as the network is given it: pieces, what the linear reader read, and the source of each sentence that has one."""

    report: Report
    pieces: Pieces
    told: tuple[Hint, ...]
    others: tuple[Claim, ...]
    """Claims of the other kinds, which the linear reader reads."""
    sources: tuple[tuple[Span, Source], ...]

    def word(self, piece: int) -> tuple[int, int]:
        """Start and end of the whole word that a piece belongs to."""
        start, end = (int(x) for x in self.pieces.spans[piece])
        text = self.report.text
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        return start, end

    def nearest(self, key: str, at: int) -> Candidate:
        """The candidate of that key nearest to the offset."""
        return min((c for c in self.pieces.candidates if c.key == key), key=lambda c: abs(c.start - at))

    def source(self, at: int) -> Source | None:
        """Who speaks where the offset stands; None is the report itself."""
        return next((source for span, source in self.sources if span.start <= at < span.end), None)


class Assembler:
    """Turns the events of one report into claims."""

    def __init__(self, heads: Heads, settings: Settings, reader: str) -> None:
        self._heads, self._settings, self._reader = heads, settings, reader

    def claims(self, look: Look, events: list[Event]) -> list[Claim]:
        return [self._claim(look, draft) for draft in drafts(events, self._settings)]

    def _claim(self, look: Look, draft: Draft) -> Claim:
        event, report, text, p = draft.event, look.report, look.report.text, look.pieces
        kind = KINDS[event.kind]
        start, end = int(p.spans[event.first, 0]), int(p.spans[event.last - 1, 1])
        evidence: list[Evidence] = []
        focus, hint = look.word(event.focus), event.hint
        beliefs = hint.beliefs if hint is not None else OPEN
        modality = trusting(event.modality, beliefs[1], self._settings.trust_modality)
        speaker = trusting(event.speaker, beliefs[2], self._settings.trust_speaker)
        claim = Claim(
            document=report.document,
            quote=text[start:end],
            start=start,
            end=end,
            kind=kind,
            modality=MODALITIES[int(modality.argmax())],
            attribution=attribution(SPEAKERS[int(speaker.argmax())], look.source(start), focus, evidence),
            reader=self._reader,
        )
        if kind in (Kind.TRANSFER, Kind.COOPERATION):
            allowed = [i for i, s in enumerate(STAGES) if fits(s, kind)]
            stages = trusting(event.stage, beliefs[0], self._settings.trust_stage)
            stage = STAGES[max(allowed, key=lambda i: float(stages[i]))]
            claim = replace(claim, stage=stage)
            evidence.append(Evidence(field="stage", value=str(stage), start=focus[0], end=focus[1]))
        if kind is Kind.COOPERATION:
            claim = replace(claim, form=FORMS[int(event.form.argmax())])
            evidence.append(Evidence(field="form", value=str(claim.form), start=focus[0], end=focus[1]))
        if kind is Kind.RESTRICTION:
            claim = replace(claim, action=ACTIONS[int(event.action.argmax())])
            evidence.append(Evidence(field="action", value=str(claim.action), start=focus[0], end=focus[1]))
        evidence.append(Evidence(field="modality", value=str(claim.modality), start=focus[0], end=focus[1]))
        if kind in (Kind.TRANSFER, Kind.RESTRICTION):
            claim = replace(
                claim,
                supplier=self._side(look, draft, "supplier", evidence),
                recipient=self._side(look, draft, "recipient", evidence),
            )
        if kind is Kind.TRANSFER:
            broker = self._best(event, "intermediary", self._settings.broker)
            if broker is not None and isinstance(broker.candidate.value, Party):
                claim = replace(claim, intermediary=(broker.candidate.value,))
                evidence.append(_at("intermediary", str(broker.candidate.value), broker.candidate))
        if kind in (Kind.COOPERATION, Kind.RESTRICTION, Kind.VISIT, Kind.USE):
            claim = replace(claim, parties=self._parties(event, kind, evidence))
        if kind is not Kind.FIGURE:
            claim = replace(claim, items=self._items(look, draft, kind, focus, evidence))
            amount = self._best(event, "money", self._settings.money)
            money = hint.money if hint and hint.money else _told(amount, Money)
            if money is not None:
                claim = replace(claim, money=money[0])
                evidence.append(_stands("money", money_json(money[0]), money[1]))
        if kind is Kind.TRANSFER:
            claim = across(apart(claim, draft, evidence), draft, evidence)
        day = self._best(event, "when", self._settings.when)
        when = hint.when if hint and hint.when else _told(day, Period)
        if when is not None:
            claim = replace(claim, when=when[0])
            evidence.append(_stands("when", period_json(when[0]), when[1]))
        return replace(claim, evidence=tuple(evidence), score=self._settings.score(marks(draft, claim)))

    def _side(self, look: Look, draft: Draft, side: str, evidence: list[Evidence]) -> tuple[Party, ...]:
        chances, event = draft.sides[side], draft.event
        groups = event.groups(side)
        linear = {key for key, (_, run) in groups.items() if proposed(run, side, event.hint)}
        best = max((k for k in chances if k), key=lambda k: chances[k], default="")
        top = chances[best] if best else 0.0
        whole = sum(chances[k] for k in linear) if len(linear) >= LIST and best in linear else top
        least = self._settings.side_hinted if best in linear else self._settings.side
        if whole < least or whole < 0.6 * chances.get("", 0.0):
            return (UNKNOWN,)
        taken = {e.start for e in evidence if e.field in ("supplier", "recipient")}
        out: list[Party] = []
        for key, p in sorted(chances.items(), key=lambda kv: -kv[1]):
            listed = len(linear) >= LIST and {key, best} <= linear
            share, floor = (self._settings.also_hinted, 0.0) if key in linear else (self._settings.also, 0.12)
            if not key or (not listed and p < top and p < max(floor, top * share)):
                continue
            at = int(look.pieces.spans[event.first, 0])
            named = groups[key][1][0].candidate if key in groups else look.nearest(key, at)
            if isinstance(named.value, Party) and named.value not in out:
                out.append(named.value)
                inside = [m.candidate for m in groups[key][1] if m.inside] if key in groups else []
                for c in dict.fromkeys((named, *inside)):
                    if c is named or c.start not in taken:
                        first, last = party_words(look.report.text, c)
                        evidence.append(Evidence(field=side, value=str(named.value), start=first, end=last))
        return tuple(out)

    def _parties(self, event: Event, kind: Kind, evidence: list[Evidence]) -> tuple[Party, ...]:
        out = []
        for role in ("first", "other") if kind in (Kind.VISIT, Kind.USE) else ("first",):
            groups = sorted(event.groups(role).items(), key=lambda kv: -kv[1][0])
            chosen = [g for _, g in groups if sigmoid(g[0]) >= self._settings.party] or (
                [groups[0][1]] if groups and role == "first" else []
            )
            for _, run in chosen[:1] if role == "first" and kind in (Kind.VISIT, Kind.USE) else chosen:
                value = run[0].candidate.value
                if isinstance(value, Party) and value not in out:
                    out.append(value)
                    evidence.append(_at("parties", str(value), run[0].candidate))
        return tuple(out)

    def _items(
        self, look: Look, draft: Draft, kind: Kind, focus: tuple[int, int], evidence: list[Evidence]
    ) -> tuple[Item, ...]:
        hint, least = draft.event.hint, self._settings
        chosen = [
            (p, run)
            for p, run in draft.items.values()
            if p >= (least.item_hinted if proposed(run, "item", hint) else least.item)
        ]
        if not chosen and draft.items:
            best = max(draft.items.values(), key=lambda g: g[0])
            if best[0] >= self._settings.last_item:
                chosen = [best]
        chosen.sort(key=lambda g: g[1][0].candidate.start)
        numbers = [
            (sigmoid(s), run[0])
            for s, run in draft.event.groups("quantity").values()
            if sigmoid(s) >= self._least(draft.event, "quantity", run[:1], self._settings.quantity)
        ]
        chosen = distinct(chosen, draft.event.hint)
        given = [known(run, draft.event.hint) for _, run in chosen]
        places = [k.count for k in given if k is not None and k.count is not None]
        free = [(p, m) for p, m in numbers if not any(_over(m.candidate, s) for s in places)]
        owners = owned([run[0] for _, run in chosen], free)
        out = []
        for n, (_, run) in enumerate(chosen):
            mention, linear = named(run), given[n]
            value = mention.candidate.value
            assert isinstance(value, Item)
            name, category = short(value.designation), value.category
            believed = np.zeros(len(MODES), dtype=np.float32)
            place = Span(mention.candidate.start, mention.candidate.end)
            if value.designation and category is Category.OTHER:
                category = CATEGORIES[int(self._heads.category(mention.states[None])[0].argmax())]
            if linear is not None:
                category, believed = linear.item.category, linear.modes
                name, place = (linear.item.designation, linear.name) if linear.name else (name, place)
            chances = trusting(self._heads.mode(run[0].hidden[None])[0], believed, self._settings.trust_mode)
            other = 1 + int(chances[1:].argmax())
            mode = MODES[other if chances[other] >= self._settings.mode else 0]
            quantity, count = _told(owners.get(n), Range) or (None, None)
            if linear is not None and linear.item.quantity is not None:
                quantity, count = linear.item.quantity, linear.count
            item = Item(designation=name, category=category, mode=mode, quantity=quantity)
            out.append(item)
            if item.designation:
                evidence.append(_stands(f"items[{n}].designation", item.designation, place))
            for c in dict.fromkeys((mention.candidate, *(m.candidate for m in run if m.inside))):
                first, last = item_words(look.report.text, c, look.pieces.candidates)
                evidence.append(Evidence(field=f"items[{n}].category", value=str(category), start=first, end=last))
            evidence.append(_at(f"items[{n}].mode", str(mode), mention.candidate))
            if quantity is not None:
                at = count or place
                told_so = range_json(quantity)
                evidence.append(
                    Evidence(
                        field=f"items[{n}].quantity", value=told_so, start=at.start, end=at.end, inferred=count is None
                    )
                )
        if not out and kind is Kind.TRANSFER:
            out.append(Item())
            evidence.append(
                Evidence(field="items[0].category", value="other", start=focus[0], end=focus[1], inferred=True)
            )
        return tuple(out)

    def _best(self, event: Event, role: str, least: float) -> Mention | None:
        groups = event.groups(role)
        if not groups:
            return None
        score, run = max(groups.values(), key=lambda g: g[0])
        return run[0] if sigmoid(score) >= self._least(event, role, run, least) else None

    def _least(self, event: Event, role: str, run: list[Mention], least: float) -> float:
        """How likely a value must be: less where the linear reader holds the same."""
        hint = event.hint
        return self._settings.hinted if hint and any(hint.part(m.number) == role for m in run) else least


def apart(claim: Claim, draft: Draft, evidence: list[Evidence]) -> Claim:
    """The claim without a supplier that buys from abroad what it receives."""
    makers = {m for p, run in draft.items.values() if p > LIKELY for m in run[0].candidate.makers}
    out = [p for p in claim.supplier if buys_abroad(p, claim.recipient, makers)]
    if not out:
        return claim
    evidence[:] = [e for e in evidence if not (e.field == "supplier" and e.value in map(str, out))]
    return replace(claim, supplier=tuple(p for p in claim.supplier if p not in out) or (UNKNOWN,))


ABROAD = (Stage.TALKS, Stage.OFFER, Stage.AGREEMENT)
"""What a state does not do with itself. Source: of 242 such transfers in the training reports none."""


def across(claim: Claim, draft: Draft, evidence: list[Evidence]) -> Claim:
    """The claim without a state on the side where it is less likely, if it stands on both and cannot."""
    both = (
        [p for p in claim.supplier if not p.name and p.known and p in claim.recipient] if claim.stage in ABROAD else []
    )
    for party in both:
        key = f"s:{party.code}"
        side = min(("supplier", "recipient"), key=lambda s: draft.sides[s].get(key, 0.0))
        left = tuple(p for p in getattr(claim, side) if p != party) or (UNKNOWN,)
        claim = replace(claim, supplier=left) if side == "supplier" else replace(claim, recipient=left)
        evidence[:] = [e for e in evidence if not (e.field == side and e.value == str(party))]
    return claim


def attribution(kind: Speaker, source: Source | None, focus: tuple[int, int], evidence: list[Evidence]) -> Attribution:
    """Who says so: the kind as the network reads it, the words of the sentence's source where it has one."""
    if kind is Speaker.AUTHOR:
        return Attribution(kind=kind)
    if source is None:
        value = {"kind": str(kind), "who": None}
        evidence.append(Evidence(field="attribution", value=value, start=focus[0], end=focus[1], inferred=True))
        return Attribution(kind=kind)
    value = {"kind": str(kind), "who": source.value.who}
    evidence.append(Evidence(field="attribution", value=value, start=source.span.start, end=source.span.end))
    return Attribution(kind=kind, who=source.value.who)


def marks(draft: Draft, claim: Claim) -> tuple[float, ...]:
    """MARKS of a claim."""
    e, hint = draft.event, draft.event.hint
    unknown = [side for side in (claim.supplier, claim.recipient) if not any(p.known for p in side)]
    likely = [p for p, _ in draft.items.values() if p > LIKELY]
    agree = 0.0
    if hint is not None:
        for side in ("supplier", "recipient"):
            told = {c.candidate.key for c in e.mentions if hint.part(c.number) == side}
            ours = {f"s:{p.code}" for p in getattr(claim, side) if p.known}
            agree += 0.5 * (told == ours)
    return (
        logit(e.sure),
        logit(float(e.stage.max())),
        logit(float(e.modality.max())),
        *(logit(max(chances.values(), default=0.5)) for chances in draft.sides.values()),
        logit(max(draft.items.values(), key=lambda g: g[0])[0]) if draft.items else -2.0,
        float(len(unknown)),
        float(np.log(max(1, len(claim.supplier)) * max(1, len(claim.recipient)) * max(1, len(likely)))),
        float(hint is not None),
        logit(hint.sure) if hint is not None else -2.0,
        float(hint is not None and claim.stage is not None and hint.stage == STAGES.index(claim.stage) + 1),
        agree,
    )


def fits(stage: Stage, kind: Kind) -> bool:
    if kind is Kind.COOPERATION:
        return stage not in (Stage.APPROVAL, Stage.ORDER, Stage.DELIVERY)
    return stage is not Stage.ACTIVE


def _told(mention: Mention | None, kind: type[T]) -> tuple[T, Span] | None:
    """The value that a mention tells, and its words."""
    if mention is None or not isinstance(mention.candidate.value, kind):
        return None
    return mention.candidate.value, Span(mention.candidate.start, mention.candidate.end)


def _over(candidate: Candidate, place: Span) -> bool:
    return place.start < candidate.end and candidate.start < place.end


def _stands(field: str, value: object, place: Span) -> Evidence:
    return Evidence(field=field, value=value, start=place.start, end=place.end)


def _at(field: str, value: object, candidate: Candidate) -> Evidence:
    return Evidence(field=field, value=value, start=candidate.start, end=candidate.end)

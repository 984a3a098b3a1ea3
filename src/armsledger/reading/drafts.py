"""A claim in the making: every value beside the words it was read from."""

from dataclasses import dataclass, field
from typing import Any

from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Action, Form, Kind, Modality, Mode, Stage
from armsledger.model.contract import item_json, measure_json, money_json, period_json
from armsledger.model.values import AUTHOR, Attribution, Item, Measure, Money, Party, Period, Span
from armsledger.reading.items import Thing
from armsledger.reading.story import Told


@dataclass(slots=True)
class Draft:
    kind: Kind
    quote: Span
    trigger: Span
    stage: Stage | None = None
    supplier: list[Told] = field(default_factory=list)
    recipient: list[Told] = field(default_factory=list)
    intermediary: list[Told] = field(default_factory=list)
    parties: list[Told] = field(default_factory=list)
    items: list[Thing] = field(default_factory=list)
    money: tuple[Money, Span] | None = None
    when: tuple[Period, Span] | None = None
    modality: Modality = Modality.ASSERTED
    modality_span: Span | None = None
    attribution: Attribution = AUTHOR
    source: Span | None = None
    measure: tuple[Measure, Span] | None = None
    action: Action | None = None
    form: Form | None = None
    score: float | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    """What the scoring looks at besides the values."""


def claim(draft: Draft, document: str, text: str, reader: str) -> Claim:
    """The draft as a claim with evidence for every value."""
    evidence: list[Evidence] = []

    def told(name: str, value: object, span: Span | None, inferred: bool = False) -> None:
        place = span or draft.trigger
        evidence.append(
            Evidence(field=name, value=value, start=place.start, end=place.end, inferred=inferred or span is None)
        )

    sides: dict[str, tuple[Party, ...]] = {}
    for name in ("supplier", "recipient", "intermediary", "parties"):
        values: list[Told] = getattr(draft, name)
        sides[name] = tuple(dict.fromkeys(t.party for t in values))
        for t in values:
            told(name, str(t.party), t.span, t.inferred)
    if draft.kind in (Kind.TRANSFER,):
        for name in ("supplier", "recipient"):
            sides[name] = sides[name] or (Party(),)
    items = []
    for n, thing in enumerate(draft.items):
        item = Item(designation=thing.designation, category=thing.category, mode=thing.mode, quantity=thing.quantity)
        items.append(item)
        shown = item_json(item)
        if thing.designation:
            told(f"items[{n}].designation", thing.designation, thing.designation_span)
        place = thing.category_span
        told(f"items[{n}].category", shown["category"], place, inferred=place == draft.trigger)
        if thing.quantity is not None:
            counted = thing.quantity_span
            told(f"items[{n}].quantity", shown["quantity"], counted or thing.category_span, inferred=counted is None)
        if thing.mode is not Mode.GOODS:
            told(f"items[{n}].mode", shown["mode"], thing.mode_span)
    if draft.money is not None:
        told("money", money_json(draft.money[0]), draft.money[1])
    if draft.when is not None:
        told("when", period_json(draft.when[0]), draft.when[1])
    for name in ("stage", "form", "action"):
        value = getattr(draft, name)
        if value is not None:
            told(name, str(value), draft.trigger)
    told("modality", str(draft.modality), draft.modality_span or draft.trigger)
    if draft.source is not None:
        told("attribution", {"kind": str(draft.attribution.kind), "who": draft.attribution.who}, draft.source)
    if draft.measure is not None:
        told("measure", measure_json(draft.measure[0]), draft.measure[1])
    return Claim(
        document=document, quote=draft.quote.of(text), start=draft.quote.start, end=draft.quote.end, kind=draft.kind,
        stage=draft.stage, items=tuple(items), money=draft.money[0] if draft.money else None,
        when=draft.when[0] if draft.when else None, modality=draft.modality, attribution=draft.attribution,
        measure=draft.measure[0] if draft.measure else None, action=draft.action, form=draft.form, score=draft.score,
        reader=reader, evidence=tuple(evidence), **sides,
    )  # fmt: skip

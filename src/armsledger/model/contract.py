"""Claims and deals as the published JSON (CLAIMS, DEALS), and back."""

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from armsledger.errors import ContractError
from armsledger.model.canonical import claim_id as claim_id
from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Action, Basis, Category, Form, Kind, MeasureName, Modality, Mode, Speaker, Stage
from armsledger.model.deal import Deal
from armsledger.model.values import Attribution, Item, Measure, Money, Number, Party, Period, Range

T = TypeVar("T")
Json = dict[str, Any]


def range_json(value: Range | None) -> Json | None:
    return None if value is None else {"min": value.min, "max": value.max}


def money_json(value: Money | None) -> Json | None:
    if value is None:
        return None
    return {"min": value.min, "max": value.max, "currency": value.currency, "basis": str(value.basis)}


def period_json(value: Period | None) -> Json | None:
    return None if value is None else {"from": _iso(value.first_on), "to": _iso(value.last_on)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def item_json(item: Item) -> Json:
    return {
        "designation": item.designation,
        "category": str(item.category),
        "mode": str(item.mode),
        "quantity": range_json(item.quantity),
    }


def measure_json(measure: Measure | None) -> Json | None:
    if measure is None:
        return None
    return {
        "name": str(measure.name),
        "value": range_json(measure.value) if isinstance(measure.value, Range) else measure.value,
        "unit": measure.unit,
        "subject": [str(p) for p in measure.subject],
        "counterpart": [str(p) for p in measure.counterpart],
    }


def _code(value: object) -> str | None:
    return None if value is None else str(value)


def assertion_json(claim: Claim) -> Json:
    """The claim in the fields that gold records have: what is asserted, by which words."""
    return {
        "document": claim.document,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "kind": str(claim.kind),
        "stage": _code(claim.stage),
        "supplier": [str(p) for p in claim.supplier],
        "recipient": [str(p) for p in claim.recipient],
        "intermediary": [str(p) for p in claim.intermediary],
        "parties": [str(p) for p in claim.parties],
        "items": [item_json(i) for i in claim.items],
        "money": money_json(claim.money),
        "when": period_json(claim.when),
        "modality": str(claim.modality),
        "attribution": {"kind": str(claim.attribution.kind), "who": claim.attribution.who},
        "measure": measure_json(claim.measure),
        "action": _code(claim.action),
        "form": _code(claim.form),
    }


def claim_json(claim: Claim) -> Json:
    """The published claim: the assertion, then `claim`, `score`, `reader`, `evidence`."""
    return assertion_json(claim) | {
        "claim": claim_id(claim),
        "score": claim.score,
        "reader": claim.reader,
        "evidence": [
            {"field": e.field, "value": e.value, "start": e.start, "end": e.end}
            | ({"inferred": True} if e.inferred else {})
            for e in claim.evidence
        ],
    }


def _enum(kind: Callable[[str], T], value: object, field: str) -> T:
    try:
        return kind(str(value))
    except ValueError as error:
        raise ContractError(f"{field}: {value!r} is not in the code list") from error


def _optional(kind: Callable[[str], T], value: object, field: str) -> T | None:
    return None if value is None else _enum(kind, value, field)


def _dict(value: object, field: str) -> Json:
    if not isinstance(value, dict):
        raise ContractError(f"{field}: an object is wanted, not {type(value).__name__}")
    return value


def _list(value: object, field: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise ContractError(f"{field}: a list is wanted, not {type(value).__name__}")
    return value


def _number(value: object, field: str) -> Number | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ContractError(f"{field}: a number or null is wanted, not {value!r}")
    return value


def _offset(value: object, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ContractError(f"{field}: a whole number from 0 is wanted, not {value!r}")
    return value


def _text(value: object, field: str) -> str:
    if not isinstance(value, str):
        raise ContractError(f"{field}: a string is wanted, not {type(value).__name__}")
    return value


def _day(value: object, field: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(_text(value, field))
    except ValueError as error:
        raise ContractError(f"{field}: {value!r} is no ISO date") from error


def _parties(value: object, field: str) -> tuple[Party, ...]:
    return tuple(Party.parse(_text(p, field)) for p in _list(value, field))


def parse_range(value: object, field: str) -> Range | None:
    if value is None:
        return None
    given = _dict(value, field)
    low, high = _number(given.get("min"), field), _number(given.get("max"), field)
    if low is not None and high is not None and low > high:
        raise ContractError(f"{field}: min {low} is above max {high}")
    return Range(min=low, max=high)


def parse_period(value: object, field: str) -> Period | None:
    """A period out of `{"from", "to"}` or an ISO date. Raises ContractError."""
    if value is None:
        return None
    if isinstance(value, str):
        day = _day(value, field)
        return Period(first_on=day, last_on=day)
    given = _dict(value, field)
    first, last = _day(given.get("from"), field), _day(given.get("to"), field)
    if first is not None and last is not None and first > last:
        raise ContractError(f"{field}: from {first} is after to {last}")
    return Period(first_on=first, last_on=last)


def parse_money(value: object, field: str = "money") -> Money | None:
    if value is None:
        return None
    given = _dict(value, field)
    amount = parse_range(given, field)
    currency = _text(given.get("currency"), f"{field}.currency")
    if amount is None or not re.fullmatch(r"[A-Z]{3}", currency):
        raise ContractError(f"{field}.currency: {currency!r} is no ISO 4217 code")
    basis = _enum(Basis, given.get("basis") or "total", f"{field}.basis")
    return Money(min=amount.min, max=amount.max, currency=currency, basis=basis)


def parse_item(value: object, field: str = "items") -> Item:
    given = _dict(value, field)
    designation = given.get("designation")
    return Item(
        designation=None if designation is None else _text(designation, f"{field}.designation"),
        category=_enum(Category, given.get("category") or "other", f"{field}.category"),
        mode=_enum(Mode, given.get("mode") or "goods", f"{field}.mode"),
        quantity=parse_range(given.get("quantity"), f"{field}.quantity"),
    )


def parse_measure(value: object, field: str = "measure") -> Measure | None:
    if value is None:
        return None
    given = _dict(value, field)
    raw = given.get("value")
    number = parse_range(raw, f"{field}.value") if isinstance(raw, dict) else _number(raw, f"{field}.value")
    if number is None:
        raise ContractError(f"{field}.value: a number or a range is wanted")
    unit = given.get("unit")
    return Measure(
        name=_enum(MeasureName, given.get("name"), f"{field}.name"),
        value=number,
        unit=None if unit is None else _text(unit, f"{field}.unit"),
        subject=_parties(given.get("subject"), f"{field}.subject"),
        counterpart=_parties(given.get("counterpart"), f"{field}.counterpart"),
    )


def _evidence(value: object, field: str) -> Evidence:
    given = _dict(value, field)
    return Evidence(
        field=_text(given.get("field"), f"{field}.field"),
        value=given.get("value"),
        start=_offset(given.get("start"), f"{field}.start"),
        end=_offset(given.get("end"), f"{field}.end"),
        inferred=bool(given.get("inferred")),
    )


def parse_claim(value: object) -> Claim:
    """The claim that a JSON record of the contract says. Raises ContractError, naming the field."""
    given = _dict(value, "claim")
    who = _dict(given.get("attribution") or {"kind": "author"}, "attribution")
    score = _number(given.get("score"), "score")
    start, end = _offset(given.get("start"), "start"), _offset(given.get("end"), "end")
    if end <= start:
        raise ContractError(f"end: {end} is not after start {start}")
    return Claim(
        document=_text(given.get("document"), "document"),
        quote=_text(given.get("quote"), "quote"),
        start=start,
        end=end,
        kind=_enum(Kind, given.get("kind"), "kind"),
        stage=_optional(Stage, given.get("stage"), "stage"),
        supplier=_parties(given.get("supplier"), "supplier"),
        recipient=_parties(given.get("recipient"), "recipient"),
        intermediary=_parties(given.get("intermediary"), "intermediary"),
        parties=_parties(given.get("parties"), "parties"),
        items=tuple(parse_item(i, f"items[{n}]") for n, i in enumerate(_list(given.get("items"), "items"))),
        money=parse_money(given.get("money")),
        when=parse_period(given.get("when"), "when"),
        modality=_enum(Modality, given.get("modality") or "asserted", "modality"),
        attribution=Attribution(kind=_enum(Speaker, who.get("kind"), "attribution.kind"), who=who.get("who")),
        measure=parse_measure(given.get("measure")),
        action=_optional(Action, given.get("action"), "action"),
        form=_optional(Form, given.get("form"), "form"),
        score=None if score is None else float(score),
        reader=given.get("reader"),
        evidence=tuple(_evidence(e, f"evidence[{n}]") for n, e in enumerate(_list(given.get("evidence"), "evidence"))),
    )


def deal_json(deal: Deal) -> Json:
    """The published deal (DEALS)."""
    return {
        "deal": deal.deal,
        "title": deal.title,
        "kind": str(deal.kind),
        "supplier": [str(p) for p in deal.supplier],
        "recipient": [str(p) for p in deal.recipient],
        "intermediary": [str(p) for p in deal.intermediary],
        "items": [
            {
                "designation": i.designation,
                "category": str(i.category),
                "mode": str(i.mode),
                "ordered": range_json(i.ordered),
                "delivered": range_json(i.delivered),
            }
            for i in deal.items
        ],
        "stage": str(deal.stage),
        "modality": str(deal.modality),
        "stage_history": [
            {
                "stage": str(s.stage),
                "modality": str(s.modality),
                "from": _iso(s.first_on),
                "to": _iso(s.last_on),
                "claims": list(s.claims),
            }
            for s in deal.stage_history
        ],
        "money": money_json(deal.money),
        "contradictions": [
            {
                "field": c.field,
                "values": [{"value": v.value, "claims": list(v.claims)} for v in c.values],
                "shown": c.shown,
                "rule": c.rule,
            }
            for c in deal.contradictions
        ],
        "findings": [{"code": f.code, "verdict": f.verdict, "text": f.text, "source": f.source} for f in deal.findings],
        "reports": deal.reports,
        "origins": deal.origins,
        "first_reported": _iso(deal.first_reported),
        "last_reported": _iso(deal.last_reported),
        "standing": deal.standing,
        "links": [{"deal": x.deal, "relation": x.relation} for x in deal.links],
        "as_of": _iso(deal.as_of),
        "merged_into": deal.merged_into,
        "domestic": deal.domestic,
        "claims": [{"document": c.document, "start": c.start, "end": c.end, "claim": c.claim} for c in deal.claims],
    }

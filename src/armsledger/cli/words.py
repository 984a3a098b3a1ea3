"""Claims and deals in a few words."""

from collections.abc import Iterable, Sequence
from typing import Any

from armsledger.model.contract import range_json
from armsledger.model.values import Item

Json = dict[str, Any]


def amount(value: Json | None) -> str:
    """A range of the contract in words: `8`, `8 to 12`, `at least 8`, `up to 8`."""
    if value is None or (value["min"] is None and value["max"] is None):
        return ""
    low, high = value["min"], value["max"]
    if low == high:
        return number(low)
    if low is None:
        return f"up to {number(high)}"
    return f"at least {number(low)}" if high is None else f"{number(low)} to {number(high)}"


def number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def span_of_days(value: Json | None) -> str:
    """A period of the contract in words."""
    if value is None:
        return ""
    first, last = value["from"], value["to"]
    if first == last:
        return first or ""
    if first is None:
        return f"until {last}"
    return f"since {first}" if last is None else f"{first} to {last}"


def money(value: Json | None) -> str:
    if value is None:
        return ""
    basis = {"unit": " each", "annual": " a year"}.get(value["basis"], "")
    return f"{value['currency']} {amount(value)}{basis}"


def item(value: Json | Item) -> str:
    """`8 JF-17 (aircraft)`."""
    if isinstance(value, Item):
        name, category, many = value.designation, str(value.category), range_json(value.quantity)
    else:
        name, category = value["designation"], value["category"]
        many = value.get("quantity") or value.get("ordered")
    named = f"{name} ({category})" if name else category
    return f"{amount(many)} {named}".strip()


def sides(claim: Json) -> str:
    """`RUS → PAK`, or all parties of what has no direction."""
    if claim["supplier"] or claim["recipient"]:
        via = f" (via {listed(claim['intermediary'])})" if claim["intermediary"] else ""
        return f"{listed(claim['supplier'])} → {listed(claim['recipient'])}{via}"
    return listed(claim["parties"])


def listed(values: Iterable[str]) -> str:
    return ", ".join(values) or "?"


def step(stage: str | None, modality: str) -> str:
    """`order`, `order (planned)`."""
    return (stage or "") if modality == "asserted" else f"{stage or ''} ({modality})".strip()


def many(count: int, one: str, several: str | None = None) -> str:
    """`1 claim`, `2 claims`."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def joined(parts: Sequence[str]) -> str:
    return ", ".join(p for p in parts if p)

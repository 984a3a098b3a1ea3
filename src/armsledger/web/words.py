"""Values as a person reads them: numbers, money, days, stages. `(24)` is an estimate, `n/k` not known, as SIPRI has it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

Json = Mapping[str, Any]
UNKNOWN = "n/k"
SCALES = ((10**12, "trn"), (10**9, "bn"), (10**6, "m"))
STAGE_WORDS = {
    "interest": "interest",
    "offer": "offer",
    "talks": "talks",
    "approval": "approval",
    "agreement": "agreement",
    "active": "active",
    "order": "order",
    "delivery": "delivery",
    "blocked": "blocked",
}


def number(value: float | int | None) -> str:
    if value is None:
        return UNKNOWN
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{int(value):,}"


def span(value: Json | None) -> str:
    """A range: `24`, `(24–99)`, `(40 at most)`, `(8 or more)`."""
    if value is None or (value["min"] is None and value["max"] is None):
        return UNKNOWN
    low, high = value["min"], value["max"]
    if low == high:
        return number(low)
    if low is None:
        return f"({number(high)} at most)"
    return f"({number(low)} or more)" if high is None else f"({number(low)}–{number(high)})"


def scaled(value: float | int) -> str:
    for size, name in SCALES:
        if abs(value) >= size:
            return f"{value / size:,.3g} {name}" if abs(value) < 1000 * size else f"{value / size:,.0f} {name}"
    return number(value)


def money(value: Json | None) -> str:
    """An amount: `USD 5.76 bn`, `EUR (5 m or more) a unit`."""
    if value is None:
        return UNKNOWN
    low, high, currency = value["min"], value["max"], value["currency"]
    basis = {"unit": " a unit", "annual": " a year"}.get(value.get("basis", "total"), "")
    if low is None and high is None:
        return UNKNOWN
    if low == high:
        amount = scaled(low)
    elif low is None:
        amount = f"({scaled(high)} at most)"
    else:
        amount = f"({scaled(low)} or more)" if high is None else f"({scaled(low)}–{scaled(high)})"
    return f"{currency} {amount}{basis}"


def day(value: str | date | datetime | None) -> str:
    """`9 Jan 2026`."""
    if not value:
        return UNKNOWN
    if isinstance(value, datetime):
        value = value.date()
    elif isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return f"{value.day} {value:%b %Y}"


def period(value: Json | None) -> str:
    """Days as whole units where they are: `2024`, `Mar 2024`, `9 Jan 2026`, `until 2025`, `2–14 Mar 2024`."""
    if value is None or (value.get("from") is None and value.get("to") is None):
        return UNKNOWN
    first, last = (date.fromisoformat(d) if (d := value.get(k)) else None for k in ("from", "to"))
    if first is None:
        return f"by {day(last)}"
    if last is None:
        return f"from {day(first)}"
    if first == last:
        return day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and (last.toordinal() + 1 == _next_month(last)):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%b %Y}"
        return f"{first:%b %Y} – {last:%b %Y}"
    return f"{day(first)} – {day(last)}"


def _next_month(value: date) -> int:
    return date(value.year + value.month // 12, value.month % 12 + 1, 1).toordinal()


def plain(code: str | None) -> str:
    """A code as words: `air_defence` is air defence."""
    return UNKNOWN if code is None else "UAV" if code == "uav" else code.replace("_", " ")


def many(count: int, noun: str, plural: str | None = None) -> str:
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def joined(parts: Sequence[str]) -> str:
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def percent(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.0%}"


def ago(then: datetime, now: datetime) -> str:
    """`3 hours ago`."""
    seconds = max(0, int((now - then).total_seconds()))
    for size, noun in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{many(seconds // size, noun)} ago"
    return "just now"


def told(value: Any) -> str:
    """Any value of a deal's field: a range, an amount, days, a list or a word."""
    if value is None:
        return UNKNOWN
    if isinstance(value, dict):
        if "currency" in value:
            return money(value)
        return (
            period(value) if "from" in value else span(value) if "min" in value else "; ".join(map(str, value.values()))
        )
    if isinstance(value, list | tuple):
        return ", ".join(told(v) for v in value)
    return number(value) if isinstance(value, int | float) else plain(str(value))


def sureness(standing: str) -> int:
    """How well a deal stands by its words, from 1 (one source, or contested) to 4 (confirmed by both sides)."""
    if standing.startswith("confirmed"):
        return 4
    if standing.startswith("acknowledged"):
        return 3
    return 2 if "independent" in standing and "only" not in standing else 1


def field(path: str) -> str:
    """The path of a field in words: `items[Heron].ordered` is "number ordered, Heron", `items[0].mode` "goods 1, mode"."""
    name, _, last = path.rpartition(".")
    if not (path.startswith("items[") and name.endswith("]")):
        return plain(path)
    inside = name[6:-1]
    if inside.isdigit():
        return f"goods {int(inside) + 1}, {plain(last)}"
    about = {"ordered": "number ordered", "delivered": "number delivered", "quantity": "number told"}.get(last, last)
    return f"{about}, {plain(inside)}"


def reasons(texts: Sequence[str]) -> str:
    """Why something is asked, with the paths of fields in words."""
    return "; ".join(re.sub(r"items\[[^\]]*\]\.\w+", lambda m: field(m[0]), text) for text in texts)

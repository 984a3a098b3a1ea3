"""What moved between two days: deals that are new, went on, were contradicted or confirmed, fell silent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from armsledger.register.plain import Json, number

SILENT_AFTER = 6  # months without a word


class Change(StrEnum):
    NEW = "new"
    MOVED = "moved"
    BLOCKED = "blocked"
    REVIVED = "revived"
    CONTRADICTED = "contradicted"
    CONFIRMED = "confirmed"
    VALUE = "value"
    MERGED = "merged"
    SILENT = "silent"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One thing that changed in one deal; `was` and `now` in words, `claims` the ids of the new claims behind it.

    Of a deal that was merged or is gone, `claims` are those it rested on.
    """

    deal: str
    title: str
    change: Change
    was: str | None
    now: str | None
    claims: tuple[str, ...]

    def json(self) -> Json:
        return {
            "deal": self.deal,
            "title": self.title,
            "change": str(self.change),
            "was": self.was,
            "now": self.now,
            "claims": list(self.claims),
        }


def changes(
    before: Iterable[Json],
    after: Iterable[Json],
    redirects: Mapping[str, str] | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    silent_after: int = SILENT_AFTER,
) -> tuple[Changed, ...]:
    """What changed from one register to the next (published deals), deal by deal.

    `redirects` lead ids of the earlier one to those of the later. With `since` and `until`, a deal under way that nobody has
    spoken of for `silent_after` months on `until`, but was not yet so on `since`, fell silent.
    """
    leads = redirects or {}
    old = {d["deal"]: d for d in before if not d["merged_into"]}
    new = {d["deal"]: d for d in after if not d["merged_into"]}
    found: list[Changed] = []
    seen: set[str] = set()
    for deal in new.values():
        was = old.get(deal["deal"]) or next((o for i, o in sorted(old.items()) if leads.get(i) == deal["deal"]), None)
        if was is None:
            found.append(_changed(deal, Change.NEW, None, _step(deal), _claims(deal)))
        else:
            seen.add(was["deal"])
            found += _between(was, deal)
        if since and until and _fell_silent(deal, since, until, silent_after):
            found.append(silent(deal, silent_after))
    for key, deal in old.items():
        if key not in new and key not in seen:
            goes = leads.get(key)
            found.append(_changed(deal, Change.MERGED if goes else Change.GONE, None, goes, _claims(deal)))
    order = list(Change)
    return tuple(sorted(found, key=lambda c: (order.index(c.change), c.deal, c.was or "")))


def silent(deal: Json, months: int = SILENT_AFTER) -> Changed:
    return _changed(deal, Change.SILENT, deal["last_reported"], f"no word for {months} months", set())


def _between(was: Json, now: Json) -> list[Changed]:
    fresh = _claims(now) - _claims(was)
    out = []
    if (was["stage"], was["modality"]) != (now["stage"], now["modality"]):
        change = Change.MOVED
        if now["stage"] == "blocked":
            change = Change.BLOCKED
        elif was["stage"] == "blocked":
            change = Change.REVIVED
        out.append(_changed(now, change, _step(was), _step(now), fresh))
    known = {(c["field"], str(v["value"])) for c in was["contradictions"] for v in c["values"]}
    for contradiction in now["contradictions"]:
        values = [v for v in contradiction["values"] if (contradiction["field"], str(v["value"])) not in known]
        if values:
            told = ", ".join(_value(v["value"]) for v in contradiction["values"])
            behind = {c for v in values for c in v["claims"]} & fresh
            out.append(_changed(now, Change.CONTRADICTED, contradiction["field"], told, behind or fresh))
    halted = now["stage"] == "blocked" or now["standing"].startswith("contested")
    if was["standing"] != now["standing"] and not halted:
        out.append(_changed(now, Change.CONFIRMED, was["standing"], now["standing"], fresh))
    if was["money"] != now["money"] or _numbers(was) != _numbers(now):
        out.append(_changed(now, Change.VALUE, was["title"], now["title"], fresh))
    return out


def _changed(deal: Json, change: Change, was: str | None, now: str | None, claims: set[str]) -> Changed:
    return Changed(
        deal=deal["deal"], title=deal["title"], change=change, was=was, now=now, claims=tuple(sorted(claims))
    )


def _claims(deal: Json) -> set[str]:
    return {c["claim"] for c in deal["claims"]}


def _step(deal: Json) -> str:
    return deal["stage"] if deal["modality"] == "asserted" else f"{deal['stage']} ({deal['modality']})"


def _numbers(deal: Json) -> list[Any]:
    return [(i["designation"] or i["category"], i["ordered"], i["delivered"]) for i in deal["items"]]


def _value(value: Any) -> str:
    if isinstance(value, dict) and "min" in value:
        return number(value) + (f" {value['currency']}" if value.get("currency") else "")
    return str(value)


def _fell_silent(deal: Json, since: date, until: date, months: int) -> bool:
    last = deal["last_reported"]
    if last is None or deal["kind"] != "transfer" or deal["stage"] in ("delivery", "blocked"):
        return False
    first, until = silent_days(since, until, months)
    return first <= date.fromisoformat(last) <= until


def silent_days(since: date, until: date, months: int = SILENT_AFTER) -> tuple[date, date]:
    """The first and the last day such that deals last spoken of between them fell silent after `since` and by `until`."""

    def last(day: date) -> date:
        """The last day from which the months are full by that day."""
        found = day - timedelta(days=31 * months)
        while _later(found + timedelta(days=1), months) <= day:
            found += timedelta(days=1)
        return found

    return last(since) + timedelta(days=1), last(until)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, min(day.day, 28))

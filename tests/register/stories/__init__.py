"""Storylines in our own prose, each with the register it must give. The form of a `.story` file:

    one line that says what is hard in it

    @ report | day of writing | outlet [| copy=report whose story it copies] [| page=report it goes on]
    prose
    > stage[/modality] SUPPLIER>RECIPIENT | goods | options | words of the prose
    > coop:form stage[/modality] SIDE=SIDE | goods | options | words
    > restriction action WHO: SUPPLIER>RECIPIENT | goods | options | words
    > figure measure WHO | goods | options | words

    = SUPPLIER>RECIPIENT or SIDE=SIDE | goods | stage[/modality] | how the standing begins | what else is checked

Goods are `16 JF-17/aircraft, /uav, other:technology`, numbers `200+`, `-24` or `18-20`; options `by=kind:who; money=USD 4-5; when=2025-08; via=SAU`.
In an expected line a number is `ordered` or `ordered/delivered`, or `/delivered`.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from armsledger.model.contract import parse_claim
from armsledger.model.reading import Entry
from armsledger.model.report import Report
from armsledger.model.values import Period

HERE = Path(__file__).parent
READ_AT = datetime(2026, 5, 1, tzinfo=UTC)
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    sides: str
    goods: tuple[str, ...]
    stage: str
    standing: str
    checks: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    name: str
    reports: int
    entries: tuple[Entry, ...]
    expected: tuple[Expected, ...]


def stories() -> list[str]:
    return sorted(p.stem for p in HERE.glob("*.story"))


def load(name: str, exchange: Mapping[str, str] | None = None) -> Story:
    """The story, with every name in `exchange` replaced, in prose, claims and expectation alike."""
    raw = (HERE / f"{name}.story").read_text(encoding="utf-8")
    if exchange:
        longest = sorted(exchange, key=len, reverse=True)
        names = "|".join(re.escape(n) for n in longest)
        raw = re.sub(rf"(?<![A-Za-z0-9])(?:{names})(?![0-9])(?![a-z])", lambda m: exchange[m.group()], raw)
    reports: dict[str, Json] = {}
    said: list[tuple[str, str]] = []
    expected = []
    current = ""
    for line in raw.splitlines()[1:]:
        if line.startswith("@ "):
            key, on, outlet, *more = [p.strip() for p in line[2:].split("|")]
            options = dict(m.split("=") for m in more)
            current = options.get("page", key)
            reports.setdefault(current, {"on": on, "outlet": outlet, "origin": options.get("copy"), "text": ""})
        elif line.startswith("> "):
            said.append((current, line[2:]))
        elif line.startswith("= "):
            expected.append(_expected(line[2:]))
        elif line.strip():
            reports[current]["text"] += line + "\n"
    made = {
        key: Report(
            document=key,
            page=key,
            text=r["text"],
            body=(),
            publisher=r["outlet"],
            origin=r["origin"],
            written=Period.day(date.fromisoformat(r["on"])),
            read_at=READ_AT,
        )
        for key, r in reports.items()
    }
    entries = tuple(Entry(claim=parse_claim(_claim(key, made[key].text, line)), report=made[key]) for key, line in said)
    return Story(name=name, reports=len(made), entries=entries, expected=tuple(expected))


def _claim(document: str, text: str, line: str) -> Json:
    head, goods, options, quote = [p.strip() for p in line.split("|")]
    given = dict(o.strip().split("=", 1) for o in options.split(";") if o.strip())
    start = text.index(quote)
    kind, _, who = given.get("by", "author").partition(":")
    claim: Json = {
        "document": document,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "items": [_item(g.strip()) for g in goods.split(",") if g.strip()],
        "attribution": {"kind": kind, "who": who or None},
        "when": _period(given["when"]) if "when" in given else None,
        "intermediary": [given["via"]] if "via" in given else [],
    }
    if "money" in given:
        currency, amount = given["money"].split()
        claim["money"] = _range(amount) | {"currency": currency, "basis": "total"}
    first, rest = head.split(" ", 1)
    stage, _, modality = first.partition("/")
    if first == "figure":
        measure, subject = rest.split(" ", 1)
        value = {"name": measure, "value": _range(given["value"]), "unit": given["unit"], "subject": [subject]}
        return claim | {"kind": "figure", "measure": value}
    if first == "restriction":
        action, rest = rest.split(" ", 1)
        by, _, trade = rest.partition(":")
        supplier, _, recipient = trade.strip().partition(">")
        return claim | {
            "kind": "restriction",
            "action": action,
            "parties": [by],
            "supplier": _list(supplier),
            "recipient": _list(recipient),
        }
    if first.startswith("coop:"):
        stage, rest = rest.split(" ", 1)
        stage, _, modality = stage.partition("/")
        return claim | {
            "kind": "cooperation",
            "form": first.removeprefix("coop:"),
            "stage": stage,
            "modality": modality or "asserted",
            "parties": rest.split("="),
        }
    supplier, _, recipient = rest.partition(">")
    return claim | {
        "kind": "transfer",
        "stage": stage,
        "modality": modality or "asserted",
        "supplier": _list(supplier),
        "recipient": _list(recipient),
    }


def _list(sides: str) -> list[str]:
    return [s for s in sides.split("+") if s]


def _range(words: str) -> Json:
    if words.endswith("+"):
        return {"min": int(words[:-1]), "max": None}
    low, dash, high = words.partition("-")
    return {"min": int(low) if low else None, "max": int(high) if dash else int(low)}


def _item(words: str) -> Json:
    words, _, mode = words.partition(":")
    found = re.match(r"(\d[\d+-]*|-\d+) (.*)", words)
    number, rest = (found.group(1), found.group(2)) if found else (None, words)
    name, _, category = rest.partition("/")
    return {
        "designation": None if name in ("", "other") else name,
        "category": category or "other",
        "mode": mode or "goods",
        "quantity": _range(number) if number else None,
    }


def _period(words: str) -> Json:
    parts = [int(p) for p in words.split("-")]
    if len(parts) == 1:
        return {"from": f"{words}-01-01", "to": f"{words}-12-31"}
    if len(parts) == 2:
        return {"from": f"{words}-01", "to": f"{words}-{monthrange(*parts)[1]:02}"}
    return {"from": words, "to": words}


def _expected(line: str) -> Expected:
    sides, goods, stage, standing, *more = [p.strip() for p in line.split("|")]
    checks = dict((m.split("=", 1) if "=" in m else (m, "")) for part in more for m in _checks(part))
    listed = tuple(g.strip() for g in goods.split(",") if g.strip())
    return Expected(sides=sides, goods=listed, stage=stage, standing=standing, checks=checks)


def _checks(part: str) -> list[str]:
    """`reports=4 against=items[JF-17 Block III].ordered`: a space parts them only where a new name begins."""
    return re.split(r"\s+(?=[a-z]+=)", part) if part else []

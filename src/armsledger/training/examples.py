"""Annotated reports as what the network learns from: pieces, and for each claim where its values stand."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from armsledger.model.report import Report
from armsledger.model.values import Item, Money, Party, Period, Range, Span
from armsledger.reading.hints import Hint, Proposed, hints
from armsledger.reading.schema import ACTIONS, CATEGORIES, FORMS, KINDS, MODALITIES, MODES, ROLES, SPEAKERS, STAGES
from armsledger.reading.wordpieces import Candidate, Pieces, pieces

Json = dict[str, Any]
LABELS = ("none", "Weapon", "Buyer", "Seller", "Quantity", "Price", "Date")


@dataclass(frozen=True, slots=True)
class Event:
    """A claim's span in pieces, the index of each property (-1: none), and for each role the sets of keys, one set a value.

    `wanted` maps a role to what each of its values may be called; `modes` and `categories` give an item's key its index.
    """

    first: int
    last: int
    kind: int
    stage: int
    modality: int
    speaker: int
    form: int
    action: int
    wanted: dict[str, tuple[frozenset[str], ...]]
    modes: dict[str, int]
    categories: dict[str, int]


@dataclass(frozen=True, slots=True)
class Example:
    document: str
    text: str
    pieces: Pieces
    events: tuple[Event, ...]
    hints: tuple[Hint, ...]
    labels: np.ndarray
    """(n,) the other annotator's tag of each piece inside a deal statement, -1 outside."""


See = Callable[[Report], tuple[Sequence[Candidate], Sequence[Proposed]]]
"""A report's candidates and what the grammar reads in it."""


def records(folder: Path) -> list[tuple[Json, list[Json]]]:
    """Each document of an annotated folder (documents.jsonl, claims.jsonl) with its claims."""
    claims: dict[str, list[Json]] = {}
    for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        claims.setdefault(claim["document"], []).append(claim)
    documents = [json.loads(line) for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(d, claims.get(d["document"], [])) for d in documents]


def example(document: Json, claims: list[Json], see: See, tokenizer: Tokenizer) -> Example:
    text = document["text"]
    found, read = see(report(document))
    p = pieces(text, found, tokenizer)
    return Example(
        document=document["document"],
        text=text,
        pieces=p,
        events=tuple(event(c, p) for c in claims),
        hints=hints(read, p),
        labels=labels(document.get("labels") or [], p),
    )


def report(document: Json) -> Report:
    """The report of an annotated document, all of its text its own; `written` as a day or a range where it is told."""
    text, written = document["text"], document.get("written")
    period = None
    if isinstance(written, str):
        period = Period.day(date.fromisoformat(written))
    elif written:
        period = Period(first_on=date.fromisoformat(written["from"]), last_on=date.fromisoformat(written["to"]))
    return Report(
        document=document["document"], page=document["document"], text=text, body=(Span(0, len(text)),), written=period
    )


def labels(marks: list[Json], p: Pieces) -> np.ndarray:
    out = np.full(len(p.ids), -1, dtype=np.int64)
    for mark in sorted(marks, key=lambda m: m["tag"] != "Answer"):
        inside = (p.spans[:, 0] < mark["end"]) & (p.spans[:, 1] > mark["start"])
        name = mark["tag"].removesuffix(" Country")
        out[inside] = 0 if name == "Answer" else LABELS.index(name)
    return out


def event(claim: Json, p: Pieces) -> Event:
    first = int(np.searchsorted(p.spans[:, 1], claim["start"], "right"))
    last = int(np.searchsorted(p.spans[:, 0], claim["end"], "left"))
    inside = [c for c in p.candidates if c.start < claim["end"] and c.end > claim["start"]]
    wanted: dict[str, tuple[frozenset[str], ...]] = {}
    for role in ("supplier", "recipient", "intermediary"):
        wanted[role] = tuple(called(party, p) for party in claim[role])
    people = claim["parties"]
    ordered = claim["kind"] in ("visit", "use")
    wanted["first"] = tuple(called(party, p) for party in (people[:1] if ordered else people))
    wanted["other"] = tuple(called(party, p) for party in people[1:]) if ordered else ()
    modes: dict[str, int] = {}
    categories: dict[str, int] = {}
    items, numbers = [], []
    for item in claim["items"]:
        keys = item_keys(item, p)
        items.append(keys)
        for key in keys:
            modes[key] = index(MODES, item["mode"])
            categories[key] = index(CATEGORIES, item["category"])
        if item["quantity"]:
            near = frozenset(c.key for c in inside if same_range(c.value, item["quantity"]))
            exactly_one = item["quantity"] == {"min": 1, "max": 1}
            numbers.append(
                near
                if near or exactly_one
                else frozenset(c.key for c in p.candidates if same_range(c.value, item["quantity"]))
            )
    wanted["item"] = tuple(items)
    wanted["quantity"] = tuple(numbers)
    wanted["money"] = (sums(claim["money"], inside),) if claim["money"] else ()
    wanted["when"] = (days(claim["when"], inside, p),) if claim["when"] else ()
    assert set(wanted) == set(ROLES)
    return Event(
        first=first,
        last=max(last, first + 1),
        kind=KINDS.index(claim["kind"]),
        stage=index(STAGES, claim["stage"]),
        modality=index(MODALITIES, claim["modality"]),
        speaker=index(SPEAKERS, claim["attribution"]["kind"]),
        form=index(FORMS, claim["form"]),
        action=index(ACTIONS, claim["action"]),
        wanted=wanted,
        modes=modes,
        categories=categories,
    )


def index(names: tuple[Any, ...], value: Any) -> int:
    return names.index(value) if value in names else -1


def same_range(value: object, wanted: Json) -> bool:
    return isinstance(value, Range) and (value.min, value.max) == (wanted["min"], wanted["max"])


def sums(wanted: Json, inside: list[Candidate]) -> frozenset[str]:
    found = [c for c in inside if isinstance(c.value, Money)]
    same = [
        c for c in found if isinstance(c.value, Money) and (c.value.min, c.value.max) == (wanted["min"], wanted["max"])
    ]
    return frozenset(c.key for c in same or found[:1])


def days(wanted: Json, inside: list[Candidate], p: Pieces) -> frozenset[str]:
    def same(c: Candidate) -> bool:
        ends = (c.value.first_on, c.value.last_on) if isinstance(c.value, Period) else ()
        return [d.isoformat() if d else None for d in ends] == [wanted["from"], wanted["to"]]

    near = [c for c in inside if isinstance(c.value, Period)]
    return frozenset(c.key for c in p.candidates if same(c)) or frozenset(c.key for c in near[:1] if len(near) == 1)


COMMON = {
    "the", "and", "inc", "corp", "corporation", "company", "group", "industries", "systems", "aerospace", "defence", "defense",
    "aircraft", "international", "technologies", "limited", "ltd", "helicopters", "aviation", "naval", "marine", "services",
}  # fmt: skip


def called(party: str, p: Pieces) -> frozenset[str]:
    """The keys of the candidates that may be this party: its state, or a firm that shares a word of its name."""
    wanted = Party.parse(party)
    if wanted.code is None:
        return frozenset()
    name = wanted.name or ""
    words = {w for w in re.findall(r"\w+", name.lower()) if len(w) > 2} - COMMON
    keys = set()
    for c in p.candidates:
        if (isinstance(c.value, Party) and (c.value.code or "").lower() == wanted.code.lower()) or (
            c.key.startswith("f:") and words & set(re.findall(r"\w+", str(c.value).lower()))
        ):
            keys.add(c.key)
    return frozenset(keys)


def plain(name: str) -> str:
    return re.sub(r"[\u2010-\u2015\-. ]", "", name.lower())


def item_keys(item: Json, p: Pieces) -> frozenset[str]:
    if not item["designation"]:
        return frozenset({f"c:{item['category']}"} & {c.key for c in p.candidates})
    name = plain(item["designation"])
    start = re.match(r"[a-z]*\d+", name)
    words = {w.removesuffix("s") for w in re.findall(r"[a-z]{4,}", item["designation"].lower())} - {
        "class",
        "block",
        "type",
        "super",
    }
    out = set()
    for c in p.candidates:
        if c.type != "type" or not isinstance(c.value, Item):
            continue
        own = plain(c.value.designation or "")
        theirs = {w.removesuffix("s") for w in re.findall(r"[a-z]{4,}", (c.value.designation or "").lower())}
        if name == own or (start and own.startswith(start[0])) or words & theirs or plain(c.key[2:]) == name:
            out.add(c.key)
    return frozenset(out)

"""A report with other names in it: what is learned from it cannot be who usually sells what to whom."""

import random
import re
from collections.abc import Callable, Mapping
from typing import Any

from armsledger.knowledge import Knowledge, Mention, MentionKind

Json = dict[str, Any]


class Exchange:
    """Puts other states, types and firms into an annotated report, the same one for the same one throughout, and mends its claims."""

    def __init__(self, knowledge: Knowledge) -> None:
        tables = knowledge.tables
        self._knowledge = knowledge
        self._states = {
            i: row for i, row in tables.states.items() if row.kind == "state" and row.last is None and row.demonyms
        }
        self._types: dict[str, list[str]] = {}
        for equipment in tables.equipment.values():
            self._types.setdefault(equipment.class_id, []).append(equipment.designation)
        self._firms: dict[str, list[str]] = {}
        for company in tables.companies.values():
            self._firms.setdefault(company.state, []).append(company.name)

    def __call__(self, document: Json, claims: list[Json], rnd: random.Random) -> tuple[Json, list[Json]]:
        """Returns the document and its claims with names exchanged; offsets hold in the new text."""
        text = document["text"]
        mentions = self._knowledge.find(text)
        other = self._others({s for m in mentions for s in m.states[:1]} | codes(claims), rnd)
        chosen: dict[str, str] = {}
        edits: list[tuple[int, int, str]] = []
        for m in mentions:
            new = self._new(m, text, other, chosen, rnd)
            if new is not None:
                edits.append((m.start, m.end, new))
        moved, place = edited(text, edits)
        out = []
        for claim in claims:
            start, end = place(claim["start"]), place(claim["end"])
            new_claim = {k: renamed(v, other, chosen) for k, v in claim.items()}
            out.append({**new_claim, "start": start, "end": end, "quote": moved[start:end]})
        marks = [
            {**mark, "start": place(mark["start"]), "end": place(mark["end"])} for mark in document.get("labels") or []
        ]
        return {**document, "text": moved, "labels": marks}, out

    def _others(self, old: set[str], rnd: random.Random) -> dict[str, str]:
        known = sorted(s for s in old if s in self._states)
        return dict(zip(known, rnd.sample(sorted(self._states), len(known)), strict=True))

    def _new(
        self, m: Mention, text: str, other: Mapping[str, str], chosen: dict[str, str], rnd: random.Random
    ) -> str | None:
        words = text[m.start : m.end]
        if m.kind is MentionKind.STATE and m.candidates and m.candidates[0] in other:
            row = self._states[other[m.candidates[0]]]
            kind = {"demonym": row.demonyms, "place": row.places, "force": row.forces}.get(m.form, row.names)
            if m.form == "name" and len(words) <= 4 and words.isupper():
                kind = row.names
            key = f"{m.candidates[0]} {m.form} {words if m.form in ('place', 'force') else ''}"
            return (
                chosen.setdefault(key, rnd.choice(kind or row.names))
                if m.form not in ("name", "demonym")
                else (kind or row.names)[0]
            )
        if m.kind is MentionKind.PERSON and m.states and m.states[0] in other:
            return chosen.setdefault(words, rnd.choice(_SURNAMES))
        if m.kind is MentionKind.COMPANY and m.states and m.states[0] in other:
            firms = self._firms.get(other[m.states[0]])
            return (
                chosen.setdefault(words, rnd.choice(firms))
                if firms
                else chosen.setdefault(words, rnd.choice(_SURNAMES) + " Industries")
            )
        if m.kind is MentionKind.EQUIPMENT and m.candidates and m.candidates[0] in self._knowledge.tables.equipment:
            row_id = m.candidates[0]
            pool = self._types[self._knowledge.tables.equipment[row_id].class_id]
            name = chosen.setdefault(row_id, rnd.choice(pool))
            chosen[plain(words)] = name
            return name
        return None


_SURNAMES = (
    "Ardeno",
    "Belkov",
    "Caraman",
    "Dromiel",
    "Estavar",
    "Fenwald",
    "Gorsund",
    "Halimi",
    "Iskarov",
    "Jendrik",
    "Kolsane",
    "Lomvard",
)


def codes(claims: list[Json]) -> set[str]:
    return set(
        re.findall(
            r"\b[A-Z]{3}\b",
            " ".join(str(c[side]) for c in claims for side in ("supplier", "recipient", "intermediary", "parties")),
        )
    )


def plain(words: str) -> str:
    return re.sub(r"\W", "", words).lower()


def renamed(value: Any, other: Mapping[str, str], chosen: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [renamed(v, other, chosen) for v in value]
    if isinstance(value, dict):
        if value.get("designation"):
            name = plain(value["designation"])
            found = next(
                (
                    new
                    for old, new in chosen.items()
                    if " " not in old and (name == old or name.startswith(old) or old.startswith(name))
                ),
                None,
            )
            return {**value, "designation": found or value["designation"]}
        return {k: renamed(v, other, chosen) if k in ("subject", "counterpart") else v for k, v in value.items()}
    if isinstance(value, str) and value in other:
        return other[value]
    if isinstance(value, str) and (code := re.search(r" \(([A-Z]{3})\)$", value)) and code[1] in other:
        return chosen.get(value[: code.start()], value[: code.start()]) + f" ({other[code[1]]})"
    return value


def edited(text: str, edits: list[tuple[int, int, str]]) -> tuple[str, Callable[[int], int]]:
    """The text with each span replaced, and where an offset of the old text stands in the new one."""
    parts, at, shifts = [], 0, []
    for start, end, new in sorted(edits):
        parts += [text[at:start], new]
        shifts.append((start, end, len(new)))
        at = end
    parts.append(text[at:])

    def place(old: int) -> int:
        shift = 0
        for start, end, size in shifts:
            if end <= old:
                shift += size - (end - start)
            elif start < old:
                return start + shift + min(old - start, size)
            else:
                break
        return old + shift

    return "".join(parts), place

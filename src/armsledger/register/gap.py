"""The press beside another register: what each has and the other has not, and where they differ.

An imported register's records are claims like others, with a `reader` that begins with `register:` and its name
(`register:SIPRI 2026`): they go through the same resolution, so a deal of both rests on claims of both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from armsledger.model.codes import Stage
from armsledger.model.contract import range_json
from armsledger.model.values import Range
from armsledger.register.build import Dossier
from armsledger.register.mention import RANK, Cited, Mention
from armsledger.register.names import same_family, same_variant
from armsledger.register.plain import Json, number

MARK = "register:"


class Gap(StrEnum):
    PRESS_ONLY = "press_only"
    REGISTER_ONLY = "register_only"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A deal that only one side has, or a field in which the two differ; `ours` and `theirs` in words, with the claims."""

    deal: str
    title: str
    gap: Gap
    field: str | None
    ours: str | None
    theirs: str | None
    press: tuple[str, ...]
    register: tuple[str, ...]

    def json(self) -> Json:
        return {
            "deal": self.deal,
            "title": self.title,
            "gap": str(self.gap),
            "field": self.field,
            "ours": self.ours,
            "theirs": self.theirs,
            "press": list(self.press),
            "register": list(self.register),
        }


def register_of(cited: Cited) -> str | None:
    """The name of the register that a claim was imported from; None for what the press says."""
    reader = cited.claim.reader or ""
    return reader.removeprefix(MARK) if reader.startswith(MARK) else None


def gaps(dossiers: Iterable[Dossier], name: str | None = None, *, least: Stage = Stage.ORDER) -> tuple[Found, ...]:
    """All gaps between the press and an imported register (of that name, else any).

    The press may lack nothing that a register never holds: deals short of `least` are left out of `press_only`, since
    registers enter a deal when an order is certain or deliveries have begun. Source: SIPRI, Sources and methods.
    """
    found: list[Found] = []
    for dossier in dossiers:
        deal = dossier.deal
        if deal.kind != "transfer":
            continue
        theirs = [
            m for m in dossier.mentions if (of := register_of(m.cited)) is not None and (name is None or of == name)
        ]
        ours = [m for m in dossier.mentions if register_of(m.cited) is None]
        if ours and not theirs:
            if RANK[deal.stage] >= RANK[least] and deal.stage is not Stage.BLOCKED:
                found.append(_found(dossier, Gap.PRESS_ONLY, None, str(deal.stage), None, ours, theirs))
        elif theirs and not ours:
            found.append(_found(dossier, Gap.REGISTER_ONLY, None, None, str(deal.stage), ours, theirs))
        elif ours and theirs:
            found += _differences(dossier, ours, theirs)
    order = list(Gap)
    return tuple(sorted(found, key=lambda g: (order.index(g.gap), g.deal, g.field or "")))


def _found(
    dossier: Dossier,
    gap: Gap,
    field: str | None,
    ours: str | None,
    theirs: str | None,
    press: Sequence[Mention],
    register: Sequence[Mention],
) -> Found:
    return Found(
        deal=dossier.deal.deal,
        title=dossier.deal.title,
        gap=gap,
        field=field,
        ours=ours,
        theirs=theirs,
        press=tuple(sorted({m.id for m in press})),
        register=tuple(sorted({m.id for m in register})),
    )


def _differences(dossier: Dossier, ours: Sequence[Mention], theirs: Sequence[Mention]) -> list[Found]:
    out = []
    for field, pick in (("ordered", _ordered), ("delivered", _delivered), ("year of order", _year)):
        press, register = pick(ours), pick(theirs)
        if press and register and not any(_meet(a, b) for a, _ in press for b, _ in register):
            out.append(
                _found(
                    dossier,
                    Gap.DIFFERS,
                    field,
                    _told(press),
                    _told(register),
                    [m for _, m in press],
                    [m for _, m in register],
                )
            )
    press_types = [(i.designation, m) for m in ours for i in m.items if i.designation]
    their_types = [(i.designation, m) for m in theirs for i in m.items if i.designation]
    for mine, mention in press_types:
        others = [(t, m) for t, m in their_types if same_family(mine, t)]
        if others and not any(same_variant(mine, t) for t, _ in others) and not any(f.field == "type" for f in out):
            told = ", ".join(sorted({t for t, _ in others}))
            out.append(_found(dossier, Gap.DIFFERS, "type", mine, told, [mention], [m for _, m in others]))
    return out


def _ordered(mentions: Sequence[Mention]) -> list[tuple[Range, Mention]]:
    return [(q, m) for m in mentions if m.asserted and m.stage is Stage.ORDER and (q := m.quantity()) is not None]


def _delivered(mentions: Sequence[Mention]) -> list[tuple[Range, Mention]]:
    return [(q, m) for m in mentions if m.asserted and m.stage is Stage.DELIVERY and (q := m.quantity()) is not None]


def _year(mentions: Sequence[Mention]) -> list[tuple[Range, Mention]]:
    found = []
    for mention in mentions:
        when = mention.claim.when
        if mention.asserted and mention.stage is Stage.ORDER and when is not None and (when.first_on or when.last_on):
            first, last = when.first_on or when.last_on, when.last_on or when.first_on
            found.append((Range(min=first.year if first else None, max=last.year if last else None), mention))
    return found


def _meet(one: Range, other: Range) -> bool:
    ends: list[Any] = [one.min, one.max, other.min, other.max]
    low, high, least, most = (e if e is not None else (float("-inf"), float("inf"))[n % 2] for n, e in enumerate(ends))
    return bool(low <= most and least <= high)


def _told(values: Sequence[tuple[Range, Mention]]) -> str:
    years = all(v.min == v.max and v.min is not None and 1900 < v.min < 2100 for v, _ in values)
    return ", ".join(sorted({str(v.min) if years else number(range_json(v)) for v, _ in values}))

"""What is known of law, parts, prices and rates: dated rows, each with a source a reader can open."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from armsledger.errors import KnowledgeError
from armsledger.knowledge.tables import Place, read, shipped


class Scope(StrEnum):
    """Whom an embargo binds: every end user in the state, those that are not the state's own, or those in a territory."""

    WHOLE_COUNTRY = "whole_country"
    NON_GOVERNMENTAL = "non_governmental"
    TERRITORY = "territory"
    POLITICAL = "political"


class Direction(StrEnum):
    TO = "to"
    FROM = "from"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """An arms embargo as a dated row.

    `ended` is a fact; `expiry` only the last one verified: past it the row warns and never counts as lifted by itself.
    `verified` is the day it was last seen in force, None where it rests on background knowledge.
    """

    id: str
    regime: str
    target: str
    scope: Scope
    territory: str | None = None
    direction: Direction
    start: date | None = None
    act: str
    end_users: str | None = None
    exemptions: str | None = None
    expiry: date | None = None
    ended: date | None = None
    source: str
    verified: date | None = None

    def in_force(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.ended is None or on < self.ended)

    def stale(self, on: date) -> bool:
        """The last verified expiry has passed: it may have been renewed, and somebody has to look."""
        return self.in_force(on) and self.expiry is not None and on > self.expiry


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A part of a platform that another state's maker supplies or owns; years as far as known."""

    id: str
    platform: str
    component: str
    kind: str
    maker: str | None = None
    state: str
    first: int | None = None
    last: int | None = None
    note: str | None = None
    source: str
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """An agreement that already gives, or rules how to get, a state's leave to pass a platform on."""

    id: str
    platform: str
    state: str
    destinations: tuple[str, ...] = ()
    act: str | None = None
    signed: str | None = None
    note: str | None = None
    source: str
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """Units a year of a type as somebody reported them; disputed rates are several rows. `what`: capacity, made, planned, delivered."""

    id: str
    type: str
    state: str
    maker: str | None = None
    low: float | None = None
    high: float | None = None
    period: int | None = None
    what: str
    note: str | None = None
    source: str
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A reported price of one `unit_of` in whole units of `currency`; `includes` says what it covers and how it was got."""

    id: str
    type: str
    variant: str | None = None
    year: int | None = None
    low: float | None = None
    high: float | None = None
    currency: str
    unit_of: str
    includes: str | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Peg:
    """`per_anchor` units of the currency are worth one unit of the anchor, by rule."""

    currency: str
    anchor: str
    per_anchor: float | None = None
    first: date | None = None
    last: date | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A type's category under an export-control regime."""

    id: str
    type: str
    regime: str
    category: str
    note: str | None = None
    source: str


FACTS: dict[str, type[Any]] = {
    "embargoes": Embargo,
    "components": Component,
    "consents": Consent,
    "production": Production,
    "prices": Price,
    "pegs": Peg,
    "control_regimes": Control,
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All facts, a user's own rows over ours of the same id."""

    embargoes: tuple[Embargo, ...] = ()
    components: tuple[Component, ...] = ()
    consents: tuple[Consent, ...] = ()
    production: tuple[Production, ...] = ()
    prices: tuple[Price, ...] = ()
    pegs: tuple[Peg, ...] = ()
    control_regimes: tuple[Control, ...] = ()

    @cached_property
    def _by_target(self) -> dict[str, tuple[Embargo, ...]]:
        return _grouped(self.embargoes, "target")

    @cached_property
    def _by_platform(self) -> dict[str, tuple[Component, ...]]:
        return _grouped(self.components, "platform")

    def embargoes_on(self, target: str, on: date) -> tuple[Embargo, ...]:
        """The embargoes in force against a state or group on a day."""
        return tuple(e for e in self._by_target.get(target, ()) if e.in_force(on))

    def parts_of(self, platform: str) -> tuple[Component, ...]:
        """The foreign parts known in a platform, by its equipment id."""
        return self._by_platform.get(platform, ())

    def consents_for(self, platform: str, destination: str) -> tuple[Consent, ...]:
        """Consents that name the destination, and rules that name none."""
        return tuple(
            c for c in self.consents if c.platform == platform and (not c.destinations or destination in c.destinations)
        )


def _grouped(rows: tuple[Any, ...], field: str) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        groups[getattr(row, field)] = (*groups.get(getattr(row, field), ()), row)
    return groups


def load_facts(own: Path | None = None) -> Facts:
    """The facts that come with the package, with the files of the folder `own` laid over them.

    Raises:
        KnowledgeError: at the first wrong row, with file and line.
    """
    folders: list[Place] = [shipped() / "facts"]
    if own is not None and own.is_dir():
        folders.append(own)
    tables: dict[str, tuple[Any, ...]] = {}
    for table, row_type in FACTS.items():
        key = fields(row_type)[0].name
        rows: dict[str, Any] = {}
        for folder in folders:
            place = folder / f"{table}.csv"
            if not place.is_file():
                continue
            for _, row in read(row_type, place.read_text(encoding="utf-8-sig"), place.name):
                if isinstance(row, KnowledgeError):
                    raise row
                rows[getattr(row, key)] = row
        tables[table] = tuple(rows.values())
    return Facts(**tables)

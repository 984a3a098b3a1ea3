"""The deal: what all claims together support, with the disagreements kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from armsledger.model.codes import Category, Kind, Modality, Mode, Stage
from armsledger.model.finding import Finding
from armsledger.model.values import Money, Party, Range


@dataclass(frozen=True, slots=True, kw_only=True)
class DealItem:
    designation: str | None
    category: Category
    mode: Mode = Mode.GOODS
    ordered: Range | None = None
    delivered: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry of the stage history; the event's days where told, else open before the latest day of writing."""

    stage: Stage
    modality: Modality
    first_on: date | None
    last_on: date | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of a field and the ids of the claims that say it. `value` as the contract's JSON has it."""

    value: Any
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    field: str
    values: tuple[Reading, ...]
    shown: Any
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    deal: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim stands: offsets into its document's page."""

    document: str
    start: int
    end: int
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A transfer deal or a cooperation relation as of a day (DEALS). A cooperation has all its sides as both sides."""

    deal: str
    title: str
    kind: Kind
    supplier: tuple[Party, ...]
    recipient: tuple[Party, ...]
    items: tuple[DealItem, ...]
    stage: Stage
    modality: Modality
    claims: tuple[Place, ...]
    intermediary: tuple[Party, ...] = ()
    stage_history: tuple[Step, ...] = ()
    money: Money | None = None
    contradictions: tuple[Contradiction, ...] = ()
    findings: tuple[Finding, ...] = ()
    reports: int = 0
    origins: int = 0
    first_reported: date | None = None
    last_reported: date | None = None
    standing: str = ""
    links: tuple[Link, ...] = ()
    as_of: date | None = None
    merged_into: str | None = None
    domestic: bool = False

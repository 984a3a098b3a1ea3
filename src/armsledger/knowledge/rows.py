"""The rows of the tables: one record a table, its columns named as its fields."""

from dataclasses import dataclass
from enum import StrEnum

from armsledger.model.codes import Category


class MentionKind(StrEnum):
    STATE = "state"
    PERSON = "person"
    GROUP = "group"
    BODY = "body"
    COMPANY = "company"
    EQUIPMENT = "equipment"
    CLASS = "class"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or territory by its ISO 3166-1 alpha-3 (former: 3166-3; without either: X and two letters)."""

    id: str
    kind: str
    first: int | None = None
    last: int | None = None
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whose name tells a state; first and last are the years of the office."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    state: str
    office: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An armed group: where it fights, and the state it stands against; name is the party in a claim."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An international body; party is yes where it is a side in deals and measures itself, no where it is none, else the id of
    the body it acts for."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A maker, yard, arsenal or export agency; parent is another row's id."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    parent: str | None = None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentClass:
    """A kind of equipment with the categories its types get unless they say otherwise."""

    id: str
    category: Category
    sipri: str
    unroca: str
    att: str
    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """A type; class_id names its class, last is the end of production.

    `first` is the year of the first flight for aeroplanes and helicopters, of service entry for all else.
    """

    id: str
    designation: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    family: str | None = None
    class_id: str
    makers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    sipri: str | None = None
    unroca: str | None = None
    att: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """A name that several rows own on purpose, and words of a report that speak for one of them."""

    name: str
    id: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAName:
    """A phrase that holds a name and means something else."""

    phrase: str


Row = State | Person | Group | Body | Company | EquipmentClass | Equipment

"""The small values that claims and deals are made of. Ranges are exact where both ends are equal; None is an open end."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from armsledger.model.codes import Basis, Category, MeasureName, Mode, Speaker

Number = int | float


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Offsets into a text: code points, end exclusive."""

    start: int
    end: int

    def overlaps(self, other: Self) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    min: Number | None
    max: Number | None

    @classmethod
    def exactly(cls, number: Number) -> Self:
        return cls(min=number, max=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in whole units of an ISO 4217 currency."""

    min: Number | None
    max: Number | None
    currency: str
    basis: Basis = Basis.TOTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from first to last, both inside; None is an open side."""

    first_on: date | None
    last_on: date | None

    @classmethod
    def day(cls, day: date) -> Self:
        return cls(first_on=day, last_on=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    designation: str | None = None
    category: Category = Category.OTHER
    mode: Mode = Mode.GOODS
    quantity: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    kind: Speaker = Speaker.AUTHOR
    who: str | None = None


AUTHOR = Attribution()


@dataclass(frozen=True, slots=True)
class Party:
    """A side as the contract writes it: `PAK`, `LNA`, `Pakistan Ordnance Factories (PAK)`, `? three African countries`.

    `code` is the state's ISO 3166 alpha-3, or the usual short name of a group or body; None where the party is not named.
    `name` is the company's name, or the words for a party that is not named.
    """

    code: str | None = None
    name: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        text = text.strip()
        if text.startswith("?"):
            return cls(None, text[1:].strip() or None)
        if text.endswith(")") and " (" in text:
            name, _, code = text[:-1].rpartition(" (")
            return cls(code, name)
        return cls(text)

    def __str__(self) -> str:
        if self.code is None:
            return f"? {self.name}" if self.name else "?"
        return f"{self.name} ({self.code})" if self.name else self.code

    @property
    def known(self) -> bool:
        return self.code is not None

    @property
    def key(self) -> str:
        """What two mentions of one side share: the state or short name; `?` where not named."""
        return self.code or "?"


UNKNOWN = Party()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure: `value` in `unit` (`percent`, `rank`, a currency code, or a word)."""

    name: MeasureName
    value: Number | Range
    unit: str | None = None
    subject: tuple[Party, ...] = ()
    counterpart: tuple[Party, ...] = ()

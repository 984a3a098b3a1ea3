"""The claim: one assertion that one report makes, tied to the words that make it."""

from dataclasses import dataclass
from typing import Any

from armsledger.model.codes import Action, Form, Kind, Modality, Stage
from armsledger.model.values import AUTHOR, Attribution, Item, Measure, Money, Party, Period, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A value and the words it was read from.

    `field` is the path in the claim (`supplier`, `items[0].quantity`, `stage` ...), `value` as the contract's JSON has it;
    `inferred` where the words do not state the value but it was concluded from them.
    """

    field: str
    value: Any
    start: int
    end: int
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`quote` equals the report's text from `start` to `end`. Unused fields stay at their defaults (see CLAIMS)."""

    document: str
    quote: str
    start: int
    end: int
    kind: Kind
    stage: Stage | None = None
    supplier: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    intermediary: tuple[Party, ...] = ()
    parties: tuple[Party, ...] = ()
    items: tuple[Item, ...] = ()
    money: Money | None = None
    when: Period | None = None
    modality: Modality = Modality.ASSERTED
    attribution: Attribution = AUTHOR
    measure: Measure | None = None
    action: Action | None = None
    form: Form | None = None
    score: float | None = None
    reader: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

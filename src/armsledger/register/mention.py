"""One claim as it bears on one supplier side and one recipient: what resolution compares."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from armsledger.model.claim import Claim
from armsledger.model.codes import Category, Form, Modality, Mode, Stage
from armsledger.model.contract import claim_id
from armsledger.model.reading import Entry
from armsledger.model.values import Item, Money, Party, Range

RANK = {
    Stage.INTEREST: 0,
    Stage.OFFER: 1,
    Stage.TALKS: 2,
    Stage.APPROVAL: 3,
    Stage.AGREEMENT: 4,
    Stage.ORDER: 5,
    Stage.ACTIVE: 6,
    Stage.DELIVERY: 6,
    Stage.BLOCKED: 7,
}
VAGUE = frozenset({Category.OTHER, Category.SERVICE, Category.DUAL_USE})
LIST = 3  # so many kinds of goods in one claim, no type named, is a catalogue and no package

_MORE = re.compile(
    r"\b(more|additional|further|another|extra|follow-?on|second batch|second tranche|second lot|options?)\b",
    re.IGNORECASE,
)
_NEVER = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An entry with its claim's id and origin, worked out once."""

    entry: Entry
    id: str
    origin: str
    known: date | None

    @property
    def claim(self) -> Claim:
        return self.entry.claim


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mention:
    """A claim, or those of its items that belong together, for one pair of sides.

    `suppliers` are codes (empty: not named), `recipient` a code or None; a cooperation has its sides in `sides`.
    `begin` to `end` are days of the event as ordinals, the day of the report where none is told.
    """

    cited: Cited
    suppliers: frozenset[str]
    recipient: str | None
    items: tuple[Item, ...]
    sides: frozenset[str] = frozenset()
    more: bool = False
    begin: int
    end: int
    dated: bool
    types: tuple[str, ...] = field(default=())
    categories: frozenset[Category] = frozenset()
    manner: str = "goods"
    pinned: str | None = None

    @property
    def claim(self) -> Claim:
        return self.cited.entry.claim

    @property
    def id(self) -> str:
        return self.cited.id

    @property
    def stage(self) -> Stage:
        return self.cited.entry.claim.stage or Stage.INTEREST

    @property
    def rank(self) -> int:
        return RANK[self.stage]

    @property
    def asserted(self) -> bool:
        return self.cited.entry.claim.modality is Modality.ASSERTED

    @property
    def denied(self) -> bool:
        return self.cited.entry.claim.modality is Modality.DENIED

    @property
    def document(self) -> str:
        return self.cited.entry.report.document

    @property
    def money(self) -> Money | None:
        return self.cited.entry.claim.money

    @property
    def vague(self) -> bool:
        """Whether it names neither a type nor one kind of goods, or leaves its list open ("drones and other weapons")."""
        if self.types:
            return False
        return not 0 < len(self.categories) < LIST or any(i.category is Category.OTHER for i in self.items)

    def quantity(self) -> Range | None:
        numbers = [i.quantity for i in self.items if i.quantity is not None]
        return numbers[0] if len(numbers) == 1 else None


def cite(entry: Entry, known_as: str | None = None) -> Cited:
    """The entry with its claim's id, worked out where it is not known."""
    report = entry.report
    return Cited(
        entry=entry,
        id=known_as or claim_id(entry.claim),
        origin=report.origin or report.document,
        known=report.known_on(),
    )


def order(mention: Mention) -> tuple[int, str, int, int, str, bool, str]:
    """A total order that rests on the content alone."""
    claim = mention.claim
    return (mention.end, claim.document, claim.start, claim.end, mention.id, mention.more, mention.recipient or "")


def arrival(mention: Mention) -> tuple[str, date, str, int, str, bool]:
    """The order in which claims came to the ledger: what an id stays with."""
    read_at = mention.cited.entry.report.read_at
    claim = mention.claim
    return (
        read_at.isoformat() if read_at else "",
        mention.cited.known or _NEVER,
        claim.document,
        claim.start,
        mention.id,
        mention.more,
    )


@lru_cache(maxsize=4096)
def _ordinal(day: date) -> int:
    return day.toordinal()


def _days(cited: Cited) -> tuple[int, int, bool]:
    when, known = cited.claim.when, cited.known
    last = when.last_on if when and when.last_on else None
    first = when.first_on if when and when.first_on else None
    if last is None and first is None:
        day = _ordinal(known) if known else 0
        return day, day, False
    high = _ordinal(last or known or first)
    low = _ordinal(first) if first else high
    return min(low, high), high, True


def manner(items: tuple[Item, ...]) -> str:
    """`goods` where anything moves or is built; else `technology`, `service` or `component`."""
    modes = {i.mode for i in items}
    if modes & {Mode.GOODS, Mode.SECOND_HAND, Mode.LICENCE} or not modes:
        return "goods"
    for mode in (Mode.COMPONENT, Mode.SERVICE, Mode.TECHNOLOGY):
        if mode in modes:
            return str(mode)
    return "goods"


def _fold(items: tuple[Item, ...], leaders: dict[str, str]) -> tuple[tuple[str, ...], frozenset[Category]]:
    types = tuple(dict.fromkeys(leaders.get(i.designation, i.designation) for i in items if i.designation))
    return types, frozenset(i.category for i in items if i.category not in VAGUE)


def _split_more(claim: Claim) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """(items that are more of the same, the others)."""
    items = claim.items
    found = _MORE.search(claim.quote)
    if found is None or not items:
        return (), items
    if len(items) == 1:
        return (items, ()) if items[0].designation or items[0].quantity else ((), items)
    place = found.start()
    after = claim.quote[place : place + 60].lower()
    near = [i for i in items if i.designation and _head(i.designation) in after.replace("-", "").replace(" ", "")]
    if not near:
        return (), items
    first = min(near, key=lambda i: after.replace("-", "").replace(" ", "").find(_head(i.designation or "")))
    return (first,), tuple(i for i in items if i is not first)


def _head(designation: str) -> str:
    return re.sub(r"[^a-z0-9]", "", designation.lower())[:5]


def _codes(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(p.code for p in parties if p.code)


def pairs(cited: Cited) -> tuple[frozenset[str], tuple[str | None, ...]]:
    """The supplier side of a transfer claim and its recipients; (None,) where none is named by code.

    A supplier among several recipients is none: domestic supply has the one state on both sides.
    """
    suppliers, recipients = _codes(cited.claim.supplier), _codes(cited.claim.recipient)
    others = recipients - suppliers if len(recipients) > 1 else recipients
    return suppliers, tuple(sorted(others or recipients)) or (None,)


def transfers(cited: Cited, suppliers: frozenset[str], recipient: str | None, leaders: dict[str, str]) -> list[Mention]:
    """What a transfer claim says of one pair: one mention, or two where some items are more of the same."""
    begin, end, dated = _days(cited)
    found = []
    more, others = _split_more(cited.claim)
    for flag, items in ((True, more), (False, others)):
        if (flag and not items) or (not flag and more and not items):
            continue
        types, categories = _fold(items, leaders)
        found.append(
            Mention(
                cited=cited,
                suppliers=suppliers,
                recipient=recipient,
                items=items,
                more=flag,
                begin=begin,
                end=end,
                dated=dated,
                types=types,
                categories=categories,
                manner=manner(items),
            )
        )
    return found


DEFENCE = frozenset({Form.AGREEMENT, Form.DIALOGUE, Form.TRAINING, Form.EXERCISE})


def form_family(form: Form | None) -> str:
    if form in (Form.COPRODUCTION, Form.INDUSTRY):
        return "industry"
    if form is Form.INTELLIGENCE:
        return "intelligence"
    return "pact" if form is Form.PACT else "defence"


def cooperation(cited: Cited, leaders: dict[str, str]) -> Mention | None:
    """A cooperation claim between at least two named sides; None where there are fewer."""
    claim = cited.claim
    sides = _codes(claim.parties)
    if len(sides) < 2:
        return None
    begin, end, dated = _days(cited)
    types, categories = _fold(claim.items, leaders)
    return Mention(
        cited=cited,
        suppliers=sides,
        recipient=None,
        items=claim.items,
        sides=sides,
        begin=begin,
        end=end,
        dated=dated,
        types=types,
        categories=categories,
        manner=form_family(claim.form),
    )

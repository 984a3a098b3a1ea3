"""Which deals are wanted: the same question for the store and for deals in memory."""

from dataclasses import dataclass
from datetime import date

from armsledger.model.codes import Basis, Kind, Modality, Stage
from armsledger.model.deal import Deal

FACETS = ("party", "supplier", "recipient", "category", "designation", "mode", "finding")  # of any number of values


@dataclass(frozen=True, slots=True, kw_only=True)
class DealQuery:
    """Every field given must hold; within a field any of its values will do.

    `party`, `supplier`, `recipient`: state codes or short names (Party.key). `item`: part of a designation, or a category.
    `since`: a report of that day or later; `until`: a report of that day or earlier; `quiet_since`: no report after that day. `domestic` None for either.
    `words` must all stand in the title, the parties or the items. `currency`: a total is stated in it.
    """

    kind: tuple[Kind, ...] = ()
    party: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    designation: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    stage: tuple[Stage, ...] = ()
    modality: tuple[Modality, ...] = ()
    standing: tuple[str, ...] = ()
    currency: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    quiet_since: date | None = None
    domestic: bool | None = None
    contested: bool | None = None
    words: str = ""


def facets(deal: Deal) -> frozenset[tuple[str, str]]:
    """What a deal can be found by, apart from its plain columns: pairs of facet and value."""
    out = {("supplier", p.key) for p in deal.supplier} | {("recipient", p.key) for p in deal.recipient}
    out |= {("intermediary", p.key) for p in deal.intermediary}
    out |= {("party", value) for _, value in out}
    for item in deal.items:
        out |= {("category", str(item.category)), ("mode", str(item.mode))}
        if item.designation:
            out.add(("designation", item.designation))
    return frozenset(out | {("finding", finding.code) for finding in deal.findings})


def stated(deal: Deal) -> tuple[str, float] | None:
    """The total that the deal is said to be worth, its lower end where it is a range, with the currency."""
    money = deal.money
    if money is None or money.basis is not Basis.TOTAL:
        return None
    amount = money.min if money.min is not None else money.max
    return None if amount is None else (money.currency, float(amount))


def is_item(wanted: str, facet: str, value: str) -> bool:
    """Whether a facet's value is what `item` asks for: part of a designation, or a category."""
    return facet in ("designation", "category") and wanted.casefold() in value.casefold()


def deal_words(deal: Deal) -> str:
    """What `words` are sought in."""
    sides = (*deal.supplier, *deal.recipient, *deal.intermediary)
    return " ".join([deal.title, *map(str, sides), *(i.designation or "" for i in deal.items)]).casefold()


def matches(deal: Deal, query: DealQuery) -> bool:
    """Whether the deal is one of those wanted; a merged one never is."""
    found = facets(deal)
    money = stated(deal)
    return (
        deal.merged_into is None
        and all(not (w := getattr(query, f)) or any((f, v) in found for v in w) for f in FACETS)
        and (not query.item or any(is_item(wanted, facet, value) for wanted in query.item for facet, value in found))
        and (not query.kind or deal.kind in query.kind)
        and (not query.stage or deal.stage in query.stage)
        and (not query.modality or deal.modality in query.modality)
        and (not query.standing or deal.standing in query.standing)
        and (not query.currency or (money is not None and money[0] in query.currency))
        and (query.since is None or (deal.last_reported is not None and deal.last_reported >= query.since))
        and (query.until is None or (deal.first_reported is not None and deal.first_reported <= query.until))
        and (query.quiet_since is None or (deal.last_reported is not None and deal.last_reported <= query.quiet_since))
        and (query.domestic is None or deal.domestic == query.domestic)
        and (query.contested is None or bool(deal.contradictions) == query.contested)
        and all(word in deal_words(deal) for word in query.words.casefold().split())
    )

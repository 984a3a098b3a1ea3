"""What the register's columns hold of a deal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armsledger.model.deal import Deal
from armsledger.model.query import FACETS, deal_words, stated

CODED = ("kind", "stage", "modality", "standing", "currency")  # one value a deal, of few
SORTS = ("last_on", "first_on", "reports", "origins", "title")
SIDES = ("supplier", "recipient", "intermediary")
PAIRED = (*SIDES, *(f for f in FACETS if f not in (*SIDES, "party")))  # a party is whoever is a side


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What columns hold of one deal; days as YYYY-MM-DD, None where there is none."""

    seq: int
    kind: str
    stage: str
    modality: str
    standing: str
    currency: str | None
    amount: float | None
    domestic: bool
    contested: bool
    reports: int
    origins: int
    first_on: str | None
    last_on: str | None
    title: str
    words: str


def line(seq: int, deal: Deal) -> Line:
    money = stated(deal)
    return Line(
        seq=seq,
        kind=str(deal.kind),
        stage=str(deal.stage),
        modality=str(deal.modality),
        standing=deal.standing,
        currency=money and money[0],
        amount=money and money[1],
        domestic=deal.domestic,
        contested=bool(deal.contradictions),
        reports=deal.reports,
        origins=deal.origins,
        first_on=None if deal.first_reported is None else deal.first_reported.isoformat(),
        last_on=None if deal.last_reported is None else deal.last_reported.isoformat(),
        title=deal.title,
        words=deal_words(deal),
    )


Valued = Iterable[tuple[str, str, Sequence[int]]]  # facet, value, and the numbers of the deals that have it

"""The register in a few numbers, counted once a revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from armsledger.model.query import DealQuery
from armsledger.web.address import Address
from armsledger.web.site import Visit
from armsledger.web.words import sureness


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """How many deals one supplier has with one recipient at one stage."""

    supplier: str
    recipient: str
    stage: str
    deals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """`valued` deals have a stated total; `money` has by currency how many deals state one and
    the sum of the amounts (the lower end of a range), the most frequent currency first; `findings` by code."""

    deals: int
    by_stage: Mapping[str, int]
    standing: Mapping[str, int]
    contested: int
    findings: Mapping[str, int]
    valued: int
    money: Mapping[str, tuple[int, float]]
    flows: tuple[Stream, ...]


LEVELS = {
    4: "confirmed by both sides",
    3: "acknowledged by a side",
    2: "reported by independent sources",
    1: "reported by one source",
    0: "contested",
}
TOLD = 60  # standings that an address can name


def levels(standing: Mapping[str, int]) -> list[dict[str, Any]]:
    """How many deals stand how well, best first, each with the register's address where that can name them."""
    found = []
    for level, name in LEVELS.items():
        of = [s for s in standing if (0 if s.startswith("contested") else sureness(s)) == level]
        url = str(Address("/register", tuple(("standing", s) for s in of))) if 0 < len(of) <= TOLD else None
        found.append({"name": name, "deals": sum(standing[s] for s in of), "url": url})
    return found


def summary(visit: Visit) -> Summary:
    """Of all deals between states, kept until the register moves."""
    return visit.kept("summary", lambda: _count(visit))


def _count(visit: Visit) -> Summary:
    columns, query = visit.deals().columns, DealQuery(domestic=False)
    money: dict[str, tuple[int, float]] = {}
    for (_, currency), (many, total) in columns.money(query).items():
        before = money.get(currency, (0, 0.0))
        money[currency] = before[0] + many, before[1] + total
    return Summary(
        deals=columns.count(query),
        by_stage=columns.facet(query, "stage"),
        standing=columns.facet(query, "standing"),
        contested=columns.count(DealQuery(domestic=False, contested=True)),
        findings=columns.facet(query, "finding"),
        valued=sum(many for many, _ in money.values()),
        money=dict(sorted(money.items(), key=lambda pair: (-pair[1][0], pair[0]))),
        flows=tuple(Stream(supplier=s, recipient=r, stage=stage, deals=n) for s, r, stage, n in columns.flows(query)),
    )

"""The register in a few numbers, counted once a revision."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from armsledger.model.query import DealQuery
from armsledger.web.site import Visit


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
    the sum of the amounts (the lower end of a range), the most frequent currency first."""

    deals: int
    by_stage: Mapping[str, int]
    contested: int
    findings: int
    valued: int
    money: Mapping[str, tuple[int, float]]
    flows: tuple[Stream, ...]


def summary(visit: Visit) -> Summary:
    """Of all deals between states, kept until the register moves."""
    return visit.kept("summary", lambda: _count(visit))


def _count(visit: Visit) -> Summary:
    stages: Counter[str] = Counter()
    money: dict[str, tuple[int, float]] = {}
    contested = findings = valued = deals = 0
    for deal in visit.ledger.deals.each(DealQuery(domestic=False)):
        deals += 1
        stages[deal["stage"]] += 1
        contested += bool(deal["contradictions"])
        findings += bool(deal["findings"])
        amount = deal["money"]
        if amount and amount["basis"] == "total" and (told := amount["min"] or amount["max"]):
            valued += 1
            many, total = money.get(amount["currency"], (0, 0))
            money[amount["currency"]] = many + 1, total + told
    return Summary(
        deals=deals,
        by_stage=dict(stages.most_common()),
        contested=contested,
        findings=findings,
        valued=valued,
        money=dict(sorted(money.items(), key=lambda pair: (-pair[1][0], pair[0]))),
        flows=tuple(
            Stream(supplier=s, recipient=r, stage=stage, deals=n)
            for s, r, stage, n in visit.ledger.deals.flows(DealQuery(domestic=False))
        ),
    )

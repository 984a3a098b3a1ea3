"""Whether a mention is of a deal already found: points with reasons that a person can read.

The points were set by hand on stories of our own (tests/register/stories) and tried on generated ledgers; they are no
probabilities. Above zero is the same deal.
"""

from dataclasses import dataclass, field

from armsledger.model.codes import Category, Stage
from armsledger.model.values import Money, Range
from armsledger.register.mention import RANK, Mention

YEAR = 365
ORDER = RANK[Stage.ORDER]


@dataclass(frozen=True, slots=True)
class Sameness:
    points: float
    reasons: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions held to be of one deal while it is being gathered."""

    members: list[Mention] = field(default_factory=list)
    begin: int = 10**9
    end: int = 0
    more: bool = False
    later: bool = False
    rank: int = 0
    ordered: int = 0
    delivered: int = 0
    blocked: int = 0
    numbers: dict[Range, int] = field(default_factory=dict)
    moneys: list[Money] = field(default_factory=list)
    orders: list[tuple[int, int]] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    suppliers: set[str] = field(default_factory=set)
    firms: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)
    categories: set[Category] = field(default_factory=set)
    why: dict[str, tuple[str, ...]] = field(default_factory=dict)
    held: set[Mention] = field(default_factory=set)

    def add(self, mention: Mention, why: tuple[str, ...] = ()) -> None:
        self.members.append(mention)
        self.held.add(mention)
        self.why.setdefault(mention.id, why)
        self.categories |= mention.categories
        self.begin = min(self.begin, mention.begin)
        self.end = max(self.end, mention.end)
        self.documents.add(mention.document)
        self.suppliers |= mention.suppliers
        self.firms |= firms(mention)
        self.types.update(mention.types)
        if mention.recipient:
            self.recipients.add(mention.recipient)
        if mention.denied:
            return
        if mention.stage is not Stage.BLOCKED:
            self.rank = max(self.rank, mention.rank)
        if (number := mention.quantity()) is not None:
            self.numbers[number] = max(self.numbers.get(number, 0), mention.rank)
        if mention.money is not None:
            self.moneys.append(mention.money)
        if mention.asserted:
            if mention.stage is Stage.ORDER:
                self.ordered = max(self.ordered, mention.end)
                if mention.dated:
                    self.orders.append((mention.begin, mention.end))
            elif mention.stage is Stage.DELIVERY:
                self.delivered = max(self.delivered, mention.end)
            elif mention.stage is Stage.BLOCKED:
                self.blocked = max(self.blocked, mention.end)

    def extend(self, other: "Cluster", why: tuple[str, ...] = ()) -> None:
        """Takes in all of `other`, each of its mentions with its own reasons where it has some."""
        for mention in other.members:
            if mention not in self.held:
                self.add(mention, other.why.get(mention.id) or why)

    @property
    def denied(self) -> bool:
        return all(m.denied for m in self.members)

    @property
    def goods(self) -> bool:
        return any(m.manner not in ("component", "service") for m in self.members)


def firms(mention: Mention) -> set[str]:
    return {p.name for p in mention.claim.supplier if p.name and p.known}


def near(one: float | None, other: float | None, share: float = 0.03) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= share * max(abs(one), abs(other))


def same_money(one: Money, other: Money) -> bool:
    return (
        one.currency == other.currency
        and one.basis is other.basis
        and near(one.min, other.min)
        and near(one.max, other.max)
    )


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _span(days: int) -> str:
    if days < 60:
        return f"{days} days apart"
    return f"{days // 30} months apart" if days < 2 * YEAR else f"{days // YEAR} years apart"


def same(cluster: Cluster, mention: Mention) -> Sameness:
    """How far `mention` (of the same sides, a type or kind in common) speaks of the deal in `cluster`."""
    points = 1.5
    reasons = ["same sides"]
    common = sorted(cluster.types & set(mention.types))
    if common:
        reasons.append(f"same type {common[0]}")
    apart = _apart((cluster.begin, cluster.end), (mention.begin, mention.end))
    days = mention.begin - cluster.end
    onward = cluster.rank < mention.rank < RANK[Stage.BLOCKED] and days > 0
    if apart:
        reasons.append(_span(apart))
    if mention.document in cluster.documents:
        points += 0.5
        reasons.append("same report")
    points += _numbers(cluster, mention, reasons) + _moneys(cluster, mention, reasons)
    if mention.more and not cluster.more:
        points -= 0.3 if cluster.later else 4
        reasons.append("more of the same")
    elif cluster.more and not mention.more:
        points -= 0.3
    points -= (0.2 if onward else 0.4) * min(apart, 2 * YEAR) / YEAR
    lag = 5 * YEAR if mention.stage is Stage.DELIVERY or cluster.blocked else 3 * YEAR if onward else 2 * YEAR
    if apart > lag:
        points -= min(4.0, 1.0 * (apart - lag) / YEAR + 0.5)
        reasons.append("a long silence between")
    if (
        cluster.delivered
        and mention.rank < RANK[Stage.DELIVERY]
        and mention.begin - cluster.delivered > YEAR
        and days > YEAR // 2
    ):
        points -= 2.5
        reasons.append("an earlier step long after delivery")
    if mention.stage is Stage.ORDER and mention.asserted and mention.dated and cluster.orders:
        gap = min(_apart(o, (mention.begin, mention.end)) for o in cluster.orders)
        if gap == 0:
            points += 1
            reasons.append("ordered at the same time")
        elif gap > YEAR // 2:
            points -= min(4.0, 1.5 + gap / YEAR)
            reasons.append(f"orders {_span(gap)}")
    if cluster.ordered and mention.rank < ORDER and mention.begin - cluster.ordered > 270:
        points -= 0.8
        reasons.append("an earlier step after the order")
    theirs = firms(mention)
    if theirs and cluster.firms and not theirs & cluster.firms and not common:
        points -= 2
        reasons.append("other makers")
    return Sameness(points, tuple(reasons))


def _numbers(cluster: Cluster, mention: Mention, reasons: list[str]) -> float:
    number = mention.quantity()
    if number is None or not cluster.numbers:
        return 0.0
    if number in cluster.numbers:
        reasons.append("same number")
        return 1.5
    both_ordered = mention.asserted and mention.rank == ORDER and ORDER in cluster.numbers.values()
    reasons.append("another number")
    return -0.6 if both_ordered else -0.3


def _moneys(cluster: Cluster, mention: Mention, reasons: list[str]) -> float:
    if mention.money is None or not cluster.moneys:
        return 0.0
    if any(same_money(mention.money, m) for m in cluster.moneys):
        reasons.append("same money")
        return 2.0
    comparable = [m for m in cluster.moneys if m.currency == mention.money.currency and m.basis is mention.money.basis]
    if comparable:
        reasons.append("other money")
        return -0.5
    return 0.0

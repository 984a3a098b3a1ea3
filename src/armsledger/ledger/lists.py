"""Deals that can be listed: their columns in memory, and where the deals themselves are."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from armsledger.ledger.codec import dumps, loads
from armsledger.model.contract import deal_json
from armsledger.model.deal import Deal
from armsledger.model.query import DealQuery

if TYPE_CHECKING:
    from armsledger.ledger.columns import Columns

Json = dict[str, Any]
PART = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPart:
    """Some of the deals asked for as contract JSON, how many there are in all, and where the next part begins."""

    deals: tuple[Json, ...]
    total: int
    after: str | None


@dataclass(frozen=True, slots=True)
class DealList:
    """`told` gives the deals by the numbers that the columns have for them; one that is gone meanwhile is left out."""

    columns: "Columns"
    told: Callable[[Sequence[int]], Mapping[int, Json]]

    @classmethod
    def of(cls, deals: Sequence[Deal]) -> Self:
        """Deals in memory."""
        from armsledger.ledger.columns import Columns

        every = [deal_json(d) for d in deals]
        return cls(Columns.of(deals), lambda numbers: {n: every[n] for n in numbers})

    def find(
        self,
        query: DealQuery,
        *,
        sort: str = "last_on",
        descending: bool = True,
        limit: int = 50,
        after: str | None = None,
    ) -> DealPart:
        """The deals wanted, sorted by one of SORTS; `after` is where the part before ended."""
        place = None if after is None else loads(after)
        numbers, total, end = self.columns.part(query, sort, descending, limit, place and (place[0], int(place[1])))
        found = self.told(numbers)
        deals = tuple(found[n] for n in numbers if n in found)
        return DealPart(deals=deals, total=total, after=None if end is None else dumps(list(end)))

    def each(self, query: DealQuery) -> Iterator[Json]:
        """All deals wanted, the last reported first."""
        numbers = self.columns.part(query, "last_on", True, sys.maxsize, None)[0]
        for first in range(0, len(numbers), PART):
            part = numbers[first : first + PART]
            found = self.told(part)
            yield from (found[n] for n in part if n in found)

"""The shapes of the stages: what flows between them, and the function types that may be replaced."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from armsledger.model.claim import Claim
from armsledger.model.problem import Problem
from armsledger.model.report import Page, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report with what a reader found in it."""

    report: Report
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """One page with all the reports that one reader found on it.

    `reader` is its name and version; `key` what the reading was made from, where a ledger has said so already.
    """

    page: Page
    read: tuple[ReadReport, ...]
    reader: str
    read_at: datetime
    problems: tuple[Problem, ...] = ()
    key: str | None = None


class Reader(Protocol):
    """Turns reports into claims. `name` and `version` together are the `reader` of its claims."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def read(self, reports: Iterable[Report]) -> Iterator[ReadReport]:
        """One ReadReport a report, in order; batches share work; one bad report becomes a problem, never a stop."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim with the report it stands in, as the register takes it."""

    claim: Claim
    report: Report

"""A ledger whose owner rejects toys: reports in our own words of tanks for armies and tanks for children."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from armsledger.engine.batch import read_batch
from armsledger.knowledge import Knowledge
from armsledger.ledger import Ledger
from armsledger.model.contract import claim_id
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry, Reader
from armsledger.model.report import Page
from armsledger.reading import reader
from armsledger.register.decisions import decide

AT = datetime(2026, 1, 5, tzinfo=UTC)
PAIRS = (
    ("Spain", "Chile"), ("Poland", "Peru"), ("Brazil", "Kenya"), ("Turkey", "Qatar"), ("Sweden", "Latvia"), ("Italy", "Egypt"),
    ("France", "Oman"), ("Japan", "Ghana"), ("Norway", "Malta"), ("Serbia", "Angola"), ("Canada", "Jordan"), ("Greece", "Benin"),
)  # fmt: skip
TYPES = ("Leopard 2", "T-72", "K2", "AMX-30", "M60", "Centurion")
REAL, TOY = "{0} delivered {2} {3} tanks to {1}.", "Toy maker Balsa of {0} delivered {2} toy {3} tanks to {1}."


@cache
def known() -> Knowledge:
    """What is known before reading, compiled once for all tests of a process."""
    return Knowledge()


@cache
def fast() -> Reader:
    return reader("fast", known())


def text(n: int, pattern: str) -> str:
    seller, buyer = PAIRS[n % len(PAIRS)]
    return pattern.format(seller, buyer, 20 + n, TYPES[n % len(TYPES)])


def entries(ledger: Ledger) -> list[Entry]:
    return list(ledger.entries())


def filled(place: Path, count: int = 24) -> Ledger:
    """Half the reports tell of toys; all were read by the fast reader."""
    ledger = Ledger.open(place, create=True)
    pages = [Page(document=f"r{n:02}", text=text(n, TOY if n % 2 else REAL)) for n in range(count)]
    ledger.add_all(read_batch(pages, fast(), lambda: AT))
    return ledger


def judged(ledger: Ledger, among: Iterable[Entry] | None = None) -> int:
    """Toys are rejected, tanks accepted, the first tank's stage corrected; says how many claims were decided."""
    made: list[Decision] = []
    for n, entry in enumerate(among if among is not None else entries(ledger)):
        toy = "toy" in entry.report.text
        verdict = Verdict.REJECT if toy else Verdict.ACCEPT if n else Verdict.CORRECT
        made.append(
            decide(
                verdict,
                [claim_id(entry.claim)],
                who="ana",
                decided_at=AT + timedelta(minutes=n),
                entries=[entry],
                change={"stage": "order"} if verdict is Verdict.CORRECT else None,
                reason="a toy" if toy else None,
            )
        )
    return ledger.decide(made)

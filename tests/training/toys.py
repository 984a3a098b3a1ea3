"""A ledger whose owner rejects toys: reports in our own words of tanks for armies and tanks for children."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from armsledger.ledger import Ledger
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry, PageRead
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


def text(n: int, pattern: str) -> str:
    seller, buyer = PAIRS[n % len(PAIRS)]
    return pattern.format(seller, buyer, 20 + n, TYPES[n % len(TYPES)])


def entries(ledger: Ledger) -> list[Entry]:
    return list(ledger.entries())


def filled(place: Path, count: int = 24) -> Ledger:
    """Half the reports tell of toys; all were read by the fast reader."""
    ledger = Ledger.open(place, create=True)
    fast = reader("fast")
    for n in range(count):
        page = Page(document=f"r{n:02}", text=text(n, TOY if n % 2 else REAL))
        ledger.add_all([read(page, fast)])
    return ledger


def read(page: Page, fast: object) -> PageRead:
    from armsledger.engine.batch import read_batch

    (found,) = read_batch([page], fast, lambda: AT)  # type: ignore[arg-type]
    return found


def judged(ledger: Ledger, among: Iterable[Entry] | None = None) -> int:
    """Toys are rejected, tanks accepted, the first tank's stage corrected; says how many claims were decided."""
    made: list[Decision] = []
    for n, entry in enumerate(among if among is not None else entries(ledger)):
        toy = "toy" in entry.report.text
        verdict = Verdict.REJECT if toy else Verdict.ACCEPT if n else Verdict.CORRECT
        made.append(
            decide(
                verdict,
                [claim_of(entry)],
                who="ana",
                decided_at=AT + timedelta(minutes=n),
                entries=[entry],
                change={"stage": "order"} if verdict is Verdict.CORRECT else None,
                reason="a toy" if toy else None,
            )
        )
    return ledger.decide(made)


def claim_of(entry: Entry) -> str:
    from armsledger.model.contract import claim_id

    return claim_id(entry.claim)

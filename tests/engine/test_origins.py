"""Reports that tell one story count once, whatever order they were read in, and as of any day."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from armsledger.engine import register
from armsledger.engine.run import read_into
from armsledger.ledger import Ledger
from armsledger.model.claim import Claim
from armsledger.model.codes import Kind, Stage
from armsledger.model.reading import ReadReport
from armsledger.model.report import Page, Report
from armsledger.model.values import Item, Party, Period
from tests.engine.toy import nothing
from tests.pages.corpus.pages import stories

NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)
CORPUS = Path(__file__).parents[1] / "pages" / "corpus"


class Sale:
    """Reads the first words of every report as a sale of Herons from one state to another."""

    name, version = "sale", "1"

    def read(self, reports: Iterable[Report]) -> Iterator[ReadReport]:
        for report in reports:
            start = report.body[0].start
            claim = Claim(
                document=report.document,
                quote=report.text[start : start + 20],
                start=start,
                end=start + 20,
                kind=Kind.TRANSFER,
                stage=Stage.ORDER,
                supplier=(Party("NOR"),),
                recipient=(Party("SDN"),),
                items=(Item(designation="Heron"),),
            )
            yield ReadReport(report=report, claims=(claim,))


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db", create=True) as made:
        yield made


def told(key: str) -> str:
    return "\n".join(next(s for s in stories() if s.key == key).paragraphs)


def rewritten(key: str) -> str:
    blocks = (CORPUS / "rewritten.txt").read_text("utf-8").split("=== ")[1:]
    return next(b.partition("\n")[2] for b in blocks if b.startswith(f"{key}\n"))


def page(document: str, text: str, day: int = 1) -> Page:
    return Page(document=document, text=text, written=Period.day(date(2026, 1, day)))


def take(ledger: Ledger, clock: Clock, *pages: Page) -> None:
    read_into(ledger, pages, make_reader=Sale, now=clock, catalogue=nothing)


def stories_of(ledger: Ledger) -> dict[str, str]:
    """The report that each report follows, its own where it follows none."""
    return {r.report.document: r.report.origin or r.report.document for r in ledger.read_reports()}


def counted(ledger: Ledger) -> tuple[int, int]:
    (deal,) = ledger.deals.each()
    return deal["reports"], deal["origins"]


def state(ledger: Ledger) -> dict[str, object]:
    origins = {d: row.origin for d, row in ledger.origins.rows([p.document for p in PAGES]).items()}
    shelves = {space: dict(ledger.derived.items(space)) for space in ("dossier", "page", "block")}
    deals = [{**d, "deal": ""} for d in ledger.deals.each()]
    return {"origins": origins, "deals": deals, **shelves}


PAGES = [
    page("patrol", told("patrol"), 3),
    page("patrol-copy", "From our own desk.\n" + told("patrol"), 4),
    page("patrol-again", rewritten("patrol"), 5),
    page("howitzer", told("howitzer"), 2),
    page("howitzer-again", rewritten("howitzer"), 4),
    page("trainer", told("trainer"), 6),
]


def test_copies_and_rewritings_count_once(ledger: Ledger, clock: Clock) -> None:
    take(ledger, clock, *PAGES)
    assert counted(ledger) == (6, 3)
    lines = stories_of(ledger)
    assert lines["patrol-again"] == "patrol"
    assert {e.report.document: e.report.origin for e in ledger.entries()}["trainer"] is None


def test_one_at_a_time_in_any_order_is_as_all_at_once(tmp_path: Path) -> None:
    seen = []
    for seed in range(4):
        pages = random.Random(seed).sample(PAGES, len(PAGES))
        with Ledger.open(tmp_path / f"{seed}.db", create=True) as ledger:
            clock = Clock()
            for n, one in enumerate(pages):
                take(ledger, clock, one, page(f"other-{n}", f"Nothing of note was told in place number {n}."))
                moved = state(ledger)
                register.rebuild(ledger, nothing)
                assert moved == state(ledger)
            seen.append((moved["origins"], [d["origins"] for d in ledger.deals.each()]))
    assert all(one == seen[0] for one in seen)


def test_a_page_that_comes_with_other_words_leaves_its_story(ledger: Ledger, clock: Clock) -> None:
    take(ledger, clock, *PAGES)
    take(ledger, clock, page("patrol", told("submarine"), 3))
    origins = stories_of(ledger)
    assert (origins["patrol"], origins["patrol-again"]) == ("patrol", "patrol-copy")
    assert counted(ledger) == (6, 4)


def test_an_earlier_day_is_not_told_by_a_later_report(ledger: Ledger, clock: Clock) -> None:
    """The report that shows two others to be one story came later: before that they were two."""
    first, second = told("patrol"), told("howitzer")
    take(ledger, clock, page("a", first, 1), page("b", second, 1))
    take(ledger, clock, *(page(f"filler-{n}", f"Filler without any news, number {n}.", 20) for n in range(3)))
    take(ledger, clock, page("both", first + "\n" + second, 9))
    assert stories_of(ledger)["b"] == "a"
    now, before = (register.deals_as_of(ledger, date(2026, 1, day), nothing)[0] for day in (9, 8))
    assert (now.reports, now.origins, before.reports, before.origins) == (3, 1, 2, 2)


def test_a_report_that_names_its_source_counts_with_it(ledger: Ledger, clock: Clock) -> None:
    quote = (
        '"We are down to questions of financing," Klara Winter told workers. The boats would be delivered from 2035.'
    )
    source = Page(document="source", text=told("submarine"), publisher="Quay Post")
    chained = Page(
        document="chained",
        text=f"{quote} Elsewhere in Brennhafen, 40 homes were sold on Friday.\n\nSource: Quay Post",
        publisher="Harbour Daily",
    )
    take(ledger, clock, source, chained)
    assert counted(ledger) == (2, 1)

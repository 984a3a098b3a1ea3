"""Pages, reports and claims in our own words for the ledger's tests."""

from datetime import UTC, date, datetime
from typing import Any

from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Category, Kind, Modality, Stage
from armsledger.model.deal import Deal, DealItem, Place
from armsledger.model.reading import ReadReport
from armsledger.model.report import Dating, Page, Report
from armsledger.model.values import Item, Party, Period, Range, Span

NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)
TALKS = "Norland is in talks to sell eight Heron patrol boats to Sudmark."
ORDER = "Sudmark has ordered two more Mi-35M helicopters, an official said."
READER = "tests 1"


def page(document: str = "r1", text: str = f"{TALKS} {ORDER}", **more: Any) -> Page:
    return Page(document=document, text=text, **more)


def claim(text: str, quote: str, document: str = "r1", **more: Any) -> Claim:
    start = text.index(quote)
    given: dict[str, Any] = {
        "kind": Kind.TRANSFER,
        "stage": Stage.TALKS,
        "supplier": (Party("NOR"),),
        "recipient": (Party("SDN"), Party(None, "others")),
        "items": (Item(designation="Heron", category=Category.SHIP, quantity=Range.exactly(8)),),
        "score": 0.75,
        "reader": READER,
        "evidence": (Evidence(field="stage", value="talks", start=start, end=start + 4, inferred=True),),
    }
    return Claim(document=document, quote=quote, start=start, end=start + len(quote), **(given | more))


def report(of: Page, document: str | None = None, **more: Any) -> Report:
    given: dict[str, Any] = {"title": "Boats", "written": Period.day(date(2026, 1, 19)), "read_at": NOON} | more
    given.setdefault("dating", (Dating(period=given["written"], reason="dateline"),) if given["written"] else ())
    return Report(document=document or of.document, page=of.id, text=of.text, body=(Span(0, len(of.text)),), **given)


def read(of: Page, *claims: Claim, document: str | None = None, **more: Any) -> ReadReport:
    return ReadReport(report=report(of, document, **more), claims=claims)


def two_claims(of: Page) -> ReadReport:
    second = claim(of.text, ORDER, of.document, stage=Stage.ORDER, modality=Modality.PLANNED, evidence=())
    return read(of, claim(of.text, TALKS, of.document), second)


def deal(name: str = "d1", **more: Any) -> Deal:
    given: dict[str, Any] = {
        "title": "8 Heron patrol boats, Norland to Sudmark",
        "kind": Kind.TRANSFER,
        "supplier": (Party("NOR"),),
        "recipient": (Party("SDN"),),
        "items": (DealItem(designation="Heron", category=Category.SHIP),),
        "stage": Stage.TALKS,
        "modality": Modality.ASSERTED,
        "claims": (Place(document="r1", start=0, end=10, claim="c1"),),
        "reports": 1,
        "first_reported": date(2026, 1, 19),
        "last_reported": date(2026, 1, 19),
    }
    return Deal(deal=name, **(given | more))

"""A small press of our own: invented deals between real states, read by hand into claims."""

from datetime import UTC, date, datetime
from typing import Any

from armsledger.engine.register import rebuild
from armsledger.ledger import Ledger
from armsledger.model.contract import parse_claim
from armsledger.model.problem import Problem
from armsledger.model.reading import ReadReport
from armsledger.model.report import Page, Report
from armsledger.model.values import Period, Span

NOW = datetime(2026, 5, 2, 9, tzinfo=UTC)
READER = "tests 1"
Said = tuple[str, dict[str, Any]]


def heron(quantity: int | None = None, **more: Any) -> dict[str, Any]:
    number = {"min": quantity, "max": quantity} if quantity else None
    return {"designation": "Heron", "category": "ship", "mode": "goods", "quantity": number} | more


def transfer(stage: str, supplier: str, recipient: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    sides = {"supplier": [supplier], "recipient": [recipient]}
    return {"kind": "transfer", "stage": stage, "items": list(items) or [{"category": "other"}]} | sides | more


EVIL = 'He wrote <script>alert("x")</script> & <img src=x onerror=alert(1)> about it.'
REPORTS: tuple[tuple[str, str, str, list[Said]], ...] = (
    (
        "harbour-1",
        "The Harbour Gazette",
        "2026-01-10",
        [
            (
                "Portugal is in talks with Uruguay over eight Heron patrol boats.",
                transfer("talks", "PRT", "URY", heron(8)),
            ),
            (
                "A Uruguayan minister flew to Lisbon in March 2025 to see them.",
                {
                    "kind": "visit",
                    "parties": ["URY", "PRT"],
                    "when": {"from": "2025-03-01", "to": "2025-03-31"},
                },
            ),
            (
                "Lisbon sold arms for 90 million euros in 2024.",
                {
                    "kind": "figure",
                    "when": {"from": "2024-01-01", "to": "2024-12-31"},
                    "measure": {"name": "arms_trade", "value": 90_000_000, "unit": "EUR", "subject": ["PRT"]},
                },
            ),
        ],
    ),
    (
        "harbour-2",
        "The Harbour Gazette",
        "2026-03-02",
        [
            (
                "Uruguay has ordered ten Heron boats from Portugal for 60 million euros, the ministry said.",
                transfer(
                    "order",
                    "PRT",
                    "URY",
                    heron(10),
                    money={"min": 60_000_000, "max": 60_000_000, "currency": "EUR", "basis": "total"},
                    attribution={"kind": "institution", "who": "the ministry"},
                ),
            ),
            ("The first Heron left the yard in February.", transfer("delivery", "PRT", "URY", heron(1))),
        ],
    ),
    (
        "wire-3",
        "Plate Wire",
        "2026-04-20",
        [
            (
                "Sources put the order at twelve Heron boats.",
                transfer("order", "PRT", "URY", heron(12), attribution={"kind": "unnamed_source", "who": "Sources"}),
            ),
            (
                "Norway imposed a ban on arms for Paraguay last year.",
                {
                    "kind": "restriction",
                    "action": "imposed",
                    "parties": ["NOR"],
                    "recipient": ["PRY"],
                    "supplier": ["NOR"],
                    "when": {"from": "2025-01-01", "to": "2025-12-31"},
                },
            ),
            (
                "Paraguay used Kestrel drones against smugglers.",
                {
                    "kind": "use",
                    "parties": ["PRY", "? smugglers"],
                    "items": [{"designation": "Kestrel", "category": "uav"}],
                },
            ),
        ],
    ),
    (
        "wire-4#1",
        "Plate Wire",
        "2026-04-25",
        [
            (
                "Chile may buy Kestrel drones from Norway's Fjell Aero.",
                transfer(
                    "order",
                    "Fjell Aero (NOR)",
                    "CHL",
                    {"designation": "Kestrel", "category": "uav", "mode": "goods", "quantity": None},
                    modality="possible",
                ),
            ),
            (
                "Chile and Peru agreed to hold exercises together.",
                {"kind": "cooperation", "stage": "agreement", "form": "exercise", "parties": ["CHL", "PER"]},
            ),
            (EVIL, transfer("offer", "SWE", "PER", {"designation": "Örn <b>7</b>", "category": "uav"})),
        ],
    ),
)


def fill(ledger: Ledger) -> None:
    """The press is in the ledger and the register stands."""
    for document, publisher, day, said in REPORTS:
        text, claims = "Related: ten boats you must see\n\n", []
        start_of_body = len(text)
        for words, claim in said:
            start = len(text)
            text += words + "\n"
            told = {"document": document, "quote": words, "start": start, "end": start + len(words), "score": 0.8}
            evidence = [
                {"field": f, "value": claim[f], "start": start, "end": start + 6} for f in ("stage",) if f in claim
            ]
            claims.append(parse_claim(told | {"evidence": evidence, "reader": READER} | claim))
        url = f"https://news.example/{document.partition('#')[0]}"
        page = Page(document=document, text=text, publisher=publisher, url=url)
        report = Report(
            document=document,
            page=page.id,
            text=text,
            body=(Span(start_of_body, len(text)),),
            title=f"From {publisher}",
            publisher=publisher,
            url=url,
            written=Period.day(date.fromisoformat(day)),
            read_at=NOW,
        )
        problem = Problem(code="no_year", message="the report gives no year", place=document, met_at=NOW)
        read = ReadReport(report=report, claims=tuple(claims), problems=(problem,))
        ledger.add(page, [read], reader=READER, read_at=NOW)
    rebuild(ledger)

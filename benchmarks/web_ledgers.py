"""Generated ledgers for measuring the web app: so many deals, made by the register itself from pages of their own wording."""

import gc
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from inspect import getsource
from pathlib import Path

from armsledger.engine.origins import apart
from armsledger.engine.register import behind, rebuild
from armsledger.ledger import Ledger
from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Category, Kind, MeasureName, Stage
from armsledger.model.reading import PageRead, ReadReport
from armsledger.model.report import Page, Report
from armsledger.model.values import Item, Measure, Money, Party, Period, Range, Span

NOW = datetime(2026, 7, 1, tzinfo=UTC)
READER = "bench 1"
CODES = [
    "USA",
    "RUS",
    "FRA",
    "CHN",
    "DEU",
    "ITA",
    "GBR",
    "KOR",
    "ISR",
    "ESP",
    "TUR",
    "NLD",
    "SWE",
    "UKR",
    "POL",
    "BRA",
    "IND",
    "PAK",
    "SAU",
    "EGY",
    "ARE",
    "AUS",
    "JPN",
    "NOR",
    "CAN",
    "QAT",
    "IDN",
    "VNM",
    "NGA",
    "MAR",
    "DZA",
    "GRC",
]
STAGES = (
    Stage.INTEREST,
    Stage.OFFER,
    Stage.TALKS,
    Stage.APPROVAL,
    Stage.AGREEMENT,
    Stage.ORDER,
    Stage.DELIVERY,
    Stage.BLOCKED,
)
MAKERS = [(f"{a}{b}", c) for a, b, c in zip("JKMSTVGH", "aeiouaei", Category, strict=False)]


def types(count: int) -> list[tuple[str, Category]]:
    """So many that pages about one pair of states seldom speak of the same deal."""
    return [(f"{name}-{n}", category) for n in range(1, 25 + count // 50) for name, category in MAKERS]


def filler(chance: random.Random) -> str:
    """A sentence of words that no other page has: pages of one wording would be taken for copies of one story."""
    words = ("".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3)) for _ in range(14))
    return " ".join(words).capitalize() + "."


def made(chance: random.Random, count: int) -> Iterator[PageRead]:
    """A page of one to three claims about one deal each; every tenth page also tells a figure."""
    weights, known = [1 / (n + 1) for n in range(len(CODES))], types(count)
    for n in range(count):
        supplier, recipient = chance.choices(CODES, weights)[0], chance.choice(CODES)
        name, category = chance.choice(known)
        stage, many = chance.choice(STAGES), chance.randint(1, 200)
        day = date(2005, 1, 1) + timedelta(days=chance.randint(0, 7800))
        text, claims = "", []
        for k in range(chance.randint(1, 3)):
            words = f"{recipient} and {supplier} spoke of {many} {name} in round {k} of deal {n}, officials of both sides said."
            start = len(text)
            text += words + f" {filler(chance)} "
            claims.append(
                Claim(
                    document=f"page-{n}",
                    quote=words,
                    start=start,
                    end=start + len(words),
                    kind=Kind.TRANSFER,
                    stage=stage,
                    supplier=(Party(supplier),),
                    recipient=(Party(recipient),),
                    items=(Item(designation=name, category=category, quantity=Range.exactly(many)),),
                    money=Money(min=many * 10**6, max=many * 10**6, currency="USD") if k == 0 and n % 3 else None,
                    score=0.8,
                    reader=READER,
                    evidence=(Evidence(field="stage", value=str(stage), start=start, end=start + 9),),
                )
            )
        if n % 10 == 0:
            words = f"{supplier} sold arms for {many} million dollars that year."
            claims.append(
                Claim(
                    document=f"page-{n}",
                    quote=words,
                    start=len(text),
                    end=len(text) + len(words),
                    kind=Kind.FIGURE,
                    measure=Measure(
                        name=MeasureName.ARMS_TRADE, value=many * 10**6, unit="USD", subject=(Party(supplier),)
                    ),
                    when=Period(first_on=date(day.year, 1, 1), last_on=date(day.year, 12, 31)),
                    reader=READER,
                )
            )
            text += words
        page = Page(document=f"page-{n}", text=text, publisher=f"Paper {n % 40}")
        report = Report(
            document=page.document,
            page=page.id,
            text=text,
            body=(Span(0, len(text)),),
            title=f"Report {n}",
            publisher=page.publisher,
            written=Period.day(day),
            read_at=NOW,
        )
        yield PageRead(page=page, read=(ReadReport(report=report, claims=tuple(claims)),), reader=READER, read_at=NOW)


def fill(folder: Path, count: int) -> Path:
    """A ledger of about so many deals, made by the register itself from that many pages; one that stands already is taken.

    Which pages copy others is not asked: none does.
    """
    made_by = blake2b("".join(map(getsource, (types, filler, made))).encode(), digest_size=4).hexdigest()
    place = folder / f"web-{count}-{made_by}.db"
    if place.exists():
        with Ledger.open(place) as ledger:
            if not behind(ledger):
                return place
        place.unlink()
    start, used = time.perf_counter(), time.process_time()
    gc.disable()  # millions of records that all stay: looking through them for rubbish takes longer than making them
    with Ledger.open(place, create=True) as ledger:
        ledger.add_all(made(random.Random(11), count))
        deals = rebuild(ledger, group=apart)
    gc.enable()
    spent = time.process_time() - used
    print(f"{place}: {deals:,} deals made in {time.perf_counter() - start:.0f} s, {spent:.0f} of the processor")
    return place

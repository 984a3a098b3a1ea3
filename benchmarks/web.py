"""The web app, measured: server time of each page over generated registers of 5,000 and 100,000 deals.

Run as `python -m benchmarks.web` (or `make bench-web`); `--deals N ...` for other sizes, `--keep FOLDER` keeps the ledgers.
A uvicorn process serves each ledger on loopback; one connection asks each page many times with other values each time, so that
answers kept from before rarely help. Times are wall-clock milliseconds to the last byte, gzip on. The first asking of
a fresh server (counts made once a revision) is told apart.
"""

import argparse
import http.client
import json
import multiprocessing
import random
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from armsledger.ledger import Ledger
from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Category, Kind, MeasureName, Modality, Stage
from armsledger.model.contract import claim_id
from armsledger.model.deal import Deal, DealItem, Place, Step
from armsledger.model.reading import Entry, PageRead, ReadReport
from armsledger.model.report import Page, Report
from armsledger.model.values import Item, Measure, Money, Party, Period, Range, Span
from armsledger.register.mention import cite
from armsledger.register.plain import cited_json
from benchmarks.floors import Row, show

RESULTS = Path(__file__).parent / "results" / "web.json"
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
TYPES = [(f"{a}{b}-{n}", c) for n in range(1, 25) for a, b, c in zip("JKMSTVGH", "aeiouaei", Category, strict=False)]
TRIES = 60
CLIENTS = 8


def made(chance: random.Random, count: int) -> Iterator[tuple[PageRead, Deal, dict[str, Any] | None]]:
    """A page of two or three sentences for each deal; every tenth page also tells a figure."""
    weights = [1 / (n + 1) for n in range(len(CODES))]
    for n in range(count):
        supplier, recipient = chance.choices(CODES, weights)[0], chance.choice(CODES)
        name, category = chance.choice(TYPES)
        stage, many = chance.choice(STAGES), chance.randint(1, 200)
        day = date(2005, 1, 1) + timedelta(days=chance.randint(0, 7800))
        text, claims, spans = "", [], chance.randint(2, 3)
        for k in range(spans):
            words = f"{recipient} and {supplier} spoke of {many} {name} in round {k} of deal {n}, officials of both sides said."
            start = len(text)
            text += words + " Nothing more was told of it by anyone who was there that day. "
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
        ids = tuple(claim_id(c) for c in claims)
        extra = None
        if n % 10 == 0:
            words = f"{supplier} sold arms for {many} million dollars that year."
            extra = Claim(
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
        read = ReadReport(report=report, claims=(*claims, extra) if extra else tuple(claims))
        row = cited_json(cite(Entry(claim=extra, report=report))) if extra else None
        deal = Deal(
            deal=f"{supplier.lower()}-{recipient.lower()}-{n}",
            title=f"{many} {name}, {supplier} to {recipient}",
            kind=Kind.TRANSFER,
            supplier=(Party(supplier),),
            recipient=(Party(recipient),),
            items=(DealItem(designation=name, category=category, ordered=Range.exactly(many)),),
            stage=stage,
            modality=Modality.ASSERTED,
            stage_history=(Step(stage=stage, modality=Modality.ASSERTED, first_on=None, last_on=day, claims=ids),),
            money=claims[0].money,
            reports=1,
            origins=1,
            first_reported=day,
            last_reported=day,
            standing=chance.choice(("reported by one source", "confirmed by both sides", "acknowledged by the seller")),
            domestic=supplier == recipient,
            claims=tuple(
                Place(document=c.document, start=c.start, end=c.end, claim=i) for c, i in zip(claims, ids, strict=True)
            ),
        )
        yield PageRead(page=page, read=(read,), reader=READER, read_at=NOW), deal, row


def fill(place: Path, count: int) -> None:
    """A ledger of so many deals stands there."""
    if place.exists():
        return
    chance = random.Random(11)
    with Ledger.open(place, create=True) as ledger:
        batch: list[tuple[PageRead, Deal, dict[str, Any] | None]] = []
        for one in made(chance, count):
            batch.append(one)
            if len(batch) == 2000:
                put(ledger, batch)
                batch = []
        put(ledger, batch)
        ledger.derived.put("register", {"position": list(ledger.position())})
        ledger.index()


def put(ledger: Ledger, batch: list[tuple[PageRead, Deal, dict[str, Any] | None]]) -> None:
    ledger.add_all([page for page, _, _ in batch])
    rows = {row["claim"]["claim"]: row for _, _, row in batch if row}
    ledger.deals.put(
        [deal for _, deal, _ in batch], state={"figure": rows, "page": {p.page.document: [] for p, _, _ in batch}}
    )


def serve(place: str, port: int) -> None:
    import uvicorn

    from armsledger.web.app import create_app

    with Ledger.open(place) as ledger:
        uvicorn.run(create_app(ledger, now=lambda: NOW), port=port, log_level="error", access_log=False)


Ask = Callable[[random.Random, int], str]


def pages(count: int) -> dict[str, Ask]:
    """Addresses by page, with other values each time."""

    def deal(chance: random.Random) -> int:
        return chance.randrange(count)

    def code(chance: random.Random) -> str:
        return chance.choice(CODES)

    return {
        "overview": lambda c, k: f"/?n={k}",
        "register": lambda c, k: f"/register?n={k}",
        "register, filtered and sorted": lambda c, k: (
            f"/register?supplier={code(c)}&stage={c.choice(STAGES)}&sort=title"
        ),
        "register, by words": lambda c, k: f"/register?q={c.choice(TYPES)[0]}",
        "register, by days": lambda c, k: f"/register?when={c.randint(2005, 2025)}&category={c.choice(TYPES)[1]}",
        "register, JSON": lambda c, k: f"/register.json?recipient={code(c)}&when=since+{c.randint(2005, 2024)}",
        "deal": lambda c, k: f"/deal/@{deal(c)}",
        "report": lambda c, k: f"/report/page-{deal(c)}",
        "pipeline": lambda c, k: f"/pipeline?party={code(c)}&when=since+{c.randint(2005, 2024)}",
        "network": lambda c, k: f"/network?when=since+{c.randint(2005, 2024)}&category={c.choice(TYPES)[1]}",
        "country": lambda c, k: f"/country/{code(c)}",
        "type": lambda c, k: f"/equipment/{quote(c.choice(TYPES)[0])}",
        "search": lambda c, k: f"/search?q={c.choice(TYPES)[0]}+round",
        "changes": lambda c, k: f"/changes?since=2026-0{c.randint(1, 5)}-{c.randint(10, 28)}",
        "sources": lambda c, k: f"/sources?publisher=Paper+{c.randint(0, 39)}",
    }


class Server:
    """A process that serves one ledger."""

    def __init__(self, place: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = multiprocessing.get_context("spawn").Process(
            target=serve, args=(str(place), self.port), daemon=True
        )
        self.process.start()
        for _ in range(200):
            time.sleep(0.1)
            try:
                self.ask("/static/icon.svg")
                return
            except OSError:
                continue
        raise SystemExit("the server did not start")

    def ask(self, path: str, connection: http.client.HTTPConnection | None = None) -> tuple[float, int]:
        """(milliseconds, bytes over the wire) of one page. Raises RuntimeError where it fails."""
        line = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        start = time.perf_counter()
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return 1000 * (time.perf_counter() - start), len(body)

    def memory(self) -> float:
        """Megabytes resident."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self) -> None:
        self.process.terminate()
        self.process.join(10)


def measure(place: Path, count: int, tries: int) -> tuple[list[Row], dict[str, Any]]:
    """A row a page, and what else was seen."""
    with Ledger.open(place) as ledger:
        ids = {int(d["deal"].rpartition("-")[2]): d["deal"] for d in ledger.deals.each()}
    server, chance = Server(place), random.Random(3)
    floor, goal = (40, 20) if count <= 5000 else (120, 50)
    rows, seen = [], {}
    try:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
        for name, ask in pages(count).items():

            def path(k: int, ask: Ask = ask) -> str:
                told = ask(chance, k)
                return f"/deal/{ids[int(told.rpartition('@')[2])]}" if "@" in told else told

            first, _ = server.ask(path(0), line)
            times, sizes = zip(*(server.ask(path(k), line) for k in range(1, tries + 1)), strict=True)
            p95 = statistics.quantiles(times, n=20)[-1]
            seen[name] = {
                "first": first,
                "p50": statistics.median(times),
                "p95": p95,
                "kb": statistics.median(sizes) / 1024,
            }
            note = f"p50 {seen[name]['p50']:.1f}, first {first:.0f}, {seen[name]['kb']:.1f} KB"
            rows.append(Row(what=f"{name}, p95 ms", value=p95, floor=floor, goal=goal, note=note, least=False))
        seen["requests a second"] = rate(server, chance)
        seen["memory MB"] = server.memory()
    finally:
        server.close()
    return rows, seen


def rate(server: Server, chance: random.Random) -> float:
    """First pages of the register a second, by eight connections at once."""

    def run(seed: int) -> int:
        line, own = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300), random.Random(seed)
        for _ in range(25):
            server.ask(f"/register?supplier={own.choice(CODES)}", line)
        return 25

    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = sum(pool.map(run, range(CLIENTS)))
    return done / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, nargs="*", default=[5_000, 100_000])
    parser.add_argument("--tries", type=int, default=TRIES)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    told: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for count in given.deals:
            place = folder / f"web-{count}.db"
            fill(place, count)
            rows, seen = measure(place, count, given.tries)
            show(f"{count:,} deals", rows)
            print(
                f"{seen['requests a second']:.0f} requests a second over {CLIENTS} connections, {seen['memory MB']:.0f} MB resident"
            )
            told[str(count)] = {"rows": [r.json() for r in rows], "seen": seen}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The ledger, measured: a million claims in with their spans and the search index, and full-text search in them.

Run as `python -m benchmarks.ledger` (or `make bench-ledger`); `--claims N` for a smaller one, `--ledger URL` for PostgreSQL.
Times are CPU-seconds of one core, searches milliseconds of wall clock; beside them bare rows of the same JSON put into SQLite
in the same run. Making the claims is not counted. Words follow Zipf's law, so some stand in every third claim.
"""

import argparse
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from armsledger.ledger import Ledger
from armsledger.ledger.codec import pack_claim
from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Category, Kind, Modality, Stage
from armsledger.model.contract import claim_id
from armsledger.model.reading import PageRead, ReadReport
from armsledger.model.report import Page, Report
from armsledger.model.values import Attribution, Item, Money, Party, Period, Range, Span

RESULTS = Path(__file__).parent / "results" / "ledger.json"
READER = "bench 1"
A_PAGE = 10  # claims on a page
WORDS = 20_000
CHUNK = 4_000  # pages made, then put in
STATES = [
    Party(code)
    for code in (
        [
            "PAK",
            "RUS",
            "CHN",
            "USA",
            "BGD",
            "IND",
            "TUR",
            "FRA",
            "DEU",
            "KOR",
            "SWE",
            "BRA",
            "IDN",
            "NGA",
            "MAR",
            "ETH",
            "SAU",
            "EGY",
        ]
    )
]
TYPES = [(f"{letter}-{n}", category) for n in range(10, 40) for letter, category in zip("JKMS", Category, strict=False)]


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Words and how often they come, summed up."""
    syllables = [c + v for c in "bcdfghjklmnprstvwz" for v in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(WORDS)]
    return words, list(accumulate(1 / (n + 3) for n in range(WORDS)))


def pages(claims: int, chance: random.Random) -> Iterator[PageRead]:
    """Pages of ten sentences, each a claim with five spans of evidence."""
    words, often = vocabulary(chance)
    for number in range(claims // A_PAGE):
        document, found, parts, at = f"page-{number}", [], [], 0
        for _ in range(A_PAGE):
            quote = " ".join(chance.choices(words, cum_weights=often, k=22)) + "."
            found.append(claim(document, quote, at, chance))
            parts.append(quote)
            at += len(quote) + 1
        page = Page(document=document, text=" ".join(parts))
        day = date(2020, 1, 1) + timedelta(days=number % 2000)
        report = Report(
            document=document,
            page=page.id,
            text=page.text,
            body=(Span(0, len(page.text)),),
            title=found[0].quote[:60],
            written=Period.day(day),
        )
        read = (ReadReport(report=report, claims=tuple(found)),)
        yield PageRead(page=page, read=read, reader=READER, read_at=datetime(2026, 1, 1, tzinfo=UTC))


def claim(document: str, quote: str, at: int, chance: random.Random) -> Claim:
    supplier, recipient = chance.sample(STATES, 2)
    name, category = chance.choice(TYPES)
    many = chance.randint(1, 90)
    values: dict[str, Any] = {
        "supplier": str(supplier),
        "recipient": str(recipient),
        "items[0].designation": name,
        "stage": "order",
    }
    spans = [(field, value, at + 9 * n, at + 9 * n + 7) for n, (field, value) in enumerate(values.items())]
    spans.append(("items[0].quantity", {"min": many, "max": many}, at + 40, at + 44))
    return Claim(
        document=document,
        quote=quote,
        start=at,
        end=at + len(quote),
        kind=Kind.TRANSFER,
        stage=Stage.ORDER,
        supplier=(supplier,),
        recipient=(recipient,),
        items=(Item(designation=name, category=category, quantity=Range.exactly(many)),),
        money=Money(min=many * 1e6, max=many * 1e6, currency="USD") if many % 4 == 0 else None,
        modality=Modality.PLANNED if many % 3 == 0 else Modality.ASSERTED,
        attribution=Attribution(who="a ministry") if many % 2 else Attribution(),
        score=round(chance.random(), 3),
        reader=READER,
        evidence=tuple(Evidence(field=f, value=v, start=s, end=e) for f, v, s, e in spans),
    )


def bare(rows: list[tuple[str, str]], folder: Path) -> float:
    """CPU-seconds that SQLite alone needs for the same rows."""
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE claims (seq INTEGER PRIMARY KEY, id TEXT, data TEXT)")
        begun = time.process_time()
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO claims(id, data) VALUES (?, ?)", rows)
        connection.execute("COMMIT")
        return time.process_time() - begun


def took(call: Callable[[], Any]) -> tuple[float, float]:
    """CPU-seconds and seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return time.process_time() - cpu, time.perf_counter() - wall


def asked(chance: random.Random) -> list[str]:
    """What people type: common and rare words, several, phrases, beginnings, names of types."""
    words, often = vocabulary(random.Random(1))
    frequent, rare = words[:40], words[2000:9000]
    out = [chance.choice(frequent) for _ in range(40)] + [chance.choice(rare) for _ in range(60)]
    out += [" ".join(chance.choices(words, cum_weights=often, k=2)) for _ in range(60)]
    out += [f'"{" ".join(chance.choices(frequent, k=2))}"' for _ in range(20)]
    out += [f"{chance.choice(rare)[:4]}*" for _ in range(20)] + [chance.choice(TYPES)[0] for _ in range(40)]
    return out


def measure(claims: int, place: str, folder: Path) -> list[tuple[str, float, str]]:
    out: list[tuple[str, float, str]] = []
    sample: list[tuple[str, str]] = []
    with Ledger.open(place, create=True) as ledger:
        made = pages(claims, random.Random(1))
        put = 0.0
        while chunk := list(islice(made, CHUNK)):
            put += took(lambda chunk=chunk: ledger.add_all(chunk))[0]
            if len(sample) < 100_000:
                sample += [(claim_id(c), pack_claim(c, READER)) for one in chunk for c in one.read[0].claims]
        index = took(ledger.index)[0]
        per_million = 1e6 / claims
        rows = bare(sample[:100_000], folder) * 1e6 / len(sample[:100_000])
        out += [
            (
                "one million claims in, with spans and search index, CPU-s",
                (put + index) * per_million,
                "floor 60, goal 20",
            ),
            ("  of it rows, CPU-s", put * per_million, ""),
            ("  of it search index (sentences and reports), CPU-s", index * per_million, ""),
            ("  bare rows of the same JSON in SQLite, CPU-s", rows, "peer"),
            ("  times bare rows", (put + index) * per_million / rows, ""),
        ]
        times = sorted(took(lambda words=words: ledger.search(words))[1] * 1000 for words in asked(random.Random(2)))
        out += [
            (f"search in {claims:,} claims, p50, ms", statistics.median(times), ""),
            (f"search in {claims:,} claims, p95, ms", times[int(len(times) * 0.95)], "floor 100, goal 50"),
            ("  slowest, ms", times[-1], ""),
        ]
        whole = sorted(
            took(lambda words=words: ledger.search(words, kind="report"))[1] * 1000 for words in asked(random.Random(3))
        )
        out.append(("search in the reports, p95, ms", whole[int(len(whole) * 0.95)], ""))
        known = list(islice(pages(claims, random.Random(1)), 1000))
        again = took(lambda: [ledger.is_read(one.page, READER) for one in known])[0]
        out.append(("seeing that a page was read before, ms a page", again, ""))
        one = took(lambda: [ledger.add_all([alone]) for alone in islice(pages(20_000, random.Random(9)), 1000)])[0]
        out.append(("one page with ten claims, a transaction of its own, ms", one, ""))
        out.append(
            ("all claims out, CPU-s a million", took(lambda: sum(1 for _ in ledger.entries()))[0] * per_million, "")
        )
    if "://" not in place:
        size = sum(file.stat().st_size for file in folder.glob("ledger.db*"))
        out.append(("bytes a claim, with its share of page and index", size / claims, ""))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--ledger", help="an empty PostgreSQL database in place of a file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        rows = measure(given.claims, given.ledger or str(Path(name) / "ledger.db"), Path(name))
    for what, value, note in rows:
        print(f"{what:<62} {value:>10.2f}  {note}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"claims": given.claims, "rows": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

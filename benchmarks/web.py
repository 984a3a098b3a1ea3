"""The web app, measured: server time of each page over generated registers of 5,000 and 100,000 deals.

Run as `python -m benchmarks.web` (or `make bench-web`); `--deals N ...` for other sizes, the ledgers are kept in build/bench (`--keep FOLDER`: elsewhere).
A uvicorn process serves each ledger on loopback; one connection asks each page many times with other values each time, so that
answers kept from before rarely help. Times are milliseconds of CPU that the server spends on an answer, gzip on, with those by
the clock beside them (on a machine that does nothing else the two are the same), and how they compare with a plain page by
FastAPI over SQLite in the same run. The first asking (counts made once a revision) is told apart.
"""

import argparse
import http.client
import json
import multiprocessing
import random
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from armsledger.ledger import Ledger
from benchmarks import peer_page
from benchmarks.floors import Row, show
from benchmarks.web_ledgers import CODES, MAKERS, NOW, STAGES, fill

KEEP = Path("build/bench")
RESULTS = Path(__file__).parent / "results" / "web.json"
TRIES = 60
SAMPLE = 400  # deals
CLIENTS = 8


def serve(place: str, port: int) -> None:
    import uvicorn

    from armsledger.web.app import create_app
    from armsledger.web.serving import warm

    with Ledger.open(place) as ledger:
        warm(ledger)
        uvicorn.run(create_app(ledger, now=lambda: NOW), port=port, log_level="error", access_log=False)


Ask = Callable[[random.Random, int], str]


@dataclass(frozen=True, slots=True)
class There:
    """What of a ledger is asked for: some of its deals, and what they rest on."""

    deals: list[str]
    claims: list[str]
    documents: list[str]
    types: list[str]

    @classmethod
    def of(cls, ledger: Ledger, count: int) -> Self:
        picked = random.Random(5).sample(range(1, count), SAMPLE)
        deals = [d for d in ledger.deals.by_number(picked).values() if d["merged_into"] is None]
        return cls(
            [d["deal"] for d in deals],
            [c["claim"] for d in deals for c in d["claims"]],
            [c["document"] for d in deals for c in d["claims"][:1]],
            sorted({i["designation"] for d in deals for i in d["items"]}),
        )


def pages(there: There) -> dict[str, Ask]:
    """Addresses by page, with other values each time."""

    def code(chance: random.Random) -> str:
        return chance.choice(CODES)

    def type_(chance: random.Random) -> str:
        return quote(chance.choice(there.types))

    return {
        "overview": lambda c, k: f"/?n={k}",
        "register": lambda c, k: f"/register?n={k}",
        "register, filtered and sorted": lambda c, k: (
            f"/register?supplier={code(c)}&stage={c.choice(STAGES)}&sort=title"
        ),
        "register, by words": lambda c, k: f"/register?q={type_(c)}",
        "register, by days": lambda c, k: f"/register?when={c.randint(2005, 2025)}&category={c.choice(MAKERS)[1]}",
        "register, JSON": lambda c, k: f"/register.json?recipient={code(c)}&when=since+{c.randint(2005, 2024)}",
        "deal": lambda c, k: f"/deal/{c.choice(there.deals)}",
        "report": lambda c, k: f"/report/{c.choice(there.documents)}",
        "claim": lambda c, k: f"/claim/{c.choice(there.claims)}",
        "review": lambda c, k: f"/review?claim={c.choice(there.claims)}",
        "edit": lambda c, k: f"/review/{c.choice(there.claims)}/edit",
        "merge": lambda c, k: f"/review/{c.choice(there.deals)}/merge",
        "split": lambda c, k: f"/review/{c.choice(there.deals)}/split",
        "pipeline": lambda c, k: f"/pipeline?party={code(c)}&when=since+{c.randint(2005, 2024)}",
        "network": lambda c, k: f"/network?when=since+{c.randint(2005, 2024)}&category={c.choice(MAKERS)[1]}",
        "country": lambda c, k: f"/country/{code(c)}?n={k}",
        "type": lambda c, k: f"/equipment/{type_(c)}",
        "search": lambda c, k: f"/search?q={type_(c)}+round",
        "search, deals": lambda c, k: f"/search?in=deal&q={type_(c)}",
        "changes": lambda c, k: f"/changes?since=2026-0{c.randint(1, 5)}-{c.randint(10, 28)}",
        "feed": lambda c, k: f"/changes.atom?since=2026-0{c.randint(1, 5)}-{c.randint(10, 28)}",
        "sources": lambda c, k: f"/sources?publisher=Paper+{c.randint(0, 39)}",
        "data": lambda c, k: f"/data?n={k}",
        "API": lambda c, k: f"/api?n={k}",
        "method": lambda c, k: f"/method?n={k}",
        "health": lambda c, k: f"/health?n={k}",
        "add": lambda c, k: f"/add?n={k}",
    }


class Server:
    """A process that serves one place."""

    def __init__(self, run: Callable[[str, int], None], place: Path, hello: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = multiprocessing.get_context("spawn").Process(
            target=run, args=(str(place), self.port), daemon=True
        )
        self.process.start()
        for _ in range(6000):
            time.sleep(0.1)
            try:
                self.ask(hello)
                return
            except OSError:
                continue
        raise SystemExit("the server did not start")

    def ask(self, path: str, connection: http.client.HTTPConnection | None = None) -> tuple[float, float, int]:
        """(CPU milliseconds of the server, milliseconds by the clock, bytes over the wire). Raises RuntimeError where it fails."""
        line = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        used, start = self.cpu(), time.perf_counter()
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        body = answer.read()
        if answer.status not in (200, 303):
            raise RuntimeError(f"{path}: {answer.status}")
        return self.cpu() - used, 1000 * (time.perf_counter() - start), len(body)

    def cpu(self) -> float:
        """Milliseconds that all threads of the process have run."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6

    def memory(self) -> float:
        """Megabytes of its own (a mapped ledger is shared with whoever reads it)."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("RssAnon"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self) -> None:
        self.process.terminate()
        self.process.join(10)


def timed(server: Server, paths: Iterable[str]) -> dict[str, float]:
    """The first answer apart; of the others the median and the 95th of a hundred, in CPU and by the clock, and the size."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    first, *rest = (server.ask(path, line) for path in paths)
    used, clock, size = zip(*rest, strict=True)
    return {
        "first": first[0],
        "p50": statistics.median(used),
        "p95": statistics.quantiles(used, n=20)[-1],
        "clock p50": statistics.median(clock),
        "clock p95": statistics.quantiles(clock, n=20)[-1],
        "kb": statistics.median(size) / 1024,
    }


def measure(place: Path, count: int, tries: int, wanted: Collection[str]) -> tuple[list[Row], dict[str, Any]]:
    """A row a page, and what else was seen."""
    with Ledger.open(place) as ledger:
        there = There.of(ledger, count)
    chance = random.Random(3)
    floor, goal = (40, 20) if count <= 5000 else (120, 50)
    rows, seen = [], {}
    with tempfile.TemporaryDirectory() as folder:
        peer = Server(peer_page.serve, peer_page.fill(Path(folder), count), "/")
        try:
            plain = timed(peer, (f"/?stage={chance.choice(peer_page.STAGES)}&page={k % 3}" for k in range(tries + 1)))
        finally:
            peer.close()
    seen["peer"] = plain
    server = Server(serve, place, "/static/icon.svg")
    try:
        for name, ask in pages(there).items():
            if wanted and name not in wanted:
                continue
            told = seen[name] = timed(server, (ask(chance, k) for k in range(tries + 1)))
            note = (
                f"p50 {told['p50']:.1f}, first {told['first']:.0f}; by the clock {told['clock p50']:.0f} and "
                f"{told['clock p95']:.0f}; {told['p50'] / plain['p50']:.1f} of the peer; {told['kb']:.1f} KB"
            )
            print(f"{name}: {note}", file=sys.stderr, flush=True)
            rows.append(
                Row(what=f"{name}, p95 CPU-ms", value=told["p95"], floor=floor, goal=goal, note=note, least=False)
            )
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
    parser.add_argument("--pages", nargs="*", default=[], help="names of pages; all by themselves")
    parser.add_argument("--keep", type=Path, default=KEEP)
    given = parser.parse_args()
    told: dict[str, Any] = {}
    given.keep.mkdir(parents=True, exist_ok=True)
    for count in given.deals:
        place = fill(given.keep, count)
        rows, seen = measure(place, count, given.tries, given.pages)
        show(f"{count:,} deals", rows)
        plain = seen["peer"]
        print(
            f"a plain page of 50 rows and four counts (FastAPI, SQLite) over as many: p50 {plain['p50']:.1f}, "
            f"p95 {plain['p95']:.1f} CPU-ms; by the clock {plain['clock p50']:.0f} and {plain['clock p95']:.0f}"
        )
        print(
            f"{seen['requests a second']:.0f} requests a second over {CLIENTS} connections, {seen['memory MB']:.0f} MB of its own"
        )
        told[str(count)] = {"rows": [r.json() for r in rows], "seen": seen}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

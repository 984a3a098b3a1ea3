"""How well claims become deals, and how fast: `make bench-register`.

Our own storylines as our readers read them (storylines.py); the seeds from gold claims and from our own reading, by
../shared/score_register.py; ledgers with planted truth (planted.py)
for pairwise F1, rebuilding, growth, and one new report into a standing register.
"""

import argparse
import gc
import json
import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from armsledger.knowledge import Knowledge
from armsledger.model.contract import deal_json, parse_claim, parse_period
from armsledger.model.reading import Entry
from armsledger.model.report import Report
from armsledger.register.advance import advance
from armsledger.register.catalogue import KnownCatalogue
from armsledger.register.kept import Memory, page_of
from armsledger.register.names import Catalogue
from armsledger.register.register import Register, deals, register
from benchmarks import gold
from benchmarks.floors import Row, check, show
from benchmarks.planted import Told, told
from benchmarks.storylines import storylines

Json = dict[str, Any]
NOW = datetime(2026, 7, 1, tzinfo=UTC)


def seeds(catalogue: Catalogue) -> list[Row]:
    """Deals found and stages right on the five seed reports."""
    folder = gold.GOLD / "seeds"
    found = score(folder, deals(gold_entries(folder), catalogue=catalogue))
    rows = [
        Row(what="seeds, gold claims: deals F1", value=found[0], floor=0.88, goal=0.97, note=found[2]),
        Row(what="seeds, gold claims: stage right", value=found[1], floor=0.90, goal=0.97),
    ]
    own = own_entries()
    if own is not None:
        found = score(folder, deals(own, catalogue=catalogue))
        rows += [
            Row(what="seeds, own reading: deals F1", value=found[0], floor=0.65, goal=0.88, note=found[2]),
            Row(what="seeds, own reading: stage right", value=found[1], floor=0.85, goal=0.95),
        ]
    return rows


def stories(catalogue: Catalogue) -> list[Row]:
    """Our own storylines from our own reading, deals found and stages right; none where the readers cannot run."""
    from armsledger.errors import ArmsledgerError
    from armsledger.reading import READERS, reader

    rows = []
    for name in READERS:
        try:
            found = storylines(reader(name), catalogue)
        except (ArmsledgerError, ImportError, OSError) as error:
            print(f"storylines as the {name} reader reads them are left out: {error!r}")
            continue
        rows += [
            Row(
                what=f"storylines, own {name} reading: deals F1", value=found.f1, floor=0.65, goal=0.88, note=str(found)
            ),
            Row(
                what=f"storylines, own {name} reading: stage right",
                value=found.stage / max(1, found.found),
                floor=0.85,
                goal=0.95,
            ),
        ]
    return rows


def gold_entries(folder: Path) -> list[Entry]:
    reports = {}
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        with (folder / "text" / given["file"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        reports[given["document"]] = Report(
            document=given["document"],
            page=given["file"],
            text=text,
            body=(),
            publisher=given["publisher"],
            written=parse_period(given["written"], "written"),
            read_at=NOW,
        )
    claims = [parse_claim(json.loads(x)) for x in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Entry(claim=c, report=reports[c.document]) for c in claims]


def own_entries() -> list[Entry] | None:
    """The seeds as the default reader reads them; None where it cannot."""
    from armsledger.errors import ArmsledgerError
    from armsledger.reading import reader

    try:
        read = gold.read(reader("default"), gold.load("seeds").documents)
    except (ArmsledgerError, ImportError, OSError) as error:
        print(f"our own reading is left out: {error!r}")
        return None
    return [Entry(claim=c, report=replace(r.report, read_at=NOW)) for r in read for c in r.claims]


def score(folder: Path, found: tuple[Any, ...]) -> tuple[float, float, str]:
    """(F1 of deals, share of stages right, both in words)."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "deals.jsonl"
        path.write_text("".join(json.dumps(deal_json(d)) + "\n" for d in found), encoding="utf-8")
        command = [sys.executable, str(gold.SHARED / "score_register.py"), str(folder / "deals.jsonl")]
        said = subprocess.run(
            [*command, str(folder / "claims.jsonl"), str(path)], capture_output=True, text=True, check=True
        ).stdout
    f1 = re.search(r"^deals .*'f1': ([\d.]+), 'right': (\d+), 'gold': (\d+), 'predicted': (\d+)", said, re.MULTILINE)
    stage = re.search(r"^stage\s+(\d+)/(\d+)", said, re.MULTILINE)
    assert f1 is not None and stage is not None
    right, of = int(stage.group(1)), int(stage.group(2))
    note = f"{f1.group(2)} of {f1.group(3)} found, {f1.group(4)} shown; {right}/{of} stages"
    return float(f1.group(1)), right / of if of else 0.0, note


def pairwise(given: Told, made: Register) -> tuple[float, float]:
    """(precision, recall) over pairs of claims of one recipient: in one planted deal, in one deal of ours."""
    shown: dict[tuple[str, int, str], str] = {}
    for dossier in made.dossiers:
        for mention in dossier.mentions:
            for party in mention.claim.recipient:
                key = (mention.claim.document, mention.claim.start, party.code or "?")
                shown[key] = min(shown.get(key, "~"), dossier.deal.deal)
    both = Counter((planted, shown.get(key, repr(key))) for key, planted in given.truth.items())
    ours, theirs = Counter[str](), Counter[int]()
    for (planted, deal), count in both.items():
        theirs[planted] += count
        ours[deal] += count
    pairs = [sum(n * (n - 1) // 2 for n in c.values()) for c in (both, ours, theirs)]
    return pairs[0] / max(1, pairs[1]), pairs[0] / max(1, pairs[2])


def planted(size: int) -> tuple[list[Row], Json]:
    """Quality and time on ledgers of an eighth, a quarter, a half and the whole of `size` claims."""
    times, counts = [], []
    precision = recall = 0.0
    for part in (8, 4, 2, 1):
        given = told(size // part)
        spent = []
        for _ in range(5 if part > 1 else 3):
            gc.collect()
            start = time.process_time()
            made = register(given.entries)
            spent.append(time.process_time() - start)
        times.append(sorted(spent)[len(spent) // 2])
        counts.append(len(given.entries))
        if part == 1:
            precision, recall = pairwise(given, made)
    f1 = 2 * precision * recall / (precision + recall)
    per = [t / (n * math.log(n)) for t, n in zip(times, counts, strict=True)]
    rows = [
        Row(what="planted: pairwise F1", value=f1, floor=0.90, goal=0.97, note=f"P {precision:.3f} R {recall:.3f}"),
        Row(
            what="planted: rebuild, CPU-s",
            value=times[-1],
            floor=120,
            goal=40,
            least=False,
            note=f"{counts[-1]:,} claims",
        ),
        Row(
            what="planted: seconds over n log n, last against first",
            value=per[-1] / per[0],
            floor=1.5,
            goal=1.1,
            least=False,
            note=" · ".join(f"{n:,}: {t:.2f} s" for n, t in zip(counts, times, strict=True)),
        ),
    ]
    return rows, {"claims": counts, "cpu_s": times}


def one_more(size: int, tries: int = 60) -> list[Row]:
    """A report into a standing register of `size` claims, in memory: claims taken in, deals and rows made anew."""
    given = told(size)
    pages: dict[str, list[Entry]] = {}
    for entry in given.entries:
        pages.setdefault(page_of(entry.claim.document), []).append(entry)
    rng = random.Random(3)
    late = rng.sample(sorted(pages), tries)
    memory = Memory()
    for page in sorted(pages.keys() - set(late)):
        memory.read(page, pages[page])
    moved = advance(memory, {p: pages[p] for p in pages if p not in set(late)})
    memory.take(moved.put, moved.drop)
    spent = []
    for page in late:
        memory.read(page, pages[page])
        start = time.process_time()
        moved = advance(memory, {page: pages[page]})
        memory.take(moved.put, moved.drop)
        spent.append(1000 * (time.process_time() - start))
    spent.sort()
    note = f"median of {tries}; p95 {spent[int(0.95 * tries)]:.1f} ms, worst {spent[-1]:.1f} ms"
    return [Row(what="one new report, CPU-ms", value=spent[tries // 2], floor=100, goal=30, least=False, note=note)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000, help="size of the largest planted ledger")
    parser.add_argument("--lower", action="store_true", help="allow floors.json to be lowered (needs a changelog line)")
    args = parser.parse_args()
    catalogue = KnownCatalogue(Knowledge())
    rows = stories(catalogue)
    if (gold.GOLD / "seeds").is_dir():
        rows += seeds(catalogue)
    else:
        print("the seed reports are not beside the checkout: their rows are left out")
    more, detail = planted(args.claims)
    rows += more + one_more(args.claims)
    show("register", rows)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {memory:,} MB")
    gold.RESULTS.mkdir(parents=True, exist_ok=True)
    result = {"rows": [r.json() for r in rows], "planted": detail, "peak_mb": memory}
    (gold.RESULTS / "register.json").write_text(
        json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    known = gold.gold_hash() if (gold.GOLD / "seeds").is_dir() else ""
    return check(
        "register", [r for r in rows if not any(x in r.what for x in ("CPU", "log", "own"))], known, lower=args.lower
    )


if __name__ == "__main__":
    sys.exit(main())

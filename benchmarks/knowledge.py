"""What the program knows before it reads, measured: names of annotated reports, false alarms, speed, load, memory.

Run as `python -m benchmarks.knowledge` (or `make bench-knowledge`). The annotated reports lie beside the checkout in
`../shared`; where they do not, those rows are skipped. Names missed are counted; `--missed` lists those of train.
"""

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from armsledger.knowledge import Knowledge, Mention, MentionKind
from armsledger.knowledge.names import called
from armsledger.knowledge.spelling import key, spellings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
if not SHARED.exists():
    SHARED = ROOT.parents[1] / "shared"
RESULTS = ROOT / "benchmarks" / "results" / "knowledge.json"
MEMORY = """
import sys, time
from pathlib import Path
def kilobytes(what):
    return int(Path("/proc/self/status").read_text().partition(what + ":")[2].split()[0])
before = kilobytes("VmRSS")
from armsledger.knowledge import Knowledge
at = time.process_time()
Knowledge(cache=Path(sys.argv[1])).find("Pakistan ordered frigates.")
print(time.process_time() - at, (kilobytes("VmHWM") - before) / 1024)
"""
Row = tuple[str, float, str]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def gold(folder: Path) -> Iterator[tuple[str, str, set[tuple[str, str]], set[str], set[tuple[str, str]]]]:
    """Yields (split, text, designations with category, states, companies with state) of every annotated report."""
    claims = defaultdict(list)
    for claim in lines(folder / "claims.jsonl"):
        claims[claim["document"]].append(claim)
    for document in lines(folder / "documents.jsonl"):
        types, states, companies = set(), set(), set()
        for claim in claims[document["document"]]:
            types |= {(i["designation"], i["category"]) for i in claim["items"] if i["designation"]}
            for party in (p for side in ("supplier", "recipient", "intermediary", "parties") for p in claim[side]):
                if len(party) == 3 and party.isupper():
                    states.add(party)
                elif party.endswith(")") and not party.startswith("?"):
                    name, _, state = party[:-1].rpartition(" (")
                    companies.add((name, state))
        yield document["split"], document["text"], types, states, companies


def over(mentions: tuple[Mention, ...], text: str, name: str) -> list[Mention]:
    """Returns the mentions that lie over a place of the text where the name stands."""
    wanted, spelled = key(name), key(text)
    found, at = [], spelled.find(wanted)
    while at >= 0:
        found += [m for m in mentions if m.start < at + len(wanted) and at < m.end]
        at = spelled.find(wanted, at + 1)
    return found or [m for m in mentions if bare(text[m.start : m.end]) == bare(name)]


def bare(name: str) -> str:
    """Returns the name without its separators: Mi-17 and Mi17 are one."""
    return key(name).replace(" ", "")


def quality(knowledge: Knowledge, missed: bool) -> Iterator[Row]:
    """Yields the rows of names recognised, for dev and for train."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])

    def count(split: str, what: str, right: bool, name: str) -> None:
        counts[what, split][0] += right
        counts[what, split][1] += 1
        if missed and split == "train" and not right:
            print("missed", what, name, sep="\t")

    for split, text, types, states, companies in gold(SHARED / "gold" / "arms-deals"):
        mentions = knowledge.find(text)
        equipment = tuple(m for m in mentions if m.kind is MentionKind.EQUIPMENT)
        firms = tuple(m for m in mentions if m.kind is MentionKind.COMPANY)
        known = {m.states[0] for m in mentions if len(m.states) == 1}
        for name, category in sorted(types):
            meant = {c for m in knowledge.find(name) if m.kind is MentionKind.EQUIPMENT for c in m.candidates}
            told = over(equipment, text, name) + [m for m in equipment if meant.intersection(m.candidates)]
            right = [m for m in told if m.category == category]
            count(split, "designations recognised, right category", bool(right), f"{name} ({category})")
            count(split, "designations by catalogue", any(m.candidates for m in right), f"{name} ({category})")
        for state in sorted(states):
            count(split, "states resolved", state in known, state)
        for name, state in sorted(companies):
            right = [m for m in over(firms, text, name) if m.states == (state,)]
            count(split, "companies resolved", bool(right), f"{name} ({state})")
    for (what, split), (right, total) in sorted(counts.items(), key=lambda c: (c[0][0], c[0][1])):
        yield f"{what}, {split}", right / total, f"{right} of {total}"


def speed(find: Callable[[str], object], texts: list[str], runs: int = 5) -> tuple[float, float]:
    """Returns MB a CPU-second of a look-up over the texts (median of the runs) and their size in MB."""
    size = sum(len(t.encode()) for t in texts) / 1e6
    took = []
    for _ in range(runs):
        at = time.process_time()
        for text in texts:
            find(text)
        took.append(time.process_time() - at)
    return size / statistics.median(took), size


def bare_automaton(knowledge: Knowledge) -> Callable[[str], object]:
    """Returns a peer: the names' patterns in one automaton over lower-case text, its matches not looked at."""
    patterns = sorted({p for one in called(knowledge.tables) for p in spellings(one.text)})
    automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return lambda text: automaton.find_matches_as_indexes(text.lower())


def load(cache: Path, runs: int = 5) -> tuple[float, float]:
    """Returns CPU-seconds to the first answer and MB of memory over a bare interpreter, in fresh processes (medians)."""
    told = [
        [float(x) for x in subprocess.check_output([sys.executable, "-c", MEMORY, str(cache)], text=True).split()]
        for _ in range(runs)
    ]
    return statistics.median(t[0] for t in told), statistics.median(t[1] for t in told)


def measured(missed: bool) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        knowledge = Knowledge(cache=Path(folder))
        knowledge.find("")
        if (SHARED / "gold" / "arms-deals").exists():
            yield from quality(knowledge, missed)
            reports = [d["text"] for d in lines(SHARED / "gold" / "arms-deals" / "documents.jsonl")]
            rate, size = speed(knowledge.find, reports)
            yield "find over defence reports, MB a CPU-second", rate, f"{size:.1f} MB"
        else:
            print("skipped: no annotated reports in ../shared/gold/arms-deals")
        ordinary = SHARED / "data" / "ordinary-news" / "reports.jsonl.gz"
        if ordinary.exists():
            texts = [d["text"] for d in lines(ordinary)]
            false = [t[m.start : m.end] for t in texts for m in knowledge.find(t) if m.kind is MentionKind.EQUIPMENT]
            if missed:
                print("false", *false, sep="\t")
            yield "equipment mentions per 100 ordinary reports", 100 * len(false) / len(texts), f"{len(false)}"
            rate, size = speed(knowledge.find, texts)
            yield "find over ordinary news, MB a CPU-second", rate, f"{size:.1f} MB"
            rate, _ = speed(bare_automaton(knowledge), texts)
            yield "peer: ahocorasick_rs alone, the same names", rate, "lower-case text, matches not looked at"
        else:
            print("skipped: no ordinary news in ../shared/data/ordinary-news")
        seconds, memory = load(Path(folder))
        yield "load, CPU-s", seconds, "to the first answer, names compiled before"
        yield "memory, MB", memory, "over a bare interpreter"
        tables = knowledge.tables
        for table in ("states", "people", "groups", "bodies", "companies", "classes", "equipment"):
            yield f"rows: {table}", len(getattr(tables, table)), ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true", help="list names missed in train and false alarms")
    rows = []
    for what, value, note in measured(parser.parse_args().missed):
        print(f"{what:55} {value:10.3f}  {note}", flush=True)
        rows.append({"what": what, "value": value, "note": note})
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

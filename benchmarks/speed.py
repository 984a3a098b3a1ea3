"""How fast the readers read, beside spaCy on the same reports in the same run: `make bench-speed`.

All times are CPU seconds of one core, the median of several runs; the peers live in an environment of the benchmark's own.
"""

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from armsledger.knowledge import Knowledge
from armsledger.model.reading import Reader
from armsledger.reading import reader as make_reader
from armsledger.reading.firstpass import martial
from armsledger.reading.sentences import sentences
from benchmarks import gold
from benchmarks.floors import Row, check, show

ROOM = gold.HOME / "build" / "bench-spacy"


def timed(work: Callable[[], object], runs: int) -> float:
    """The median CPU seconds of one run."""
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def load_and_memory(name: str) -> tuple[float, float]:
    """Seconds until a fresh process has read a first report, and its memory in MB after a few.

    VmHWM is the process's own peak: what getrusage tells begins, on Linux, with the peak of the process that started it.
    """
    script = (
        "import time\n"
        "from armsledger.reading import reader\nfrom benchmarks import gold\n"
        f"docs=gold.load('train').documents[:20];made=time.process_time();r=reader({name!r});list(gold.read(r,docs[:1]))\n"
        "loaded=time.process_time()-made;gold.read(r,docs)\n"
        "print(loaded,next(int(l.split()[1])/1024 for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=gold.HOME, env=environment
    ).stdout
    seconds, memory = said.split()
    return float(seconds), float(memory)


def peers(texts: list[str]) -> dict[str, Any] | None:
    """spaCy's figures on the same texts, or None where it cannot be had."""
    python = ROOM / "bin" / "python"
    if not python.exists():
        venv.create(ROOM, with_pip=True)
        done = subprocess.run(
            [str(python), "-m", "pip", "install", "-q", "spacy>=3.8,<4"], check=False, capture_output=True
        )
        if done.returncode:
            return None
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        command = [
            str(python),
            str(Path(__file__).with_name("peer_spacy.py")),
            file.name,
            str(gold.SHARED / "data" / "ud-ewt" / "train.conllu.gz"),
        ]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=os.environ | {"OMP_NUM_THREADS": "1"}
        )
    if done.returncode:
        print(done.stderr[-400:])
        return None
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def rate(reader: Reader, documents: list[dict[str, Any]], runs: int) -> float:
    reports = list(gold.reports(documents))
    list(reader.read(reports[:3]))
    return len(documents) / timed(lambda: list(reader.read(reports)), runs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--lower", action="store_true", help="pin what is reached now")
    args = parser.parse_args()
    defence = gold.load("train").documents[:120]
    ordinary = gold.ordinary_news()[:600]
    default, fast = make_reader("default"), make_reader("fast")
    knowledge = Knowledge()
    knowledge.find("")
    gc.freeze()  # as the commands do
    parts = list(gold.reports(ordinary))
    found = [sentences(r.text, r.body) for r in parts]
    first = timed(lambda: [(martial(r.text, knowledge.find(r.text))) for r in parts], args.runs)
    count = sum(map(len, found))
    rows = [
        Row(what="default reader, defence reports/s", value=rate(default, defence, args.runs), floor=10, goal=25),
        Row(what="fast reader, defence reports/s", value=rate(fast, defence, args.runs), floor=40, goal=80),
        Row(what="default reader, ordinary reports/s", value=rate(default, ordinary, args.runs), floor=200, goal=500),
        Row(what="fast reader, ordinary reports/s", value=rate(fast, ordinary, args.runs), floor=200, goal=500),
        Row(
            what="first pass alone, sentences/s",
            value=count / first,
            floor=60_000,
            goal=120_000,
            note=f"{count} sentences",
        ),
    ]
    for name in ("default", "fast"):
        seconds, memory = load_and_memory(name)
        rows.append(Row(what=f"{name} reader, memory MB", value=memory, floor=700, goal=400, least=False))
        rows.append(Row(what=f"{name} reader, load s", value=seconds, floor=2, goal=1, least=False))
    show("reading speed, CPU seconds of one core", rows)
    beside = None if args.no_peers else peers([d["text"] for d in defence])
    if beside is not None:
        n = len(defence)
        print(
            f"spaCy {beside['spacy']}: tokenise {n / beside['tokenise']:.0f}, tokenise and parse (96×4) {n / (beside['parse']):.1f} reports/s"
        )
    elif not args.no_peers:
        print("spaCy could not be had: no peer in this run")
    print(f"peak memory of this run {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    gold.RESULTS.mkdir(parents=True, exist_ok=True)
    result = {"rows": [r.json() for r in rows], "spacy": beside}
    (gold.RESULTS / "speed.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return check("speed", rows, "speeds", lower=args.lower)


if __name__ == "__main__":
    sys.exit(main())

"""What a newcomer waits for: `--help`, the download, the tests.

Run as `python -m benchmarks.start` (or `make bench-start`). The size is that of armsledger and of everything it needs, as installed
here, counted from the packages' own lists of files. `--test` runs `make test` too and tells how long it took.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "start.json"
TIMES = 15
HELP = "from armsledger.cli import main; main(['--help'])"
PEERS = {"python alone": "pass", "import click": "import click"}
Row = tuple[str, float, str]


def start(code: str) -> tuple[float, float]:
    """Median milliseconds, of wall clock and of CPU, that a fresh Python takes for the code."""
    wall, cpu = [], []
    for _ in range(TIMES):
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
        wall.append(1000 * (time.perf_counter() - begun))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return statistics.median(wall), statistics.median(cpu)


def needed(name: str, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """The package and all that it needs, without extras."""
    key = name.lower().replace("_", "-")
    if key not in found:
        found[key] = distribution(name)
        for text in found[key].requires or ():
            requirement = Requirement(text)
            if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
                continue
            binary = ["psycopg-binary"] if requirement.name == "psycopg" and "binary" in requirement.extras else []
            for wanted in (requirement.name, *binary):
                try:
                    needed(wanted, found)
                except PackageNotFoundError:
                    print(f"not installed here: {wanted}", file=sys.stderr)
    return found


def size(package: Distribution) -> int:
    """Bytes of its files, without what Python compiles by itself."""
    total = 0
    for file in package.files or ():
        place = Path(str(file.locate()))
        if file.suffix != ".pyc" and place.is_file():
            total += place.stat().st_size
    return total


def own() -> int:
    """Bytes of armsledger itself: an editable installation lists no files of its own."""
    files = (ROOT / "src" / "armsledger").rglob("*")
    return sum(f.stat().st_size for f in files if f.is_file() and "__pycache__" not in f.parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--test", action="store_true", help="run `make test` too")
    given = parser.parse_args()
    wall, cpu = start(HELP)
    rows: list[Row] = [("armsledger --help, ms", wall, "floor 250, goal 120"), ("  of CPU, ms", cpu, "")]
    rows += [(f"  {what}, ms", start(code)[0], "peer") for what, code in PEERS.items()]
    found = needed("armsledger", {})
    sizes = {name: size(package) for name, package in found.items() if name != "armsledger"} | {"armsledger": own()}
    rows.append(("installed size, MB", sum(sizes.values()) / 1e6, "floor 450, goal 250"))
    largest = sorted(sizes.items(), key=lambda x: -x[1])[:6]
    rows += [(f"  {name}, MB", many / 1e6, "") for name, many in largest]
    rows.append(("  packages", float(len(sizes)), ""))
    if given.test:
        begun = time.perf_counter()
        done = subprocess.run(["make", "test"], cwd=ROOT, check=False)
        note = f"floor 12, goal 6; {os.cpu_count()} cores; exit code {done.returncode}"
        rows.append(("make test, minutes", (time.perf_counter() - begun) / 60, note))
    for what, value, note in rows:
        print(f"{what:<32} {value:>9.1f}  {note}")
    if not given.test:
        print("make test: run with --test to time it")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"rows": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

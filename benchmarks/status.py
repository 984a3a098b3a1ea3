"""Writes the figures that the benchmarks left in benchmarks/results into the README's status table.

usage: python -m benchmarks.status
Only what was measured on this machine is written, with its day; a benchmark that has not run keeps no row.
"""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
ORDER = ("reading", "speed", "knowledge", "pages", "copies", "register", "ledger", "web", "start")
START, END = "<!-- status -->", "<!-- /status -->"


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one benchmark that have a floor to be held against."""
    file = RESULTS / f"{name}.json"
    if not file.exists():
        return []
    found = [_row(row, size) for size, row in _listed(json.loads(file.read_text(encoding="utf-8")))]
    return [row for row in found if row.get("value") is not None and row.get("floor") is not None]


def _listed(content: Any) -> list[tuple[str, Any]]:
    """Each row with the size of ledger it was measured on, where the benchmark tells one."""
    if isinstance(content, list):
        return [("", row) for row in content]
    if "rows" in content:
        return [("", row) for row in content["rows"]]
    sized = [(size, part) for size, part in content.items() if isinstance(part, dict)]
    return [(f"{int(size):,} deals: ", row) for size, part in sized for row in part.get("rows", [])]


def _row(row: Any, size: str) -> dict[str, Any]:
    """A row in one form: some benchmarks write [what, value, "floor 60, goal 20"], where less is better."""
    if isinstance(row, dict):
        return row | {"what": size + row["what"]}
    what, value, note = row
    marks = re.fullmatch(r"floor ([\d.]+), goal ([\d.]+)", note)
    if marks is None:
        return {"what": what}
    floor, goal = float(marks[1]), float(marks[2])
    verdict = "goal" if value <= goal else "floor" if value <= floor else "BELOW"
    return {"what": what, "value": value, "floor": floor, "goal": goal, "least": False, "verdict": verdict}


def shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table() -> str:
    lines = ["| | figure | floor | goal | |", "|---|---|---|---|---|"]
    for name in ORDER:
        found = rows(name)
        if not found:
            continue
        day = datetime.fromtimestamp((RESULTS / f"{name}.json").stat().st_mtime).astimezone().date()
        lines.append(f"| **`make bench-{name}`**, {day} | | | | |")
        for row in found:
            sign = "≥" if row.get("least", True) else "≤"
            goal = "–" if row.get("goal") is None else f"{sign} {shown(row['goal'])}"
            what = row["what"].replace("|", "/")
            lines.append(
                f"| {what} | {shown(row['value'])} | {sign} {shown(row['floor'])} | {goal} | {row.get('verdict') or ''} |"
            )
    return "\n".join(lines)


def main() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    new = re.sub(f"{START}.*{END}", lambda _: f"{START}\n{table()}\n{END}", text, flags=re.DOTALL)
    readme.write_text(new, encoding="utf-8")
    print(f"{table().count(chr(10)) - 1} rows written to {readme.name}")


if __name__ == "__main__":
    main()

"""Rows of a benchmark against BENCHMARKS' floors and goals, and against the scores already reached (floors.json)."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PINNED = Path(__file__).with_name("floors.json")
SLACK = 0.01  # a pinned share may fall by this much: scores move a little with every training run


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table; `least` where more is better."""

    what: str
    value: float | None
    floor: float
    goal: float
    note: str = ""
    least: bool = True

    def verdict(self) -> str:
        if self.value is None:
            return "no figure"
        reached = [self.value >= mark if self.least else self.value <= mark for mark in (self.floor, self.goal)]
        return "goal" if reached[1] else "floor" if reached[0] else "BELOW"

    def json(self) -> dict[str, Any]:
        return asdict(self) | {"verdict": self.verdict()}


def show(title: str, rows: list[Row]) -> None:
    print(f"\n{title}")
    print(f"{'what':44} {'value':>9} {'floor':>8} {'goal':>8}  verdict")
    for row in rows:
        sign = "≥" if row.least else "≤"
        value = "–" if row.value is None else f"{row.value:.3f}" if abs(row.value) < 100 else f"{row.value:,.0f}"
        print(f"{row.what:44} {value:>9} {sign}{row.floor:>7g} {sign}{row.goal:>7g}  {row.verdict():9} {row.note}")


def check(name: str, rows: list[Row], gold: str, *, lower: bool = False) -> int:
    """1 where a pinned score is not reached any more (or the gold changed), else 0. `lower` pins what is there now.

    Where no gold lies beside the checkout (`gold` is empty) nothing is held against the pins.
    """
    if not gold:
        print("the annotated reports are not beside the checkout: nothing is held against the pinned scores")
        return 0
    pinned = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
    known = pinned.get(name)
    values = {r.what: round(r.value, 4) for r in rows if r.value is not None}
    if lower:
        pinned[name] = {"gold": gold, "scores": values}
        PINNED.write_text(json.dumps(pinned, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    if known is None:
        print(f"nothing is pinned for {name!r}; --lower pins these scores")
        return 0
    if known["gold"] != gold:
        print(f"the gold changed ({known['gold']} is pinned, {gold} lies here): pin anew with --lower")
        return 1
    fallen = []
    for row in rows:
        pin = known["scores"].get(row.what)
        if pin is None:
            continue
        slack = SLACK if abs(pin) <= 1 else 0.1 * abs(pin)
        if row.value is None or (row.value < pin - slack if row.least else row.value > pin + slack):
            fallen.append(f"{row.what}: {row.value} against {pin}")
    for line in fallen:
        print("below the pinned score:", line)
    return int(bool(fallen))

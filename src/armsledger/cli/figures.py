"""`armsledger figures`: figures over time, with those that disagree."""

from collections.abc import Iterable
from typing import Any

from armsledger.cli.beside import shelf_verb, span
from armsledger.register import beside

Json = dict[str, Any]


def _points(rows: list[Json], party: str | None) -> Iterable[Json]:
    return [s | p | {"points": None} for s in beside.figures(rows, party) for p in s["points"]]


command = shelf_verb(
    "figures",
    _points,
    lambda p: (
        p["measure"],
        ", ".join(p["subject"]) + (f" / {', '.join(p['counterpart'])}" if p["counterpart"] else ""),
        ", ".join(p["items"]),
        span(p["from"], p["to"]),
        f"{p['text']} {p['unit'] or ''}".strip() + ("  ≠ others say otherwise" if p["disagrees"] else ""),
        p["claim"]["report"]["document"],
    ),
    """Show figures over time: shares, ranks, production, prices, fleets.

    Plain columns: measure, whose (and in respect of whom), of what, period or day of the report, value, report. A value that
    others contradict for the same period is marked.
    """,
)

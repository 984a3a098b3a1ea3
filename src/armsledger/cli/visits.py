"""`armsledger visits`: who visited whom."""

from armsledger.cli.beside import behind, shelf_verb, span
from armsledger.register import beside

command = shelf_verb(
    "visits",
    beside.visits,
    lambda v: (
        span(v["from"], v["to"]) or f"by {v['reported']}",
        v["visitor"],
        ", ".join(v["hosts"]),
        v["modality"],
        behind(v["claims"]),
    ),
    """Show the calendar of visits.

    Plain columns: days of the visit, else the day by which it was reported; visitor; hosts; modality; reports.
    """,
)

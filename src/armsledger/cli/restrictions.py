"""`armsledger restrictions`: embargoes, bans and objections that reports tell of."""

from armsledger.cli.beside import behind, shelf_verb
from armsledger.register import beside

STANDS = {True: "in force", False: "lifted", None: ""}

command = shelf_verb(
    "restrictions",
    beside.restrictions,
    lambda r: (
        r["kind"],
        ", ".join(r["by"]),
        f"{', '.join(r['supplier']) or 'anyone'} → {', '.join(r['recipient']) or 'anyone'}",
        ", ".join(r["items"]),
        STANDS[r["in_force"]] + (" (contested)" if r["contested"] else ""),
        behind(r["claims"]),
    ),
    """Show restrictions that reports tell of: who restricts which trade, and how it stands after the last word on it.

    Plain columns: embargo, objection or consent; by whom; which trade; goods; how it stands; reports.
    """,
)

"""`armsledger uses`: what was used in combat, by whom and against whom."""

from armsledger.cli.beside import behind, shelf_verb
from armsledger.register import beside

command = shelf_verb(
    "uses",
    lambda rows, party: beside.uses(rows, party),
    lambda u: (u["item"], u["user"], ", ".join(u["opponent"]), behind(u["claims"])),
    """Show what was used in combat.

    Plain columns: type or kind of goods, user, opponent, reports.
    """,
)

"""`armsledger gap`: the press beside an imported register."""

import click

from armsledger.cli.common import catalogue, json_lines, json_option, ledger_option, open_ledger, say, verb
from armsledger.cli.table import print_rows


@verb("gap")
@click.option("--register", "name", metavar="NAME", help="Only this imported register (default: all there are).")
@ledger_option
@json_option
def command(name: str | None, place: str | None, as_json: bool) -> None:
    """Show what the press has and an imported register has not, the other way round, and where they differ.

    Deals short of an order are no gap: registers enter a deal when an order is certain or deliveries have begun. Plain
    columns: which, deal, field, what the press says, what the register says, title.
    """
    from armsledger.engine.register import whole
    from armsledger.register.gap import gaps, register_of

    with open_ledger(place) as ledger:
        made = whole(ledger, catalogue=catalogue)
    if not any(register_of(c) for c in made.cited.values()):
        say("no register is imported yet")
        return
    found = gaps(made.dossiers, name)
    if as_json:
        json_lines(g.json() for g in found)
    elif not print_rows((str(g.gap), g.deal, g.field or "", g.ours or "", g.theirs or "", g.title) for g in found):
        say("no gaps")

"""`armsledger export`: the whole ledger as JSON Lines."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from armsledger.cli.common import ledger_option, open_ledger, say, verb


@verb("export")
@click.argument("file", metavar="[FILE|-]", default="-")
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, as it always does.")
def command(file: str, place: str | None, as_json: bool) -> None:
    """Write the whole ledger as JSON Lines.

    Pages, readings with their reports and claims, problems and decisions: all that `armsledger import` needs to make the same
    ledger elsewhere, or to merge two. To a file, or to stdout.
    """
    from armsledger.ledger import export

    with open_ledger(place) as ledger:
        count = 0
        with nullcontext(sys.stdout) if file == "-" else Path(file).open("w", encoding="utf-8") as target:
            for line in export(ledger):
                target.write(line + "\n")
                count += 1
            target.flush()
    say(f"{count:,} lines")

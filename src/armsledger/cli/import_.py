"""`armsledger import`: ledgers that were exported, taken in."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from armsledger.cli.common import catalogue, ledger_option, open_ledger, say, verb
from armsledger.cli.opening import working
from armsledger.cli.words import many
from armsledger.errors import NotFoundError


@verb("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@ledger_option
def command(files: tuple[str, ...], place: str | None) -> None:
    """Take in ledgers that were exported.

    What the ledger has already stays once, so importing twice is importing once. Of a report that both have read, the
    newest reading counts. The ledger is made if it is not there.
    """
    from armsledger.engine.register import follow
    from armsledger.ledger import merge

    for file in files:
        if file != "-" and not Path(file).is_file():
            raise NotFoundError(f"there is no file {file}")
    with open_ledger(place, create=True) as ledger, working("taking in"):
        for file in files:
            with nullcontext(sys.stdin) if file == "-" else Path(file).open(encoding="utf-8") as lines:
                new = merge(ledger, lines, file)
            parts = (many(new.pages, "page"), many(new.claims, "claim"), many(new.decisions, "decision"))
            say(f"{file}: {', '.join(parts)} new")
        follow(ledger, catalogue)
        ledger.index()

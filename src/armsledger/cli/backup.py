"""`armsledger backup`: a copy of the ledger."""

from pathlib import Path

import click

from armsledger.cli.common import ledger_option, open_ledger, say, verb
from armsledger.cli.opening import working


@verb("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@ledger_option
@click.option("--yes", is_flag=True, help="Write over a file that is there.")
def command(file: Path, place: str | None, yes: bool) -> None:
    """Write a copy of the ledger to a file.

    Whole and consistent, also while others read and write. `armsledger restore` puts it back. A ledger on PostgreSQL is
    written as compressed JSON Lines.
    """
    from armsledger.ledger import backup

    if file.exists() and not yes:
        raise click.ClickException(f"{file} is there already: --yes writes over it")
    with open_ledger(place) as ledger, working("copying"):
        backup(ledger, file)
    say(f"wrote {file} ({file.stat().st_size:,} bytes)")

"""`armsledger restore`: a backup in the ledger's place."""

from pathlib import Path

import click

from armsledger.cli.common import ledger_option, say, verb
from armsledger.cli.opening import working
from armsledger.cli.settings import setting


@verb("restore")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_option
@click.option("--yes", is_flag=True, help="Let it take the place of the ledger that is there.")
def command(file: Path, place: str | None, yes: bool) -> None:
    """Put a backup in the ledger's place.

    The backup is checked first; one that is damaged changes nothing. Stop `armsledger serve` before.
    """
    from armsledger.ledger import Ledger, restore

    target = setting("ledger", place)
    with working("checking and copying"):
        restore(file, target, replace=yes)
    with Ledger.open(target) as ledger:
        counts, name = ledger.counts(), ledger.name
    say(f"{name}: {counts.reports:,} reports, {counts.claims:,} claims, {counts.decisions:,} decisions")

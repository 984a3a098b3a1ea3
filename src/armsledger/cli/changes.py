"""`armsledger changes`: what moved since a day."""

from datetime import date

import click

from armsledger.cli.common import catalogue, day, json_lines, json_option, ledger_option, now, open_ledger, say, verb
from armsledger.cli.table import print_rows


@verb("changes")
@click.option("--since", callback=day, required=True, metavar="DATE", help="What changed after that day.")
@click.option("--until", callback=day, metavar="DATE", help="The register as known on that day (default: today).")
@click.option(
    "--silent",
    type=click.IntRange(1, 120),
    default=6,
    show_default=True,
    help="Months without a word that are a silence.",
)
@ledger_option
@json_option
def command(since: date, until: date | None, silent: int, place: str | None, as_json: bool) -> None:
    """Show what moved since a day: deals that are new, moved on, were blocked, revived, contradicted or confirmed, or fell
    silent.

    Plain columns: what changed, deal, was, is now, title.
    """
    from armsledger.engine.register import whole
    from armsledger.model.contract import deal_json
    from armsledger.register.changes import changes

    end = until or now().date()
    with open_ledger(place) as ledger:
        before, after = (whole(ledger, on, catalogue) for on in (since, end))
    found = changes(
        map(deal_json, before.deals),
        map(deal_json, after.deals),
        after.redirects,
        since=since,
        until=end,
        silent_after=silent,
    )
    if as_json:
        json_lines(c.json() for c in found)
    elif not print_rows((str(c.change), c.deal, c.was or "", c.now or "", c.title) for c in found):
        say("nothing changed")

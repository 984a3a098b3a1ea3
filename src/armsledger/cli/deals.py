"""`armsledger deals`: the register."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import click

from armsledger.cli.common import catalogue, day, json_lines, json_option, ledger_option, open_ledger, say, verb
from armsledger.cli.names import party_keys
from armsledger.cli.table import print_rows
from armsledger.cli.words import many, step
from armsledger.model.codes import Stage

Json = dict[str, Any]


@verb("deals")
@ledger_option
@click.option("--kind", multiple=True, type=click.Choice(["transfer", "cooperation"]), help="Only deals of this kind.")
@click.option("--party", multiple=True, metavar="NAME", help="Only deals with this state or group on any side.")
@click.option("--supplier", multiple=True, metavar="NAME", help="Only deals with this supplier.")
@click.option("--recipient", multiple=True, metavar="NAME", help="Only deals with this recipient.")
@click.option(
    "--item", multiple=True, metavar="WORDS", help="Only deals with such an item: part of a designation, or a category."
)
@click.option(
    "--stage", multiple=True, type=click.Choice([str(s) for s in Stage]), help="Only deals that stand at this stage."
)
@click.option("--since", callback=day, metavar="DATE", help="Only deals reported on that day or later.")
@click.option("--until", callback=day, metavar="DATE", help="Only deals reported on that day or earlier.")
@click.option(
    "--domestic",
    is_flag=True,
    help="Deals of states with their own industry, which are kept apart, in place of the others.",
)
@click.option("--as-of", callback=day, metavar="DATE", help="The register as it was known on that day.")
@json_option
def command(place: str | None, as_of: date | None, as_json: bool, **wanted: Any) -> None:
    """List the deals and relations of the register.

    An option given twice means either; different options must all hold. NAME is a name as the press writes it or a code
    (Pakistan, Islamabad, PAK). DATE is YYYY-MM-DD, YYYY-MM or YYYY. Plain columns: id, stage, title, reports and
    independent origins, last report.
    """
    from armsledger.engine.register import deals_as_of, follow
    from armsledger.model.contract import deal_json
    from armsledger.model.query import DealQuery, matches

    for side in ("party", "supplier", "recipient"):
        wanted[side] = tuple(sorted(party_keys(wanted[side])))
    query = DealQuery(**wanted)
    with open_ledger(place) as ledger:
        found: Iterable[Json]
        if as_of is None:
            follow(ledger, catalogue)
            found = ledger.deals.each(query)
        else:
            found = (deal_json(d) for d in deals_as_of(ledger, as_of, catalogue) if matches(d, query))
        if as_json:
            json_lines(found)
            return
        count = print_rows(_rows(found))
        say(many(count, "deal") if count else "no deals")


def _rows(deals: Iterable[Json]) -> Iterator[tuple[str, ...]]:
    for deal in deals:
        weight = f"{many(deal['reports'], 'report')}, {many(deal['origins'], 'origin')}"
        yield deal["deal"], step(deal["stage"], deal["modality"]), deal["title"], weight, deal["last_reported"] or ""

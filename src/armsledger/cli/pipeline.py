"""`armsledger pipeline`: deals by supplier and stage, with buyers that are only counted."""

import click

from armsledger.cli.common import catalogue, json_lines, json_option, ledger_option, open_ledger, say, verb
from armsledger.cli.names import party_keys
from armsledger.cli.table import print_rows


@verb("pipeline")
@click.option("--supplier", metavar="NAME", help="Only this supplier.")
@click.option("--domestic", is_flag=True, help="With deals of states with their own industry.")
@ledger_option
@json_option
def command(supplier: str | None, domestic: bool, place: str | None, as_json: bool) -> None:
    """Show the deals of each supplier by stage.

    Plain columns: supplier, stage, how many deals, with whom; then what is told of buyers that are only counted, and who is
    said not to be among them.
    """
    from armsledger.engine.register import follow
    from armsledger.register.whole import STAGES, pipeline

    keys = party_keys([supplier]) if supplier else set()
    with open_ledger(place) as ledger:
        follow(ledger, catalogue)
        beside = [row for space in ("umbrella", "denial") for _, row in ledger.derived.items(space)]
        found = [
            p for p in pipeline(ledger.deals.each(), beside, domestic=domestic) if not keys or p["supplier"] in keys
        ]
    if as_json:
        json_lines(found)
        return
    rows = []
    for one in found:
        for stage in STAGES:
            deals = one["stages"][stage]
            if deals:
                rows.append(
                    (
                        one["supplier"],
                        stage,
                        str(len(deals)),
                        ", ".join(sorted({r for d in deals for r in d["recipient"]})),
                    )
                )
        rows += [(one["supplier"], str(c["stage"]), "", ", ".join(c["who"])) for c in one["counted"]]
        rows += [(one["supplier"], "not", "", ", ".join(d["recipient"])) for d in one["excluded"] if d["recipient"]]
    if not print_rows(rows):
        say("no deals")

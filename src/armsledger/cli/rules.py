"""`armsledger rules`: by which rules a value is shown where claims disagree."""

import click

from armsledger.cli.common import catalogue, json_lines, json_option, ledger_option, open_ledger, verb
from armsledger.cli.table import print_rows


@verb("rules")
@click.option(
    "--order",
    metavar="NAMES",
    help="Ask the rules in this order: names with commas between, left out ones are not asked.",
)
@click.option("--usual", is_flag=True, help="Go back to the usual order.")
@ledger_option
@json_option
def command(order: str | None, usual: bool, place: str | None, as_json: bool) -> None:
    """Show, or change, the rules by which a value is shown where claims disagree.

    They are asked in turn; the first that parts two values chooses, and is named beside the value. The order is kept with the
    ledger, and the register is made anew when it changes. Plain columns: place, name, what the rule prefers.
    """
    from armsledger.engine.register import follow, rules_of, set_rules
    from armsledger.register.rules import RULES

    if order is not None and usual:
        raise click.UsageError("--order and --usual do not go together")
    with open_ledger(place) as ledger:
        if order is not None or usual:
            set_rules(ledger, [n.strip() for n in (order or "").split(",") if n.strip()])
            follow(ledger, catalogue)
        names = rules_of(ledger)
    rows = [{"place": n, "rule": name, "prefers": RULES[name][0]} for n, name in enumerate(names, 1)]
    if as_json:
        json_lines(rows)
    else:
        print_rows((str(r["place"]), str(r["rule"]), str(r["prefers"])) for r in rows)

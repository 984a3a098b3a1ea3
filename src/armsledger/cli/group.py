"""The verbs there are. Their modules are imported one at a time, so that `--help` is there at once."""

from importlib import import_module

import click

VERBS = {
    "read": "Read reports into the ledger.",
    "extract": "Read reports from a file and print their claims; touches no ledger.",
    "watch": "Watch feeds, sitemaps and pages for new reports.",
    "claims": "List the claims.",
    "deals": "List the deals and relations of the register.",
    "show": "Show one deal, claim or report with the words it rests on.",
    "changes": "Show what moved since a day: deals that are new, moved on, were blocked, revived, contradicted or confirmed, or fell silent.",
    "pipeline": "Show the deals of each supplier by stage.",
    "gap": "Show what the press has and an imported register has not, the other way round, and where they differ.",
    "visits": "Show the calendar of visits.",
    "figures": "Show figures over time: shares, ranks, production, prices, fleets.",
    "restrictions": "Show restrictions that reports tell of: who restricts which trade, and how it stands after the last word on it.",
    "uses": "Show what was used in combat.",
    "rules": "Show, or change, the rules by which a value is shown where claims disagree.",
    "review": "See what to look at first, and decide.",
    "train": "Let the reader learn on from your decisions.",
    "search": "Search claims and reports for words.",
    "problems": "List what was wrong with pages and claims.",
    "rebuild": "Make the register and the search index anew from the evidence.",
    "serve": "Serve the register as pages on this machine.",
    "users": "Manage the accounts of the web app.",
    "export": "Write the whole ledger as JSON Lines.",
    "import": "Take in ledgers that were exported.",
    "backup": "Write a copy of the ledger to a file.",
    "restore": "Put a backup in the ledger's place.",
    "knowledge": "Ask what is known before reading: names, types, makers.",
    "schema": "Print the JSON Schema of claims or deals.",
    "config": "Show the settings and where they come from.",
    "doctor": "Check that everything needed is there and sound.",
    "completion": "Print the completion script for a shell.",
}
MODULES = {"import": "import_"}  # a keyword cannot name a module


class Verbs(click.Group):
    """Knows its commands by name and first line alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = import_module(f"armsledger.cli.{MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from armsledger import __version__

        click.echo(f"armsledger {__version__}")
        ctx.exit()


@click.group(cls=Verbs, name="armsledger", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def armsledger() -> None:
    """Reads what the press says about arms deals into a register in which every figure can be walked back to its
    sentence.

    Start with `armsledger read FOLDER`, then `armsledger deals`, then `armsledger serve`. Each command has its own --help.
    """

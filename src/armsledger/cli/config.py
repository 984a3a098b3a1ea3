"""`armsledger config`: the settings and where they come from."""

import re
from dataclasses import replace

import click

from armsledger.cli import settings
from armsledger.cli.common import json_lines, json_option, ledger_option, out, verb
from armsledger.cli.table import print_rows
from armsledger.model.configuration import SETTINGS


@click.group("config", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Show the settings and where they come from.

    A flag counts before the environment (ARMSLEDGER_LEDGER for `ledger`), that before ./armsledger.toml, that before your
    own armsledger.toml, that before the default.
    """


@verb("show")
@ledger_option
@json_option
def show(place: str | None, as_json: bool) -> None:
    """Show every setting, its value and its origin."""
    found = settings.settings({"ledger": place})
    found["ledger"] = replace(found["ledger"], value=_without_password(found["ledger"].value))
    if as_json:
        json_lines(
            {"name": name, "value": one.value, "origin": one.origin, "help": SETTINGS[name].help}
            for name, one in found.items()
        )
        return
    print_rows((name, str(one.value), one.origin, SETTINGS[name].help) for name, one in found.items())


def _without_password(place: str) -> str:
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", place)


@verb("path")
@json_option
def path(as_json: bool) -> None:
    """Print where settings files are looked for, the stronger first, and the default ledger."""
    places = [*(("settings", file.absolute()) for file in settings.files()), ("ledger", settings.default_ledger())]
    if as_json:
        json_lines({"what": what, "path": str(file), "there": file.exists()} for what, file in places)
        return
    for what, file in places:
        out(f"{file}" + ("" if file.exists() else f"  ({what}; not there)"))


command.add_command(show)
command.add_command(path)

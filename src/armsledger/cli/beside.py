"""What the verbs share that show claims which make no deal."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from armsledger.cli.common import catalogue, json_lines, json_option, ledger_option, open_ledger, say, verb
from armsledger.cli.names import party_keys
from armsledger.cli.table import print_rows

Json = dict[str, Any]
Show = Callable[[list[Json], str | None], Iterable[Json]]


def shelf_verb(name: str, show: Show, row: Callable[[Json], tuple[str, ...]], help_: str) -> click.Command:
    """The command that prints the claims of a shelf as `show` arranges them, one row each."""

    @click.option("--party", metavar="NAME", help="Only what names this state or group.")
    @ledger_option
    @json_option
    def command(party: str | None, place: str | None, as_json: bool) -> None:
        from armsledger.engine.register import follow

        key = next(iter(sorted(party_keys([party])))) if party else None
        with open_ledger(place) as ledger:
            follow(ledger, catalogue)
            rows = [kept for _, kept in ledger.derived.items(name.removesuffix("s"))]
        found = list(show(rows, key))
        if as_json:
            json_lines(found)
        elif not print_rows(map(row, found)):
            say(f"no {name}")

    command.__doc__ = help_
    return verb(name)(command)


def span(first: str | None, last: str | None) -> str:
    return (first or last or "") if first == last or not (first and last) else f"{first} to {last}"


def behind(claims: list[Json]) -> str:
    """The reports that say so."""
    return ", ".join(dict.fromkeys(c["report"]["document"] for c in claims))

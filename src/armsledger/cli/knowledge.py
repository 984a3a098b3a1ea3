"""`armsledger knowledge`: what the program knows before it reads, and what is wrong with a file of one's own."""

import sys
from pathlib import Path
from typing import Any

import click

from armsledger.cli.common import ERROR, json_lines, json_option, knowledge, out, say


@click.group("knowledge", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Ask what is known before reading: names, types, makers.

    Your own files (the setting `knowledge` names their folder) lie over ours: a row with an id of ours replaces it.
    """


@command.command(name="stats")
@json_option
def count(as_json: bool) -> None:
    """Print rows and names by table."""
    from dataclasses import asdict, astuple

    from armsledger.cli.table import print_rows
    from armsledger.knowledge.stats import stats

    found = stats(knowledge().tables)
    if as_json:
        json_lines(asdict(size) for size in found)
    else:
        print_rows([("TABLE", "ROWS", "NAMES"), *(tuple(_cell(v) for v in astuple(size)) for size in found)])


@command.command(name="find")
@click.argument("text")
@json_option
def find_names(text: str, as_json: bool) -> None:
    """Show the names in a text, what they may mean and why. `-` reads the text from stdin."""
    if text == "-":
        text = sys.stdin.read()
    mentions = [
        {
            "words": text[m.start : m.end],
            "start": m.start,
            "end": m.end,
            "kind": m.kind.value,
            "meanings": list(m.candidates),
            "category": m.category,
            "states": list(m.states),
            "form": m.form,
            "why": m.why,
        }
        for m in knowledge().find(text)
    ]
    _print(mentions, ("words", "kind", "meanings", "category", "states", "form", "why"), as_json)


@command.command(name="resolve")
@click.argument("names", nargs=-1, required=True)
@json_option
def resolve_names(names: tuple[str, ...], as_json: bool) -> None:
    """Show what each name means when it stands alone, and why."""
    from dataclasses import asdict

    from armsledger.knowledge import resolve

    tables = knowledge()
    found = []
    for name in names:
        meant = resolve(tables, name)
        if meant is None:
            say(f"nothing is known of {name!r}")
        else:
            told = asdict(meant)
            found.append({"words": name, "meanings": list(told.pop("candidates")), **told})
    _print(found, ("words", "kind", "party", "meanings", "category", "states", "why"), as_json)


@command.command(name="check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Say what is wrong with knowledge files, each fault with its file and line; exit 1 if anything is."""
    from armsledger.knowledge.check import wrong_file

    faults = [fault for file in files for fault in wrong_file(file)]
    for fault in faults:
        out(str(fault))
    say(f"{len(faults)} faults in {len(files)} files")
    if faults:
        raise click.exceptions.Exit(ERROR)


def _print(records: list[dict[str, Any]], columns: tuple[str, ...], as_json: bool) -> None:
    from armsledger.cli.table import print_rows

    if as_json:
        json_lines(records)
    elif records:
        rows = [tuple(_cell(record[column]) for column in columns) for record in records]
        print_rows([tuple(column.upper() for column in columns), *rows])


def _cell(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(value)
    return "" if value is None else str(value)

"""All commands, options, codes and settings as docs/commands.md: `python -m armsledger.cli.reference` writes it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from armsledger.cli.group import VERBS, armsledger
from armsledger.model.configuration import SETTINGS
from armsledger.model.problem import CODES, READ_ALL_THE_SAME

WIDTH = 100
EXITS = {
    0: "ran through, also with nothing found",
    1: "error: the words on stderr say what happened, where, and what to do; `--debug` shows where in the program",
    2: "usage: an option or argument that there is not",
    3: "what was asked for by name is not there: a file, a ledger, an id, a party",
    4: "ran through, but some input could not be read: see the problems told",
    5: "configuration: a setting that there is not, or a value that it cannot have",
    130: "interrupted (Ctrl-C); the ledger is whole, the same command goes on",
}
HEAD = """# Commands

Written by `python -m armsledger.cli.reference` from the commands themselves; a test compares.

Words go to stderr, data to stdout. `--json` prints JSON Lines, one record a line, everything and nothing else on stdout.
Progress is drawn only while a person watches; `NO_COLOR` is respected. `armsledger completion SHELL` prints a completion
script. Every command that touches a ledger takes `--ledger FILE|URL`; without it ARMSLEDGER_LEDGER, the settings, or a file in
your data folder says which. SQLite keeps a ledger in one file; `postgresql://user@host/database` keeps it on a server, and
`?options=-csearch_path%3Dname` at its end in a schema of its own.
"""


def helped(command: click.Command, path: list[str]) -> Iterator[tuple[list[str], str]]:
    """The path and help text of a command, then of those inside it."""
    context = click.Context(
        command,
        info_name=" ".join(path),
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    yield path, command.get_help(context)
    if isinstance(command, click.Group) and len(path) > 1:
        for name in command.list_commands(context):
            inside = command.get_command(context, name)
            assert inside is not None
            yield from helped(inside, [*path, name])


def reference() -> str:
    """The whole page."""
    parts = [HEAD]
    context = click.Context(armsledger, info_name="armsledger")
    for name in VERBS:
        command = armsledger.get_command(context, name)
        assert command is not None
        for path, text in helped(command, ["armsledger", name]):
            parts.append(f"{'#' * len(path)} {' '.join(path)}\n\n```\n{text}\n```\n")
    parts.append("## Exit codes\n\n| code | meaning |\n|---|---|")
    parts += [f"| {code} | {meaning} |" for code, meaning in EXITS.items()]
    parts.append(
        "\n## Problems\n\nWhat is wrong with one page or one claim while a run goes on is a problem: kept in the ledger, told on\n"
        "stderr with file and line, listed by `armsledger problems`. A run that met one ends with exit code 4, but for those\n"
        "marked *read all the same*.\n\n| code | meaning |\n|---|---|"
    )
    marks = dict.fromkeys(READ_ALL_THE_SAME, " *(read all the same)*")
    parts += [f"| `{code}` | {meaning}{marks.get(code, '')} |" for code, meaning in sorted(CODES.items())]
    parts.append(
        "\n## Settings\n\nIn `./armsledger.toml` or the one that `armsledger config path` names; a dot is a table. The environment\n"
        "comes before both, a flag before that. `ARMSLEDGER_DEBUG=1` is `--debug`.\n\n"
        "| setting | environment | default | what for |\n|---|---|---|---|"
    )
    for one in SETTINGS.values():
        default = "" if one.default == "" else f"`{str(one.default).lower() if one.kind is bool else one.default}`"
        choices = f" ({', '.join(one.choices)})" if one.choices else ""
        parts.append(f"| `{one.name}` | `{one.variable}` | {default} | {one.help}{choices} |")
    return "\n".join(parts) + "\n"


def main() -> None:
    (Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/commands.md")).write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()

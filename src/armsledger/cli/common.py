"""What the verbs share: options, the way out with its code, words on stderr and data on stdout."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import click

from armsledger.errors import ArmsledgerError, ConfigurationError, NotFoundError

if TYPE_CHECKING:
    from armsledger.knowledge import Knowledge
    from armsledger.ledger import Ledger
    from armsledger.register.names import Catalogue

OK, ERROR, USAGE, NOT_THERE, UNREAD, CONFIGURATION, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130
F = TypeVar("F", bound=Callable[..., Any])
_debug = False


def _set_debug(_: click.Context, __: click.Parameter, wanted: bool) -> None:
    global _debug
    _debug = _debug or wanted


def verb(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with what all commands have."""

    def make(function: Callable[..., Any]) -> click.Command:
        debug = click.option(
            "--debug",
            is_flag=True,
            expose_value=False,
            callback=_set_debug,
            help="On an error print where in the program it arose.",
        )
        command = click.command(name, cls=click.Command, context_settings={"help_option_names": ["-h", "--help"]})
        made: click.Command = command(debug(function))
        return made

    return make


def ledger_option(function: F) -> F:
    return click.option(
        "--ledger",
        "place",
        metavar="FILE|URL",
        help="The ledger: a file, or postgresql://user@host/database. Else ARMSLEDGER_LEDGER, the settings, your data folder.",
    )(function)


def json_option(function: F) -> F:
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="Print JSON Lines: one record a line, everything, nothing else on stdout.",
    )(function)


def open_ledger(place: str | None, *, create: bool = False) -> "Ledger":
    """The ledger that the flag, the environment or the settings name."""
    from armsledger.cli.settings import setting
    from armsledger.ledger import Ledger

    return Ledger.open(setting("ledger", place), create=create)


@cache
def knowledge() -> "Knowledge":
    """The knowledge tables, the user's own over ours, with the names compiled once and kept."""
    from armsledger.cli.settings import own_knowledge
    from armsledger.knowledge import Knowledge

    folder, compiled = own_knowledge()
    return Knowledge(own=folder, cache=compiled)


def catalogue() -> "Catalogue":
    """What the knowledge tables tell the register."""
    from armsledger.register.catalogue import KnownCatalogue

    return KnownCatalogue(knowledge())


def now() -> datetime:
    return datetime.now(UTC)


def say(words: str) -> None:
    """Words for the person, on stderr."""
    click.echo(words, err=True)


def out(line: str = "") -> None:
    """Data, on stdout."""
    click.echo(line)


def json_lines(records: Iterable[Mapping[str, Any]]) -> None:
    """One record a line; with half characters escaped, so that any terminal and any reader takes it."""
    write = sys.stdout.write
    for record in records:
        write(json_line(record) + "\n")
    sys.stdout.flush()


def json_line(record: Mapping[str, Any]) -> str:
    import json  # not before it is needed: `--help` is there sooner

    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record)
    return line


def day(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """An option's value as a day: YYYY-MM-DD, or YYYY-MM or YYYY for the first (`--until`, `--as-of`: the last) of it."""
    if value is None:
        return None
    last = parameter.name in ("until", "as_of")
    try:
        parts = [int(p) for p in value.split("-")]
        if len(parts) == 3:
            return date.fromisoformat(value)
        if len(parts) == 2:
            year, month = parts
            following = date(year + month // 12, month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1) if last else date(year, month, 1)
        return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day: write YYYY-MM-DD, YYYY-MM or YYYY") from None


def watched() -> bool:
    """Whether a person watches, so that progress is worth drawing."""
    return sys.stderr.isatty()


def coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _code(error: ArmsledgerError) -> int:
    if isinstance(error, ConfigurationError):
        return CONFIGURATION
    return NOT_THERE if isinstance(error, NotFoundError) else ERROR


def run(command: click.Command, arguments: list[str]) -> int:
    """Runs the command and says its exit code; every error has become words by then, unless `--debug`."""
    global _debug
    _debug = bool(os.environ.get("ARMSLEDGER_DEBUG"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = command.main(arguments, prog_name="armsledger", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except click.UsageError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        error.show()
        return ERROR
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whoever read has had enough: that is no error
        return OK
    except ArmsledgerError as error:
        if _debug:
            raise
        say(f"armsledger: {error}")
        return _code(error)
    except Exception as error:
        if _debug:
            raise
        say(f"armsledger: an unforeseen error ({type(error).__name__}: {error}); `--debug` shows where")
        return ERROR

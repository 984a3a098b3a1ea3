"""`armsledger serve`: the register as pages, on this machine or with accounts for many."""

import getpass

import click

from armsledger.cli.common import knowledge, ledger_option, open_ledger, say, verb
from armsledger.cli.readers import reader_maker
from armsledger.cli.settings import setting


@verb("serve")
@ledger_option
@click.option("--host", metavar="ADDRESS", help="The address to listen on (default: 127.0.0.1, this machine only).")
@click.option("--port", type=click.IntRange(0, 65535), help="The port (default: any that is free).")
@click.option("--users", is_flag=True, help="Everybody signs in; see `armsledger users`. Needed to listen for others.")
@click.option("--read-only", is_flag=True, help="Take no reviews and no reports.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
def command(
    place: str | None, host: str | None, port: int | None, users: bool, read_only: bool, open_browser: bool
) -> None:
    """Serve the register as pages on this machine.

    Prints the address and goes on until Ctrl-C. --users lets others in by their accounts; without it, it listens on
    this machine only, and whoever sits at it may do everything.
    """
    from armsledger.web.serving import serve
    from armsledger.web.settings import Settings

    with open_ledger(place) as ledger:
        serve(
            ledger,
            host=setting("serve.host", host),
            port=setting("serve.port", port),
            settings=Settings(
                users=users,
                read_only=read_only,
                excerpts_only=setting("serve.excerpts"),
                who=_whoever(),
                private=setting("fetch.private"),
            ),
            say=say,
            make_reader=reader_maker(None, ledger.place),
            knowledge=knowledge(),
            open_browser=open_browser,
        )


def _whoever() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number without a name
        return "you"

"""`armsledger serve`: the register as pages on this machine."""

import click

from armsledger.cli.common import ledger_option, open_ledger, say, verb
from armsledger.cli.settings import setting


@verb("serve")
@ledger_option
@click.option("--host", metavar="ADDRESS", help="The address to listen on (default: 127.0.0.1, this machine only).")
@click.option("--port", type=click.IntRange(0, 65535), help="The port (default: any that is free).")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
def command(place: str | None, host: str | None, port: int | None, open_browser: bool) -> None:
    """Serve the register as pages on this machine.

    Prints the address and goes on until Ctrl-C.
    """
    from importlib import import_module

    web = import_module("armsledger.web.serving")
    with open_ledger(place) as ledger:
        web.serve(
            ledger,
            host=setting("serve.host", host),
            port=setting("serve.port", port),
            open_browser=open_browser,
            say=say,
        )

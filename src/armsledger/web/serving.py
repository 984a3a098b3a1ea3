"""Serves the web app by uvicorn: on this machine for one person, or with accounts for many."""

import gc
import socket
import webbrowser
from collections.abc import Callable
from functools import partial
from threading import Thread

from armsledger.errors import ConfigurationError
from armsledger.knowledge import Knowledge
from armsledger.ledger import Ledger
from armsledger.model.reading import Reader
from armsledger.web.guard import LOOPBACK
from armsledger.web.settings import Settings


def serve(
    ledger: Ledger,
    *,
    host: str,
    port: int,
    settings: Settings,
    say: Callable[[str], None],
    knowledge: Knowledge | None = None,
    make_reader: Callable[[], Reader] | None = None,
    open_browser: bool = False,
) -> None:
    """Serves until it is interrupted; says the address once it listens. Port 0 takes one that is free.

    Raises ConfigurationError where it would be open to others without accounts, or the address cannot be had.
    """
    import uvicorn

    from armsledger.engine.register import follow
    from armsledger.web.app import create_app
    from armsledger.web.pages.add import logged
    from armsledger.web.site import Site, shipped_reader
    from armsledger.web.words import many

    may_listen(ledger, host, settings)
    listening = bound(host, port)
    if not settings.read_only:
        follow(ledger)
    app = create_app(ledger, knowledge=knowledge, settings=settings, make_reader=make_reader or shipped_reader)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    site: Site = app.state.site
    if not settings.read_only and (left := site.jobs.resume(site.deciding, partial(logged, site))):
        say(f"reading what an earlier server left: {many(left, 'job')}")
    Thread(target=warm, args=[ledger], daemon=True).start()  # whoever comes first need not wait
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    say(f"serving {ledger.place} on {address}  (Ctrl-C ends it)")
    if host not in LOOPBACK:
        say("passwords cross the network as they are: put a server with HTTPS in front of it")
    if open_browser:
        webbrowser.open(address)
    try:
        with listening:
            server.run([listening])
    finally:
        site.jobs.close()


def warm(ledger: Ledger) -> None:
    """All deals are in memory as columns; what is there now stays, and is not looked through for rubbish again.

    At 100,000 deals looking through it took up to half a second in the middle of a request.
    """
    ledger.deals.columns()
    gc.collect()
    gc.freeze()


def may_listen(ledger: Ledger, host: str, settings: Settings) -> None:
    """Raises ConfigurationError where others could come in without an account, or nobody has one."""
    if host not in LOOPBACK and not settings.users:
        raise ConfigurationError(
            f"serve.host is {host}, which others can reach: make accounts (`armsledger users add NAME`) and add --users, "
            "or leave it at 127.0.0.1"
        )
    if settings.users:
        from armsledger.web.accounts import Accounts

        if next(iter(Accounts(ledger.shelf)), None) is None:
            raise ConfigurationError(
                "--users, but nobody has an account: `armsledger users add NAME --role admin` first"
            )


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises ConfigurationError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise ConfigurationError(f"cannot listen on {host} port {port}: {error.strerror or error}") from error
    return listening

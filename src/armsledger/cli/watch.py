"""`armsledger watch`: feeds and pages that are asked again and again."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from armsledger.cli.common import OK, UNREAD, json_lines, json_option, ledger_option, now, open_ledger, say, verb
from armsledger.cli.opening import fetcher, told
from armsledger.cli.readers import reader_maker, weights_option
from armsledger.cli.table import print_rows
from armsledger.cli.words import many
from armsledger.errors import ConfigurationError, NotFoundError

if TYPE_CHECKING:
    from armsledger.ledger import Ledger
    from armsledger.model.problem import Problem
    from armsledger.model.report import Page
    from armsledger.sources.watch import Watched

SPACE = "watch"


@click.group("watch", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Watch feeds, sitemaps and pages for new reports."""


@verb("add")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@ledger_option
def add(urls: tuple[str, ...], place: str | None) -> None:
    """Put addresses on the watch list: a feed (RSS, Atom, JSON), a sitemap, or a page."""
    from armsledger.sources.watch import Watched

    for url in urls:
        if not url.startswith(("http://", "https://")):
            raise ConfigurationError(f"{url} is no address: it begins with http:// or https://")
    with open_ledger(place, create=True) as ledger:
        known = dict(ledger.shelf.items(SPACE, urls))
        ledger.shelf.put(SPACE, {url: Watched(url=url).json() for url in urls if url not in known})
        for url in urls:
            say(f"{'watched already' if url in known else 'watching'}: {url}")


@verb("remove")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@ledger_option
def remove(urls: tuple[str, ...], place: str | None) -> None:
    """Take addresses off the watch list; what was read from them stays."""
    with open_ledger(place) as ledger:
        known = dict(ledger.shelf.items(SPACE, urls))
        for url in urls:
            if url not in known:
                raise NotFoundError(f"{url} is not watched")
        ledger.shelf.put(SPACE, {}, gone=urls)


@verb("list")
@ledger_option
@json_option
def list_(place: str | None, as_json: bool) -> None:
    """List what is watched, when it was last asked, and what was wrong."""
    with open_ledger(place) as ledger:
        states = [value for _, value in ledger.shelf.items(SPACE)]
    if as_json:
        json_lines(states)
    elif not print_rows(
        (s["url"], s["polled_at"] or "never", f"{len(s['seen']):,} read", s["problem"] or "") for s in states
    ):
        say("nothing is watched; add an address with: armsledger watch add URL")


@verb("run")
@click.argument("urls", nargs=-1, metavar="[URL]...")
@ledger_option
@click.option("--every", type=click.FloatRange(min=1), metavar="MINUTES", help="Go on asking, with this pause.")
@click.option("--reader", type=click.Choice(["default", "fast"]), help="Which reader reads (default: default).")
@weights_option
def run(urls: tuple[str, ...], place: str | None, every: float | None, reader: str | None, weights: str | None) -> int:
    """Ask all that is watched, or the URLs given, for what is new, and read it into the ledger."""
    with open_ledger(place, create=True) as ledger:
        while True:
            wrong = _round(ledger, urls, reader, weights)
            if every is None:
                return UNREAD if wrong else OK
            time.sleep(every * 60)


def _round(ledger: "Ledger", urls: tuple[str, ...], reader: str | None, weights: str | None) -> int:
    """Every watched address asked once; one failing stops nothing. How many could not be had."""
    from armsledger.engine.run import read_into
    from armsledger.sources.opening import Opening
    from armsledger.sources.watch import Watched

    states = [Watched.parse(value) for _, value in ledger.shelf.items(SPACE, urls or None)]
    fetch = fetcher()
    wrong = 0
    for state in states:
        kept: list[Watched] = []
        opening = Opening(fetch=fetch, now=now)
        summary = read_into(
            ledger,
            _found(state, fetch, opening, kept),
            make_reader=reader_maker(reader, ledger.place, weights),
            now=now,
            met=told,
        )
        if kept:
            ledger.shelf.put(SPACE, {state.url: kept[0].json()})
            wrong += kept[0].failures > 0
        say(f"{state.url}: {many(summary.reports, 'new report')}, {many(summary.claims, 'claim')}")
    if not states:
        say("nothing is watched; add an address with: armsledger watch add URL")
    return wrong


def _found(state: "Watched", fetch: Any, opening: Any, kept: "list[Watched]") -> "Iterator[Page | Problem]":
    from armsledger.sources.watch import Watched, poll

    for item in poll(state, fetch, opening, now()):
        if isinstance(item, Watched):
            kept.append(item)
        else:
            yield item


for subcommand in (add, list_, run, remove):
    command.add_command(subcommand)

"""`armsledger read`: reports in, the register follows."""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from armsledger.cli.common import (
    OK,
    UNREAD,
    catalogue,
    json_lines,
    json_option,
    ledger_option,
    now,
    open_ledger,
    say,
    verb,
)
from armsledger.cli.opening import opened_places, progress, told
from armsledger.cli.readers import reader_maker, weights_option
from armsledger.cli.registers import registered
from armsledger.cli.settings import setting
from armsledger.cli.words import joined, many
from armsledger.errors import NotFoundError

if TYPE_CHECKING:
    from armsledger.engine.run import Summary


@verb("read")
@click.argument("places", nargs=-1, metavar="PATH|URL|-...")
@ledger_option
@click.option(
    "--claims",
    "claims",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take the claims of this JSON Lines file in place of reading; without PATH, for pages the ledger has.",
)
@click.option("--reader", type=click.Choice(["default", "fast"]), help="Which reader reads (default: default).")
@weights_option
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes read (default: 1).")
@click.option("--again", is_flag=True, help="Read pages again that this reader has read before.")
@click.option(
    "--as",
    "kind",
    metavar="ENDING",
    help="Take the input for a file of this ending, such as .jsonl, whatever its name.",
)
@click.option("--column", metavar="NAME", help="The column that holds the text, in tables.")
@click.option(
    "--register",
    metavar="NAME|FILE",
    help="Take the tables for a register of transfers: sipri, unroca, us-notification, or a mapping file.",
)
@json_option
def command(
    places: tuple[str, ...],
    place: str | None,
    claims: Path | None,
    reader: str | None,
    weights: str | None,
    workers: int | None,
    again: bool,
    kind: str | None,
    column: str | None,
    register: str | None,
    as_json: bool,
) -> int:
    """Read reports into the ledger.

    PATH is a file, a folder or a pattern; - is standard input. The ledger is made if it is not there. Pages that were read
    before are left as they are, so an interrupted run is completed by the same command. Says how many reports were read,
    how many claims they make, how many deals these touch, and what could not be read.
    """
    from armsledger.engine.given import from_ledger, given_claims, with_claims
    from armsledger.engine.run import read_into, store

    opened = opened_places(places, kind=kind, column=column) if places or claims is None else iter(())
    if not places and claims is None:
        raise click.UsageError("what shall be read? Give a file, a folder, a URL or - for standard input.")
    if claims is not None and not claims.is_file():
        raise NotFoundError(f"there is no file {claims}")
    with open_ledger(place, create=True) as ledger, progress() as tell:
        if register is not None:
            items = registered(places, register)
            summary = store(ledger, items, now=now, tell=tell, met=told, catalogue=catalogue)
        elif claims is not None:
            by_document, wrong = given_claims(claims)
            pages = opened if places else from_ledger(ledger, by_document)
            items = chain(wrong, with_claims(pages, by_document, str(claims), now))
            summary = store(ledger, items, now=now, tell=tell, met=told, catalogue=catalogue)
        else:
            summary = read_into(
                ledger,
                opened,
                make_reader=reader_maker(reader, ledger.place, weights),
                now=now,
                workers=setting("workers", workers),
                again=again,
                tell=tell,
                catalogue=catalogue,
                met=told,
            )
        shown = ledger.name
    _report(summary, shown, as_json)
    return UNREAD if summary.unread else OK


def _report(summary: "Summary", place: str, as_json: bool) -> None:
    if as_json:
        record = {
            "ledger": place,
            "pages": summary.pages,
            "known": summary.known,
            "reports": summary.reports,
            "claims": summary.claims,
            "deals": summary.deals,
            "problems": dict(summary.problems),
        }
        json_lines([record])
        return
    say(
        joined(
            [
                f"read {many(summary.reports, 'report')} on {many(summary.pages, 'page')}",
                f"{many(summary.known, 'page')} read before" if summary.known else "",
                many(summary.claims, "new claim"),
                f"{many(summary.deals, 'deal')} touched",
                many(sum(n for _, n in summary.problems), "problem"),
            ]
        )
    )
    for code, count in summary.problems:
        say(f"  {code}: {count:,}")
    say(f"ledger: {place}")

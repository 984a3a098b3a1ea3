"""`armsledger extract`: reports in, claims out, no ledger."""

import sys

import click

from armsledger.cli.common import OK, UNREAD, json_line, now, say, verb
from armsledger.cli.opening import counted, opened_places, told
from armsledger.cli.readers import reader_maker, weights_option
from armsledger.cli.settings import setting
from armsledger.cli.words import many


@verb("extract")
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, as it always does.")
@click.option("--reader", type=click.Choice(["default", "fast"]), help="Which reader reads (default: default).")
@weights_option
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes read (default: 1).")
@click.option(
    "--as",
    "kind",
    metavar="ENDING",
    help="Take the input for a file of this ending, such as .jsonl, whatever its name.",
)
def command(
    file: str, as_json: bool, reader: str | None, weights: str | None, workers: int | None, kind: str | None
) -> int:
    """Read reports from a file and print their claims; touches no ledger.

    FILE holds JSON Lines of reports or pages: {"document", "text"} with optional written, title, publisher, url; any other
    file that `read` knows will do. Claims are printed one a line as JSON. `document` is the id given, or id#1, id#2 ... where a page
    holds several reports; offsets are into the text as given. What is wrong with the input is told on stderr.
    """
    from armsledger.engine.batch import Known
    from armsledger.engine.run import readings
    from armsledger.model.contract import claim_json
    from armsledger.model.problem import READ_ALL_THE_SAME, Problem

    opened = opened_places([file], kind=kind)
    pages = claims = 0
    unread = False

    def meet(problem: Problem) -> None:
        nonlocal unread
        unread = unread or problem.code not in READ_ALL_THE_SAME
        told(problem)

    make_reader = reader_maker(reader, weights=weights)
    items = readings(opened, make_reader=make_reader, now=now, workers=setting("workers", workers))
    for item in counted(items):
        if isinstance(item, Problem):
            meet(item)
            continue
        if isinstance(item, Known):
            continue
        pages += 1
        for problem in (*item.problems, *(p for found in item.read for p in found.problems)):
            meet(problem)
        for found in item.read:
            for claim in found.claims:
                sys.stdout.write(json_line(claim_json(claim)) + "\n")
                claims += 1
        sys.stdout.flush()
    say(f"{many(claims, 'claim')} in {many(pages, 'page')}")
    return UNREAD if unread else OK

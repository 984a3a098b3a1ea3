"""`armsledger search`: words in claims and reports."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from armsledger.cli.common import coloured, json_lines, json_option, ledger_option, open_ledger, out, say, verb
from armsledger.cli.table import one_line

if TYPE_CHECKING:
    from armsledger.ledger import Hit, Ledger

KINDS = {"claims": ("claim",), "reports": ("report",), "both": ("claim", "report")}
PART = 500
SHOWN = 20


@verb("search")
@click.argument("words", nargs=-1, required=True)
@ledger_option
@click.option("--in", "where", type=click.Choice(list(KINDS)), default="both", help="Where to look (default: both).")
@click.option("--limit", type=click.IntRange(1), help="How many to show of each (default: 20; with --json all).")
@json_option
def command(words: tuple[str, ...], place: str | None, where: str, limit: int | None, as_json: bool) -> None:
    """Search claims and reports for words.

    All words must stand in the sentence or the report, in any form: talk finds talks. "A phrase" in quotes, -word to
    leave out, OR between words of which one will do, begin* for beginnings. Best first.
    """

    def hits(ledger: "Ledger", kind: str) -> "Iterator[Hit]":
        left = limit or (sys.maxsize if as_json else SHOWN)
        offset = 0
        while left:
            part = ledger.search(" ".join(words), kind=kind, limit=min(PART, left), offset=offset)
            yield from part
            offset, left = offset + len(part), left - len(part)
            if len(part) < PART:
                return

    with open_ledger(place) as ledger:
        found = (hit for kind in KINDS[where] for hit in hits(ledger, kind))
        if as_json:
            json_lines(
                {
                    "kind": hit.kind,
                    "id": hit.id,
                    "document": hit.document,
                    "snippet": hit.snippet,
                    "marks": [{"start": m.start, "end": m.end} for m in hit.marks],
                }
                for hit in found
            )
            return
        count = 0
        for hit in found:
            count += 1
            out(f"{hit.kind}  {hit.id[:10] if hit.kind == 'claim' else hit.id}  {hit.document}")
            out(f"    {_lit(hit)}")
        if not count:
            say("nothing found")


def _lit(hit: "Hit") -> str:
    """What was found in bold, where a terminal shows it."""
    if not coloured():
        return one_line(hit.snippet)
    lit, at = "", 0
    for mark in hit.marks:
        lit += one_line(hit.snippet[at : mark.start]) + click.style(
            one_line(mark.of(hit.snippet)), bold=True, underline=True
        )
        at = mark.end
    return lit + one_line(hit.snippet[at:])

"""`armsledger claims`: what the reports assert."""

from collections.abc import Iterator

import click

from armsledger.cli.common import json_lines, json_option, ledger_option, open_ledger, say, verb
from armsledger.cli.names import party_keys
from armsledger.cli.table import print_rows
from armsledger.cli.words import item, joined, sides, step
from armsledger.model.claim import Claim
from armsledger.model.codes import Kind, Stage
from armsledger.model.contract import claim_json


@verb("claims")
@ledger_option
@click.option("--document", multiple=True, metavar="ID", help="Only those of this report or page.")
@click.option("--kind", multiple=True, type=click.Choice([str(k) for k in Kind]), help="Only those of this kind.")
@click.option("--stage", multiple=True, type=click.Choice([str(s) for s in Stage]), help="Only those of this stage.")
@click.option(
    "--party", multiple=True, metavar="NAME", help="Only those that name this state, group or company's state."
)
@json_option
def command(
    place: str | None,
    document: tuple[str, ...],
    kind: tuple[str, ...],
    stage: tuple[str, ...],
    party: tuple[str, ...],
    as_json: bool,
) -> None:
    """List the claims.

    Those of the newest reading of the newest version of every page, in the order they came. An option given twice
    means either. Plain columns: id, kind, stage, sides, items, report.
    """
    wanted = party_keys(party)
    with open_ledger(place) as ledger:
        found = (
            entry.claim
            for entry in ledger.entries(document or None)
            if (not kind or entry.claim.kind in kind)
            and (not stage or entry.claim.stage in stage)
            and (not wanted or wanted & _keys(entry.claim))
        )
        if as_json:
            json_lines(map(claim_json, found))
        elif not print_rows(_rows(found)):
            say("no claims")


def _keys(claim: Claim) -> set[str]:
    sides_of = [claim.supplier, claim.recipient, claim.intermediary, claim.parties]
    if claim.measure is not None:
        sides_of += [claim.measure.subject, claim.measure.counterpart]
    return {p.key for side in sides_of for p in side}


def _rows(claims: Iterator[Claim]) -> Iterator[tuple[str, ...]]:
    for claim in claims:
        record = claim_json(claim)
        what = joined([item(i) for i in claim.items]) or str(claim.form or claim.action or "")
        if claim.measure is not None:
            what = joined([str(claim.measure.name), what])
        place = f"{claim.document}:{claim.start}-{claim.end}"
        yield (
            record["claim"][:10],
            str(claim.kind),
            step(record["stage"], record["modality"]),
            sides(record),
            what,
            place,
        )

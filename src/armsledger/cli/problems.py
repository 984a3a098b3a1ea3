"""`armsledger problems`: what was wrong while the runs went on."""

import click

from armsledger.cli.common import json_lines, json_option, ledger_option, open_ledger, say, verb
from armsledger.cli.table import print_rows
from armsledger.model.problem import Problem


@verb("problems")
@ledger_option
@click.option("--code", metavar="CODE", help="Only those of this code.")
@json_option
def command(place: str | None, code: str | None, as_json: bool) -> None:
    """List what was wrong with pages and claims.

    Plain columns: code, place (and line), what it was.
    """
    with open_ledger(place) as ledger:
        found = ledger.problems(code)
        if as_json:
            json_lines(map(problem_json, found))
        elif not print_rows((p.code, where(p), p.message) for p in found):
            say("no problems")


def where(problem: Problem) -> str:
    return ":".join(str(part) for part in (problem.place, problem.line) if part is not None)


def problem_json(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "message": problem.message,
        "place": problem.place,
        "line": problem.line,
        "met_at": None if problem.met_at is None else problem.met_at.isoformat(),
    }

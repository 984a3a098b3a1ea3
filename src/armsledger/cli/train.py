"""`armsledger train`: the reader learns on from what people decided."""

from typing import TYPE_CHECKING

import click

from armsledger.cli.common import OK, json_lines, json_option, knowledge, ledger_option, now, open_ledger, say, verb
from armsledger.cli.settings import trained_folder
from armsledger.cli.table import print_rows

if TYPE_CHECKING:
    from armsledger.training.learning import Outcome, Row
    from armsledger.training.onward import Score


@verb("train")
@click.option(
    "--from-decisions",
    is_flag=True,
    required=True,
    help="Learn on from the ledger's accepted, corrected and rejected claims.",
)
@ledger_option
@click.option(
    "--seed", type=click.IntRange(0), default=0, help="What draws the reports that are held out (default: 0)."
)
@click.option("--anyway", is_flag=True, help="Keep the weights even where a reader is the worse for them.")
@json_option
def command(from_decisions: bool, place: str | None, seed: int, anyway: bool, as_json: bool) -> int:
    """Let the reader learn on from your decisions.

    Takes the claims that were accepted, corrected or rejected in the ledger, holds out one report in five, and trains the
    reader's linear models on from the weights of the package, with annotated reports of the package beside them so that
    nothing is unlearned; with the training extra installed, what its network reads off a text, too. Shows both
    readers' scores on the reports held out, before and after. The weights are kept in your data folder unless a
    reader is the worse for them. They are used with weights = "own" in armsledger.toml or --weights own; with weights = "shipped" the reader is
    again as it came. Twenty decided claims are needed.
    """
    from armsledger.training.learning import learn_on

    with open_ledger(place) as ledger:
        done = learn_on(ledger, knowledge(), trained_folder(), made_on=now().date(), seed=seed, anyway=anyway, tell=say)
    if as_json:
        json_lines([_json(row, done.kept) for row in done.rows])
    else:
        print_rows(
            [("reader", "", "claims found", "values right", "rejected ones read again")]
            + [line for row in done.rows for line in _lines(row)]
        )
    _say(done)
    return OK


def _lines(row: "Row") -> list[tuple[str, ...]]:
    return [(row.reader, "before", *_shown(row.before)), ("", "after", *_shown(row.after))]


def _shown(score: "Score") -> tuple[str, str, str]:
    share = f" ({100 * score.values_right / score.values:.0f}%)" if score.values else ""
    return (
        f"{score.found} of {score.claims}",
        f"{score.values_right} of {score.values}{share}",
        f"{score.again} of {score.rejected}",
    )


def _json(row: "Row", kept: bool) -> dict[str, object]:
    from dataclasses import asdict

    return {"reader": row.reader, "before": asdict(row.before), "after": asdict(row.after), "kept": kept}


def _say(done: "Outcome") -> None:
    if not done.network:
        say("the network stays as it is: its part needs the training extra (pip install 'armsledger[training]')")
    if not done.kept:
        say("a reader is the worse for it: nothing was kept (--anyway keeps it all the same)")
        return
    if not done.better:
        say("a reader is the worse for it; kept all the same")
    say(f"kept in {done.folder}")
    say('weights = "own" in armsledger.toml, or --weights own, reads with them; weights = "shipped" goes back')

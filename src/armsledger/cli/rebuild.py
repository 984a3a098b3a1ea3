"""`armsledger rebuild`: all that is derived, made anew."""

from armsledger.cli.common import catalogue, ledger_option, open_ledger, say, verb
from armsledger.cli.opening import working
from armsledger.cli.words import many


@verb("rebuild")
@ledger_option
def command(place: str | None) -> None:
    """Make the register and the search index anew from the evidence.

    Deals and search index are derived from what was read and decided; nothing is lost, and they come back the same.
    """
    from armsledger.engine.register import rebuild

    with open_ledger(place) as ledger, working("making the register anew"):
        ledger.recount()
        deals = rebuild(ledger, catalogue)
        counts = ledger.counts()
    say(f"{many(deals, 'deal')} from {many(counts.claims, 'claim')} in {many(counts.reports, 'report')}")

"""What people decide goes into the ledger once it is sure that they saw the latest word, and the register follows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from armsledger.engine.register import follow
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.register.decisions import ON_CLAIM, ON_PAIR, decide, standing_decisions
from armsledger.web.site import Visit

IN_ONE_GO = timedelta(minutes=5)  # a longer pause between two decisions is no pace
NOTHING = "-"  # what a form says that was made before anybody had decided


class Overtaken(Exception):  # noqa: N818 - it tells what happened, not a fault
    """Somebody decided on the same since the form was made; nothing was kept."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(f"{decision.who} decided on this meanwhile: {decision.verdict}")
        self.decision = decision


def standing(visit: Visit) -> list[Decision]:
    """Every decision that counts, in the order they were made."""
    return visit.of_evidence("standing", lambda: standing_decisions(visit.decisions()))


def latest(visit: Visit, subjects: Sequence[str]) -> Decision | None:
    """The last word on a claim, or on two deals."""
    wanted = frozenset(subjects)
    for decision in reversed(standing(visit)):
        if len(wanted) == 1 and decision.verdict in ON_CLAIM and wanted <= set(decision.subjects):
            return decision
        if len(wanted) == 2 and decision.verdict in ON_PAIR and wanted == frozenset(decision.subjects):
            return decision
    return None


def mark(decision: Decision | None) -> str:
    """What a form carries of the last word when it was made."""
    return decision.id if decision else NOTHING


def record(
    visit: Visit,
    verdict: Verdict,
    subjects: Sequence[str],
    *,
    seen: str | None = None,
    entries: Iterable[Entry] = (),
    deals: Mapping[str, Sequence[str]] | None = None,
    change: dict[str, Any] | None = None,
    reason: str | None = None,
) -> Decision:
    """The decision is in the ledger and the register stands by it.

    `seen` is the mark of the last word that whoever decides has seen. Raises Overtaken where there is a later one of
    somebody else, ContractError where a correction makes no claim.
    """
    made = decide(
        verdict,
        subjects,
        who=visit.who,
        decided_at=visit.now,
        entries=entries,
        deals=deals,
        change=change,
        reason=reason,
    )
    with visit.site.deciding:
        if seen is not None:
            last = latest(visit, subjects)
            if last is not None and last.id != seen and last.who != visit.who:
                raise Overtaken(last)
        visit.ledger.decide([made])
        follow(visit.ledger)
    visit.forget()
    return made


def claims_of(visit: Visit, deals: Iterable[str]) -> tuple[list[Entry], dict[str, list[str]]]:
    """The claims that deals rest on, with the ids by deal."""
    ids = {deal: sorted({p["claim"] for p in visit.ledger.deals.deal(deal)["claims"]}) for deal in deals}
    wanted = {claim for claims in ids.values() for claim in claims}
    found = visit.ledger.entries_of(wanted)
    return [found[claim] for claim in sorted(found)], ids


def last_of(visit: Visit) -> Decision | None:
    """The last decision of whoever asks, which `undo` takes back."""
    return next((d for d in reversed(standing(visit)) if d.who == visit.who), None)


def pace(visit: Visit) -> tuple[int, timedelta | None]:
    """(decisions of today, the usual time for one), by whoever asks; None where there are too few to tell."""
    mine = [d.decided_at for d in standing(visit) if d.who == visit.who]
    steps = [(b - a).total_seconds() for a, b in pairwise(mine) if b - a <= IN_ONE_GO]
    today = sum(t.date() == visit.today for t in mine)
    return today, timedelta(seconds=median(steps[-20:])) if len(steps) >= 3 else None

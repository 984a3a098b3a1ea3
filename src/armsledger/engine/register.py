"""Keeps the derived register beside the evidence: after new readings or decisions, and from nothing."""

from dataclasses import replace
from datetime import date

from armsledger.ledger import Ledger
from armsledger.model.contract import claim_id
from armsledger.model.deal import Deal
from armsledger.register.register import deals, register

SPACE = "register"
POSITION = "position"


def behind(ledger: Ledger) -> bool:
    """Whether evidence or decisions came in since the register was last made."""
    return bool(ledger.derived.get(SPACE, POSITION) != list(ledger.position()))


def rebuild(ledger: Ledger) -> int:
    """The register and the search index are made anew from the evidence; says how many deals there are."""
    position = list(ledger.position())
    made = register(ledger.entries(), ledger.decisions())
    whole = {deal.deal: deal for deal in made.deals}
    moved = [
        replace(whole[now], deal=before, merged_into=now, claims=())
        for before, now in made.redirects.items()
        if now in whole and before not in whole
    ]
    ledger.deals.put([*made.deals, *moved], whole=True, state={SPACE: {POSITION: position}})
    ledger.index()
    return len(made.deals)


def follow(ledger: Ledger) -> bool:
    """The register stands as the evidence has it; says whether it had to move."""
    if not behind(ledger):
        return False
    rebuild(ledger)
    return True


def touched(ledger: Ledger, documents: tuple[str, ...]) -> set[str]:
    """The deals that rest on claims of these documents."""
    claims = [claim_id(entry.claim) for entry in ledger.entries(documents)]
    return {deal for names in ledger.deals.of_claims(claims).values() for deal in names}


def deals_as_of(ledger: Ledger, as_of: date) -> tuple[Deal, ...]:
    """The deals as they were known on that day, last reported first."""
    found = deals(ledger.entries(), ledger.decisions(), as_of)
    return tuple(sorted(found, key=lambda d: (d.last_reported or date.min, d.deal), reverse=True))

"""Keeps the derived register beside the evidence: after new readings or decisions, and from nothing."""

from armsledger import register
from armsledger.ledger import Ledger
from armsledger.model.contract import claim_id

SPACE = "register"
POSITION = "position"


def behind(ledger: Ledger) -> bool:
    """Whether evidence or decisions came in since the register was last made."""
    return bool(ledger.derived.get(SPACE, POSITION) != list(ledger.position()))


def rebuild(ledger: Ledger) -> int:
    """The register and the search index are made anew from the evidence; says how many deals there are."""
    position = list(ledger.position())
    deals = register.deals(ledger.entries(), ledger.decisions())
    ledger.deals.put(deals, whole=True, state={SPACE: {POSITION: position}})
    ledger.index()
    return sum(deal.merged_into is None for deal in deals)


def follow(ledger: Ledger) -> bool:
    """The register stands as the evidence has it; says whether it had to move."""
    if not behind(ledger):
        return False
    rebuild(ledger)
    return True


def touched(ledger: Ledger, documents: tuple[str, ...]) -> set[str]:
    """The deals that rest on claims of these documents."""
    claims = [claim_id(entry.claim) for entry in ledger.entries(documents)]
    return {deal for deals in ledger.deals.of_claims(claims).values() for deal in deals}

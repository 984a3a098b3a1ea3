"""What moved since a day: each deal that was spoken of since, beside the same deal as it was known before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from armsledger.model.contract import claim_id, deal_json
from armsledger.model.query import DealQuery
from armsledger.register.changes import Changed, changes
from armsledger.register.register import deals
from armsledger.web.site import Visit

Json = dict[str, Any]
AT_ONCE = 60  # deals looked at for one part of the list


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change with the deal as it stands now and the newest day behind it."""

    changed: Changed
    deal: Json
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    since: date
    moves: tuple[Move, ...]
    deals: int
    after: str | None


def newest(visit: Visit) -> date | None:
    """The day of the last report that any deal rests on."""
    found = visit.ledger.deals.find(DealQuery(), limit=1, count=False).deals
    return date.fromisoformat(found[0]["last_reported"]) if found and found[0]["last_reported"] else None


def moves(visit: Visit, since: date, after: str | None = None, limit: int = AT_ONCE) -> Moves:
    """The changes since a day, a part of the deals at a time, the last reported first; kept while the register stands."""
    return visit.kept(("moves", since, after, limit), lambda: _moves(visit, since, after, limit))


def _moves(visit: Visit, since: date, after: str | None, limit: int) -> Moves:
    part = visit.ledger.deals.find(DealQuery(since=since), limit=limit, after=after)
    documents = {p["document"] for d in part.deals for p in d["claims"]}
    by_claim = {claim_id(e.claim): e for e in visit.ledger.entries(documents)} if documents else {}
    decisions = visit.ledger.decisions()
    found: list[Move] = []
    for deal in part.deals:
        entries = [by_claim[p["claim"]] for p in deal["claims"] if p["claim"] in by_claim]
        was = max(deals(entries, decisions, since - timedelta(days=1)), key=lambda d: len(d.claims), default=None)
        before = [] if was is None else [deal_json(was) | {"deal": deal["deal"]}]
        days = {claim_id(e.claim): e.report.known_on() for e in entries}
        for changed in changes(before, [deal]):
            on = max((d for c in changed.claims if (d := days.get(c)) is not None), default=None)
            found.append(Move(changed=changed, deal=deal, on=on.isoformat() if on else deal["last_reported"]))
    return Moves(since=since, moves=tuple(found), deals=part.total, after=part.after)

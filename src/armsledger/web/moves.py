"""What moved since a day: each deal that was spoken of or decided on since, beside the same deals as they were before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from armsledger.engine import origins
from armsledger.engine.origins import with_origin
from armsledger.engine.register import known, rules_of
from armsledger.model.codes import TRANSFER_STAGES, Kind, Stage
from armsledger.model.contract import claim_id, deal_json
from armsledger.model.decision import Decision
from armsledger.model.query import DealQuery
from armsledger.model.reading import Entry
from armsledger.register.changes import Changed, changes, silent, silent_days
from armsledger.register.register import deals
from armsledger.web.site import Visit

Json = dict[str, Any]
AT_ONCE = 30  # deals looked at for one part of the list
UNDER_WAY = tuple(s for s in TRANSFER_STAGES if s not in (Stage.DELIVERY, Stage.BLOCKED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change with the deal as it stands now (as it stood, where it is gone) and the newest day behind it."""

    changed: Changed
    deal: Json
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """A part of the changes; `deals` is how many deals were spoken of or decided on in all."""

    since: date
    moves: tuple[Move, ...]
    deals: int
    after: str | None


def newest(visit: Visit) -> date | None:
    """The day of the last report that any deal rests on."""
    found = visit.deals().find(DealQuery(), limit=1).deals
    return date.fromisoformat(found[0]["last_reported"]) if found and found[0]["last_reported"] else None


def moves(visit: Visit, since: date, after: str | None = None, limit: int = AT_ONCE) -> Moves:
    """The changes since a day, a part of the deals at a time, the last reported first; kept while the register stands.

    What people decided comes first, in the first part.
    """
    return visit.kept(("moves", since, after, limit), lambda: _moves(visit, since, after, limit))


def _moves(visit: Visit, since: date, after: str | None, limit: int) -> Moves:
    part = visit.deals().find(DealQuery(since=since), limit=limit, after=after)
    groups = _decided(visit, [d for d in visit.decisions() if d.decided_at.date() >= since])
    apart = {deal for group in groups for deal in group.deals}
    spoken = [d for d in part.deals if d["deal"] not in apart]
    found: list[Move] = []
    if after is None:
        for group in groups:
            now = [visit.ledger.deals.deal(name) for name in sorted(group.deals)]
            given = visit.ledger.entries_of({*group.claims, *_claims(now)}).values()
            found += _compared(visit, now, given, since, group.on)
    old = [d for d in spoken if d["first_reported"] < since.isoformat()]
    entries = visit.ledger.entries_of(_claims(old))
    for deal in spoken:
        if deal["first_reported"] < since.isoformat():
            found += _compared(
                visit, [deal], [entries[c] for c in _claims([deal]) if c in entries], since, deal["last_reported"]
            )
        else:
            found += [Move(changed=c, deal=deal, on=deal["last_reported"]) for c in changes((), [deal])]
    return Moves(since=since, moves=tuple(found), deals=part.total, after=part.after)


@dataclass(frozen=True, slots=True)
class Group:
    """Deals that stand and claims on which decisions bear, with the day of the last of these."""

    deals: frozenset[str]
    claims: frozenset[str]
    on: str


def _decided(visit: Visit, made: Iterable[Decision]) -> list[Group]:
    """What the decisions bear on; those on the same deals or claims together."""
    by_id = {d.id: d for d in visit.decisions()}
    groups: list[Group] = []
    for decision in made:
        behind = [decision, *(by_id[s] for s in decision.subjects if s in by_id)]
        claims = frozenset(claim for d in behind for claim in ((d.anchor or {}).get("claims") or {}))
        names = frozenset(name for of in visit.ledger.deals.of_claims(claims).values() for name in of)
        on = decision.decided_at.date().isoformat()
        for group in [g for g in groups if g.deals & names or g.claims & claims]:
            groups.remove(group)
            names, claims, on = names | group.deals, claims | group.claims, max(on, group.on)
        if claims:
            groups.append(Group(names, claims, on))
    return groups


def _compared(visit: Visit, now: Sequence[Json], given: Iterable[Entry], since: date, otherwise: str) -> list[Move]:
    """What changed in deals, from what their claims said before the day and people had decided by then.

    A change that no report of that day or later made is told for the day `otherwise`.
    """
    entries, day = list(given), since - timedelta(days=1)
    told = visit.kept(("origins as of", day), lambda: origins.as_of(visit.ledger, day))
    then = [with_origin(e, told) for e in entries]
    before = deals(then, visit.decisions(), day, known(), rules_of(visit.ledger))
    was, leads = _paired([deal_json(d) for d in before], now)
    days = {claim_id(e.claim): e.report.known_on() for e in entries}
    by_name = {d["deal"]: d for d in (*was, *now)}
    out = []
    for changed in changes(was, now, leads):
        on = max((d for c in changed.claims if (d := days.get(c)) is not None), default=None)
        shown_on = on.isoformat() if on is not None and on >= since else otherwise
        deal = by_name[leads.get(changed.deal, changed.deal)]
        out.append(Move(changed=changed, deal=deal, on=shown_on))
    return out


def _paired(was: Sequence[Json], now: Sequence[Json]) -> tuple[list[Json], dict[str, str]]:
    """The earlier deals, each under the id of the deal that it became; and where those lead that went into another's."""
    taken: set[str] = set()
    out, leads = [], {}
    for n, deal in enumerate(sorted(was, key=lambda d: (-len(d["claims"]), d["deal"]))):
        shared = {d["deal"]: len(_claims([deal]) & _claims([d])) for d in now}
        best = max(shared, key=lambda name: (shared[name], name), default=None)
        if best is None or not shared[best]:
            out.append(deal)
        elif best not in taken:
            taken.add(best)
            out.append(deal | {"deal": best})
        else:
            name = f"{deal['deal']} before {n}"  # alone, it may have got a name that another deal has
            leads[name] = best
            out.append(deal | {"deal": name})
    return out, leads


def _claims(found: Iterable[Json]) -> set[str]:
    return {place["claim"] for deal in found for place in deal["claims"]}


def silences(visit: Visit, since: date, after: str | None = None, limit: int = AT_ONCE) -> Moves:
    """Deals under way that nobody has spoken of for months, counted from the day on which the months were full."""
    first, last = silent_days(since, visit.today)
    query = DealQuery(kind=(Kind.TRANSFER,), stage=UNDER_WAY, since=first, quiet_since=last)
    part = visit.deals().find(query, limit=limit, after=after)
    told = tuple(Move(changed=silent(d), deal=d, on=d["last_reported"]) for d in part.deals)
    return Moves(since=since, moves=told, deals=part.total, after=part.after)

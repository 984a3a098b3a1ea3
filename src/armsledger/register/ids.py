"""Ids of deals that stay when reports are added, and lead on when deals merge.

Every mention proposes an id out of the sides and the first thing it names. A deal takes the one proposed by the claim of
its own that came to the ledger first, so a later report cannot rename it; whatever else its claims propose leads to it.
"""

from collections.abc import Sequence
from datetime import date

from armsledger.model.ids import content_id
from armsledger.register.mention import Mention, arrival
from armsledger.register.names import slug
from armsledger.register.same import Cluster


def proposed(mention: Mention, family: str | None) -> str:
    """`rus-pak-mi-35`, `chn-rus-engine`, `pak-sau-arms`, `bgd-pak-defence`, `chn-pak-industry-jf-17`."""
    sides = "-".join(sorted(mention.suppliers)).lower()
    named = [i for i in mention.items if i.designation]
    if family is not None:
        return f"{sides}-{family}" + (f"-{slug(named[0].designation or '')}" if family == "industry" and named else "")
    if named:
        what = slug(named[0].designation or "")
    elif mention.vague:
        what = "arms"
    else:
        what = min(str(c) for c in mention.categories).replace("_", "-")
    manner = f"-{mention.manner}" if mention.manner not in ("goods", "component") else ""
    return f"{sides}-{(mention.recipient or 'unknown').lower()}-{what}{manner}"


def _year(mention: Mention) -> str:
    return f"-{date.fromordinal(max(1, mention.end)).year}"


def named(gathered: Sequence[tuple[str | None, Cluster]]) -> list[tuple[str, frozenset[str]]]:
    """(id, the other ids that lead to it) for each deal of one block, in the order given."""
    full = [[m for m in cluster.members if m.sides or (m.suppliers and m.recipient)] for _, cluster in gathered]
    first = [min(mentions, key=arrival) for mentions in full]
    by_arrival = sorted(range(len(gathered)), key=lambda n: (gathered[n][1].more, arrival(first[n])))
    taken: dict[str, int] = {}
    for n in by_arrival:
        base = proposed(first[n], gathered[n][0])
        dated = base + _year(first[n])
        own = content_id([base, first[n].claim.document, first[n].claim.start])[:6]
        taken[next(i for i in (base, dated, f"{dated}-{own}", f"{dated}-{own}-{n}") if i not in taken)] = n
    ids = {n: i for i, n in taken.items()}
    also: dict[str, int] = {}
    for n in by_arrival:
        family = gathered[n][0]
        for mention in sorted(full[n], key=arrival):
            for alias in (proposed(mention, family), proposed(mention, family) + _year(mention)):
                if alias not in taken:
                    also.setdefault(alias, n)
    return [(ids[n], frozenset(a for a, m in also.items() if m == n)) for n in range(len(gathered))]

"""Ids of deals that stay when reports are added, and lead on when deals merge.

Every mention proposes an id out of the sides and the first thing it names. A deal takes the one proposed by the claim of
its own that came to the ledger first, so a later report cannot rename it; whatever else its claims propose leads to it.
"""

from collections.abc import Collection, Sequence
from datetime import date

from armsledger.model.ids import content_id
from armsledger.register.belief import DOUBTED, sure
from armsledger.register.mention import Mention, arrival
from armsledger.register.names import slug
from armsledger.register.same import Cluster


def proposed(mention: Mention, family: str | None) -> str:
    """`rus-pak-mi-35`, `rus-pak-mi-35-more`, `pak-sau-arms`, `bgd-pak-defence`, `chn-pak-industry-jf-17`."""
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
    more = "-more" if mention.more else ""
    return f"{sides}-{(mention.recipient or 'unknown').lower()}-{what}{manner}{more}"


def _year(mention: Mention) -> str:
    return f"-{date.fromordinal(max(1, mention.end)).year}"


def proposes(mention: Mention, decided: Collection[str] = ()) -> bool:
    """Whether it asserts something of named sides and is not doubtful: what a deal, and its id, can rest on."""
    named_sides = bool(mention.sides or (mention.suppliers and mention.recipient))
    return named_sides and not mention.denied and sure(mention, decided) >= DOUBTED


def named(
    gathered: Sequence[tuple[str | None, Cluster]], decided: Collection[str] = ()
) -> list[tuple[str, frozenset[str]]]:
    """(id, the other ids that lead to it) for each deal of one block, in the order given.

    Claims that assert something of named sides propose, and each deal has one. An id belongs to the deal whose claim proposed it first; a deal whose own is another's has the year behind it.
    """
    proposals = sorted(
        (
            (arrival(m), n, proposed(m, family), _year(m))
            for n, (family, cluster) in enumerate(gathered)
            for m in cluster.members
            if proposes(m, decided)
        ),
        key=lambda p: p[:2],
    )
    owner: dict[str, int] = {}
    first: dict[int, tuple[str, str, str]] = {}
    for (_, _, document, start, *_), n, base, year in proposals:
        owner.setdefault(base, n)
        first.setdefault(n, (base, year, content_id([base, document, start])[:6]))
    taken: dict[str, int] = {}
    for n, (base, year, own) in first.items():
        dated = f"{base}{year}"
        if owner[base] == n:
            taken[base] = n
        else:
            taken[
                next(i for i in (dated, f"{dated}-{own}", f"{dated}-{own}-{n}") if i not in taken and i not in owner)
            ] = n
    ids = {n: i for i, n in taken.items()}
    also = {base: n for base, n in owner.items() if base not in taken}
    for _, n, base, year in proposals:
        if base + year not in taken:
            also.setdefault(base + year, n)
    return [(ids[n], frozenset(a for a, m in also.items() if m == n)) for n in range(len(gathered))]

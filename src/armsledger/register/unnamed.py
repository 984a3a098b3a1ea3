"""Claims with a side that is not named: to the one deal they can mean, or to none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from armsledger.model.codes import Kind
from armsledger.model.decision import Verdict
from armsledger.register.decisions import Apart
from armsledger.register.gathering import Gathered
from armsledger.register.mention import Cited, Mention, pairs, transfers
from armsledger.register.names import Catalogue, same_family, tokens
from armsledger.register.same import Cluster, same


def marks(designation: str, catalogue: Catalogue) -> Iterator[str]:
    """What two spellings of one family have in common."""
    known = catalogue.family(designation)
    if known is not None:
        yield f"={known}"
    roots, words = tokens(designation)
    yield from roots
    yield from (w[:6] for w in words)


def open_mentions(cited: Iterable[Cited]) -> list[Mention]:
    """The mentions of transfers with a type and an unnamed side. A side that is counted or described is no side."""
    found = []
    for one in cited:
        claim = one.claim
        suppliers, recipients = pairs(one)
        counted = any(p.name and not p.known for p in (*claim.supplier, *claim.recipient))
        if counted or (suppliers and recipients != (None,)):
            continue
        for recipient in recipients:
            found += [m for m in transfers(one, suppliers, recipient, {}) if m.types and not m.more]
    return found


def keys(mention: Mention, catalogue: Catalogue) -> set[str]:
    """The places under which deals that it can mean are kept: each named side, or its report, with each type's marks."""
    named = [f"s:{s}" for s in sorted(mention.suppliers)] or ([f"r:{mention.recipient}"] if mention.recipient else [])
    if not named:
        named = [f"d:{mention.document}"]
    return {f"{side}:{mark}" for side in named for name in mention.types for mark in marks(name, catalogue)}


def offered(cluster: Cluster, catalogue: Catalogue) -> set[str]:
    """The places under which a deal is kept for claims with an unnamed side."""
    sides = [f"s:{s}" for s in cluster.suppliers] + [f"r:{r}" for r in cluster.recipients]
    sides += [f"d:{d}" for d in cluster.documents]
    return {f"{side}:{mark}" for side in sides for name in cluster.types for mark in marks(name, catalogue)}


Fit = tuple[Cluster, tuple[str, ...]]


def fitting(mention: Mention, candidates: Iterable[Cluster], catalogue: Catalogue) -> tuple[list[Fit], list[Fit]]:
    """(those its own report speaks of, all) of the deals that it can mean, with reasons.

    What an unnamed buyer did moves nobody's deal on: a step beyond all that is told of a deal is not taken for its own.
    """
    found = []
    for cluster in candidates:
        if mention.suppliers and mention.suppliers.isdisjoint(cluster.suppliers):
            continue
        if mention.recipient and mention.recipient not in cluster.recipients:
            continue
        if not any(same_family(a, b, catalogue) for a in mention.types for b in cluster.types):
            continue
        if cluster.denied:
            continue
        verdict = same(cluster, mention)
        onward = (
            not mention.recipient
            and mention.asserted
            and mention.rank > cluster.rank
            and mention.document not in cluster.documents
        )
        if onward and not {"same number", "same money"} & set(verdict.reasons):
            continue
        if verdict.points > 0:
            why = (*(r for r in verdict.reasons if r != "same sides"), "the only deal it can mean")
            found.append((cluster, why))
    return [f for f in found if mention.document in f[0].documents], found


def choice(mention: Mention, candidates: Iterable[Cluster], catalogue: Catalogue) -> Fit | None:
    """The one deal that fits, first among those of the same report; None where several or none do."""
    told, every = fitting(mention, candidates, catalogue)
    group = told or every
    return group[0] if len(group) == 1 else None


def settled(said: Iterable[Apart]) -> frozenset[str]:
    """The claims of which a person said that they are, or are not, of a deal: nothing is guessed of them."""
    return frozenset(c for s in said for side in (s.one, s.other) if len(side) == 1 for c in side)


def assign(deals: Sequence[Gathered], cited: Mapping[str, Cited], said: Iterable[Apart], catalogue: Catalogue) -> None:
    """A claim that stands in no deal goes where a person said it belongs."""
    for one in said:
        if one.verdict is not Verdict.SAME:
            continue
        for claims, other in ((one.one, one.other), (one.other, one.one)):
            if len(claims) != 1:
                continue
            claim = next(iter(claims))
            if claim not in cited or cited[claim].claim.kind is not Kind.TRANSFER:
                continue
            holds = [d for d in deals if any(m.id == claim for m in d.cluster.members)]
            into = [d for d in deals if any(m.id in other for m in d.cluster.members)]
            if not holds and into:
                suppliers, recipients = pairs(cited[claim])
                for mention in transfers(cited[claim], suppliers, recipients[0], {}):
                    join(into[0], mention, ("a person decided",), catalogue)


def attach(
    mentions: Iterable[Mention], deals: Iterable[Gathered], catalogue: Catalogue, said: Sequence[Apart] = ()
) -> list[Mention]:
    """Puts each mention to its deal; returns those that stay without. What one gets does not depend on the others."""
    alone = settled(said)
    wanted = {mention: keys(mention, catalogue) for mention in mentions if mention.id not in alone}
    needed = set[str]().union(*wanted.values())
    index: dict[str, list[Gathered]] = defaultdict(list)
    for deal in deals:
        for key in offered(deal.cluster, catalogue) & needed:
            index[key].append(deal)
    chosen: list[tuple[Gathered, Mention, tuple[str, ...]]] = []
    left = []
    for mention, places in wanted.items():
        candidates = {id(d.cluster): d for key in places for d in index.get(key, ())}
        found = choice(mention, [d.cluster for d in candidates.values()], catalogue)
        if found is None:
            left.append(mention)
        else:
            chosen.append((candidates[id(found[0])], mention, found[1]))
    for deal, mention, why in chosen:
        join(deal, mention, why, catalogue)
    return left


def join(deal: Gathered, mention: Mention, why: tuple[str, ...], catalogue: Catalogue) -> None:
    """The mention is of the deal, its types named as the deal's are."""
    deal.cluster.add(mention, why)
    for name in mention.types:
        family = next((t for t in sorted(deal.cluster.types) if t != name and same_family(t, name, catalogue)), name)
        deal.leaders.setdefault(name, deal.leaders.get(family, family))

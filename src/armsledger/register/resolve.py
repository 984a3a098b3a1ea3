"""The transfers of one pair of sides, gathered into deals.

First the mentions that name a type, family by family and in time order; a claim that names several types binds theirs
into one package. Then those that name only a kind of goods, then those that name neither: each goes to what stands beside
it in its report, else to the one deal that it can mean, else it stays a deal of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from armsledger.model.codes import Stage
from armsledger.register.mention import Mention, order
from armsledger.register.same import YEAR, Cluster, same

BESIDE = 60  # characters between two claims of one sentence
PASSAGE = 400  # characters within which general words speak of the one deal told there
NEARBY = 600  # characters between two claims of one passage
FAR = 1500  # a report that never brings two things closer speaks of two things
BEFORE, AFTER = 120, 240  # days around what is told of a deal within which it is under way
SILENCE = 3 * YEAR  # a general word joins a deal last heard of within so long
GENERAL = 6 * YEAR  # general words are one relation while no longer silence parts them


def pair_deals(mentions: Iterable[Mention]) -> list[Cluster]:
    """The deals of one recipient and one supplier (or suppliers that share packages). Independent of the order given."""
    ordered = sorted(set(mentions), key=lambda m: (m.denied, order(m)))
    named = [m for m in ordered if m.types]
    kinds = [m for m in ordered if not m.types and not m.vague]
    vague = [m for m in ordered if m.vague]
    clusters = _bound(_typed(named))
    loose = _told_with(kinds, clusters, FAR, NEARBY, lambda c, m: bool(c.categories & m.categories) and c.goods)
    found = _bound(_by_kind(loose))
    clusters += [c for c in found if not _joins_kind(c, clusters)]
    rest = _told_with(
        vague, clusters, PASSAGE, BESIDE, lambda c, m: not c.categories.isdisjoint(m.categories or c.categories)
    )
    for general in episodes(rest, _general):
        target = _one_for(general, clusters)
        if target is None:
            clusters.append(general)
        else:
            target.extend(general, ("same sides", "the only deal it can mean"))
    return _denials(clusters)


def episodes(
    mentions: Iterable[Mention], fits: Callable[[Cluster, Mention], tuple[float, tuple[str, ...]]]
) -> list[Cluster]:
    """Mentions in time order, each to the deal it fits best, or to a new one."""
    clusters: list[Cluster] = []
    for mention in mentions:
        best, points = None, 0.0
        why: tuple[str, ...] = ("first word of it",)
        partners = []
        for cluster in clusters:
            score, reasons = fits(cluster, mention)
            if score > 0 and len(mention.suppliers) > 1:
                partners.append(cluster)
            if score > points:
                best, points, why = cluster, score, reasons
        if best is None:
            best = Cluster(later=any(mention.begin - c.begin > YEAR // 2 for c in clusters))
            clusters.append(best)
        for other in partners:
            if other is not best and other.suppliers.isdisjoint(best.suppliers):
                best.extend(other, ("suppliers of one package",))
                clusters.remove(other)
        best.add(mention, why)
        best.more = best.more or mention.more
    return clusters


def _scored(cluster: Cluster, mention: Mention) -> tuple[float, tuple[str, ...]]:
    if cluster.suppliers.isdisjoint(mention.suppliers):
        return 0.0, ()
    found = same(cluster, mention)
    return found.points, found.reasons


def _general(cluster: Cluster, mention: Mention) -> tuple[float, tuple[str, ...]]:
    apart = max(0, mention.begin - cluster.end, cluster.begin - mention.end)
    if cluster.suppliers.isdisjoint(mention.suppliers) or apart > GENERAL:
        return 0.0, ()
    return 1.0, ("same sides", "arms in general")


def _typed(mentions: list[Mention]) -> list[Cluster]:
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        manner = "service" if mention.manner == "service" else "goods"
        for name in mention.types:
            groups[name, manner].append(mention)
    return [c for key in sorted(groups) for c in episodes(groups[key], _scored)]


def _by_kind(mentions: list[Mention]) -> list[Cluster]:
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        for category in mention.categories:
            groups[str(category), mention.manner].append(mention)
    return [c for key in sorted(groups) for c in episodes(groups[key], _scored)]


def _summary(mention: Mention) -> bool:
    """A look back over what was supplied, not the announcement of a package."""
    return mention.stage is Stage.DELIVERY and mention.money is None and not mention.dated and len(mention.types) > 1


def _orders_apart(one: Cluster, other: Cluster) -> bool:
    return bool(one.orders and other.orders) and all(
        max(a[0] - b[1], b[0] - a[1]) > YEAR // 2 for a in one.orders for b in other.orders
    )


def _bound(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters that a package claim binds are one."""
    parent = list(range(len(clusters)))

    def find(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    holders: dict[Mention, list[int]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        for mention in cluster.members:
            holders[mention].append(n)
    for mention, places in holders.items():
        if len(places) < 2:
            continue
        if _summary(mention):
            places = [n for n in places if len(clusters[n].members) == 1]
        for n in places[1:]:
            if not _orders_apart(clusters[places[0]], clusters[n]):
                parent[find(n)] = find(places[0])
    merged: dict[int, Cluster] = {}
    for n, cluster in enumerate(clusters):
        root = find(n)
        if root in merged:
            merged[root].extend(cluster, ("announced together",))
        else:
            merged[root] = cluster
    return list(merged.values())


def _gap(one: Mention, other: Mention) -> int | None:
    """Characters between two claims of one report; None where they stand in different ones."""
    if one.claim.document != other.claim.document:
        return None
    return max(0, one.claim.start - other.claim.end, other.claim.start - one.claim.end)


def _told_with(
    mentions: list[Mention], clusters: list[Cluster], alone: int, beside: int, fits: Callable[[Cluster, Mention], bool]
) -> list[Mention]:
    """Puts each mention to a deal that it is told with or that it matches; returns the others.

    That is the only fitting deal its report speaks of within `alone` characters, else the one within `beside` characters,
    else the only one with the same number or the same money. What one mention gets does not depend on the others.
    """
    index: dict[str, list[tuple[Mention, Cluster]]] = defaultdict(list)
    for cluster in clusters:
        for member in cluster.members:
            index[member.claim.document].append((member, cluster))
    loose: list[Mention] = []
    chosen: list[tuple[Cluster, Mention, tuple[str, ...]]] = []
    for mention in mentions:
        gaps: dict[int, tuple[int, Cluster]] = {}
        for member, cluster in index.get(mention.claim.document, ()):
            if (
                not cluster.suppliers.isdisjoint(mention.suppliers)
                and mention.manner in _manners(cluster)
                and fits(cluster, mention)
            ):
                gap = _gap(member, mention)
                if gap is not None and gap < gaps.get(id(cluster), (10**9, cluster))[0]:
                    gaps[id(cluster)] = gap, cluster
        near = sorted(gaps.values(), key=lambda g: g[0])
        if near and near[0][0] <= (alone if len(near) == 1 else beside):
            chosen.append((near[0][1], mention, ("same sides", "the words beside it")))
        elif (match := _matching(mention, clusters, fits)) is not None:
            chosen.append((match[0], mention, match[1]))
        elif (only := _live(mention, clusters, fits)) is not None:
            chosen.append((only, mention, ("same sides", "the only deal under way at the time")))
        else:
            loose.append(mention)
    for cluster, mention, why in chosen:
        cluster.add(mention, why)
    return loose


def _matching(
    mention: Mention, clusters: list[Cluster], fits: Callable[[Cluster, Mention], bool]
) -> tuple[Cluster, tuple[str, ...]] | None:
    """The only deal with the number or the money that the mention tells."""
    if mention.more or (mention.money is None and mention.quantity() is None):
        return None
    found = []
    for cluster in clusters:
        if cluster.suppliers.isdisjoint(mention.suppliers) or not fits(cluster, mention) or not cluster.goods:
            continue
        verdict = same(cluster, mention)
        if verdict.points > 1 and {"same number", "same money"} & set(verdict.reasons):
            found.append((cluster, verdict.reasons))
    return found[0] if len(found) == 1 else None


def _live(mention: Mention, clusters: list[Cluster], fits: Callable[[Cluster, Mention], bool]) -> Cluster | None:
    """The only fitting deal that was spoken of shortly before and after, where there are others at other times."""
    if mention.more or mention.stage is Stage.BLOCKED or mention.denied:
        return None
    found = [
        c
        for c in clusters
        if c.goods
        and not c.suppliers.isdisjoint(mention.suppliers)
        and mention.manner in _manners(c)
        and fits(c, mention)
        and c.begin - BEFORE <= mention.begin <= c.end + AFTER
    ]
    return found[0] if len(found) == 1 and not found[0].blocked and mention.document not in found[0].documents else None


def _manners(cluster: Cluster) -> set[str]:
    return {m.manner for m in cluster.members} | {"technology"}


def _apart(one: Cluster, other: Cluster) -> int:
    return max(0, one.begin - other.end, other.begin - one.end)


def _told_apart(one: Cluster, other: Cluster) -> bool:
    """Whether a report speaks of both and keeps them far from each other."""
    gaps = [g for a in one.members for b in other.members if (g := _gap(a, b)) is not None]
    return bool(gaps) and min(gaps) > FAR


def _joins_kind(kind: Cluster, clusters: list[Cluster]) -> bool:
    """Puts a deal known by its kind of goods to the one deal that names a type of that kind, if there is one."""
    fitting = [
        c
        for c in clusters
        if any(m.types for m in c.members)
        and c.categories & kind.categories
        and not c.suppliers.isdisjoint(kind.suppliers)
        and {m.manner for m in kind.members} & _manners(c)
        and _apart(c, kind) <= SILENCE
        and not _orders_apart(c, kind)
        and bool(kind.blocked) <= (bool(c.blocked) or kind.end >= c.end)
        and not _told_apart(c, kind)
    ]
    if len(fitting) != 1 or (kind.more and not fitting[0].more):
        return False
    fitting[0].extend(kind, ("same sides", f"the only {'/'.join(sorted(kind.categories))} deal it can mean"))
    return True


def _one_for(general: Cluster, clusters: list[Cluster]) -> Cluster | None:
    """The one deal that words about arms in general can mean; None where there are several or none."""
    live = [c for c in clusters if c.goods and not c.suppliers.isdisjoint(general.suppliers)]
    if len(live) != 1 or len([c for c in clusters if not c.suppliers.isdisjoint(general.suppliers)]) != 1:
        return None
    only = live[0]
    if _apart(only, general) > SILENCE or (only.blocked and only.blocked < general.end):
        return None
    if general.categories and not general.categories & only.categories:
        return None
    return only


def _denials(clusters: list[Cluster]) -> list[Cluster]:
    """What is only denied goes to the one deal of these sides that somebody asserts."""
    denied = [c for c in clusters if c.denied]
    asserted = [c for c in clusters if not c.denied]
    left = []
    for cluster in denied:
        fitting = [
            c
            for c in asserted
            if not c.suppliers.isdisjoint(cluster.suppliers)
            and (not cluster.categories or cluster.categories & c.categories)
            and (not cluster.types or cluster.types & c.types or not c.types)
        ]
        if len(fitting) == 1:
            fitting[0].extend(cluster, ("same sides", "denies it"))
        else:
            left.append(cluster)
    return asserted + left

"""Claims gathered into deals: parted into blocks that cannot meet, resolved block by block, then as people decided."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from armsledger.model.codes import Kind
from armsledger.model.decision import Verdict
from armsledger.register.decisions import Apart
from armsledger.register.mention import Cited, Mention, cooperation, pairs, transfers
from armsledger.register.names import Catalogue, families
from armsledger.register.relations import relations
from armsledger.register.resolve import pair_deals
from armsledger.register.same import Cluster, same

Member = tuple[Cited, frozenset[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The claims that can be of one deal: one recipient and suppliers that share packages, or one set of sides."""

    key: str
    cooperation: bool
    members: tuple[Member, ...]


@dataclass(slots=True, kw_only=True, eq=False)
class Gathered:
    """A deal before it is shown: its block, the family of a relation (None: a transfer), its mentions."""

    block: str
    family: str | None
    cluster: Cluster
    leaders: dict[str, str]


def blocks(cited: Iterable[Cited], catalogue: Catalogue) -> list[Block]:
    """The claims with named sides, parted into what cannot meet; ordered by key."""
    to: dict[str, list[Member]] = defaultdict(list)
    among: dict[frozenset[str], list[Member]] = defaultdict(list)
    for one in cited:
        if one.claim.kind is Kind.TRANSFER:
            suppliers, recipients = pairs(one)
            for recipient in recipients:
                if suppliers and recipient:
                    to[catalogue.home(recipient) or recipient].append((one, suppliers, recipient))
        elif one.claim.kind is Kind.COOPERATION:
            codes = frozenset(p.code for p in one.claim.parties if p.code)
            if len(codes) > 1:
                among[codes].append((one, codes, None))
    found = []
    for recipient, members in to.items():
        of = consortia({s for _, s, _ in members})
        parts: dict[frozenset[str], list[Member]] = defaultdict(list)
        for member in members:
            parts[of[next(iter(member[1]))]].append(member)
        for suppliers, part in parts.items():
            key = f"{'+'.join(sorted(suppliers))}>{recipient}"
            found.append(Block(key=key, cooperation=False, members=tuple(part)))
    for codes, members in among.items():
        found.append(Block(key="=".join(sorted(codes)), cooperation=True, members=tuple(members)))
    return sorted(found, key=lambda b: b.key)


def consortia(sides: Iterable[frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each supplier those that some claim names together with it, directly or through others."""
    groups: list[set[str]] = []
    for side in sides:
        touching = [g for g in groups if g & side]
        groups = [g for g in groups if not g & side] + [set(side).union(*touching)]
    return {code: frozenset(g) for g in groups for code in g}


def gather(block: Block, catalogue: Catalogue) -> list[Gathered]:
    """The deals of one block. Independent of the order of its members."""
    leaders = families((i.designation for c, _, _ in block.members for i in c.claim.items if i.designation), catalogue)
    if block.cooperation:
        said = [m for c, _, _ in block.members if (m := cooperation(c, leaders)) is not None]
        found = relations(said)
        return [Gathered(block=block.key, family=f, cluster=c, leaders=leaders) for f, c in found]
    by_recipient: dict[str, list[Mention]] = defaultdict(list)
    for one, suppliers, recipient in block.members:
        by_recipient[recipient or ""] += transfers(one, suppliers, recipient, leaders)
    clusters = [cluster for r in sorted(by_recipient) for cluster in pair_deals(by_recipient[r])]
    kept = _forces_of_a_state(clusters, catalogue) if len(by_recipient) > 1 else clusters
    return [Gathered(block=block.key, family=None, cluster=c, leaders=leaders) for c in kept]


def _forces_of_a_state(clusters: list[Cluster], catalogue: Catalogue) -> list[Cluster]:
    """A deal with "Libya" told only where one with a force in Libya is told, by the same supplier, is that one."""
    kept: list[Cluster] = []
    forces = [c for c in clusters if any(catalogue.home(r) for r in c.recipients)]
    for cluster in clusters:
        fitting = [
            f
            for f in forces
            if cluster not in forces
            and {catalogue.home(r) for r in f.recipients} == cluster.recipients
            and cluster.documents <= f.documents
            and not f.suppliers.isdisjoint(cluster.suppliers)
        ]
        if len(fitting) == 1:
            fitting[0].extend(cluster, ("same supplier", "the state in which the force stands"))
        else:
            kept.append(cluster)
    return kept


def as_decided(gathered: list[Gathered], pairs: Iterable[Apart]) -> list[Gathered]:
    """The deals with what people said is one deal together, and what they said is not apart."""
    for said in pairs:
        if said.verdict is Verdict.SAME:
            gathered = _together(gathered, said)
        elif said.verdict in (Verdict.DIFFERENT, Verdict.SPLIT):
            gathered = _parted(gathered, said)
    return gathered


def _holding(gathered: list[Gathered], claims: frozenset[str]) -> list[Gathered]:
    """The deals with any of these claims, those with most of them first."""
    count = [(sum(m.id in claims for m in g.cluster.members), n) for n, g in enumerate(gathered)]
    return [gathered[n] for held, n in sorted(count, key=lambda c: (-c[0], c[1])) if held]


def _together(gathered: list[Gathered], said: Apart) -> list[Gathered]:
    ones, others = _holding(gathered, said.one), _holding(gathered, said.other)
    if not ones or not others:
        return gathered
    target, source = ones[0], others[0]
    if said.one == said.other and len(ones) > 1:  # one claim with items for two deals
        source = ones[1]
    if target is source:
        return gathered
    target.cluster.extend(source.cluster, ("a person decided",))
    target.cluster.more = target.cluster.more and source.cluster.more
    target.leaders = {**source.leaders, **target.leaders}
    return [g for g in gathered if g is not source]


def _parted(gathered: list[Gathered], said: Apart) -> list[Gathered]:
    out = []
    for one in gathered:
        held = {m.id for m in one.cluster.members}
        if (
            not held & said.other
            or not held - said.other
            or (said.verdict is Verdict.DIFFERENT and not held & said.one)
        ):
            out.append(one)
            continue
        stay, leave = Cluster(more=one.cluster.more), Cluster(more=one.cluster.more)
        rest = []
        for mention in one.cluster.members:
            if mention.id in said.other:
                leave.add(mention, ("a person decided",))
            elif mention.id in said.one or said.verdict is Verdict.SPLIT:
                stay.add(mention, one.cluster.why.get(mention.id, ()))
            else:
                rest.append(mention)
        for mention in rest:
            goes = leave if same(leave, mention).points > same(stay, mention).points else stay
            goes.add(mention, one.cluster.why.get(mention.id, ()))
        out.append(Gathered(block=one.block, family=one.family, cluster=stay, leaders=one.leaders))
        out.append(Gathered(block=one.block, family=one.family, cluster=leave, leaders=one.leaders))
    return out

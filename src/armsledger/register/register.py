"""All claims become the register: a pure function of the entries, the decisions and the day asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from armsledger.model.codes import Kind
from armsledger.model.deal import Deal, Link
from armsledger.model.decision import Decision
from armsledger.model.reading import Entry
from armsledger.register.build import Dossier, build
from armsledger.register.ids import named
from armsledger.register.mention import Cited, Mention, cite, cooperation, pairs, transfers
from armsledger.register.names import NO_CATALOGUE, Catalogue, families
from armsledger.register.relations import relations
from armsledger.register.resolve import pair_deals
from armsledger.register.rules import ORDER
from armsledger.register.same import Cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What all claims together support as of a day; `redirects` leads from every other id a deal has to its own."""

    as_of: date | None
    dossiers: tuple[Dossier, ...]
    redirects: dict[str, str]
    cited: tuple[Cited, ...]

    @property
    def deals(self) -> tuple[Deal, ...]:
        return tuple(d.deal for d in self.dossiers)

    def dossier(self, deal: str) -> Dossier | None:
        """The deal by its id, or by an id that leads to it; None where there is none."""
        wanted = self.redirects.get(deal, deal)
        return next((d for d in self.dossiers if d.deal.deal == wanted), None)


def deals(
    entries: Iterable[Entry],
    decisions: Iterable[Decision] = (),
    as_of: date | None = None,
    catalogue: Catalogue = NO_CATALOGUE,
    rules: Sequence[str] = ORDER,
) -> tuple[Deal, ...]:
    """The deals and relations that the entries support, by id. The order of the entries does not matter."""
    return register(entries, decisions, as_of, catalogue, rules).deals


def register(
    entries: Iterable[Entry],
    decisions: Iterable[Decision] = (),
    as_of: date | None = None,
    catalogue: Catalogue = NO_CATALOGUE,
    rules: Sequence[str] = ORDER,
) -> Register:
    """The register as known on `as_of` (None: all that is known)."""
    cited = {c.id: c for c in map(cite, entries) if as_of is None or c.known is None or c.known <= as_of}
    everything = tuple(cited[i] for i in sorted(cited))
    dossiers: list[Dossier] = []
    for block in blocks(everything, catalogue):
        dossiers += block_dossiers(block, as_of, catalogue, rules)
    ordered = tuple(sorted(dossiers, key=lambda d: d.deal.deal))
    redirects = {alias: d.deal.deal for d in ordered for alias in d.aliases}
    return Register(as_of=as_of, dossiers=ordered, redirects=redirects, cited=everything)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The claims that can be of one deal: one recipient and suppliers that share packages, or one set of sides."""

    key: str
    cooperation: bool
    members: tuple[tuple[Cited, frozenset[str], str | None], ...]


def blocks(cited: Iterable[Cited], catalogue: Catalogue) -> list[Block]:
    """The claims with named sides, parted into what cannot meet; ordered by key."""
    to: dict[str, list[tuple[Cited, frozenset[str], str | None]]] = defaultdict(list)
    among: dict[frozenset[str], list[tuple[Cited, frozenset[str], str | None]]] = defaultdict(list)
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
        for suppliers, part in _parts(members):
            found.append(
                Block(key=f"{'+'.join(sorted(suppliers))}>{recipient}", cooperation=False, members=tuple(part))
            )
    for codes, members in among.items():
        found.append(Block(key="=".join(sorted(codes)), cooperation=True, members=tuple(members)))
    return sorted(found, key=lambda b: b.key)


def _parts(
    members: list[tuple[Cited, frozenset[str], str | None]],
) -> list[tuple[frozenset[str], list[tuple[Cited, frozenset[str], str | None]]]]:
    """The members by suppliers that some claim names together."""
    groups: list[set[str]] = []
    for suppliers in {s for _, s, _ in members}:
        touching = [g for g in groups if g & suppliers]
        groups = [g for g in groups if not g & suppliers] + [set(suppliers).union(*touching)]
    of = {code: frozenset(g) for g in groups for code in g}
    parts: dict[frozenset[str], list[tuple[Cited, frozenset[str], str | None]]] = defaultdict(list)
    for member in members:
        parts[of[next(iter(member[1]))]].append(member)
    return list(parts.items())


def block_dossiers(block: Block, as_of: date | None, catalogue: Catalogue, rules: Sequence[str]) -> list[Dossier]:
    """The deals of one block, each with its id."""
    leaders = families((i.designation for c, _, _ in block.members for i in c.claim.items if i.designation), catalogue)
    gathered: list[tuple[str | None, Cluster]] = []
    if block.cooperation:
        found = [m for c, _, _ in block.members if (m := cooperation(c, leaders)) is not None]
        gathered = [(family, cluster) for family, cluster in relations(found)]
    else:
        by_recipient: dict[str | None, list[Mention]] = defaultdict(list)
        for c, suppliers, recipient in block.members:
            by_recipient[recipient] += transfers(c, suppliers, recipient, leaders)
        clusters = [cluster for r in sorted(by_recipient, key=str) for cluster in pair_deals(by_recipient[r])]
        gathered = [(None, cluster) for cluster in _groups_of_a_state(clusters, catalogue)]
    gathered = [(f, c) for f, c in gathered if not c.denied]
    dossiers = []
    for (family, cluster), (deal, aliases) in zip(gathered, named(gathered), strict=True):
        made = build(
            cluster,
            deal=deal,
            aliases=aliases,
            family=family,
            leaders=leaders,
            as_of=as_of,
            catalogue=catalogue,
            rules=rules,
        )
        if made is not None:
            dossiers.append(made)
    return linked(dossiers)


def _groups_of_a_state(clusters: list[Cluster], catalogue: Catalogue) -> list[Cluster]:
    """A deal with "Libya" that is only told where a deal with a force in Libya is told, by the same supplier, is that one."""
    kept: list[Cluster] = []
    groups = [c for c in clusters if any(catalogue.home(r) for r in c.recipients)]
    for cluster in clusters:
        fitting = [
            g
            for g in groups
            if cluster not in groups
            and {catalogue.home(r) for r in g.recipients} == cluster.recipients
            and cluster.documents <= g.documents
            and not g.suppliers.isdisjoint(cluster.suppliers)
        ]
        if len(fitting) == 1:
            fitting[0].extend(cluster, ("same supplier", "the state in which the force stands"))
        else:
            kept.append(cluster)
    return kept


def linked(dossiers: list[Dossier]) -> list[Dossier]:
    """A purchase of more is linked to the last deal before it with a type in common."""
    found = []
    for one in dossiers:
        links: list[Link] = []
        if one.follows:
            types = {t for m in one.mentions for t in m.types}
            before = [
                d
                for d in dossiers
                if d is not one and not d.follows and types & {t for m in d.mentions for t in m.types}
            ]
            if before:
                base = max(before, key=lambda d: (min(m.begin for m in d.mentions), d.deal.deal))
                links.append(Link(deal=base.deal.deal, relation="follow_on_of"))
        found.append(replace(one, deal=replace(one.deal, links=tuple(links))) if links else one)
    return found

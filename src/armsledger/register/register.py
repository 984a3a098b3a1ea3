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
from armsledger.register.decisions import InForce, apply, in_force
from armsledger.register.gathering import Gathered, as_decided, blocks, gather
from armsledger.register.ids import named, proposes
from armsledger.register.mention import Cited, Mention, cite
from armsledger.register.names import NO_CATALOGUE, Catalogue
from armsledger.register.rules import ORDER
from armsledger.register.unnamed import assign, attach, open_mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What all claims together support as of a day.

    `redirects` leads from every other id a deal has had to its own; `cited` are the claims that count, by id; `open` are
    transfers with an unnamed side that fit no deal; `force` the decisions that count.
    """

    as_of: date | None
    dossiers: tuple[Dossier, ...]
    redirects: dict[str, str]
    cited: dict[str, Cited]
    open: tuple[Mention, ...]
    force: InForce

    @property
    def deals(self) -> tuple[Deal, ...]:
        return tuple(d.deal for d in self.dossiers)

    def dossier(self, deal: str) -> Dossier | None:
        """The deal by its id, or by an id that leads to it; None where there is none."""
        wanted = self.redirects.get(deal, deal)
        return next((d for d in self.dossiers if d.deal.deal == wanted), None)

    def of_claim(self, claim: str) -> tuple[Dossier, ...]:
        """The deals that rest on a claim."""
        return tuple(d for d in self.dossiers if any(m.id == claim for m in d.mentions))


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
    """The register as known on `as_of` (None: all that is known). A decision counts from the day it was made."""
    read = {c.id: c for c in map(cite, entries) if as_of is None or c.known is None or c.known <= as_of}
    force = in_force(decisions, read, as_of)
    kept, broken = apply(read, force)
    if broken:
        force = replace(force, lost=(*force.lost, *broken))
    cited = {i: kept[i] for i in sorted(kept)}
    gathered = [g for block in blocks(cited.values(), catalogue) for g in gather(block, catalogue)]
    transfers = [c for c in cited.values() if c.claim.kind is Kind.TRANSFER]
    gathered = as_decided(gathered, force.pairs)
    left = attach(open_mentions(transfers), [g for g in gathered if g.family is None], catalogue, force.pairs)
    assign(gathered, cited, force.pairs, catalogue)
    dossiers = shown(gathered, as_of, catalogue, rules, force.decided)
    own = {d.deal.deal for d in dossiers}
    return Register(
        as_of=as_of,
        dossiers=dossiers,
        redirects={alias: d.deal.deal for d in dossiers for alias in d.aliases if alias not in own},
        cited=cited,
        open=tuple(left),
        force=force,
    )


def shown(
    gathered: Iterable[Gathered],
    as_of: date | None,
    catalogue: Catalogue,
    rules: Sequence[str],
    decided: frozenset[str] = frozenset(),
) -> tuple[Dossier, ...]:
    """The deals as they are shown, named block by block, by id.

    Where nothing is asserted of named sides, or all of it is doubtful, there is no deal.
    """
    by_block: dict[str, list[Gathered]] = defaultdict(list)
    for one in gathered:
        if any(proposes(m, decided) for m in one.cluster.members):
            by_block[one.block].append(one)
    dossiers: list[Dossier] = []
    for key in sorted(by_block):
        group = by_block[key]
        made = []
        for one, (deal, aliases) in zip(group, named([(g.family, g.cluster) for g in group], decided), strict=True):
            dossier = build(
                one.cluster,
                deal=deal,
                aliases=aliases,
                family=one.family,
                leaders=one.leaders,
                as_of=as_of,
                catalogue=catalogue,
                rules=rules,
                decided=decided,
                block=key,
            )
            if dossier is not None:
                made.append(dossier)
        dossiers += linked(made)
    return tuple(sorted(dossiers, key=lambda d: d.deal.deal))


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

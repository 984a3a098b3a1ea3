"""The cooperation of one set of sides, gathered into relations: one a family of form, industry by type."""

from collections import defaultdict
from collections.abc import Iterable

from armsledger.model.codes import Form, Modality, Stage
from armsledger.register.mention import RANK, Mention, order
from armsledger.register.same import Cluster

_FIRST = ("defence", "industry", "intelligence", "pact")


def relations(mentions: Iterable[Mention]) -> list[tuple[str, Cluster]]:
    """(family, cluster) for each relation among the same sides. Independent of the order given.

    Forms that one passage names together are one accord, under the first of defence, industry, intelligence; an industrial
    plan without a type that is only wished for or possible belongs to the defence cooperation where there is one.
    """
    ordered = sorted(set(mentions), key=lambda m: (m.denied, order(m)))
    passages: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for mention in ordered:
        passages[mention.claim.document, mention.claim.start, mention.claim.end].add(mention.manner)
    families: dict[str, Cluster] = {}
    typed: dict[str, Cluster] = {}
    untyped: list[Mention] = []
    for mention in ordered:
        together = passages[mention.claim.document, mention.claim.start, mention.claim.end]
        family = mention.manner if mention.manner == "pact" else next(f for f in _FIRST if f in together)
        if family != "industry":
            families.setdefault(family, Cluster()).add(mention, ("same sides", f"{family} cooperation"))
        elif mention.types:
            typed.setdefault(mention.types[0], Cluster()).add(mention, ("same sides", f"industry, {mention.types[0]}"))
        else:
            untyped.append(mention)
    for mention in untyped:
        wish = mention.claim.modality is not Modality.ASSERTED or mention.stage is Stage.INTEREST
        fitting = [c for c in typed.values() if not mention.categories or mention.categories & c.categories]
        if len(fitting) == 1:
            fitting[0].add(mention, ("same sides", "the only programme it can mean"))
        elif wish and "defence" in families:
            families["defence"].add(mention, ("same sides", "an industrial wish without a type"))
        else:
            families.setdefault("industry", Cluster()).add(mention, ("same sides", "industry"))
    found = [(f, families[f]) for f in _FIRST if f in families]
    return found + [("industry", typed[t]) for t in sorted(typed)]


def weighed(mentions: list[Mention]) -> list[Mention]:
    """The mentions whose step counts: what runs beside an accord under negotiation does not lift it until it is signed."""
    accord = [
        m
        for m in mentions
        if m.asserted and m.claim.form in (Form.AGREEMENT, Form.PACT) and m.stage is not Stage.BLOCKED
    ]
    if not accord or max(m.rank for m in accord) >= RANK[Stage.AGREEMENT]:
        return mentions
    return [m for m in mentions if m.stage is not Stage.ACTIVE or m.claim.form in (Form.AGREEMENT, Form.PACT)]

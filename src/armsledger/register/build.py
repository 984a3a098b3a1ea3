"""A cluster of mentions becomes the deal that is shown."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from armsledger.model.codes import Category, Kind, Modality, Mode, Stage
from armsledger.model.deal import Contradiction, Deal, DealItem, Place, Reading
from armsledger.model.values import Party, Range
from armsledger.register.belief import sure
from armsledger.register.fields import Field, Shown, shown, sides
from armsledger.register.life import Standing, history, where
from armsledger.register.mention import RANK, Mention, order
from armsledger.register.names import Catalogue
from armsledger.register.relations import weighed
from armsledger.register.rules import ORDER
from armsledger.register.same import Cluster
from armsledger.register.weight import contested, origins, standing

T = TypeVar("T", bound=Hashable)

NOUNS = {
    Category.AIRCRAFT: "aircraft",
    Category.HELICOPTER: "helicopters",
    Category.UAV: "drones",
    Category.AIR_DEFENCE: "air defence systems",
    Category.MISSILE: "missiles",
    Category.ARMOUR: "armoured vehicles",
    Category.ARTILLERY: "artillery",
    Category.SHIP: "ships",
    Category.SENSOR: "sensors",
    Category.ENGINE: "engines",
    Category.SMALL_ARMS: "small arms",
    Category.AMMUNITION: "ammunition",
    Category.SATELLITE: "satellites",
    Category.DUAL_USE: "dual-use goods",
    Category.SERVICE: "services",
    Category.OTHER: "arms",
}
MODES = {
    Mode.TECHNOLOGY: " technology",
    Mode.SERVICE: " service",
    Mode.COMPONENT: " components",
    Mode.LICENCE: ", licensed production",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A deal with all it rests on: its mentions in time order, every field, why each claim is in it, other ids it has had."""

    deal: Deal
    mentions: tuple[Mention, ...]
    fields: tuple[Field, ...]
    by: tuple[str, ...]
    why: dict[str, tuple[str, ...]]
    aliases: frozenset[str]
    family: str = ""
    follows: bool = False
    block: str = ""


def build(
    cluster: Cluster,
    *,
    deal: str,
    aliases: frozenset[str],
    family: str | None,
    leaders: dict[str, str],
    as_of: date | None,
    catalogue: Catalogue,
    rules: Sequence[str] = ORDER,
    decided: frozenset[str] = frozenset(),
    block: str = "",
) -> Dossier | None:
    """The dossier of a transfer deal, or of a relation where `family` is given; None where everything is only denied."""
    mentions = sorted(cluster.members, key=order)
    stands = where(weighed(mentions) if family == "defence" else mentions, decided)
    if stands is None:
        return None
    look = shown(mentions, leaders, rules, decided)
    if family is not None:
        kind = Kind.COOPERATION
        codes = frozenset().union(*(m.sides for m in mentions))
        supplier = recipient = sides(mentions, lambda m: m.claim.parties, codes)
        items = tuple(i for i in look.items if i.designation or i.category is not Category.OTHER)
        intermediary: tuple[Party, ...] = ()
    else:
        kind = Kind.TRANSFER
        supplier = sides(mentions, lambda m: m.claim.supplier, _supplier_side(mentions, decided))
        recipient = sides(mentions, lambda m: m.claim.recipient, frozenset({_recipient(mentions, catalogue, decided)}))
        items = look.items
        brokers = frozenset(p.code for m in mentions for p in m.claim.intermediary if p.code)
        intermediary = sides(mentions, lambda m: m.claim.intermediary, brokers)
    supplier_codes, recipient_codes = _codes(supplier), _codes(recipient)
    days = [m.cited.known for m in mentions if m.cited.known]
    fields = (*_sided(mentions, family), *look.fields, *_stage_fields(mentions, stands), *_denial(mentions))
    record = Deal(
        deal=deal,
        title=title(items, look, supplier, recipient, family, catalogue),
        kind=kind,
        supplier=supplier,
        recipient=recipient,
        intermediary=intermediary,
        items=items,
        stage=stands.stage,
        modality=stands.modality,
        stage_history=history(mentions),
        money=look.money,
        contradictions=tuple(_contradictions(fields)),
        reports=len({m.document for m in mentions}),
        origins=len(origins(mentions)),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        standing=standing(mentions, supplier_codes, recipient_codes, catalogue),
        as_of=as_of,
        domestic=kind is Kind.TRANSFER and supplier_codes == recipient_codes,
        claims=tuple(
            sorted(
                {
                    Place(document=m.claim.document, start=m.claim.start, end=m.claim.end, claim=m.id): None
                    for m in mentions
                },
                key=lambda p: (p.document, p.start, p.end, p.claim),
            )
        ),
    )
    return Dossier(
        deal=record,
        mentions=tuple(mentions),
        fields=tuple(fields),
        by=tuple(sorted({m.id for m in stands.by})),
        why=cluster.why,
        aliases=aliases,
        family=family or "",
        follows=cluster.more,
        block=block,
    )


def _codes(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(p.code for p in parties if p.code)


def _supplier_side(mentions: Sequence[Mention], decided: Collection[str]) -> frozenset[str]:
    """The set of suppliers that claims name most, each as far as it is sure; the larger one where even."""
    live = [(m.suppliers, m) for m in mentions if m.suppliers and not m.denied]
    count = _weighed(live or [(m.suppliers, m) for m in mentions], decided)
    return max(count, key=lambda s: (count[s], len(s), sorted(s)))


def _weighed(said: Iterable[tuple[T, Mention]], decided: Collection[str]) -> dict[T, float]:
    weights: dict[T, float] = {}
    for value, mention in said:
        weights[value] = round(weights.get(value, 0.0) + sure(mention, decided), 6)
    return weights


def _recipient(mentions: Sequence[Mention], catalogue: Catalogue, decided: Collection[str]) -> str:
    """The recipient that claims name most; a force rather than the state in which it stands."""
    count = _weighed(((m.recipient, m) for m in mentions if m.recipient), decided)
    forces = {r for r in count if catalogue.home(r) in count}
    return max(forces or count, key=lambda r: (count[r], r))


def _sided(mentions: Sequence[Mention], family: str | None) -> list[Field]:
    if family is not None:
        return []
    found = []
    for name, pick in (("recipient", lambda m: m.recipient), ("supplier", lambda m: "+".join(sorted(m.suppliers)))):
        values: dict[str, set[str]] = {}
        for mention in mentions:
            if pick(mention):
                values.setdefault(pick(mention), set()).add(mention.id)
        if len(values) > 1:
            ordered = sorted(values, key=lambda v: (-len(values[v]), v))
            found.append(
                Field(
                    name=name,
                    shown=ordered[0],
                    rule="more claims over fewer",
                    values=tuple(Reading(value=v, claims=tuple(sorted(values[v]))) for v in ordered),
                )
            )
    return found


def _stage_fields(mentions: Sequence[Mention], stands: Standing) -> list[Field]:
    """Stages that do not follow on one another: a lesser step asserted no earlier than the one shown, by other words."""
    top = [m for m in stands.by if m.asserted]
    if not top:
        return []
    known = max((m.cited.known for m in top if m.cited.known), default=None)
    places = {(m.claim.document, m.claim.start) for m in top}
    if stands.stage is Stage.BLOCKED or RANK[stands.stage] < RANK[Stage.AGREEMENT]:
        return []
    lesser = [
        m
        for m in mentions
        if m.asserted
        and not m.dated
        and m.rank <= RANK[Stage.APPROVAL]
        and m.claim.kind is Kind.TRANSFER
        and RANK[stands.stage] >= RANK[Stage.ORDER]
        and known is not None
        and m.cited.known is not None
        and m.cited.known >= known
        and (m.claim.document, m.claim.start) not in places
    ]
    if not lesser:
        return []
    values = [Reading(value=str(stands.stage), claims=tuple(sorted({m.id for m in top})))]
    values += [
        Reading(value=str(stage), claims=tuple(sorted({m.id for m in lesser if m.stage is stage})))
        for stage in sorted({m.stage for m in lesser}, key=lambda s: -RANK[s])
    ]
    return [Field(name="stage", shown=str(stands.stage), rule="the furthest step asserted", values=tuple(values))]


def _denial(mentions: Sequence[Mention]) -> list[Field]:
    asserting, denying = contested(mentions)
    if not denying:
        return []
    step = max(asserting, key=lambda m: m.rank).stage
    return [
        Field(
            name="denied",
            shown=str(step),
            rule="a denial contests and does not lower the stage",
            values=(
                Reading(value=f"{step} asserted", claims=tuple(sorted({m.id for m in asserting}))),
                Reading(value="denied", claims=tuple(sorted({m.id for m in denying}))),
            ),
        )
    ]


def _contradictions(fields: Sequence[Field]) -> list[Contradiction]:
    return [c for f in fields if not f.name.endswith(".mode") and (c := f.contradiction) is not None]


def _number(value: Range | None) -> str:
    if value is None:
        return ""
    if value.min == value.max:
        return f"{value.min:,} "
    if value.min is None:
        return f"up to {value.max:,} "
    return f"at least {value.min:,} " if value.max is None else f"{value.min:,}–{value.max:,} "


def line(item: DealItem) -> str:
    """One item as a person would say it: `4 Mi-35M helicopters`."""
    noun = NOUNS[item.category]
    words = item.designation or noun
    if item.designation and item.category not in (Category.OTHER, Category.AIRCRAFT, Category.SERVICE):
        words = f"{item.designation} {noun}"
    return f"{_number(item.ordered or item.delivered)}{words}{MODES.get(item.mode, '')}"


def title(
    items: Sequence[DealItem],
    look: Shown,
    supplier: Sequence[Party],
    recipient: Sequence[Party],
    family: str | None,
    catalogue: Catalogue,
) -> str:
    """One line a person would say."""
    if family is not None:
        what = {
            "defence": "Defence cooperation",
            "pact": "Defence pact",
            "intelligence": "Intelligence cooperation",
        }.get(family, "Industrial cooperation")
        names = list(dict.fromkeys(catalogue.name(p.code or "?") for p in supplier))
        goods = f" on {', '.join(line(i) for i in items[:2])}" if items and family == "industry" else ""
        return f"{what}{goods}, {' and '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}"
    told = [line(i) for i in items[:3]]
    more = f" and {len(items) - 3} more line{'s' if len(items) > 4 else ''}" if len(items) > 3 else ""
    giver = ", ".join(dict.fromkeys(p.name or catalogue.name(p.code or "?") for p in supplier))
    taker = ", ".join(dict.fromkeys(p.name or catalogue.name(p.code or "?") for p in recipient))
    words = ", ".join(told) + more
    return f"{words[:1].upper()}{words[1:]}, {giver} to {taker}"


def unsure(deal: Deal) -> bool:
    return deal.modality is not Modality.ASSERTED

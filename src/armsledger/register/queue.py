"""What a person should look at first: by how much a decision would change and how unsure the reading is."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from armsledger.model.codes import Modality
from armsledger.register.build import Dossier
from armsledger.register.mention import Mention, order
from armsledger.register.plain import Json
from armsledger.register.register import Register
from armsledger.register.same import Cluster, same

UNSCORED = {Modality.ASSERTED: 0.3, Modality.PLANNED: 0.4, Modality.POSSIBLE: 0.5, Modality.DENIED: 0.4}
ALONE, STAGE, VALUE, REST = 3.0, 2.0, 1.0, 0.1  # effect of a decision on a claim, the largest that holds added up
MERGE = 2.0
CLOSE = 3.0  # points below the threshold at which two deals are no longer worth a question


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`kind` claim or pair; `subjects` the claim's id and its deal's, or the two deals'; weight is effect × doubt."""

    kind: str
    subjects: tuple[str, ...]
    title: str
    effect: float
    doubt: float
    reasons: tuple[str, ...]

    @property
    def weight(self) -> float:
        return round(self.effect * self.doubt, 4)

    def json(self) -> Json:
        return {
            "kind": self.kind,
            "subjects": list(self.subjects),
            "title": self.title,
            "effect": round(self.effect, 3),
            "doubt": round(self.doubt, 3),
            "weight": self.weight,
            "reasons": list(self.reasons),
        }


def queue(register: Register) -> tuple[Question, ...]:
    """The questions worth asking, most worth first. What a person has decided is not asked again."""
    by_block: dict[str, list[Dossier]] = defaultdict(list)
    for dossier in register.dossiers:
        by_block[dossier.block].append(dossier)
    settled = [p.one | p.other for p in register.force.pairs]
    found = (block_questions(group, register.force.decided, settled) for group in by_block.values())
    return ordered(q for asked in found for of_deal in asked.values() for q in of_deal)


def block_questions(
    dossiers: Iterable[Dossier], done: frozenset[str] = frozenset(), settled: Iterable[frozenset[str]] = ()
) -> dict[str, list[Question]]:
    """What is to be asked about the deals of one block, by deal; a question about two stands with the first.

    `done` are claims that were decided on, `settled` the claims of deals that were told apart or together.
    """
    group, told = list(dossiers), list(settled)
    found = {d.deal.deal: claim_questions(d, done) for d in group}
    claims = {d.deal.deal: {m.id for m in d.mentions} for d in group} if told else {}
    for question in pair_questions(group):
        one, other = question.subjects
        if not any(said <= claims[one] | claims[other] for said in told):
            found[one].append(question)
    return found


def ordered(questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(sorted(questions, key=lambda q: (-q.weight, q.kind, q.subjects)))


def claim_questions(dossier: Dossier, done: frozenset[str] = frozenset()) -> list[Question]:
    """A question for each claim of a deal that is not decided yet."""
    out = []
    live = {m.id for m in dossier.mentions if not m.denied}
    alone: dict[str, list[str]] = defaultdict(list)
    for field in dossier.fields:
        if len(field.values) > 1 and len(field.values[0].claims) == 1:
            alone[field.values[0].claims[0]].append(field.name)
    against = {c for f in dossier.fields for v in f.values[1:] for c in v.claims}
    for mention in {m.id: m for m in dossier.mentions}.values():
        if mention.id in done:
            continue
        effect, reasons = REST, []
        if live == {mention.id}:
            effect += ALONE
            reasons.append("the deal rests on it alone")
        elif dossier.by == (mention.id,):
            effect += STAGE
            reasons.append(f"it alone puts the deal at {dossier.deal.stage}")
        if alone[mention.id]:
            effect += VALUE * len(alone[mention.id])
            reasons.append("it alone says " + ", ".join(alone[mention.id]))
        score = mention.claim.score
        doubt = UNSCORED[mention.claim.modality] if score is None else 1 - score
        reasons.append("the reader gives no score" if score is None else f"the reader is {score:.0%} sure")
        if mention.id in against or alone[mention.id]:
            doubt = min(1.0, doubt + 0.2)
            reasons.append("others say otherwise")
        out.append(
            Question(
                kind="claim",
                subjects=(mention.id, dossier.deal.deal),
                title=mention.claim.quote,
                effect=effect * (1 + math.log10(max(1, dossier.deal.reports))),
                doubt=doubt,
                reasons=tuple(reasons),
            )
        )
    return out


def pair_questions(dossiers: Iterable[Dossier]) -> list[Question]:
    """Two deals of the same sides that are nearly one: same type or kind of goods, little against it."""
    group = [(d, _goods(d.mentions), _manners(d)) for d in sorted(dossiers, key=lambda d: d.deal.deal) if not d.family]
    out = []
    for n, (one, goods, manners) in enumerate(group):
        for other, its_goods, its_manners in group[n + 1 :]:
            if goods.isdisjoint(its_goods) or manners.isdisjoint(its_manners):
                continue
            points, reasons = _points(one, other)
            doubt = max(0.0, 1 - abs(points) / CLOSE) if points <= 0 else 1.0
            if doubt > 0:
                out.append(
                    Question(
                        kind="pair",
                        subjects=(one.deal.deal, other.deal.deal),
                        title=f"{one.deal.title} · {other.deal.title}",
                        effect=MERGE * (1 + math.log10(min(one.deal.reports, other.deal.reports))),
                        doubt=doubt,
                        reasons=reasons,
                    )
                )
    return out


def _manners(dossier: Dossier) -> set[str]:
    return {str(m.manner) for m in dossier.mentions}


def _goods(mentions: Iterable[Mention]) -> set[str]:
    return {g for m in mentions if not m.vague for g in (*m.types, *map(str, m.categories))}


def _points(one: Dossier, other: Dossier) -> tuple[float, tuple[str, ...]]:
    cluster = Cluster(more=one.follows)
    for mention in sorted(one.mentions, key=order):
        cluster.add(mention)
    best = max((same(cluster, m) for m in other.mentions), key=lambda s: s.points)
    return best.points, best.reasons

"""One deal as pages and commands show it: what is shown and by which rule, who says so, and every word behind it.

`deal_view` takes the published deal, what `plain.dossier_json` keeps beside it, the claims it rests on and what hangs on it
(`plain.cited_json`), and returns plain JSON:

    deal          the published deal (DEALS)
    fields        [{field, shown, rule, values: [{value, claims}]}], the shown value first
    life          [{stage, modality, from, to, reported, claims, kind}] in time order; kind `step`, or `restriction`
    claims        [{claim, report, why, reliability, credibility, denies}] in time order, `why` it is of this deal
    denials       ids of claims on record that deny something of it
    beside        {restrictions, visits, uses, figures, counted}: what names its sides or types
    follow_ons    ids of deals that are linked to it
    notes         [{who, at, text, decision}]
    decisions     [{decision, verdict, who, at, reason, change, subjects}]
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from armsledger.model.codes import Kind
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.register import beside as shelves
from armsledger.register.mention import Cited, Mention, cite, cooperation, pairs, transfers
from armsledger.register.names import NO_CATALOGUE, Catalogue, same_family
from armsledger.register.plain import Json, cited_json, codes, dossier_json, shelf_of
from armsledger.register.register import Register
from armsledger.register.weight import credibility, reliability


def deal_view(
    deal: Json,
    dossier: Json,
    entries: Iterable[Entry],
    beside: Iterable[Json] = (),
    deals: Iterable[Json] = (),
    decisions: Iterable[Decision] = (),
    catalogue: Catalogue = NO_CATALOGUE,
) -> Json:
    """All there is to show of one deal. `deals` are those that may be linked to it."""
    cited = sorted((cite(e) for e in entries), key=lambda c: (str(c.known), c.claim.document, c.claim.start, c.id))
    mentions = [m for c in cited for m in _mention(c)]
    sides = frozenset(codes([*deal["supplier"], *deal["recipient"]]))
    why = dossier.get("why", {})
    hanging = [r for r in beside if hangs(r["claim"], deal, catalogue)]
    own = {c["claim"] for c in deal["claims"]}
    decided = [d for d in decisions if {deal["deal"], *dossier.get("aliases", ()), *own} & set(d.subjects)]
    return {
        "deal": deal,
        "fields": dossier.get("fields", []),
        "life": _life(deal, hanging, {c.id: c for c in cited}),
        "claims": [_weighed(m, mentions, why, sides, catalogue) for m in mentions],
        "denials": sorted({m.id for m in mentions if m.denied}),
        "beside": {
            "restrictions": shelves.restrictions(hanging),
            "visits": shelves.visits(hanging),
            "uses": shelves.uses(hanging, catalogue=catalogue),
            "figures": shelves.figures(hanging),
            "counted": shelves.counted(hanging),
        },
        "follow_ons": sorted(d["deal"] for d in deals if any(x["deal"] == deal["deal"] for x in d["links"])),
        "notes": [
            {"who": d.who, "at": d.decided_at.isoformat(), "text": d.reason or "", "decision": d.id}
            for d in decided
            if d.verdict is Verdict.NOTE
        ],
        "decisions": [decision_json(d) for d in decided],
    }


def decision_json(decision: Decision) -> Json:
    return {
        "decision": decision.id,
        "verdict": str(decision.verdict),
        "subjects": list(decision.subjects),
        "who": decision.who,
        "at": decision.decided_at.isoformat(),
        "reason": decision.reason,
        "change": decision.change,
    }


def view_of(
    register: Register, deal: str, decisions: Sequence[Decision] = (), catalogue: Catalogue = NO_CATALOGUE
) -> Json | None:
    """`deal_view` from a register in memory; None where it has no such deal."""
    from armsledger.model.contract import deal_json

    found = register.dossier(deal)
    if found is None:
        return None
    return deal_view(
        deal_json(found.deal),
        dossier_json(found),
        {m.id: m.cited.entry for m in found.mentions}.values(),
        beside_rows(register),
        [deal_json(d) for d in register.deals],
        decisions,
        catalogue,
    )


def beside_rows(register: Register, shelf: str | None = None) -> list[Json]:
    """The claims that make no deal, as `plain.cited_json`; of one shelf only where given."""
    return [
        cited_json(c)
        for c in register.cited.values()
        if (kept := shelf_of(c.claim)) is not None and (shelf is None or kept == shelf)
    ]


def _mention(cited: Cited) -> list[Mention]:
    """The claim as one mention, whichever pair it is looked at for."""
    if cited.claim.kind is Kind.COOPERATION:
        found = cooperation(cited, {})
        return [found] if found is not None else []
    suppliers, recipients = pairs(cited)
    return transfers(cited, suppliers, recipients[0], {})[:1]


def _weighed(
    mention: Mention, mentions: Sequence[Mention], why: Mapping[str, Any], sides: frozenset[str], catalogue: Catalogue
) -> Json:
    letter, by = reliability(mention, catalogue, sides)
    figure, because = credibility(mention, mentions, catalogue, sides)
    return cited_json(mention.cited) | {
        "why": list(why.get(mention.id, ())),
        "reliability": {"grade": letter, "why": by},
        "credibility": {"grade": figure, "why": because},
        "denies": mention.denied,
    }


def _life(deal: Json, hanging: Sequence[Json], cited: Mapping[str, Cited]) -> list[Json]:
    steps: list[Json] = []
    for step in deal["stage_history"]:
        known = [cited[c].known for c in step["claims"] if c in cited]
        days = sorted(d.isoformat() for d in known if d is not None)
        steps.append(step | {"kind": "step", "reported": days[0] if days else None})
    for row in hanging:
        claim = row["claim"]
        if claim["kind"] != "restriction" or claim["modality"] != "asserted" or not codes(claim["recipient"]):
            continue
        when = claim["when"] or {}
        steps.append(
            {
                "kind": "restriction",
                "stage": claim["action"],
                "modality": claim["modality"],
                "from": when.get("from"),
                "to": when.get("to") or row["report"]["known_on"],
                "reported": row["report"]["known_on"],
                "claims": [claim["claim"]],
                "by": claim["parties"],
            }
        )
    return sorted(steps, key=lambda s: (s["to"] or s["from"] or "9", s["kind"] == "step", s["reported"] or ""))


def hangs(claim: Json, deal: Json, catalogue: Catalogue = NO_CATALOGUE) -> bool:
    """Whether a claim that is no deal bears on this one: it names both sides, or a side and a type of its, or both visitors."""
    givers, takers = set(codes(deal["supplier"])), set(codes(deal["recipient"]))
    kind = claim["kind"]
    mine = [i["designation"] for i in deal["items"] if i["designation"]]
    theirs = [i["designation"] for i in claim["items"] if i["designation"]]
    typed = any(same_family(a, b, catalogue) for a in mine for b in theirs)
    kinds = {i["category"] for i in deal["items"]} & {i["category"] for i in claim["items"]}
    if kind == "restriction":
        from_, to = set(codes(claim["supplier"])), set(codes(claim["recipient"]))
        loose = any(i["category"] == "other" and i["mode"] == "goods" for i in claim["items"])
        fits = typed or bool(kinds) or (loose and not theirs) or not claim["items"]
        if from_ & givers and to & takers:
            return fits
        return (not from_ and bool(to & takers) and fits) or (bool(from_ & givers) and not to and typed)
    if kind == "visit":
        sides = set(codes(claim["parties"]))
        same_report = any(c["document"] == claim["document"] for c in deal["claims"])
        return bool(sides & givers) and bool(sides & takers) and len(sides & (givers | takers)) > 1 and same_report
    if kind == "use":
        return typed and bool(set(codes(claim["parties"][:1])) & (givers | takers))
    if kind == "figure":
        said = claim["measure"] or {}
        named = set(codes([*said.get("subject", ()), *said.get("counterpart", ())]))
        if typed and (not named or named & (givers | takers)):
            return True
        return bool(named & givers) and bool(named & takers) and givers != takers
    if kind == "transfer":
        return bool(set(codes(claim["supplier"])) & givers) and typed and not codes(claim["recipient"])
    return False

"""What views pass on: plain JSON, the same from memory and from the ledger's derived rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from armsledger.model.claim import Claim
from armsledger.model.codes import Kind, Modality
from armsledger.model.contract import assertion_json, range_json
from armsledger.model.values import Range
from armsledger.register.build import Dossier
from armsledger.register.mention import Cited

Json = dict[str, Any]


def cited_json(cited: Cited) -> Json:
    """A claim with what a reader needs of its report: `claim` (contract JSON with `claim`, `score`) and `report`."""
    report = cited.entry.report
    return {
        "claim": assertion_json(cited.claim)
        | {"claim": cited.id, "score": cited.claim.score, "reader": cited.claim.reader},
        "report": {
            "document": report.document,
            "title": report.title,
            "publisher": report.publisher,
            "url": report.url,
            "known_on": cited.known.isoformat() if cited.known else None,
            "origin": cited.origin,
        },
    }


def dossier_json(dossier: Dossier) -> Json:
    """What stands beside the published deal: every field with its values and rule, why each claim is in it, other ids."""
    return {
        "deal": dossier.deal.deal,
        "fields": [
            {
                "field": f.name,
                "shown": f.shown,
                "rule": f.rule,
                "values": [{"value": v.value, "claims": list(v.claims)} for v in f.values],
            }
            for f in dossier.fields
        ],
        "by": list(dossier.by),
        "why": {claim: list(reasons) for claim, reasons in sorted(dossier.why.items())},
        "aliases": sorted(dossier.aliases),
        "family": dossier.family or None,
        "follows": dossier.follows,
    }


BESIDE = (Kind.VISIT, Kind.FIGURE, Kind.RESTRICTION, Kind.USE)


def shelf_of(claim: Claim) -> str | None:
    """Where a claim that makes no deal of its own is kept: its kind, `umbrella` for counted sides, `denial`; None for others."""
    if claim.kind in BESIDE:
        return str(claim.kind)
    sides = (*claim.supplier, *claim.recipient) if claim.kind is Kind.TRANSFER else claim.parties
    if claim.modality is Modality.DENIED:
        return "denial"
    if any(not p.known and p.name for p in sides):
        return "umbrella"
    return None


def codes(parties: Iterable[str]) -> list[str]:
    """The codes of parties written as the contract does; those that are not named are left out."""
    found = []
    for party in parties:
        if party.startswith("?"):
            continue
        code = party[:-1].rpartition(" (")[2] if party.endswith(")") and " (" in party else party
        if code not in found:
            found.append(code)
    return found


def number(value: Any) -> str:
    """A figure's value or a range as people write it."""
    if isinstance(value, Range):
        value = range_json(value)
    if isinstance(value, Mapping):
        low, high = value.get("min"), value.get("max")
        if low == high:
            return number(low)
        if low is None:
            return f"up to {number(high)}"
        return f"at least {number(low)}" if high is None else f"{number(low)}–{number(high)}"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.10g}"
    return "unknown" if value is None else f"{int(value):,}"

"""One claim: what is said, in which words, by whom, how each value was read, and what rests on it."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from armsledger.model.contract import claim_id
from armsledger.web.cite import bibtex, citation, csl
from armsledger.web.claims import card, figure
from armsledger.web.marks import around, pieces
from armsledger.web.names import Names
from armsledger.web.pages.report import about, all_marks
from armsledger.web.site import Here
from armsledger.web.view import View, page
from armsledger.web.words import told

router = APIRouter(tags=["claims"])
VALUES = (
    "stage", "form", "action", "supplier", "recipient", "intermediary", "parties", "money", "when", "modality", "attribution", "measure",
)  # fmt: skip


@router.get("/claim/{claim}/cite.{form}", include_in_schema=False)
def cite(visit: Here, claim: str, form: str) -> Response:
    entry = visit.ledger.entry(claim)
    key = claim_id(entry.claim)
    found = citation(visit, f"armsledger-claim-{key[:12]}", entry.claim.quote, f"/claim/{key}")
    return bibtex(found) if form == "bib" else csl(found)


@page(router, "/claim/{claim}", name="claim")
def claim_page(visit: Here, claim: str) -> View:
    """One claim by its id or the beginning of it, with the words of every value."""
    entry = visit.ledger.entry(claim)
    found = card(entry, visit.site.names)
    key = found["claim"]
    deals = [visit.ledger.deals.deal(d) for d in visit.ledger.deals.of_claims([key]).get(key, ())]
    decisions = [d for d in visit.decisions() if key in d.subjects]
    text = entry.report.text
    where = [
        found["start"],
        found["end"],
        *(e["start"] for e in found["evidence"]),
        *(e["end"] for e in found["evidence"]),
    ]
    near = [p for p in where if abs(p - found["start"]) < 1500]
    within = around(text, min(near), max(near), 160 if visit.site.settings.excerpts_only else 400)
    every = "" if not found["evidence"] else key
    return View(
        title=found["said"],
        template="claim.html",
        data={"claim": found, "report": about(entry.report), "deals": deals},
        shown={
            "values": values(found, visit.site.names),
            "pieces": pieces(text, all_marks([found], key), entry.report.body, within=within),
            "lit_all": every,
            "begins": within.start == 0,
            "ends": within.end == len(text),
            "decisions": decisions,
        },
        columns=("field", "value", "start", "end", "inferred"),
        rows=[e | {"value": told(e["value"]), "inferred": e.get("inferred", False)} for e in found["evidence"]],
    )


def values(found: Mapping[str, Any], names: Names) -> list[dict[str, Any]]:
    """Every value of a claim in words with the address of its lit words and how it was come by."""
    out = []
    paths = [(name, found[name]) for name in VALUES]
    for n, item in enumerate(found["items"]):
        paths += [(f"items[{n}].{f}", item[f]) for f in ("designation", "category", "quantity", "mode")]
    for path, value in paths:
        if value not in (None, []):
            evidence = [e for e in found["evidence"] if e["field"] == path]
            out.append(
                {
                    "field": path,
                    "value": value,
                    "words": figure(value, names) if path == "measure" else told(value),
                    "evidence": evidence,
                    "inferred": any(e.get("inferred") for e in evidence),
                }
            )
    return out

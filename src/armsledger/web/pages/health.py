"""Health: what the ledger holds, whether the register follows it, what went wrong while reading."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from armsledger.engine.register import behind
from armsledger.model.problem import Problem
from armsledger.web.site import Here
from armsledger.web.view import View, page

router = APIRouter(tags=["health"])
SHOWN = 200
LEADS = {
    "documents": "/sources",
    "reports": "/sources",
    "claims": "/search?in=claim",
    "problems": "#problems",
    "deals": "/register?domestic=all",
}


class HealthAsk(BaseModel):
    code: str = Field("", description="the problems of one code", max_length=80)


@page(router, "/health", name="health")
def health(visit: Here, ask: Annotated[HealthAsk, Query()]) -> View:
    """How much is held, whether the register stands as the evidence has it, and the problems by code."""
    ledger = visit.ledger
    counts = visit.of_evidence("counts", ledger.counts)
    codes = ledger.problem_codes()
    total = codes.get(ask.code, 0) if ask.code else sum(codes.values())
    return View(
        title="Health",
        template="health.html",
        data={
            "version": visit.site.version,
            "counts": {f: getattr(counts, f) for f in counts.__slots__},
            "revision": visit.revision,
            "follows": not behind(ledger),
            "waiting": visit.kept("waiting", ledger.deals.waiting),
            "readers": visit.of_reports("readers", ledger.readers),
            "codes": codes,
            "problems": _rows(ledger.problems(ask.code or None, newest=SHOWN)),
        },
        shown={"ask": ask, "total": total, "leads": LEADS},
        columns=("code", "place", "line", "message", "met_at"),
        rows=lambda: _rows(ledger.problems(ask.code or None, newest=total)),
    )


def _rows(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "code": p.code,
            "place": p.place,
            "line": p.line,
            "message": p.message,
            "met_at": p.met_at and p.met_at.isoformat(),
        }
        for p in problems
    ]

"""Health: what the ledger holds, whether the register follows it, what went wrong while reading."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from armsledger.web.outlets import headlines
from armsledger.web.site import Here
from armsledger.web.view import View, page

router = APIRouter(tags=["health"])
SHOWN = 200


class HealthAsk(BaseModel):
    code: str = Field("", description="the problems of one code", max_length=80)


@page(router, "/health", name="health")
def health(visit: Here, ask: Annotated[HealthAsk, Query()]) -> View:
    """How much is held, whether the register stands as the evidence has it, and the problems by code."""
    ledger = visit.ledger
    counts, position = ledger.counts(), ledger.position()
    problems = list(ledger.problems())
    codes = Counter(p.code for p in problems)
    kept = ledger.derived.get("register", "position")
    wanted = [p for p in problems if not ask.code or p.code == ask.code]
    rows = [
        {
            "code": p.code,
            "place": p.place,
            "line": p.line,
            "message": p.message,
            "met_at": p.met_at and p.met_at.isoformat(),
        }
        for p in reversed(wanted)
    ]
    readers = Counter(h.reader for h in headlines(visit))
    return View(
        title="Health",
        template="health.html",
        data={
            "version": visit.site.version,
            "counts": {f: getattr(counts, f) for f in counts.__slots__},
            "revision": visit.revision,
            "follows": kept is None or list(kept) == list(position),
            "readers": dict(readers.most_common()),
            "codes": dict(codes.most_common()),
            "problems": rows[:SHOWN],
        },
        shown={"ask": ask, "total": len(rows)},
        columns=("code", "place", "line", "message", "met_at"),
        rows=rows,
    )

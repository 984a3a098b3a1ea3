"""Sources: who published what was read, how much it gave, how fresh it is; and the reports themselves."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from armsledger.ledger import Headline
from armsledger.web.outlets import press
from armsledger.web.site import Here
from armsledger.web.view import View, page

router = APIRouter(tags=["sources"])
PER = 100


class SourcesAsk(BaseModel):
    publisher: str = Field("", description="the reports of one publisher", max_length=200)
    from_: int = Field(0, alias="from", ge=0, description="how many reports to leave out at the start")


@page(router, "/sources", name="sources")
def sources(visit: Here, ask: Annotated[SourcesAsk, Query()]) -> View:
    """Publishers with how many reports and claims they gave; with `publisher`, its reports, the newest first."""
    rows = press(visit)
    total = next((r["reports"] for r in rows if r["publisher"] == ask.publisher), 0)
    found = visit.ledger.headlines(ask.publisher, limit=PER, offset=ask.from_) if total else ()
    following = str(visit.address.put(**{"from": ask.from_ + PER})) if total > ask.from_ + PER else None
    return View(
        title=ask.publisher or "Sources",
        template="sources.html",
        data={"publishers": rows, "publisher": ask.publisher or None, "reports": _told(found)},
        shown={"following": following, "total": total, "all": sum(r["reports"] for r in rows)},
        columns=("document", "title", "url", "claims", "read_at", "reader")
        if ask.publisher
        else (
            "publisher",
            "reports",
            "claims",
            "claimless",
            "copies",
            "first_written",
            "last_written",
            "last_read",
            "freshness",
        ),
        rows=(lambda: _told(visit.ledger.headlines(ask.publisher, limit=total))) if ask.publisher else rows,
    )


def _told(found: Iterable[Headline]) -> list[dict[str, Any]]:
    return [
        {
            "document": x.document,
            "title": x.title,
            "url": x.url,
            "written": {"from": x.written[0], "to": x.written[1]},
            "claims": x.claims,
            "read_at": x.read_at.isoformat(),
            "reader": x.reader,
        }
        for x in found
    ]

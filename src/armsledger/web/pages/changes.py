"""What changed: new deals, deals that moved, were contradicted, confirmed; as a page and as a feed."""

from datetime import date, timedelta
from typing import Annotated, Any
from xml.etree import ElementTree as Xml

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from armsledger.model.ids import content_id
from armsledger.web.address import pack_cursor, read_cursor
from armsledger.web.datewords import days
from armsledger.web.failures import Wrong
from armsledger.web.moves import Move, moves, newest
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page, tag

router = APIRouter(tags=["changes"])
ATOM = "http://www.w3.org/2005/Atom"
WEEK = timedelta(days=7)
WORDS = {
    "new": "new on record",
    "moved": "moved",
    "blocked": "blocked",
    "revived": "revived",
    "contradicted": "contradicted",
    "confirmed": "stands otherwise",
    "value": "figures changed",
    "merged": "merged",
    "silent": "fell silent",
    "gone": "gone",
}


class ChangesAsk(BaseModel):
    since: str = Field(
        "", description="a day or time in words; by itself the week before the newest report", max_length=60
    )
    after: str = ""


@page(router, "/changes", name="changes")
def changes(visit: Here, ask: Annotated[ChangesAsk, Query()]) -> View:
    """What reports of a day or later changed in the register, deal by deal, the last reported first."""
    since = _since(visit, ask.since)
    found = moves(visit, since, read_cursor(ask.after))
    told = [told_move(visit, m) for m in found.moves]
    return View(
        title="What changed",
        template="changes.html",
        data={"since": since.isoformat(), "deals": found.deals, "changes": told},
        shown={"ask": ask, "words": WORDS, "by_day": _by_day(told)},
        columns=("on", "change", "deal", "title", "was", "now", "claims"),
        rows=told,
        after=pack_cursor(found.after),
    )


@router.get("/changes.atom", response_class=Response, summary="What changed, as an Atom feed")
def feed(visit: Here, since: str = "") -> Response:
    """The changes of the last week (or since a day) as Atom; ids stay the same for the same change."""
    day = _since(visit, since)
    host = str(visit.request.base_url).rstrip("/")
    root = Xml.Element("feed", {"xmlns": ATOM})
    found = moves(visit, day)
    newest_on = max((m.on for m in found.moves), default=day.isoformat())
    for name, text in (
        ("id", f"{host}/changes.atom"),
        ("title", "armsledger: what changed"),
        ("updated", f"{newest_on}T00:00:00Z"),
    ):
        Xml.SubElement(root, name).text = text
    Xml.SubElement(root, "link", {"rel": "self", "href": f"{host}/changes.atom"})
    Xml.SubElement(root, "link", {"rel": "alternate", "href": f"{host}/changes"})
    Xml.SubElement(Xml.SubElement(root, "author"), "name").text = "armsledger"
    for move in found.moves:
        told, entry = told_move(visit, move), Xml.SubElement(root, "entry")
        key = content_id([told["deal"], told["change"], told["was"], told["now"], told["claims"]])
        Xml.SubElement(entry, "id").text = f"urn:armsledger:{key}"
        Xml.SubElement(entry, "title").text = f"{told['title']}: {WORDS[told['change']]}"
        Xml.SubElement(entry, "updated").text = f"{told['on']}T00:00:00Z"
        Xml.SubElement(entry, "link", {"rel": "alternate", "href": f"{host}/deal/{told['deal']}"})
        words = " → ".join(w for w in (told["was"], told["now"]) if w)
        Xml.SubElement(entry, "summary").text = f"{words}. {move.deal['standing']}."
    body = b'<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="utf-8")
    headers = {"ETag": tag(body), "Cache-Control": "private, no-cache"}
    if headers["ETag"] in visit.request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/atom+xml; charset=utf-8", headers=headers)


def _since(visit: Visit, words: str) -> date:
    if words.strip():
        try:
            first, _ = days(words, visit.today)
        except ValueError as error:
            raise Wrong("since", str(error)) from error
        if first is None:
            raise Wrong("since", "a day to begin with is wanted, such as last week or 2024-06")
        return first
    last = newest(visit)
    return (min(last, visit.today) if last else visit.today) - WEEK


def told_move(visit: Visit, move: Move) -> dict[str, Any]:
    """A change as plain JSON with what a line of the list shows."""
    changed = move.changed.json()
    return changed | {
        "on": move.on,
        "title": visit.site.names.title(move.deal),
        "stage": move.deal["stage"],
        "modality": move.deal["modality"],
        "standing": move.deal["standing"],
    }


def _by_day(told: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for one in told:
        found.setdefault(one["on"] or "", []).append(one)
    return sorted(found.items(), reverse=True)

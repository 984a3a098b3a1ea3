"""What changed: new deals, deals that moved, were contradicted, confirmed; as a page and as a feed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal
from xml.etree import ElementTree as Xml

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from armsledger.model.ids import content_id
from armsledger.web import words
from armsledger.web.address import pack_cursor, read_cursor
from armsledger.web.claims import card
from armsledger.web.datewords import days
from armsledger.web.failures import Wrong
from armsledger.web.moves import Move, moves, newest, silences
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page, tag

router = APIRouter(tags=["changes"])
ATOM = "http://www.w3.org/2005/Atom"
WEEK = timedelta(days=7)
SILENT, FEED = 8, 50  # silent deals told beside the others; deals of the feed
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
    show: Literal["", "silent"] = Field("", description="`silent`: deals under way that nobody speaks of any more")
    after: str = ""


@page(router, "/changes", name="changes")
def changes(visit: Here, ask: Annotated[ChangesAsk, Query()]) -> View:
    """What reports and decisions of a day or later changed in the register, deal by deal, the last reported first.

    The first part also has the first deals that fell silent; `show=silent` lists all of these.
    """
    since = _since(visit, ask.since)
    after = read_cursor(ask.after)
    found = (silences if ask.show else moves)(visit, since, after)
    quiet = None if ask.show or after else silences(visit, since, limit=SILENT)
    told = [told_move(visit, m) for m in found.moves]
    return View(
        title="What changed",
        template="changes.html",
        data={
            "since": since.isoformat(),
            "deals": found.deals,
            "changes": told,
            "silent": quiet and {"deals": quiet.deals, "changes": [told_move(visit, m) for m in quiet.moves]},
        },
        shown={"ask": ask, "words": WORDS, "by_day": by_day(visit, told)},
        columns=("on", "change", "deal", "title", "was", "now", "standing", "claims"),
        rows=told,
        after=pack_cursor(found.after),
    )


@router.get("/changes.atom", response_class=Response, summary="What changed, as an Atom feed")
def feed(visit: Here, since: str = "") -> Response:
    """The changes of the last week (or since a day) as Atom; ids stay the same for the same change."""
    day = _since(visit, since)
    host = str(visit.request.base_url).rstrip("/")
    root = Xml.Element("feed", {"xmlns": ATOM})
    found = moves(visit, day, limit=FEED)
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
    for move in (*found.moves, *silences(visit, day, limit=SILENT).moves):
        told, entry = told_move(visit, move), Xml.SubElement(root, "entry")
        key = content_id([told["deal"], told["change"], told["was"], told["now"], told["claims"]])
        Xml.SubElement(entry, "id").text = f"urn:armsledger:{key}"
        Xml.SubElement(entry, "title").text = f"{told['title']}: {WORDS[told['change']]}"
        Xml.SubElement(entry, "updated").text = f"{told['on']}T00:00:00Z"
        Xml.SubElement(entry, "link", {"rel": "alternate", "href": host + _link(told)})
        Xml.SubElement(entry, "summary").text = ". ".join(w for w in (told["said"], told["standing"]) if w) + "."
    body = b'<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="utf-8")
    headers = {"ETag": tag(body), "Cache-Control": "private, no-cache"}
    if headers["ETag"] in visit.request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/atom+xml; charset=utf-8", headers=headers)


def _since(visit: Visit, asked: str) -> date:
    if asked.strip():
        try:
            first, _ = days(asked, visit.today)
        except ValueError as error:
            raise Wrong("since", str(error)) from error
        if first is None:
            raise Wrong("since", "a day to begin with is wanted, such as last week or 2024-06")
        return first
    last = newest(visit)
    return (min(last, visit.today) if last else visit.today) - WEEK


def _link(told: dict[str, Any]) -> str:
    return f"/deal/{told['now_deal']}" if told["now_deal"] else f"/claim/{told['claims'][0]}"


def told_move(visit: Visit, move: Move) -> dict[str, Any]:
    """A change as plain JSON with what a line of the list shows; `said` tells it in words."""
    changed, deal = move.changed.json(), move.deal
    if changed["change"] == "contradicted":
        values = next((c["values"] for c in deal["contradictions"] if c["field"] == changed["was"]), ())
        said = f"{words.field(changed['was'])}: {' · '.join(words.told(v['value']) for v in values)}"
    elif changed["change"] in ("moved", "revived", "blocked", "confirmed"):
        said = f"{changed['was']} → {changed['now']}"
    elif changed["change"] == "silent":
        said = f"{changed['now']}, last spoken of {words.day(changed['was'])}"
    else:
        said = {"new": "", "merged": "it went into this deal", "gone": "nothing bears it any more"}.get(
            changed["change"], "" if changed["was"] == changed["now"] else f"before: {changed['was']}"
        )
    return changed | {
        "on": move.on,
        "title": visit.site.names.title(deal),
        "now_deal": None if changed["change"] == "gone" else deal["deal"],
        "stage": deal["stage"],
        "modality": deal["modality"],
        "standing": deal["standing"],
        "origins": deal["origins"],
        "said": said,
    }


def by_deal(visit: Visit, told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The changes of each deal and day together, with the words of one claim behind them."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in told:
        key = (one["on"], one["now_deal"] or one["deal"])
        deal = found.setdefault(key, one | {"changes": [], "claim": None})
        deal["changes"].append(one)
        deal["claim"] = deal["claim"] or next(iter(one["claims"]), None)
    entries = visit.ledger.entries_of({d["claim"] for d in found.values() if d["claim"]})
    for deal in found.values():
        entry = entries.get(deal["claim"] or "")
        deal["card"] = card(entry, visit.site.names) if entry else None
    return list(found.values())


def by_day(visit: Visit, told: Sequence[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Deals with their changes under the day of each, the last day first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for deal in by_deal(visit, told):
        found.setdefault(deal["on"] or "", []).append(deal)
    return sorted(found.items(), reverse=True)

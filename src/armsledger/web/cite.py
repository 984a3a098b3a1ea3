"""Citations of what a page shows, with the day it was shown for: BibTeX and CSL-JSON."""

import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from armsledger.web.site import Visit

Json = Mapping[str, Any]


def citation(visit: Visit, key: str, title: str, path: str, as_of: str | None = None) -> dict[str, Any]:
    """What is cited, where, as of when, seen when."""
    return {
        "key": key,
        "title": title,
        "url": str(visit.request.base_url).rstrip("/") + path,
        "as_of": as_of or visit.today.isoformat(),
        "seen": visit.today.isoformat(),
        "version": visit.site.version,
    }


def deal_citation(deal: Json, visit: Visit) -> dict[str, Any]:
    return citation(
        visit, f"armsledger-{deal['deal']}", visit.site.names.title(deal), f"/deal/{deal['deal']}", deal["as_of"]
    )


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", " "))


def bibtex(c: Json) -> Response:
    text = (
        f"@misc{{{c['key']},\n  title = {{{_tex(c['title'])}}},\n  howpublished = {{armsledger register, as of {c['as_of']}}},\n"
        f"  year = {{{c['as_of'][:4]}}},\n  url = {{{c['url']}}},\n  urldate = {{{c['seen']}}},\n"
        f"  note = {{armsledger {c['version']}}}\n}}\n"
    )
    return Response(text, media_type="application/x-bibtex; charset=utf-8")


def csl(c: Json) -> Response:
    def parts(day: str) -> dict[str, list[list[int]]]:
        return {"date-parts": [[int(p) for p in day.split("-")]]}

    told = {
        "id": c["key"],
        "type": "dataset",
        "title": c["title"],
        "container-title": "armsledger register",
        "URL": c["url"],
        "issued": parts(c["as_of"]),
        "accessed": parts(c["seen"]),
        "version": c["version"],
    }
    return Response(
        json.dumps([told], ensure_ascii=False, indent=1), media_type="application/vnd.citationstyles.csl+json"
    )

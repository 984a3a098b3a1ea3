"""Claims as pages show them: what is said in words, where, by whom, and the address of the lit words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from armsledger.model.contract import claim_json
from armsledger.model.reading import Entry
from armsledger.web import words
from armsledger.web.address import segment
from armsledger.web.names import Names

Json = Mapping[str, Any]
SPEAKERS = {
    "official": "an official",
    "unnamed_official": "an official not named",
    "unnamed_source": "sources not named",
    "expert": "an expert",
    "unnamed_expert": "experts not named",
    "institution": "an institution",
    "media": "another outlet",
    "author": "the report itself",
}


def lit(document: str, claim: str, field: str | None = None) -> str:
    """The report at the claim's words; with a field, at the words that value was read from."""
    chosen = f"&field={segment(field)}" if field else ""
    return f"/report/{segment(document)}?claim={claim}{chosen}#c-{claim}"


def original(url: str | None) -> str | None:
    """The address of the original where it is one that a browser may be sent to."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def speaker(claim: Json) -> str:
    said = claim["attribution"]
    told = SPEAKERS.get(said["kind"], words.plain(said["kind"]))
    return f"{said['who']} ({told})" if said["who"] else told


def goods(items: Sequence[Json]) -> str:
    """Items as words: `16 JF-17 Block III, drones`."""
    told = []
    for item in items:
        many = words.span(item["quantity"]) if item.get("quantity") else ""
        mode = "" if item["mode"] == "goods" else f" ({words.plain(item['mode'])})"
        told.append(" ".join(p for p in (many, item["designation"] or words.plain(item["category"])) if p) + mode)
    return ", ".join(told)


def said(claim: Json, names: Names) -> str:
    """What a claim asserts, in a line."""

    def sides(field: str) -> str:
        return words.joined([names.party(p) for p in claim[field]])

    kind, items = claim["kind"], goods(claim["items"])
    stage = words.plain(claim["stage"]) if claim["stage"] else ""
    parts: list[str] = []
    if kind == "transfer":
        parts = [f"{stage}: {items or 'arms'}", f"{sides('supplier') or '?'} → {sides('recipient') or '?'}"]
    elif kind == "cooperation":
        parts = [f"{stage}: {words.plain(claim['form'] or 'cooperation')}", items, sides("parties")]
    elif kind == "restriction":
        parts = [
            words.plain(claim["action"] or "restriction"),
            items,
            f"by {sides('parties')}" if claim["parties"] else "",
        ]
        if claim["supplier"] or claim["recipient"]:
            parts.append(f"on {sides('supplier') or 'anyone'} → {sides('recipient') or 'anyone'}")
    elif kind == "figure" and claim["measure"]:
        parts = [figure(claim["measure"], names)]
    elif kind == "visit":
        visitor, *hosts = [names.party(p) for p in claim["parties"]] or ["?"]
        parts = [f"{visitor} visits {words.joined(hosts) or 'abroad'}"]
    else:
        user, *others = [names.party(p) for p in claim["parties"]] or ["?"]
        parts = [f"{user} uses {items or 'arms'}", f"against {words.joined(others)}" if others else ""]
    if claim["money"]:
        parts.append(words.money(claim["money"]))
    return " · ".join(p for p in parts if p)


def figure(measure: Json, names: Names) -> str:
    value = measure["value"]
    told = words.span(value) if isinstance(value, dict) else words.number(value)
    unit = measure["unit"] or ""
    amount = f"{told} %" if unit == "percent" else f"no. {told}" if unit == "rank" else f"{told} {unit}".strip()
    about = words.joined([names.party(p) for p in measure["subject"]])
    with_ = words.joined([names.party(p) for p in measure["counterpart"]])
    return (
        f"{words.plain(measure['name'])}: {amount}"
        + (f" · {about}" if about else "")
        + (f" · {with_}" if with_ else "")
    )


def card(entry: Entry, names: Names) -> dict[str, Any]:
    """The claim as contract JSON with what a page needs beside it."""
    claim, report = claim_json(entry.claim), entry.report
    known = report.known_on()
    return claim | {
        "said": said(claim, names),
        "speaker": speaker(claim),
        "title": report.title or report.document,
        "publisher": report.publisher or report.agency,
        "known_on": known and known.isoformat(),
        "written": report.written is not None,
        "lit": lit(claim["document"], claim["claim"]),
        "page": f"/claim/{claim['claim']}",
    }


def lit_fields(claim: Json) -> dict[str, str]:
    """The address of the lit words, by the path of the field they were read into."""
    return {e["field"]: lit(claim["document"], claim["claim"], e["field"]) for e in claim["evidence"]}


def by_id(cards: Iterable[Json]) -> dict[str, Json]:
    return {c["claim"]: c for c in cards}

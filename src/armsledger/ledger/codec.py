"""Records as the ledger keeps them: JSON without what is empty, without what another row already says.

A claim's quote is the page's text at its span, its document is its report's, its reader is its reading's: none is kept twice.
"""

import json
import zlib
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Action, Basis, Category, Form, Kind, MeasureName, Modality, Mode, Speaker, Stage
from armsledger.model.contract import item_json, measure_json, money_json, period_json
from armsledger.model.decision import Decision, Verdict
from armsledger.model.report import Dating, Page, Report
from armsledger.model.values import AUTHOR, Attribution, Item, Measure, Money, Party, Period, Range, Span

Json = dict[str, Any]
_encode = json.JSONEncoder(separators=(",", ":")).encode  # all ASCII: lone surrogates and NUL survive both databases
dumps = _encode
loads = json.loads

party = lru_cache(maxsize=65536)(Party.parse)


def squeeze(text: str | bytes) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, 1)


def bytes_of(kept: bytes) -> bytes:
    return zlib.decompress(kept)


def text_of(kept: bytes) -> str:
    return zlib.decompress(kept).decode("utf-8", "surrogatepass")


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC, always the same length, so that the text sorts as the time does."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _period(value: Json | None) -> Period | None:
    return None if value is None else Period(first_on=_day(value["from"]), last_on=_day(value["to"]))


def _range(value: Json | None) -> Range | None:
    return None if value is None else Range(min=value["min"], max=value["max"])


def _full(record: Json) -> Json:
    return {k: v for k, v in record.items() if v not in (None, [], ())}


def pack_claim(claim: Claim, reader: str) -> str:
    """`reader` is the reading's; another one of the claim's own is kept with it."""
    out: Json = {"start": claim.start, "end": claim.end, "kind": claim.kind}
    if claim.stage is not None:
        out["stage"] = claim.stage
    for side in ("supplier", "recipient", "intermediary", "parties"):
        if named := getattr(claim, side):
            out[side] = [str(p) for p in named]
    if claim.items:
        out["items"] = [item_json(i) for i in claim.items]
    if claim.money is not None:
        out["money"] = money_json(claim.money)
    if claim.when is not None:
        out["when"] = period_json(claim.when)
    if claim.modality is not Modality.ASSERTED:
        out["modality"] = claim.modality
    if claim.attribution != AUTHOR:
        out["attribution"] = [claim.attribution.kind, claim.attribution.who]
    if claim.measure is not None:
        out["measure"] = measure_json(claim.measure)
    if claim.action is not None:
        out["action"] = claim.action
    if claim.form is not None:
        out["form"] = claim.form
    if claim.score is not None:
        out["score"] = claim.score
    if claim.reader is not None and claim.reader != reader:
        out["reader"] = claim.reader
    if claim.evidence:
        out["evidence"] = [
            (e.field, e.value, e.start, e.end, 1) if e.inferred else (e.field, e.value, e.start, e.end)
            for e in claim.evidence
        ]
    return _encode(out)


def _item(given: Json) -> Item:
    return Item(
        designation=given["designation"],
        category=Category(given["category"]),
        mode=Mode(given["mode"]),
        quantity=_range(given["quantity"]),
    )


def _measure(given: Json | None) -> Measure | None:
    if given is None:
        return None
    value = given["value"]
    return Measure(
        name=MeasureName(given["name"]),
        value=Range(min=value["min"], max=value["max"]) if isinstance(value, dict) else value,
        unit=given["unit"],
        subject=tuple(map(party, given["subject"])),
        counterpart=tuple(map(party, given["counterpart"])),
    )


def _money(given: Json | None) -> Money | None:
    if given is None:
        return None
    return Money(min=given["min"], max=given["max"], currency=given["currency"], basis=Basis(given["basis"]))


def unpack_claim(kept: str, report: Report, reader: str) -> Claim:
    given = loads(kept)
    get = given.get
    start, end = given["start"], given["end"]
    who = get("attribution")
    return Claim(
        document=report.document,
        quote=report.text[start:end],
        start=start,
        end=end,
        kind=Kind(given["kind"]),
        stage=Stage(get("stage")) if "stage" in given else None,
        supplier=tuple(map(party, get("supplier", ()))),
        recipient=tuple(map(party, get("recipient", ()))),
        intermediary=tuple(map(party, get("intermediary", ()))),
        parties=tuple(map(party, get("parties", ()))),
        items=tuple(map(_item, get("items", ()))),
        money=_money(get("money")),
        when=_period(get("when")),
        modality=Modality(get("modality", "asserted")),
        attribution=AUTHOR if who is None else Attribution(kind=Speaker(who[0]), who=who[1]),
        measure=_measure(get("measure")),
        action=Action(get("action")) if "action" in given else None,
        form=Form(get("form")) if "form" in given else None,
        score=get("score"),
        reader=get("reader", reader),
        evidence=tuple(
            Evidence(field=e[0], value=e[1], start=e[2], end=e[3], inferred=len(e) > 4) for e in get("evidence", ())
        ),
    )


def _dating(dating: Dating) -> Json:
    out: Json = {"period": period_json(dating.period), "reason": dating.reason}
    if dating.days is not None:
        out["days"] = list(dating.days)
    if dating.doubted:
        out["doubted"] = True
    return out


def _parse_dating(given: Json) -> Dating:
    days = given.get("days")
    return Dating(
        period=_period(given["period"]) or Period(first_on=None, last_on=None),
        reason=given["reason"],
        days=None if days is None else (days[0], days[1]),
        doubted=given.get("doubted", False),
    )


def report_json(report: Report) -> Json:
    """The report without its text and without when it was read."""
    return _full(
        {
            "body": [[s.start, s.end] for s in report.body],
            "title": report.title,
            "publisher": report.publisher,
            "agency": report.agency,
            "author": report.author,
            "url": report.url,
            "language": report.language,
            "written": period_json(report.written),
            "dating": [_dating(d) for d in report.dating],
            "origin": report.origin,
        }
    )


def parse_report(given: Json, document: str, page: str, text: str, read_at: datetime | None) -> Report:
    return Report(
        document=document,
        page=page,
        text=text,
        body=tuple(Span(s, e) for s, e in given.get("body", ())),
        title=given.get("title"),
        publisher=given.get("publisher"),
        agency=given.get("agency"),
        author=given.get("author"),
        url=given.get("url"),
        language=given.get("language"),
        written=_period(given.get("written")),
        dating=tuple(map(_parse_dating, given.get("dating", ()))),
        origin=given.get("origin"),
        read_at=read_at,
    )


def page_json(page: Page) -> Json:
    """What the page says of itself, without its text and bytes."""
    return _full(
        {
            "media_type": page.media_type,
            "place": page.place,
            "url": page.url,
            "title": page.title,
            "publisher": page.publisher,
            "written": period_json(page.written),
            "fetched_at": None if page.fetched_at is None else stamp(page.fetched_at),
            "main": [[s.start, s.end] for s in page.main],
            "meta": [list(pair) for pair in page.meta],
        }
    )


def parse_page(given: Json, document: str, text: str, raw: bytes | None) -> Page:
    fetched = given.get("fetched_at")
    return Page(
        document=document,
        text=text,
        raw=raw,
        media_type=given.get("media_type", "text/plain"),
        place=given.get("place"),
        url=given.get("url"),
        title=given.get("title"),
        publisher=given.get("publisher"),
        written=_period(given.get("written")),
        fetched_at=None if fetched is None else datetime.fromisoformat(fetched),
        main=tuple(Span(s, e) for s, e in given.get("main", ())),
        meta=tuple((k, v) for k, v in given.get("meta", ())),
    )


def decision_json(decision: Decision) -> Json:
    return {
        "verdict": str(decision.verdict),
        "subjects": list(decision.subjects),
        "who": decision.who,
        "decided_at": stamp(decision.decided_at),
        "change": decision.change,
        "reason": decision.reason,
        "anchor": decision.anchor,
    }


def parse_decision(given: Json) -> Decision:
    return Decision(
        verdict=Verdict(given["verdict"]),
        subjects=tuple(given["subjects"]),
        who=given["who"],
        decided_at=datetime.fromisoformat(given["decided_at"]),
        change=given.get("change"),
        reason=given.get("reason"),
        anchor=given.get("anchor"),
    )

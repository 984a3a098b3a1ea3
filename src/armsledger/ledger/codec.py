"""Records as the ledger keeps them: JSON without what is empty, without what another row already says.

A claim's quote is the page's text at its span, its document is its report's, its reader is its reading's: none is kept twice.
"""

import json
import zlib
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import orjson

from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Action, Basis, Category, Form, Kind, MeasureName, Modality, Mode, Speaker, Stage
from armsledger.model.contract import measure_json, money_json, period_json
from armsledger.model.decision import Decision, Verdict
from armsledger.model.report import Dating, Page, Report
from armsledger.model.values import AUTHOR, Attribution, Item, Measure, Money, Party, Period, Range, Span

Json = dict[str, Any]
LARGE = 4096  # bytes from which compressing saves more than it costs
party = lru_cache(maxsize=65536)(Party.parse)


def dumps(value: Any) -> str:
    """JSON without blanks. What UTF-8 cannot say (half a surrogate pair) is escaped, so that both databases take it."""
    try:
        return orjson.dumps(value).decode()
    except (TypeError, UnicodeEncodeError):
        return json.dumps(value, separators=(",", ":"))


def loads(text: str | bytes) -> Any:
    """The value that the JSON says. Raises ValueError where it is none."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)  # knows half surrogate pairs, which orjson refuses


def squeeze(text: str | bytes) -> bytes:
    """The text or bytes as kept: behind one sign, as they are or, where that pays, compressed."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return b"z" + zlib.compress(data, 1) if len(data) > LARGE else b"=" + data


def bytes_of(kept: bytes) -> bytes:
    return zlib.decompress(memoryview(kept)[1:]) if kept[:1] == b"z" else bytes(kept[1:])


def text_of(kept: bytes) -> str:
    return bytes_of(kept).decode("utf-8", "surrogatepass")


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC, always the same length, so that the text sorts as the time does."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


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
    c = claim
    out: Json = {"start": c.start, "end": c.end, "kind": c.kind}
    if c.stage is not None:
        out["stage"] = c.stage
    if c.supplier:
        out["supplier"] = list(map(str, c.supplier))
    if c.recipient:
        out["recipient"] = list(map(str, c.recipient))
    if c.intermediary:
        out["intermediary"] = list(map(str, c.intermediary))
    if c.parties:
        out["parties"] = list(map(str, c.parties))
    if c.items:
        out["items"] = list(map(_item_json, c.items))
    if c.money is not None:
        out["money"] = money_json(c.money)
    if c.when is not None:
        out["when"] = period_json(c.when)
    if c.modality is not Modality.ASSERTED:
        out["modality"] = c.modality
    if c.attribution != AUTHOR:
        out["attribution"] = (c.attribution.kind, c.attribution.who)
    if c.measure is not None:
        out["measure"] = measure_json(c.measure)
    if c.action is not None:
        out["action"] = c.action
    if c.form is not None:
        out["form"] = c.form
    if c.score is not None:
        out["score"] = c.score
    if c.reader is not None and c.reader != reader:
        out["reader"] = c.reader
    if c.evidence:
        out["evidence"] = [
            (e.field, e.value, e.start, e.end, 1) if e.inferred else (e.field, e.value, e.start, e.end)
            for e in c.evidence
        ]
    return dumps(out)


def _item_json(item: Item) -> Json:
    many = None if item.quantity is None else {"min": item.quantity.min, "max": item.quantity.max}
    return {"designation": item.designation, "category": item.category, "mode": item.mode, "quantity": many}


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
    """The report without its text, when it was read, and whose story it tells: that is derived."""
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

"""Claims in a few words, for tests: `said("PAK", "SDN", "JF-17", stage="talks", on="2026-01-09")`."""

from datetime import UTC, date, datetime
from typing import Any

from armsledger.model.contract import parse_claim
from armsledger.model.reading import Entry
from armsledger.model.report import Report
from armsledger.model.values import Period

READ_AT = datetime(2026, 5, 1, tzinfo=UTC)


def report(document: str, on: str, text: str = "", **more: Any) -> Report:
    day = date.fromisoformat(on)
    return Report(
        document=document, page=document, text=text, body=(), written=Period.day(day), read_at=READ_AT, **more
    )


def said(
    supplier: str,
    recipient: str,
    *goods: str,
    stage: str = "talks",
    on: str = "2026-01-09",
    document: str | None = None,
    at: int = 0,
    quote: str = "they are in talks over it",
    modality: str = "asserted",
    by: str = "author",
    who: str | None = None,
    read_at: datetime = READ_AT,
    origin: str | None = None,
    **more: Any,
) -> Entry:
    """A transfer. Goods are `JF-17`, `16 JF-17`, or a category after a slash: `/uav`, `12 /aircraft`."""
    name = document or f"{supplier}-{recipient}-{on}"
    claim = {
        "document": name,
        "quote": quote,
        "start": at,
        "end": at + len(quote),
        "kind": "transfer",
        "stage": stage,
        "supplier": [s for s in supplier.split("+") if s],
        "recipient": [r for r in recipient.split("+") if r],
        "items": [_item(g) for g in goods] or [{"category": "other"}],
        "modality": modality,
        "attribution": {"kind": by, "who": who},
    }
    day = date.fromisoformat(on)
    made = Report(
        document=name,
        page=name,
        text="",
        body=(),
        written=Period.day(day),
        read_at=read_at,
        origin=origin,
        publisher="The Gazette",
    )
    return Entry(claim=parse_claim(claim | more), report=made)


def _item(goods: str) -> dict[str, Any]:
    number, _, rest = goods.partition(" ")
    quantity = {"min": int(number), "max": int(number)} if number.isdigit() else None
    name = rest if quantity else goods
    if name.startswith("/"):
        return {"designation": None, "category": name[1:], "quantity": quantity}
    category = "helicopter" if name.startswith("Mi-") else "uav" if name.startswith("TB") else "aircraft"
    return {"designation": name, "category": category, "quantity": quantity}

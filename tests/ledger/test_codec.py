"""What is kept comes back as it was; no field of a record is forgotten."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from armsledger.ledger.codec import (
    bytes_of,
    dumps,
    loads,
    pack_claim,
    page_json,
    parse_page,
    parse_report,
    report_json,
    squeeze,
    text_of,
    unpack_claim,
)
from armsledger.model.claim import Claim
from armsledger.model.report import Dating, Page, Report
from armsledger.model.values import Period, Span
from tests.model.test_contract import claims

from .samples import NOON, report


@given(claims, st.sampled_from([None, "one 1", "two 2"]))
def test_claims(made: Claim, reader: str | None) -> None:
    text = "x" * made.start + made.quote.ljust(made.end - made.start, "y")[: made.end - made.start]
    whole = replace(made, quote=text[made.start : made.end], reader=reader)
    stands_in = replace(report(Page(document=made.document, text=text)))
    again = unpack_claim(pack_claim(whole, "one 1"), stands_in, "one 1")
    assert again == replace(whole, reader=reader or "one 1")


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters()),
        st.lists,
        max_leaves=5,
    )
)
def test_any_json_survives(value: Any) -> None:
    kept = dumps(value)
    kept.encode("utf-8")
    assert "\0" not in kept
    assert loads(kept) == value


@given(st.text(st.characters()), st.integers(0, 3))
def test_texts(text: str, times: int) -> None:
    text *= 10**times
    assert text_of(squeeze(text)) == text
    assert len(squeeze(text)) <= len(text.encode("utf-8", "surrogatepass")) + 1
    assert bytes_of(squeeze(b"\0\xff" * len(text))) == b"\0\xff" * len(text)


def test_every_field_of_a_report_and_a_page_is_kept() -> None:
    doubted = Dating(period=Period(first_on=None, last_on=None), reason="banner", days=("01-02", "01-03"), doubted=True)
    full = Report(
        document="d#1",
        page="p",
        text="some text",
        body=(Span(0, 4), Span(5, 9)),
        title="t",
        publisher="Own Gazette",
        agency="Own Agency",
        author="A. N.",
        url="https://example.org",
        language="en",
        written=Period(first_on=None, last_on=date(2026, 1, 2)),
        dating=(doubted, Dating(period=Period.day(date(2026, 1, 2)), reason="dateline")),
        read_at=NOON,
    )
    page = Page(
        document="d",
        text="some text",
        raw=b"raw",
        media_type="text/html",
        place="a.html",
        url="https://example.org",
        title="t",
        publisher="Own Gazette",
        written=Period.day(date(2026, 1, 2)),
        fetched_at=NOON,
        main=(Span(0, 4),),
        meta=(("site", "Own Gazette"),),
    )
    for record in (full, page):
        empty = {f.name for f in fields(record) if getattr(record, f.name) in (None, (), "", f.default)}
        assert empty <= {"origin"}, "a new field: give it a value here and see that the codec keeps it"
    kept = loads(dumps(report_json(full)))
    assert parse_report(kept, full.document, full.page, full.text, full.read_at) == full
    assert parse_page(loads(dumps(page_json(page))), page.document, page.text, page.raw) == page

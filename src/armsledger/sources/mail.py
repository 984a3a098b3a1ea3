"""E-mail: .eml, .mbox, and .mhtml, the page a browser saves in the shape of a letter."""

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import pairwise

from armsledger.errors import UnreadableError
from armsledger.model.report import Page
from armsledger.sources.decoding import decoded
from armsledger.sources.html import open_html
from armsledger.sources.opening import Blob, Opened, Opening, taken
from armsledger.sources.places import guarded

_PARTS = 2000
_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")


def open_eml(blob: Blob, opening: Opening) -> Opened:
    """The letter's text with its subject as headline; of a letter in two forms the plain one, unless it says little."""
    yield from _letter(taken(blob, opening.limits), blob, opening)


def open_mbox(blob: Blob, opening: Opening) -> Opened:
    """A page a letter, numbered: `box:1`, `box:2` ..."""
    data = taken(blob, opening.limits)
    starts = [m.end() for m in _FROM.finditer(data)]
    if not starts:
        raise UnreadableError("no mailbox: no line begins with From", "unreadable")
    for number, (start, end) in enumerate(pairwise([*starts, len(data)]), 1):
        part = replace(blob, stem=f"{blob.document}:{number}", place=f"{blob.place}:{number}")
        letter = data[start:end] if end == len(data) else data[start : data.rindex(b"From ", start, end)]
        yield from guarded(_letter(letter, part, opening), part.place)


def open_mhtml(blob: Blob, opening: Opening) -> Opened:
    """The page itself, the first HTML part; pictures and styles saved with it are left alone."""
    letter = _parsed(taken(blob, opening.limits))
    page = next((p for p in _parts(letter) if p.get_content_type() == "text/html"), None)
    if page is None:
        raise UnreadableError("no HTML page in this file", "empty")
    yield from _html(
        page,
        replace(blob, url=blob.url or letter.get("Snapshot-Content-Location") or page.get("Content-Location")),
        opening,
    )


def _letter(data: bytes, blob: Blob, opening: Opening) -> Opened:
    letter = _parsed(data)
    parts = {
        p.get_content_type(): p for p in reversed(list(_parts(letter))) if p.get_content_disposition() != "attachment"
    }
    plain, rich = parts.get("text/plain"), parts.get("text/html")
    meta = tuple(
        (k, v)
        for k, v in (("title", _header(letter, "Subject")), ("author", _sender(letter)), ("published", _day(letter)))
        if v
    )
    words = _text(plain) if plain is not None else ""
    if rich is not None and len(words.split()) < 50:
        for found in _html(rich, blob, opening):
            yield (
                replace(found, meta=(*meta, *found.meta), raw=data, media_type="message/rfc822")
                if isinstance(found, Page)
                else found
            )
        return
    if not words.strip():
        raise UnreadableError("no text in this letter", "empty")
    yield Page(
        document=blob.document,
        text=words,
        raw=data,
        media_type="message/rfc822",
        place=blob.place,
        url=blob.url,
        fetched_at=blob.fetched_at,
        meta=meta,
    )


def _parsed(data: bytes) -> EmailMessage:
    letter = message_from_bytes(data, policy=policy.default)
    if not letter.keys():
        raise UnreadableError("no letter: it has no headers", "unreadable")
    return letter


def _parts(letter: EmailMessage) -> Iterable[EmailMessage]:
    for number, part in enumerate(letter.walk()):
        if number >= _PARTS:
            raise UnreadableError(f"more than {_PARTS} parts", "too_many_members")
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> str:
    return decoded(_bytes(part), part.get_content_charset())[0].replace("\r\n", "\n")


def _html(part: EmailMessage, blob: Blob, opening: Opening) -> Opened:
    yield from open_html(replace(blob, stream=io.BytesIO(_bytes(part)), charset=part.get_content_charset()), opening)


def _header(letter: EmailMessage, name: str) -> str | None:
    value = letter.get(name)
    return " ".join(str(value).split()) or None if value else None


def _sender(letter: EmailMessage) -> str | None:
    sender = letter.get("From")
    addresses = getattr(sender, "addresses", ())
    return next((a.display_name for a in addresses if a.display_name), None)


def _day(letter: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(letter.get("Date"))).astimezone(UTC).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return None

"""Text files: .txt and .md as they are, and JSON Lines of reports that keep the ids they were given."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from armsledger.errors import UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.model.values import Period
from armsledger.sources.decoding import decoded
from armsledger.sources.opening import MEGABYTE, Blob, Opened, Opening, taken

_WRONG = 20  # lines, after which a file that has no good one is something else
_SURROGATE = re.compile("[\ud800-\udfff]")


def open_text(blob: Blob, opening: Opening) -> Opened:
    """One page, its text as it came."""
    data = taken(blob, opening.limits)
    text, charset, guessed = decoded(data, blob.charset)
    if not text.strip():
        raise UnreadableError("nothing but white space in it", "empty")
    if guessed:
        yield _charset_problem(blob.place, charset)
    media_type = "text/markdown" if blob.suffix == ".md" else "text/plain"
    raw = None if text.encode("utf-8", "surrogatepass") == data else data
    yield Page(
        document=blob.document,
        text=text,
        raw=raw,
        media_type=media_type,
        place=blob.place,
        url=blob.url,
        fetched_at=blob.fetched_at,
    )


def open_jsonl(blob: Blob, opening: Opening) -> Opened:
    """A page a line: `{"document", "text"}` with optional `written`, `title`, `publisher`, `url`."""
    met = wrong = 0
    for number, line in _lines(blob, opening):
        if isinstance(line, Problem):
            met += 1
            yield line
        elif line.strip():
            met += 1
            for found in _record(line, number, blob):
                wrong += isinstance(found, Problem) and found.code in ("malformed_line", "encoding")
                yield found
            if wrong == met == _WRONG:
                raise UnreadableError(
                    f"none of its first {_WRONG} lines is a JSON object in UTF-8; left alone", "unreadable"
                )
    if not met:
        raise UnreadableError("nothing in it", "empty")


def _lines(blob: Blob, opening: Opening) -> Iterator[tuple[int, bytes | Problem]]:
    limit = opening.limits.line
    number = 0
    while raw := blob.stream.readline(limit + 1):
        number += 1
        if len(raw) > limit:
            while raw and not raw.endswith(b"\n"):
                raw = blob.stream.readline(limit)
            yield number, _problem("too_large", f"a line over {limit // MEGABYTE} MB; left out", blob.place, number)
            continue
        yield number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw


def _record(line: bytes, number: int, blob: Blob) -> Opened:
    try:
        record = json.loads(line.decode())
    except (ValueError, RecursionError) as error:
        code = "encoding" if isinstance(error, UnicodeDecodeError) else "malformed_line"
        yield _problem(code, f"not a JSON object in UTF-8 ({error}); left out", blob.place, number)
        return
    if not isinstance(record, dict):
        yield _problem("malformed_line", "a JSON object is needed on every line; left out", blob.place, number)
        return
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        yield _problem("missing_text", 'no "text" in this record; left out', blob.place, number)
        return
    document = record.get("document")
    if not isinstance(document, str) or not document.strip():
        document = f"{blob.document}:{number}"
        yield _problem("missing_document", f'no "document" in this record; read as {document}', blob.place, number)
    written, complaint = given_written(record.get("written"))
    if complaint:
        yield _problem("bad_written", f"{document}: {complaint}; read without it", blob.place, number)
    if _SURROGATE.search(text):
        yield _problem("lone_surrogate", f"{document}: half a character in the text; replaced", blob.place, number)
        text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    yield Page(
        document=document,
        text=text,
        media_type="text/plain",
        place=f"{blob.place}:{number}",
        url=_text(record, "url"),
        title=_text(record, "title"),
        publisher=_text(record, "publisher"),
        written=written,
        fetched_at=blob.fetched_at,
    )


def given_written(value: Any) -> tuple[Period | None, str | None]:
    """The period that a given `written` means (an ISO day, or `{"from", "to"}`), and what is wrong with it, if anything."""
    if value is None or value == "":
        return None, None
    try:
        if isinstance(value, dict):
            first, last = (date.fromisoformat(value[k][:10]) if value.get(k) else None for k in ("from", "to"))
            if first is None and last is None:
                return None, None
            if first is not None and last is not None and first > last:
                return None, f'"written" ends before it begins ({value!r})'
            return Period(first_on=first, last_on=last), None
        return Period.day(date.fromisoformat(value[:10])), None
    except (ValueError, TypeError, KeyError):
        return None, f'"written" is no date ({value!r})'


def _text(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _problem(code: str, message: str, place: str, line: int | None = None) -> Problem:
    return Problem(code=code, message=message, place=place, line=line)


def _charset_problem(place: str, charset: str) -> Problem:
    return _problem("guessed_charset", f"not UTF-8; read as {charset}, some characters may be wrong", place)

"""Tables whose rows are reports: .csv, .tsv and .parquet, one column of which holds the text."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from armsledger.errors import UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources.decoding import decoded
from armsledger.sources.extras import need
from armsledger.sources.opening import Blob, Opened, Opening, taken
from armsledger.sources.plain import given_written

_NAMES = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "maintext", "plain_text"),
    "document": ("document", "id", "doc_id", "docid", "uuid", "guid", "article_id"),
    "title": ("title", "headline"),
    "written": ("written", "date", "published", "published_at", "publish_date", "pubdate", "date_publish"),
    "publisher": ("publisher", "source", "outlet", "site", "domain", "publication"),
    "url": ("url", "link"),
}
_ROWS = 100  # held at a time


def open_csv(blob: Blob, opening: Opening) -> Opened:
    """A page a row."""
    text, charset, guessed = decoded(taken(blob, opening.limits), blob.charset)
    if guessed:
        yield Problem(
            code="guessed_charset",
            message=f"not UTF-8; read as {charset}, some characters may be wrong",
            place=blob.place,
        )
    csv.field_size_limit(opening.limits.line)
    head = text[:20_000]
    delimiter = "\t" if blob.suffix == ".tsv" else max(",;\t|", key=head.split("\n", 1)[0].count)
    try:
        yield from _rows(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter), blob, opening)
    except csv.Error as error:
        raise UnreadableError(f"no readable table ({error})", "unreadable") from error


def open_parquet(blob: Blob, opening: Opening) -> Opened:
    """A page a row, read in batches."""
    parquet = need("pyarrow.parquet", "parquet")
    arrow = need("pyarrow", "parquet")
    data = taken(blob, opening.limits)
    try:
        table = parquet.ParquetFile(io.BytesIO(data))
        parts = [table.metadata.row_group(n).total_byte_size for n in range(table.metadata.num_row_groups)]
        if opening.limits.swollen(sum(parts), len(data)):
            raise UnreadableError(f"unpacks to more than {opening.limits.ratio} times its size", "archive_bomb")
        words = [f.name for f in table.schema_arrow if arrow.types.is_string(f.type)]
        table = parquet.ParquetFile(
            io.BytesIO(data), read_dictionary=words
        )  # a value told a thousand times is held once
        yield from _rows(_each(table), blob, opening, len(data))
    except arrow.ArrowException as error:
        raise UnreadableError(f"a damaged Parquet file, or none ({error})", "unreadable") from error


def _each(table: Any) -> Iterable[Mapping[str, Any]]:
    for batch in table.iter_batches(_ROWS):
        for n in range(batch.num_rows):
            yield batch.slice(n, 1).to_pylist()[0]


def _rows(rows: Iterable[Mapping[str, Any]], blob: Blob, opening: Opening, packed: int | None = None) -> Opened:
    columns: dict[str, str] | None = None
    size = 0
    for number, row in enumerate(rows, 1):
        if columns is None:
            columns = _columns([k for k in row if k], opening.column)
        text = row.get(columns["text"])
        if not isinstance(text, str) or not text.strip():
            yield Problem(
                code="missing_text",
                message=f"row {number} has no text in column {columns['text']!r}; left out",
                place=blob.place,
                line=number,
            )
            continue
        size += len(text)
        if packed is not None and opening.limits.swollen(size, packed):
            raise UnreadableError(f"unpacks to more than {opening.limits.ratio} times its size", "archive_bomb")
        given = {
            key: str(row[name]).strip()
            for key, name in columns.items()
            if key != "text" and row.get(name) not in (None, "")
        }
        written, complaint = given_written(given.get("written"))
        if complaint:
            yield Problem(
                code="bad_written", message=f"row {number}: {complaint}; read without it", place=blob.place, line=number
            )
        yield Page(
            document=_document(given.get("document"), number, blob),
            text=text,
            place=f"{blob.place}:{number}",
            title=given.get("title"),
            publisher=given.get("publisher"),
            url=given.get("url"),
            written=written,
            fetched_at=blob.fetched_at,
        )
    if columns is None:
        raise UnreadableError("a table without rows", "empty")


def _document(given: str | None, number: int, blob: Blob) -> str:
    """The id that the row gives; where that is a bare number or none, with the table's name: every table has a row 1."""
    if given is not None and not given.isdecimal():
        return given
    return f"{blob.document}:{given or number}"


def _columns(names: list[str], text: str | None) -> dict[str, str]:
    """Which column holds what. Raises UnreadableError where none holds the text."""
    low = {name.strip().lower().lstrip("\ufeff"): name for name in names}
    found = {key: low[n] for key, known in _NAMES.items() if (n := next((k for k in known if k in low), "")) in low}
    if text is not None:
        if text not in names:
            raise UnreadableError(f"no column {text!r}; there are {_listed(names)}", "no_text_column")
        found["text"] = text
    if "text" not in found:
        raise UnreadableError(
            f"which column of the first row's names holds the text? There are {_listed(names)}; name one with --column",
            "no_text_column",
        )
    return found


def _listed(names: list[str]) -> str:
    """The first of the names, each cut short: a table without a header has whole reports for names."""
    shown = ", ".join(name if len(name) <= 40 else f"{name[:40]}…" for name in names[:20])
    return f"{shown} and {len(names) - 20:,} more" if len(names) > 20 else shown

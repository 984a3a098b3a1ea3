"""Pages as they came, and the reports that stand on them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from armsledger.model.ids import content_id
from armsledger.model.values import Period, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it came.

    `document` is the public id (given, or the file's stem); `text` is what every offset counts in; `raw` the bytes as they
    came where they are not simply the text. `written`, `title`, `publisher`, `url` are what the giver said of it, if anything.
    `main` is where the page's markup puts its own words (empty: anywhere), `meta` what the markup says of the page, as
    (`published`, `modified`, `title`, `author`, `site`, `language` ..., value) pairs: both are made again from `raw`.
    """

    document: str
    text: str
    raw: bytes | None = None
    media_type: str = "text/plain"
    place: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    written: Period | None = None
    fetched_at: datetime | None = None
    main: tuple[Span, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The version: another text, or other bytes, is another page."""
        return content_id([self.document, self.text, content_id(self.raw) if self.raw is not None else None])


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """One candidate for the day of writing, and why.

    Where the words give no year, `period` is open on both sides and `days` holds the first and last `MM-DD`.
    `doubted` where the text speaks against it.
    """

    period: Period
    reason: str
    days: tuple[str, str] | None = None
    doubted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report on a page.

    `text` is the page's whole text; `body` the spans of it that are the report's own words, clutter left out, in order.
    `document` is the page's, or `page#n` where a page carries several reports. `written` is the range that the evidence
    in `dating` supports, None where nothing does. `origin` names the story this report copies or quotes (its own id else).
    """

    document: str
    page: str
    text: str
    body: tuple[Span, ...]
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    written: Period | None = None
    dating: tuple[Dating, ...] = field(default=())
    origin: str | None = None
    read_at: datetime | None = None

    @property
    def id(self) -> str:
        return content_id([self.page, self.document, [[s.start, s.end] for s in self.body]])

    def known_on(self) -> date | None:
        """The day from which the report counts: the latest it can have been written, else the day it was read."""
        if self.written is not None and self.written.last_on is not None:
            return self.written.last_on
        return self.read_at.date() if self.read_at is not None else None

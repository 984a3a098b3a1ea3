"""What every opener is given: a blob of bytes with a name, and the limits it must keep."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol

from armsledger.errors import UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.report import Page

MEGABYTE = 1_000_000
SMALL = 5 * MEGABYTE  # what unpacks to less is never a bomb


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one place may cost. Sizes in bytes, after unpacking; `text` is the characters of one page."""

    page: int = 50 * MEGABYTE
    text: int = 5 * MEGABYTE
    line: int = 50 * MEGABYTE
    total: int = 2_000 * MEGABYTE
    members: int = 100_000
    depth: int = 3
    ratio: int = 250

    def swollen(self, unpacked: int, packed: int) -> bool:
        """Whether so much out of so little is a bomb."""
        return unpacked > max(SMALL, self.ratio * max(1, packed))


@dataclass(slots=True)
class Budget:
    """What all that is packed into one place, at whatever depth, may still unpack to: bytes and members; the stems met."""

    size: int
    members: int
    met: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        return cls(limits.total, limits.members)

    def first(self, stem: str) -> bool:
        """Whether no member before had this stem."""
        new = stem not in self.met
        self.met.add(stem)
        return new


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """Bytes with a name: `stem` becomes the document id, `suffix` picks the opener, `place` is told in problems."""

    name: str
    place: str
    stream: BinaryIO
    stem: str = ""
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    fetched_at: datetime | None = None

    @property
    def document(self) -> str:
        return self.stem or PurePosixPath(self.name).stem or self.name

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How places are opened.

    `kind` forces an opener (`.jsonl`), `column` names the table column that holds the text, `fetch` gets what stands at
    an address (a careful fetcher of our own where none is given), `now` tells when that was, `budget` is what the archives
    around have left.
    """

    limits: Limits = field(default_factory=Limits)
    kind: str | None = None
    column: str | None = None
    fetch: "Fetch | None" = None
    now: Callable[[], datetime] | None = None
    budget: Budget | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address answered. `data` is None where nothing changed since the validators given."""

    url: str
    data: bytes | None
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    fetched_at: datetime | None = None


class Fetch(Protocol):
    def __call__(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What stands at `url`. Raises FetchError with a stable code."""
        ...


Opened = Iterator[Page | Problem]
Opener = Callable[[Blob, Opening], Opened]


def taken(blob: Blob, limits: Limits) -> bytes:
    """All bytes of the blob. Raises UnreadableError (`too_large`, `empty`) outside 1 byte to `limits.page`."""
    data = blob.stream.read(limits.page + 1)
    if len(data) > limits.page:
        raise UnreadableError(f"larger than {limits.page // MEGABYTE} MB; split it", "too_large")
    if not data.strip():
        raise UnreadableError("nothing in it", "empty")
    return data

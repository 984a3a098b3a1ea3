"""The state of a page is its address: made, read and changed here."""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from armsledger.web.failures import Wrong

ENDINGS = ("html", "json", "csv")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Address:
    """A path without its ending and the query as ordered pairs, blank values left out."""

    path: str
    pairs: tuple[Pair, ...] = ()

    @classmethod
    def read(cls, path: str, pairs: Iterable[Pair]) -> "Address":
        return cls(path, tuple((k, v) for k, v in pairs if v.strip()))

    def __str__(self) -> str:
        return self.path + (f"?{urlencode(self.pairs)}" if self.pairs else "")

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(v for k, v in self.pairs if k == name)

    def has(self, name: str, value: str) -> bool:
        return (name, value) in self.pairs

    def put(self, **given: str | int | None) -> "Address":
        """These names with these values only; None takes a name away. The place in a list is given up with any change."""
        leaving = {*given, "after"}
        kept = [(k, v) for k, v in self.pairs if k not in leaving]
        return Address(self.path, (*kept, *((k, str(v)) for k, v in given.items() if v is not None)))

    def toggle(self, name: str, value: str) -> "Address":
        kept = [(k, v) for k, v in self.pairs if k != "after" and (k, v) != (name, value)]
        return Address(self.path, tuple(kept) if self.has(name, value) else (*kept, (name, value)))

    def only(self, names: Sequence[str]) -> "Address":
        return Address(self.path, tuple((k, v) for k, v in self.pairs if k in names))

    def to(self, path: str) -> "Address":
        return Address(path, self.pairs)

    def ending(self, ending: str) -> str:
        """The same as JSON or CSV, all of it: without the place in the list."""
        path = "/overview" if self.path == "/" else self.path
        return str(Address(f"{path}.{ending}", tuple((k, v) for k, v in self.pairs if k != "after")))


def segment(text: str) -> str:
    """Any text as one part of a path."""
    return quote(text, safe="")


def pack_cursor(after: str | None) -> str | None:
    return None if after is None else base64.urlsafe_b64encode(after.encode()).decode().rstrip("=")


def read_cursor(given: str | None) -> str | None:
    """Raises Wrong where it is none of ours."""
    if not given:
        return None
    try:
        cursor = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True).decode()
        _, seq = json.loads(cursor)
        if isinstance(seq, int):
            return cursor
    except (binascii.Error, ValueError, TypeError):
        pass
    raise Wrong("after", "this place in the list is not known: start from the first page")

"""Who did what and when: a log that only grows, on the ledger's shelf. Decisions stand in the ledger itself."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from armsledger.ledger import Shelf

SPACE = "audit"


def note(shelf: Shelf, *, at: datetime, who: str, what: str, on: str = "", place: str = "") -> None:
    """One line more. `what` is a short word (`signed in`, `read reports`), `on` what it was done to, `place` the asker's address."""
    key = f"{at.isoformat()} {secrets.token_hex(4)}"
    shelf.put(SPACE, {key: {"at": at.isoformat(), "who": who, "what": what, "on": on, "from": place}})


def lines(shelf: Shelf) -> Iterator[dict[str, Any]]:
    """The newest first."""
    yield from (kept for _, kept in reversed(list(shelf.items(SPACE))))

"""The append-only store: what was read, what was decided, what was wrong; and the derived rows beside it."""

from armsledger.ledger.backup import backup, restore
from armsledger.ledger.deals import DealPart, DealRows
from armsledger.ledger.origins import OriginMoves, OriginRow, OriginRows
from armsledger.ledger.reading import Counts, Headline, Version
from armsledger.ledger.search import Hit
from armsledger.ledger.shelf import Shelf
from armsledger.ledger.store import Ledger
from armsledger.ledger.transfer import Merged, export, merge
from armsledger.ledger.writing import Added

__all__ = [
    "Added",
    "Counts",
    "DealPart",
    "DealRows",
    "Headline",
    "Hit",
    "Ledger",
    "Merged",
    "OriginMoves",
    "OriginRow",
    "OriginRows",
    "Shelf",
    "Version",
    "backup",
    "export",
    "merge",
    "restore",
]

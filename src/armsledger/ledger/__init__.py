"""The append-only store: what was read, what was decided, what was wrong; and the derived rows beside it."""

from armsledger.ledger.around import Asked, Named
from armsledger.ledger.backup import backup, restore
from armsledger.ledger.deals import DealRows
from armsledger.ledger.lists import DealList, DealPart
from armsledger.ledger.origins import OriginMoves, OriginRow, OriginRows
from armsledger.ledger.press import Headline, Outlet
from armsledger.ledger.reading import Counts, Version
from armsledger.ledger.search import Hit
from armsledger.ledger.shelf import Shelf
from armsledger.ledger.store import Ledger
from armsledger.ledger.transfer import Merged, export, merge
from armsledger.ledger.writing import Added

__all__ = [
    "Added",
    "Asked",
    "Counts",
    "DealList",
    "DealPart",
    "DealRows",
    "Headline",
    "Hit",
    "Ledger",
    "Merged",
    "Named",
    "OriginMoves",
    "OriginRow",
    "OriginRows",
    "Outlet",
    "Shelf",
    "Version",
    "backup",
    "export",
    "merge",
    "restore",
]

"""Reads what the press says about arms deals into a register that can be walked back to its sentences.

`extract` and `Ledger` are the public API (see `armsledger.api`); they are imported when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armsledger.api import Ledger, extract

__version__ = "0.1.0"
__all__ = ["Ledger", "__version__", "extract"]


def __getattr__(name: str) -> Any:
    if name in ("Ledger", "extract"):
        return getattr(import_module("armsledger.api"), name)
    raise AttributeError(f"module 'armsledger' has no attribute {name!r}")

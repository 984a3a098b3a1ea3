"""Libraries that only some sources need."""

from importlib import import_module
from typing import Any

from armsledger.errors import UnreadableError


def need(module: str, extra: str) -> Any:
    """The module. Raises UnreadableError with code `needs_extra` and what to install where it is missing."""
    try:
        return import_module(module)
    except ImportError as error:
        raise UnreadableError(f"needs {module}: pip install 'armsledger[{extra}]'", "needs_extra") from error

"""Where pages come from: files, folders, archives, URLs, feeds, e-mail, WARC; and registers as data."""

from armsledger.sources.opening import Limits, Opening
from armsledger.sources.places import open_place

__all__ = ["Limits", "Opening", "open_place"]

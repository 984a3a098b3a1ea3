"""Names of parties as a person types them."""

import re
from collections.abc import Iterable

from armsledger.cli.common import knowledge
from armsledger.errors import NotFoundError

CODE = re.compile(r"[A-Z]{2,5}|\?")


def party_keys(names: Iterable[str]) -> set[str]:
    """The codes that the names stand for; a code stands for itself. Raises NotFoundError for a name nobody knows."""
    return {key for name in names for key in _keys(name)}


def _keys(name: str) -> set[str]:
    if CODE.fullmatch(name):
        return {name}
    mentions = knowledge().find(name)
    whole = [m for m in mentions if m.start == 0 and m.end == len(name)]
    keys = {key for m in whole for key in (m.states or m.candidates)}
    if not keys:
        raise NotFoundError(
            f"nobody here is called {name!r}: give a name as the press writes it, or a code such as PAK"
        )
    return keys

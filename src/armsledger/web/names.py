"""What parties are called, and where their pages are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from armsledger.model.values import Party

NOBODY = "not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """`called` gives the name of a state or group by its code; a code that is not there stands for itself."""

    called: Mapping[str, str] = field(default_factory=dict)

    def code(self, code: str) -> str:
        return NOBODY if code == "?" else self.called.get(code, code)

    def party(self, text: str) -> str:
        """A side of a deal in words: `Pakistan Ordnance Factories (Pakistan)`, `three African countries (not named)`."""
        party = Party.parse(text)
        if party.code is None:
            return f"{party.name} ({NOBODY})" if party.name else NOBODY
        return f"{party.name} ({self.code(party.code)})" if party.name else self.code(party.code)

    def short(self, text: str) -> str:
        party = Party.parse(text)
        return party.name or (NOBODY if party.code is None else self.code(party.code))

    def title(self, deal: Mapping[str, Any]) -> str:
        """The deal's title with the names of its sides in place of their codes."""
        title = str(deal["title"])
        codes = {Party.parse(p).key for side in ("supplier", "recipient") for p in deal[side]} & set(self.called)
        for code in codes:
            title = re.sub(rf"\b{re.escape(code)}\b", self.called[code].replace("\\", ""), title)
        return title

    def page(self, text: str) -> str | None:
        """The profile of a party, None where it is not named."""
        party = Party.parse(text)
        if party.code is None:
            return None
        if party.name:
            return f"/company/{quote(party.name, safe='')}"
        return f"/country/{quote(party.code, safe='')}"

"""What a person said of a claim, of two claims, or of two deals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from armsledger.model.ids import content_id


class Verdict(StrEnum):
    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    SPLIT = "split"
    NOTE = "note"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Append-only; a later one overrules an earlier one on the same subjects, and `undo` takes back the one it names.

    `subjects` are ids of claims, deals or (undo) decisions; `change` the corrected fields as contract JSON; `reason` the
    person's words; `anchor` lets it be found again in a newer reading: quote, its context before and after, document.
    """

    verdict: Verdict
    subjects: tuple[str, ...]
    who: str
    decided_at: datetime
    change: dict[str, Any] | None = None
    reason: str | None = None
    anchor: dict[str, Any] | None = None

    @property
    def id(self) -> str:
        return content_id(
            [self.verdict, list(self.subjects), self.who, self.decided_at.isoformat(), self.change, self.reason]
        )

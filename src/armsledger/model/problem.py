"""What was wrong with one page or one claim while the run could go on."""

from dataclasses import dataclass
from datetime import datetime

from armsledger.model.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`code` is stable; `place` is a file, URL or document; `line` the line in it; `message` says what and what to do."""

    code: str
    message: str
    place: str | None = None
    line: int | None = None
    met_at: datetime | None = None

    @property
    def id(self) -> str:
        """When it was met does not count: meeting it twice is one problem."""
        return content_id([self.code, self.message, self.place, self.line])

"""What an assessment says of a deal: always a reason to look, never a verdict on anyone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    code: str
    verdict: str
    text: str
    source: str | None = None

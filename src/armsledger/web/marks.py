"""The text of a report cut where claims begin and end, so that overlapping claims can all be lit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from armsledger.model.values import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of a claim; `lit` for the claim or value that was asked for."""

    claim: str
    start: int
    end: int
    lit: bool = False
    value: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text under the same marks. `begins` are the claims whose first words these are."""

    text: str
    claims: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    lit: bool = False
    value: bool = False
    clutter: bool = False


def pieces(text: str, marks: Iterable[Mark], body: Sequence[Span] = (), *, within: Span | None = None) -> list[Piece]:
    """The whole text, or the part of it in `within`, as pieces in order; joined they give it back."""
    bounds = within or Span(0, len(text))
    found = sorted((m for m in marks if m.start < bounds.end and m.end > bounds.start), key=lambda m: (m.start, m.end))
    cuts = {bounds.start, bounds.end}
    for start, end in [(m.start, m.end) for m in found] + [(s.start, s.end) for s in body]:
        cuts |= {min(max(start, bounds.start), bounds.end), min(max(end, bounds.start), bounds.end)}
    edges = sorted(cuts)
    first: dict[str, int] = {}
    for mark in found:
        first[mark.claim] = min(first.get(mark.claim, mark.start), mark.start)
    out = []
    for start, end in pairwise(edges):
        here = [m for m in found if m.start <= start and end <= m.end]
        ids = tuple(dict.fromkeys(m.claim for m in here))
        out.append(
            Piece(
                text=text[start:end],
                claims=ids,
                begins=tuple(c for c in ids if max(first[c], bounds.start) == start),
                lit=any(m.lit for m in here),
                value=any(m.value for m in here),
                clutter=bool(body) and not any(s.start <= start and end <= s.end for s in body),
            )
        )
    return out


def around(text: str, start: int, end: int, reach: int = 160) -> Span:
    """A line of context about the words: to the nearest space within `reach` characters."""
    low, high = max(0, start - reach), min(len(text), end + reach)
    if low:
        low = min(start, max(low, text.find(" ", low, start) + 1))
    if high < len(text):
        cut = text.rfind(" ", end, high)
        high = cut if cut > end else max(end, high)
    return Span(low, high)

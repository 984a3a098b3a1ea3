"""The storylines of tests/register/stories read by our own readers: how much of each register survives what reading gets wrong.

A storyline's register from its given claims is the expected one (tests/register/test_stories.py holds it right). A deal of
ours stands for an expected one where both sides are the same and a type or kind of goods is common, one for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.register.stories import Story, load, stories

from armsledger.model.deal import Deal
from armsledger.model.reading import Entry, Reader
from armsledger.model.report import Page
from armsledger.pages import reports as cut
from armsledger.register.names import Catalogue, same_family
from armsledger.register.register import deals


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many deals were expected, shown, found, and found at the right stage."""

    expected: int
    shown: int
    found: int
    stage: int

    @property
    def f1(self) -> float:
        return 2 * self.found / max(1, self.expected + self.shown)

    def __str__(self) -> str:
        return f"{self.found} of {self.expected} found, {self.shown} shown; {self.stage}/{self.found} stages"


def read(story: Story, reader: Reader) -> list[Entry]:
    """The story's reports as the reader reads them."""
    given = {e.report.document: e.report for e in story.entries}
    entries = []
    for report in given.values():
        found, _ = cut(Page(document=report.document, text=report.text, written=report.written))
        for one in reader.read(found):
            told = replace(one.report, publisher=report.publisher, origin=report.origin, read_at=report.read_at)
            entries += [Entry(claim=c, report=told) for c in one.claims]
    return entries


def _sides(deal: Deal) -> tuple[frozenset[str], ...]:
    giver, taker = (frozenset(p.key for p in side) for side in (deal.supplier, deal.recipient))
    return (giver,) if giver == taker and len(giver) > 1 else (giver, taker)


def _alike(one: Deal, other: Deal) -> bool:
    if _sides(one) != _sides(other):
        return False
    named = [[i for i in d.items if i.designation or i.category != "other"] for d in (one, other)]
    return not all(named) or any(
        a.category == b.category or (a.designation and b.designation and same_family(a.designation, b.designation))
        for a in named[0]
        for b in named[1]
    )


def compared(expected: Sequence[Deal], shown: Sequence[Deal]) -> Told:
    """One register against another; where several of ours could stand for one, the one at the right stage does."""
    pairs = sorted(
        (
            (a.stage is b.stage, a.modality is b.modality, -i, -j)
            for i, a in enumerate(expected)
            for j, b in enumerate(shown)
            if _alike(a, b)
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    right = 0
    for stage, _, i, j in pairs:
        if i not in taken and j not in taken.values():
            taken[i] = j
            right += stage
    return Told(expected=len(expected), shown=len(shown), found=len(taken), stage=right)


def storylines(reader: Reader, catalogue: Catalogue) -> Told:
    """All storylines together."""
    every = []
    for name in stories():
        story = load(name)
        every.append(
            compared(
                deals(story.entries, catalogue=catalogue),
                deals(read(story, reader), catalogue=catalogue),
            )
        )
    return Told(
        expected=sum(t.expected for t in every),
        shown=sum(t.shown for t in every),
        found=sum(t.found for t in every),
        stage=sum(t.stage for t in every),
    )

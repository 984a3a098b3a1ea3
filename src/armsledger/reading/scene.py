"""A report laid out for reading: its sentences as tokens, with everything that was recognised in them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from armsledger.knowledge.mention import Mention
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.reading.attribution import Source, Speakers
from armsledger.reading.dates import Clock, Dated, dates
from armsledger.reading.events import Chain, chains
from armsledger.reading.firms import firms, spread
from armsledger.reading.items import Thing, things
from armsledger.reading.money import DOLLARS, Sum, money
from armsledger.reading.numbers import quantities
from armsledger.reading.parties import Namer, Side, sides
from armsledger.reading.sentences import sentences
from armsledger.reading.tokens import DATE, ITEM, MONEY, NUMBER, PARTY, Token, tokens

PARTIES = frozenset(("state", "person", "group", "body", "company"))
ITEMS = frozenset(("equipment", "class"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its typed mentions."""

    number: int
    span: Span
    tokens: Sequence[Token]
    things: Sequence[Thing]
    sides: Sequence[Side]
    chains: Sequence[Chain]
    sums: Sequence[Sum]
    dates: Sequence[Dated]
    source: Source | None


Find = Callable[[str], Sequence[Mention]]


def lay_out(report: Report, find: Find, row: Callable[[str], Any]) -> list[Sentence]:
    """The sentences of a report that could matter (those with a party, an item or money), in order."""
    text = report.text
    mentions = [m for m in find(text) if any(s.start <= m.start and m.end <= s.end for s in report.body)]
    if not any(m.kind in ITEMS for m in mentions):
        return []
    unlisted = spread(text, firms(text, mentions), mentions)
    marks: list[tuple[int, int, str, Any]] = [
        (m.start, m.end, PARTY if m.kind in PARTIES else ITEM, m)
        for m in mentions
        if m.kind in PARTIES or m.kind in ITEMS
    ]
    covered = [(a, b) for a, b, _ in unlisted]
    marks = [m for m in marks if not any(a < m[1] and m[0] < b for a, b in covered)]
    marks += [(a, b, PARTY, firm) for a, b, firm in unlisted]
    marks.sort(key=lambda m: m[0])
    starts = [m[0] for m in marks]
    clock, namer = Clock(written=report.written), Namer(row)
    organs = {text[m.start : m.end] for m in mentions if m.kind in PARTIES and m.kind != "person"}
    speakers = Speakers(text, organs | {text[a:b] for a, b in covered})
    dollar = _dollar(mentions)
    out: list[Sentence] = []
    for number, span in enumerate(sentences(text, report.body)):
        source = speakers.of(span)
        mine = marks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if not mine and number and not (out and out[-1].number == number - 1):
            continue
        out.append(_sentence(text, number, span, mine, source, clock, namer, dollar))
    return out


def _dollar(mentions: Sequence[Mention]) -> str:
    """The currency of a bare dollar sign: that of the state the report names most, if it has dollars of its own."""
    named = Counter(m.candidates[0] for m in mentions if m.kind == "state" and m.candidates)
    return DOLLARS.get(named.most_common(1)[0][0], "USD") if named else "USD"


def _sentence(
    text: str,
    number: int,
    span: Span,
    mine: list[tuple[int, int, str, Any]],
    source: Source | None,
    clock: Clock,
    namer: Namer,
    dollar: str,
) -> Sentence:
    sums = money(text, span.start, span.end, dollar)
    types = [m for m in mine if m[2] == ITEM]
    dated = [
        d for d in dates(text, span.start, span.end, clock) if not any(d.start < m[1] and m[0] < d.end for m in types)
    ]
    taken = list(mine)

    def free(a: int, b: int) -> bool:
        return not any(x < b and a < y for x, y, _, _ in taken)

    for s in sums:
        taken = [m for m in taken if not (m[0] < s.end and s.start < m[1])]
        taken.append((s.start, s.end, MONEY, s))
    taken += [(d.start, d.end, DATE, d) for d in dated if free(d.start, d.end)]
    taken += [(q.start, q.end, NUMBER, q) for q in quantities(text, span.start, span.end) if free(q.start, q.end)]
    taken.sort(key=lambda m: m[0])
    words = tokens(text, span.start, span.end, taken)
    found = things(text, words)
    inside = {k for t in found for k in range(t.first, t.last)}
    return Sentence(
        number=number, span=span, tokens=words, things=found, sides=sides(text, words, namer, inside), chains=chains(words),
        sums=sums, dates=dated, source=source,
    )  # fmt: skip

"""A page that came again with other words: what changed; and the notices by which a page corrects or withdraws itself."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from armsledger.model.values import Span
from armsledger.pages.lines import lines_of


class Notice(StrEnum):
    """What a page says of its own words."""

    CORRECTION = "correction"
    RETRACTION = "retraction"
    CLARIFICATION = "clarification"
    UPDATE = "update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notice and the line it stands on."""

    notice: Notice
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words of the old version that the new one replaced; an empty side where lines were only added or taken out."""

    old: Span
    new: Span


_NAMED = r"(?:article|story|report|piece|post|page|version|headline|column|item|dispatch)"
_NOTICES = (
    (Notice.RETRACTION, rf"^\W*(?:editor'?s? note:? )?(?:retraction|retracted|withdrawn)\b|\bthis {_NAMED} (?:has been|was|is) (?:retracted|withdrawn|removed|taken down)|\bwe (?:have )?(?:retract(?:ed)?|withdr[ae]wn?)\b.{{0,40}}\b{_NAMED}|\b(?:retracts|withdraws|kills) {_NAMED}"),
    (Notice.CORRECTION, rf"^\W*(?:editor'?s? note:? )?(?:corrections?|corrects|corrected|corrigendum|erratum)\b\s*[:(,–—-]|\b(?:an? |the )?(?:earlier|previous|original) version of this {_NAMED}.{{0,160}}(?:incorrect|wrong|mis|error|inaccura|said|stated)|\bthis {_NAMED} (?:has been|was|is) (?:corrected|amended)|\b{_NAMED} has been (?:amended|corrected) to (?:correct|reflect|fix)|\(corrects .{{3,160}}\)"),
    (Notice.CLARIFICATION, rf"^\W*clarifications?\b\s*[:(–—-]|\bthis {_NAMED} (?:has been|was) (?:clarified|edited for clarity)"),
    (Notice.UPDATE, rf"\bthis {_NAMED} (?:has been|was|is being) updated|^\W*(?:updates?|recasts|adds) (?:with|to add|throughout|lead|detail)"),
)  # fmt: skip
_STEMS = {  # of each pattern one stands in every line that it finds
    Notice.RETRACTION: ("retract", "withdr", "removed", "taken down", "kills "),
    Notice.CORRECTION: ("correct", "corrigend", "erratum", "version of this", "amended"),
    Notice.CLARIFICATION: ("clarif",),
    Notice.UPDATE: ("updat", "recasts", "adds "),
}
_RES = tuple((notice, _STEMS[notice], re.compile(pattern, re.IGNORECASE)) for notice, pattern in _NOTICES)
_LONG = 90  # words; a notice is short


def notices(text: str) -> tuple[Told, ...]:
    """The notices on a page, in order, the gravest of each line."""
    low = text.lower()
    likely = [(notice, stems, found) for notice, stems, found in _RES if any(stem in low for stem in stems)]
    if not likely:
        return ()
    told: list[Told] = []
    for line in lines_of(text):
        if line.words > _LONG:
            continue
        low = line.text.lower()
        notice = next(
            (n for n, stems, found in likely if any(s in low for s in stems) and found.search(line.text)), None
        )
        if notice is not None:
            told.append(Told(notice=notice, span=Span(line.start, line.end)))
    return tuple(told)


def changes(old: str, new: str) -> tuple[Change, ...]:
    """What `new` says otherwise than `old`, line by line, in order; empty where only white space changed."""
    before, after = lines_of(old), lines_of(new)
    kept = _kept([" ".join(li.text.split()) for li in before], [" ".join(li.text.split()) for li in after])
    found = []
    for (a, c), (b, d) in pairwise([(-1, -1), *kept, (len(before), len(after))]):
        if b - a > 1 or d - c > 1:
            found.append(
                Change(
                    old=_span([(li.start, li.end) for li in before[a + 1 : b]]),
                    new=_span([(li.start, li.end) for li in after[c + 1 : d]]),
                )
            )
    return tuple(found)


def _kept(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The lines that stay, as (place before, place after), in order: what stands once on both sides holds the rest in place.

    Source: B. Cohen's patience diff; n log n whatever the lines are.
    """
    once = _alone(before)
    places = sorted((n, once[line]) for line, n in _alone(after).items() if line in once)
    held = [(i, j) for j, i in _rising(places)]
    found: list[tuple[int, int]] = []
    for (a, c), (b, d) in pairwise([(-1, -1), *held, (len(before), len(after))]):
        head, tail = 0, 0
        most = min(b - a, d - c) - 1
        while head < most and before[a + 1 + head] == after[c + 1 + head]:
            head += 1
        while tail < most - head and before[b - 1 - tail] == after[d - 1 - tail]:
            tail += 1
        found += [(a + 1 + n, c + 1 + n) for n in range(head)]
        found += [(b - n, d - n) for n in range(tail, 0, -1)]
        if b < len(before):
            found.append((b, d))
    return found


def _alone(lines: Sequence[str]) -> dict[str, int]:
    """Where the lines stand that stand there once."""
    count = Counter(lines)
    return {line: n for n, line in enumerate(lines) if count[line] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs, given by their first number, whose second ones rise too."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_, second) in enumerate(pairs):
        place = bisect_left(tops, second)
        before.append(last[place - 1] if place else -1)
        tops[place : place + 1] = [second]
        last[place : place + 1] = [n]
    found: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _span(lines: Iterable[tuple[int, int]]) -> Span:
    places = list(lines)
    return Span(places[0][0], places[-1][1]) if places else Span(0, 0)

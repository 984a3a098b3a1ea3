"""A page that came again with other words: what changed; and the notices by which a page corrects or withdraws itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from armsledger.model.values import Span
from armsledger.pages.lines import lines_of

_MOST = 4000  # lines compared; of longer pages the rest counts as one


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
_RES = tuple((notice, re.compile(pattern, re.IGNORECASE)) for notice, pattern in _NOTICES)
_LONG = 90  # words; a notice is short


def notices(text: str) -> tuple[Told, ...]:
    """The notices on a page, in order, the gravest of each line."""
    found = []
    for line in lines_of(text):
        if line.words > _LONG:
            continue
        notice = next((n for n, pattern in _RES if pattern.search(line.text)), None)
        if notice is not None:
            found.append(Told(notice=notice, span=Span(line.start, line.end)))
    return tuple(found)


def changes(old: str, new: str) -> tuple[Change, ...]:
    """What `new` says otherwise than `old`, line by line, in order; empty where only white space changed."""
    before, after = lines_of(old)[:_MOST], lines_of(new)[:_MOST]
    matcher = SequenceMatcher(
        None, [" ".join(li.text.split()) for li in before], [" ".join(li.text.split()) for li in after], autojunk=False
    )
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            found.append(
                Change(
                    old=_span([(li.start, li.end) for li in before[a:b]]),
                    new=_span([(li.start, li.end) for li in after[c:d]]),
                )
            )
    return tuple(found)


def _span(lines: Iterable[tuple[int, int]]) -> Span:
    places = list(lines)
    return Span(places[0][0], places[-1][1]) if places else Span(0, 0)

"""Names told by one word in them: companies by how they end (X Shipyard), ships by how they begin (HMS X)."""

import re

from armsledger.knowledge.mention import Mention
from armsledger.knowledge.patterns import extended
from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.words import NO_NAMES
from armsledger.model.codes import Category

_COMPANY = re.compile(r"(?:(?<=\s)|(?<=[\"'(])|^)((?:[A-Z][\w&.'-]*(?: (?:&|and|of) | )){1,4})$")
_LEGAL = re.compile(
    r" (?:Ltd|Limited|Inc|Corp|Corporation|Company|Co|LLC|PLC|plc|GmbH|AG|SA|S\.A|SpA|S\.p\.A|Group|Pvt|Pte|JSC|PJSC|Plant)\b\.?"
)
_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-\d")
_SHIP = re.compile(r" [A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?! class)")


def led(folded: str, mentions: list[Mention], leads: list[tuple[int, int, MentionKind]]) -> list[Mention]:
    """Returns the mentions and the names told by one word: companies by their last (X Shipyard), ships by their first (HMS X).

    Args:
        leads: where such words stand, and the kind of name they tell.
    """
    new = []
    for start, end, kind in leads:
        mention = _company(folded, mentions, start, end) if kind is MentionKind.COMPANY else _ship(folded, start, end)
        if mention:
            mentions = [m for m in mentions if m.end <= mention.start or mention.end <= m.start]
            new.append(mention)
    return extended(folded, sorted(mentions + new)) if new else mentions


def _ship(folded: str, start: int, end: int) -> Mention | None:
    name = _SHIP.match(folded, end)
    if not name:
        return None
    return Mention(start, name.end(), MentionKind.EQUIPMENT, (), Category.SHIP, (), "pattern", "the name of a ship")


def _company(folded: str, mentions: list[Mention], start: int, end: int) -> Mention | None:
    named = _COMPANY.search(folded, max(0, start - 60), start)
    words = [w for w in named[1].split() if w[0].isupper()] if named else []
    while words and words[0] in NO_NAMES:
        words.pop(0)
    if not named or not words or any(_DESIGNATION.match(w) for w in words):
        return None
    begin = folded.index(words[0], named.start(1))
    legal = _LEGAL.match(folded, end)
    stop = legal.end() if legal else end
    over = [m for m in mentions if m.start < stop and begin < m.end]
    if any(m.kind in (MentionKind.COMPANY, MentionKind.EQUIPMENT) for m in over):
        return None
    if all(any(m.start <= folded.index(w, begin) < m.end for m in over) for w in words):
        return None
    states = tuple(dict.fromkeys(s for m in over for s in m.states))
    return Mention(begin, stop, MentionKind.COMPANY, (), None, states, "pattern", f'ends in "{folded[start:end]}"')

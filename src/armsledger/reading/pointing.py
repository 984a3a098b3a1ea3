"""The words that a value was read from, whole: "Turkish Navy" rather than "Turkish", "Kilo-class submarines" rather than "Kilo-class"."""

import re
from collections.abc import Sequence

from armsledger.reading.wordpieces import Candidate

_PARTY_GOES_ON = re.compile(
    r"(?:[’']s?)?(?: (?:Ministry|Minister|Department|Army|Navy|Air|Armed|Naval|Military|Ground|Land|Royal|National|Forces?|Coast|Guard|Marines?|Corps|"
    r"Defen[cs]e|Government|Administration|government|military|army|navy|armed|forces?|air|ministry|defen[cs]e|administration|company|firm|"
    r"manufacturer|shipbuilder|shipyard|state|of|and(?= [A-Z])|for)\b)*(?<!of)(?<!and)(?<!for)"
)
_ITEM_GAP = re.compile(r"(?:[-– ](?:[\w/’'-]+ ){0,4})?")
_PLURAL = re.compile(r"(?:[’']s|s)?(?!\w)")


def party_words(text: str, c: Candidate) -> tuple[int, int]:
    """A party's mention with the body of it that is named behind."""
    if c.type != "state":
        return c.start, c.end
    found = _PARTY_GOES_ON.match(text, c.end)
    return c.start, found.end() if found else c.end


def item_words(text: str, c: Candidate, candidates: Sequence[Candidate]) -> tuple[int, int]:
    """A type's mention with the class word behind it, with what stands between; a class word with its plural."""
    end = c.end
    for other in candidates:
        if other.type == "class" and 0 <= other.start - end <= 40 and _ITEM_GAP.fullmatch(text[end : other.start]):
            end = other.end
    plural = _PLURAL.match(text, end)
    return c.start, plural.end() if plural else end

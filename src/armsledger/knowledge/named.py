"""Names that no list has, told by what stands beside them: a class word behind, a maker before, words that introduce."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from armsledger.knowledge.habits import Habits
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.words import ADJECTIVES, NO_NAMES
from armsledger.model.codes import Category

Told = tuple[int, int, str | None, str]
"""A name told: start, end, category, why."""

_MOD = (
    r"(?:light|medium|heavy|small|large|fast|new|modern|advanced|multi-?role|multi-?purpose|multi-?mission|tactical"
    r"|strategic|armou?red|armed|unarmed|unmanned|uncrewed|tracked|wheeled|amphibious|naval|maritime|coastal|mobile"
    r"|towed|self-propelled|guided|supersonic|subsonic|hypersonic|ballistic|cruise|stealth|stealthy|turboprop|jet|piston"
    r"|diesel-electric|diesel|conventional|attack|transport|utility|training|reconnaissance|surveillance|patrol|offshore"
    r"|combat|military|support|logistics?|active|passive|main|battle|infantry|fighting|personnel|carrier-based|command"
    r"|control|electronic|warfare|air|defen[cs]e|missile|landing|intermediate|basic|primary|lead-in"
    r"|counterfire|counterbattery|weapon|locating|mortar|artillery|search|tracking|acquisition|target|targeting|early|warning|weather|airborne"
    r"|surface|volume|imaging|thermal|border|perimeter|fire|point|vertical|launch|launched|digital|portable|man-portable|handheld|manpack"
    r"|vehicle-mounted|rapid|reaction|quick|response|mechani[sz]ed|airmobile|mountain|desert|snow|rescue|escort|seagoing|ocean-going|coast"
    r"|protected|mine-resistant|cargo|tanker|strike|assault|sniper|anti-tank|ground|sea|type|types|family|series|style"
    r"|\d+x\d+|[23]D|AESA|\d+(?:\.\d+)?[- ]?(?:mm|ton(?:ne)?s?|met(?:re|er)s?|m|km|kg|hp|kW|in|inch)|[XSLC]-band"
    r"|inflatable|rigid|hull(?:ed)?|interceptor|assault|special|operations|pick-?up|double-cab|single-cab|engineering|recovery|bridge"
    r"|[a-z]+-[a-z]+(?:-[a-z]+)?)"
)
_TOKEN = r"[A-Z](?:[\w/-]|\.(?=\w)|'(?!s\b))*"
_BEFORE = re.compile(
    rf"({_TOKEN}(?: (?:{_TOKEN}|\d+[A-Z]*|al|el|van|de|der))*)(?:\([A-Z]{{1,2}}\))?[\"')]{{0,2}}(?:[ -]{_MOD}){{0,4}}[ -]$"
)
_CLASS_NAME = re.compile(
    r"([A-Z][\w'-]*(?: (?:[A-Z][\w'.-]*|van|de|der|al|el|bin|of|dos|da|\d+)){0,3}?)[\"']?[ -][Cc]lass(?![\w-])"
)
_SMALL, _CAPITALISED = re.compile(r"(?<![\w-])[a-z]{4,}"), re.compile(r"(?<![\w-])[A-Z][a-z]{3,}")
_HEAD_AFTER = re.compile(
    r"s?(?:[.,;:)\"'?!]|$|\n| (?:that|which|with|and|or|from|for|in|on|to|of|at|by|as|is|was|are|were|has|have|had|will"
    r"|can|could|would|into|after|during|under|worth|made|built|capable|designed|developed|produced|used|manufactured"
    r"|equipped|armed|systems?|variants?|family|series|program(?:me)?s?|fleet|project|deal|contract|order)\b)"
)
_NAMED_AS = re.compile(
    rf"s?,? (?:dubbed|called|named|known as|designated|nicknamed|christened|codenamed|code-named|branded)"
    rf" (?:the |as )?[\"']?({_TOKEN}(?: (?:{_TOKEN}|\d+[A-Z]*)){{0,2}})"
)
_HEADS = {
    "vehicle": Category.ARMOUR,
    "carrier": Category.ARMOUR,
    "bulldozer": Category.ARMOUR,
    "robot": Category.ARMOUR,
    "ambulance": Category.OTHER,
    "radio": Category.SENSOR,
    "sensor": Category.SENSOR,
    "camera": Category.SENSOR,
    "pod": Category.SENSOR,
    "decoy": Category.SENSOR,
    "countermeasure": Category.SENSOR,
    "craft": Category.SHIP,
    "ferry": Category.SHIP,
    "turbine": Category.ENGINE,
    "glider": Category.AIRCRAFT,
}
_HEAD = re.compile(rf" (?<=[a-zA-Z0-9] )({'|'.join(_HEADS)})s?(?![\w-])")
_THINGS = frozenset(
    (
        "truck",
        "simulator",
        "active-protection",
        "bridge",
        "demining-equipment",
        "riot-control",
        "ammunition",
        "grenade",
        "landmine",
    )
)
"""Classes of what is neither arms nor service whose types have names."""
_QUOTED = re.compile(r"s? [\"']([A-Z][\w -]{1,24})[\"']")
_SUCH_AS = re.compile(
    rf"s?,? (?:such as|like|including|namely) (?:the |its )?({_TOKEN}(?: (?:{_TOKEN}|\d+[A-Z]*)){{0,2}})"
)
_CHRISTENED = re.compile(
    rf"(?<!s),? (?:the )?[\"']?({_TOKEN}(?: (?:[A-Z][\w'-]+|[IVX]+))?)[\"']?"
    r"(?=[,.;)]|$| (?:and|to|from|in|on|at|for|was|is|has|had|will|which|that|with|during|after|as|by|the|arrived|left|sailed)\b)"
)
_IS_A = re.compile(
    rf"(?:[Tt]he|[Ii]ts|[Nn]ew|of|called|dubbed) [\"']?({_TOKEN}(?: (?:{_TOKEN}|\d+[A-Z]*)){{0,2}})[\"']?"
    rf"(?: \([^()]{{1,40}}\))?(?:,| is| was) (?:an?|the|its|their|another)(?: [\w-]+,?){{0,5}} $"
)
_SHORT_FOR = re.compile(r"s? \(([A-Z][A-Za-z0-9/-]{1,9})s?\)")
_LISTED = re.compile(rf"({_TOKEN}(?: {_TOKEN})?)(?:, | and | or |, and | & )$")
_MADE = re.compile(
    rf"('s?)?(?: \( ?[A-Z0-9]{{1,6}}\.[A-Z]{{1,2}} ?\))? (?:new |latest |own |upgraded )?"
    rf"({_TOKEN}(?: (?:{_TOKEN}|\d+[A-Z]*|[IVX]+)){{0,2}})(?=s?(?![\w-]))"
)
_COUNTED = re.compile(
    r"(?:\b[Tt]he|\b[Aa]n?|\b\d[\d,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|of|more|new)) $"
)
_PLURAL = re.compile(
    r"[\dTtFfSsEeNndcp](?<![\w.,$-].)(?:(?<=\d)[\d,]*|(?<=[Tt])(?:wo|hree|en|welve)|(?<=[Ff])(?:our|ive)|(?<=[Ss])(?:ix|even)|(?<=[Ee])ight"
    r"|(?<=[Nn])ine|(?<=s)everal|(?<=d)ozens of|(?<=c)ouple of|(?<=p)air of)"
    rf" (?:(?:more|new|used|second-hand|refurbished|upgraded|modernised|modernized|additional|ex-[A-Z]\w+|{_MOD}) ){{0,2}}"
    rf"({_TOKEN}(?: {_TOKEN}){{0,2}}?)(?<=[a-z]{{3}})s(?![\w'-])"
)
_OTHER = re.compile(
    rf"s?(?:\)|\"|')?(?:,| and| or|, and|, or) (?:the |its |[A-Z]\w+(?: [A-Z]\w+)?(?:'s|s') )({_TOKEN}(?: {_TOKEN})?)"
    r"(?=s?(?:[.,;)]|$| (?:and|or|to|from|in|for|was|is|are|were|has|have|had|will|which|that|with|as|by|at|under|were)\b))"
)
_SAID = re.compile(
    r"s? (?:said|told|added|says|declined|sees|expects|plans|wants|will|has|chief|spokes|executive|president|shares)\b"
)
NAMED = frozenset(Category) - {Category.OTHER, Category.SERVICE, Category.AMMUNITION, Category.DUAL_USE}


_MANY, _REACH = 4, 100
"""Things named that make a report one on arms, read from end to end; else how far around them is looked."""


def regions(folded: str, anchors: list[Mention]) -> list[tuple[int, int]]:
    """Returns where names may stand: the whole of a report on arms, or the surroundings of the things it names."""
    if len(anchors) >= _MANY:
        return [(0, len(folded))]
    found: list[tuple[int, int]] = []
    for m in anchors:
        start, end = folded.rfind(" ", 0, max(0, m.start - _REACH)) + 1, m.end + _REACH
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


class Free:
    """Knows which spans are still free of mentions."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._starts = [m.start for m in mentions]
        self._ends = [m.end for m in mentions]

    def is_free(self, start: int, end: int) -> bool:
        """Says whether nothing lies over the span."""
        at = bisect_left(self._starts, end)
        return not at or self._ends[at - 1] <= start

    def take(self, start: int, end: int) -> bool:
        """Takes the span if nothing lies over it."""
        if not self.is_free(start, end):
            return False
        at = bisect_left(self._starts, end)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True


def named(folded: str, mentions: list[Mention], anchors: list[Mention], habits: Habits, free: Free) -> Iterator[Told]:
    """Yields the names that a class word or a maker beside them tells; each is taken from what is free."""
    ends = {m.end: m.start for m in mentions if m.kind is MentionKind.EQUIPMENT}
    words = [m for m in anchors if m.kind is MentionKind.CLASS]
    for m in (*words, *_heads(folded, anchors, free)):
        if m.category not in NAMED and not _THINGS.intersection(m.candidates):
            continue
        word = folded[m.start : m.end]
        for start, end, how in (*_around(folded, m), *_before_known(folded, m, ends)):
            span = _trimmed(folded, start, end, free)
            if span and free.take(*span):
                yield *span, m.category, f'{how} "{word}"'
    starts = [m.start for m in anchors]
    for m in mentions:
        if m.kind is MentionKind.COMPANY:
            yield from _made(folded, m, anchors, starts, habits, free)


def _around(folded: str, word: Mention) -> Iterator[tuple[int, int, str]]:
    short = _SHORT_FOR.match(folded, word.end)
    if short:
        yield *short.span(1), "short for"
    said = folded[word.start : word.end]
    if said[0].isupper() and not said[:3].isupper() and (word.form == "weak" or headline(folded, word.start)):
        return
    before = _BEFORE.search(folded, max(0, word.start - 70), word.start)
    if before:
        yield *before.span(1), "a name before"
        at = before.start(1)
        while listed := _LISTED.search(folded, max(0, at - 40), at):
            yield *listed.span(1), "in a list before"
            at = listed.start(1)
    if _HEAD_AFTER.match(folded, word.end):
        is_a = _IS_A.search(folded, max(0, word.start - 120), word.start)
        if is_a:
            yield *is_a.span(1), "said to be a"
    for shape, how in (
        (_NAMED_AS, "what is called a"),
        (_QUOTED, "a name in quotes behind"),
        (_SUCH_AS, "such as, of"),
        *(((_CHRISTENED, "the name of a"),) if word.category == Category.SHIP and said != "carrier" else ()),
    ):
        after = shape.match(folded, word.end)
        if after:
            yield *after.span(1), how


def _heads(folded: str, anchors: list[Mention], free: Free) -> Iterator[Mention]:
    """Yields words too wide to be class words, with the category that a name before them has."""
    for start, end in regions(folded, anchors):
        for found in _HEAD.finditer(folded, max(0, start - 1), end):
            if free.is_free(found.start() + 1, found.end()):
                yield Mention(found.start() + 1, found.end(), MentionKind.CLASS, (), _HEADS[found[1]], (), "weak", "")


def _before_known(folded: str, word: Mention, ends: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    """Yields the names in a list that ends in a listed type and its class word: "X, Y and F-16 jets"."""
    at = ends.get(word.start - 1)
    while at is not None:
        listed = _LISTED.search(folded, max(0, at - 40), at)
        if not listed:
            return
        known = ends.get(listed.end(1))
        if known is None:
            yield *listed.span(1), "in a list before"
        at = listed.start(1) if known is None else known


def counted(folded: str, anchors: list[Mention], free: Free) -> Iterator[Told]:
    """Yields names in the plural behind a number ("28 Super Hornets"), near a thing whose category they share."""
    for found in (f for region in regions(folded, anchors) for f in _PLURAL.finditer(folded, *region)):
        start, end = found.span(1)
        near = [(max(m.start - end, start - m.end), m) for m in anchors if m.category in NAMED]
        span = _trimmed(folded, start, end, free) if near and min(near)[0] <= 90 else None
        if span and span[0] == start and free.take(*span):
            nearest = min(near)[1]
            yield *span, nearest.category, f'a number of them, near "{folded[nearest.start : nearest.end]}"'


def alike(folded: str, anchors: list[Mention], free: Free) -> Iterator[Told]:
    """Yields what stands in a list behind a type with whose it is before: "the F-16 and Korea's Surion"."""
    for m in anchors:
        if m.kind is MentionKind.EQUIPMENT and m.category in NAMED:
            other = _OTHER.match(folded, m.end)
            span = _trimmed(folded, *other.span(1), free) if other else None
            if other and span and span[0] == other.start(1) and not _SAID.match(folded, span[1]) and free.take(*span):
                yield *span, m.category, f'in a list behind "{folded[m.start : m.end]}"'


def classes(folded: str, anchors: list[Mention], free: Free) -> Iterator[Told]:
    """Yields the names of classes of ship: X-class, near a word for ships."""
    ships = [m for m in anchors if m.category == Category.SHIP]
    for found in _CLASS_NAME.finditer(folded) if ships else ():
        if min(max(s.start - found.end(), found.start() - s.end) for s in ships) <= 120:
            span = _trimmed(folded, *found.span(1), free)
            if span and free.take(*span):
                yield *span, Category.SHIP, "the name of a class of ships"


def _made(
    folded: str, maker: Mention, anchors: list[Mention], starts: list[int], habits: Habits, free: Free
) -> Iterator[Told]:
    found = _MADE.match(folded, maker.end)
    if not found or _SAID.match(folded, found.end(2)):
        return
    span = _trimmed(folded, *found.span(2), free)
    if span is None or span[0] != found.start(2):
        return
    if not found[1] and not _COUNTED.search(folded, max(0, maker.start - 12), maker.start):
        return
    at = bisect_left(starts, span[1])
    near = [m for m in anchors[max(0, at - 1) : at + 1] if max(m.start - span[1], span[0] - m.end) <= 60]
    usual = {c for firm in maker.candidates for c in habits.get(firm, ())}
    category = usual.pop() if len(usual) == 1 else near[-1].category if near else None
    if near and category in NAMED and free.take(*span):
        yield *span, category, f'named behind its maker "{folded[maker.start : maker.end]}"'


def _trimmed(folded: str, start: int, end: int, free: Free) -> tuple[int, int] | None:
    """Returns what is left of a name without the words before it that are none, or None where nothing is."""
    words = [(m.start() + start, m[0]) for m in re.finditer(r"[^ ]+", folded[start:end])]
    while words and (
        words[0][1].rstrip(".") in NO_NAMES or not free.is_free(words[0][0], words[0][0] + len(words[0][1]))
    ):
        words.pop(0)
    if not words or any(w in NO_NAMES for _, w in words) or all(w in ADJECTIVES or w.isdigit() for _, w in words):
        return None
    begin = words[0][0]
    name = folded[begin:end]
    if len(name) < 3 or not free.is_free(begin, end):
        return None
    if not _inside(folded, begin) and not re.search(rf"[a-z,] {re.escape(name)}(?!\w)", folded):
        return None
    return begin, end


def _inside(folded: str, at: int) -> bool:
    """Says whether a capital here means something: not at the start of a sentence."""
    before = folded[max(0, at - 2) : at]
    return bool(before) and (
        before[-1] in "\"'(-/" or (before[-1] == " " and (before[0].isalnum() or before[0] in ",)'%\":;&-"))
    )


def headline(folded: str, at: int) -> bool:
    """Says whether the line has more words in capitals than in small letters, so that capitals tell nothing."""
    line = folded[folded.rfind("\n", 0, at) + 1 : (folded.find("\n", at) + 1 or len(folded) + 1) - 1]
    near = line[:600]
    return len(_SMALL.findall(near)) < len(_CAPITALISED.findall(near))

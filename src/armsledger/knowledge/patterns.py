"""Names that no list has: designations by their shape or by a class word behind them, companies by how their names end."""

import re
from bisect import bisect_left

from armsledger.knowledge.mention import Mention
from armsledger.knowledge.rows import MentionKind
from armsledger.model.codes import Category

NEAR = 80
_BLOCK = re.compile(
    r"(?:/[A-Z0-9]{1,4}(?![\w]))*(?:[ -](?:II|III|IV|VI{0,3})(?!\w))?"
    r"(?:[ -](?:Block|Blk|Mk|Mk\.|Mark|Batch|Tranche|Increment|Baseline|Mod)[ .-]?"
    r"(?:\d{1,3}[A-Z+]{0,2}|[IVX]{1,4}\+?)(?:/\d{1,3}[A-Z+]{0,2})?(?![\w]))?"
)
_SHAPE = re.compile(
    r"[A-Z](?<![\w/.$@#-][A-Z])(?:(?:(?<=T)ype|(?<=P)roje[ck]t|(?<=M)k|(?<=M)ark) \d{1,5}(?:\.\d)?[A-Z]{0,3}"
    r"|[A-Za-z]{0,4}-\d{1,4}(?:[A-Z][A-Za-z]{0,2})?(?:[-/][A-Z0-9]{1,3})?"
    r"|[A-Z]{0,4}\d{1,4}[A-Z]{0,3})(?=s?(?!\w))(?!['.]\d)"
)
_CALIBRE = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:\.\d{1,2})?[ -]?(?:mm|millimet(?:er|re))|\.\d{2,3}[ -]cal(?:iber|ibre)?)(?!\w)"
)
_NOT = re.compile(
    r"G-?(?:7|8|20|77)|MH-?(?:17|370)|COVID-?\d+|[AM]\d{1,3}|[AM]-?\d{1,4}(?: road| motorway)|H[1-9]N\d|[QH][1-4]|FY-?\d+|CY-?\d+"
    r"|U-?\d\d|CO2|PM2|MP[34]|A[345]|B2[BC]|P5|T20|Covid-?\d+|Sars-?\d+|ISO-?\d+|FTSE-?\d+|CAC-?40|DAX-?\d+|[A-Z]{2}\d{4}"
    r"|F-[1-9]50|[IE]-\d\d|Article-\d+|Euro-\d|Mr-\d+|PS[1-5]|EU-?\d+|UN-?\d+|NATO-?\d+|I-\d+|CSKA-\d|Top-\d+|No-\d+|Under-\d\d|Catch-22"
)
_NOT_BEFORE = re.compile(
    r"(?:[Ff]light|Article|Section|Chapter|Room|Gate|Highway|Route|road|[Rr]esolution|[Pp]age|No\.|visa|Bill|Act|Rule) $"
)
NOT_AFTER = re.compile(
    r" (?:visas?|paper|level|road|motorway|junction|highway|summit|flight|million|billion|percent|per cent|league|vitamins?)\b"
)
_BEFORE = re.compile(
    r"(?:(?<=[\w,)] )|(?<=[\"'(]))([A-Z][\w.'-]*(?: (?:[A-Z][\w.-]*|\d+[A-Z]*|[IVX]+)){0,2})[\"')]{0,2}[ -]$"
)
_CLASS_NAME = re.compile(r"([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2})[ -][Cc]lass\b[\"']? ?$")
_NO_NAMES = (
    "The A An This That These Those Its Their Our His Her New Next First Second Third Last Other Some Many More "
    "Most All Any Each Army Navy Air Force Forces Naval Military Defence Defense Ministry Minister Government State "
    "Federal National Royal Special Coast Guard Marine Marines Corps Police Border Security Republic Union United "
    "Western Eastern Northern Southern North South East West Central European Asian African American Arab Gulf "
    "Soviet Russian President Prime General Chief Joint Advanced Light Heavy Medium Large Small Modern Multi-role "
    "Multirole Unmanned Armed Armoured Armored Anti-tank Future Main Long Short High Low January February March "
    "April May June July August September October November December Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday Project Programme Program Contract Department Agency Office Command Fleet Squadron Wing "
    "Brigade Regiment Group Company Corporation Inc Ltd Systems Industries Aerospace International Global World "
    "Strategic Tactical Combat Attack Support In On At By For From With And Or But Of To As If When While After "
    "Before Since Under Over Photo Image Credit Read Also Both Photos Video Two Three Four Five Six Seven Eight "
    "Nine Ten Several Foreign Domestic Local Chinese-made US-made Russian-made Parliament Congress Senate House "
    "Committee Council Cabinet Islamic Christian Jewish Muslim Christmas Maritime Nuclear Missile He She It They We "
    "You I There Here What Which Who Why How"
)
_WORDS = frozenset(_NO_NAMES.split())
_NAMED = frozenset(Category) - {Category.OTHER, Category.SERVICE, Category.AMMUNITION, Category.DUAL_USE}
_ROUNDS = re.compile(
    r"s? (?:(?:shoulder-(?:fired|launched)|surface-to-air|anti-aircraft|man-portable|air defen[cs]e|guided|interceptor|short-range"
    r"|medium-range|long-range) ){0,2}(?:missiles?|interceptors?|rounds)\b(?! (?:systems?|batter|launcher|defen|units?|shield))"
)
_ROUND_IN = re.compile(r" (?:[Mm]issile|[Ii]nterceptor)$")
_SYSTEM = re.compile(r"s? (?:systems?|batter|launcher|defen|units?|shield)")
_ACRONYM = re.compile(r"s? \(([A-Z][A-Z0-9-]{1,7})s?\)")
_MODEL = re.compile(r" ((?=[A-Z-]{0,4}\d)[A-Z0-9][A-Z0-9./-]*[A-Z0-9])(?=s?(?!\w))")
_COMPANY = re.compile(r"(?:(?<=\s)|(?<=[\"'(])|^)((?:[A-Z][\w&.'-]*(?: (?:&|and|of) | )){1,4})$")
_LEGAL = re.compile(
    r" (?:Ltd|Limited|Inc|Corp|Corporation|Company|Co|LLC|PLC|plc|GmbH|AG|SA|S\.A|SpA|S\.p\.A|Group|Pvt|Pte|JSC|PJSC|Plant)\b\.?"
)
_SHIP = re.compile(r" [A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?! class)")


def extended(folded: str, mentions: list[Mention]) -> list[Mention]:
    """Returns the mentions with the block, mark or further letters that belong to a type's name inside their spans.

    Where two lie over each other the earlier one stays; two names of one type side by side become one.
    """
    found: list[Mention] = []
    for m in mentions:
        if found and m.start < found[-1].end:
            continue
        if m.kind is MentionKind.EQUIPMENT:
            tail = _BLOCK.match(folded, m.end)
            if tail and tail.end() > m.end:
                m = m._replace(end=tail.end())
            m = _round_or_system(folded, m)
            before = found[-1] if found else None
            if before and folded[before.end : m.start] == " " and before.candidates == m.candidates:
                found[-1] = before._replace(end=m.end)
                continue
        found.append(m)
    return found


def _round_or_system(folded: str, mention: Mention) -> Mention:
    """Returns a missile as what the words behind it make of it: "Igla missiles" are rounds, "Igla launchers" a system."""
    if mention.category == Category.AIR_DEFENCE and _ROUNDS.match(folded, mention.end):
        return mention._replace(category=Category.MISSILE)
    if mention.category == Category.AIR_DEFENCE and _ROUND_IN.search(folded, mention.start, mention.end):
        return mention if _SYSTEM.match(folded, mention.end) else mention._replace(category=Category.MISSILE)
    return mention


def designations(folded: str, mentions: list[Mention]) -> list[Mention]:
    """Returns the mentions and those that only their shape, or a class word behind them, tells."""
    anchors = [m for m in mentions if m.kind is MentionKind.EQUIPMENT or m.kind is MentionKind.CLASS]
    if not anchors:
        return mentions
    free = Free(mentions)
    starts = [m.start for m in anchors]
    new = _models(folded, mentions, anchors, starts, free)
    for match in _SHAPE.finditer(folded):
        start, end = match.span()
        at = bisect_left(starts, start)
        near = [m for m in anchors[max(0, at - 1) : at + 1] if max(m.start - end, start - m.end) <= NEAR]
        if not near or not free.take(start, end) or _NOT.fullmatch(match[0]):
            continue
        if _NOT_BEFORE.search(folded, max(0, start - 12), start) or NOT_AFTER.match(folded, end):
            continue
        best = min(near, key=lambda m: m.start - end if m.start >= end else 2 * (start - m.end) + 4)
        why = f'the shape of a designation, near "{folded[best.start : best.end]}"'
        new.append(Mention(start, end, MentionKind.EQUIPMENT, (), best.category, (), "pattern", why))
    for m in anchors:
        if m.kind is not MentionKind.CLASS:
            continue
        if m.category == Category.AMMUNITION:
            new += _calibres(folded, m, free)
        if m.category not in _NAMED:
            continue
        short = _ACRONYM.match(folded, m.end)
        if short and free.take(*short.span(1)):
            why = f'short for "{folded[m.start : m.end]}"'
            new.append(Mention(*short.span(1), MentionKind.EQUIPMENT, (), m.category, (), "pattern", why))
        named = _CLASS_NAME.search(folded, max(0, m.start - 50), m.start)
        named = named or _BEFORE.search(folded, max(0, m.start - 40), m.start)
        if (
            named
            and len(named[1]) > 2
            and _WORDS.isdisjoint(named[1].replace("-", " ").split())
            and free.take(*named.span(1))
        ):
            why = f'a name before "{folded[m.start : m.end]}"'
            new.append(Mention(*named.span(1), MentionKind.EQUIPMENT, (), m.category, (), "pattern", why))
    return sorted(mentions + new) if new else mentions


def _models(
    folded: str, mentions: list[Mention], anchors: list[Mention], starts: list[int], free: "Free"
) -> list[Mention]:
    """Returns the models named by a number behind their maker's name: MTU 16V2000."""
    new = []
    for m in mentions:
        model = _MODEL.match(folded, m.end) if m.kind is MentionKind.COMPANY else None
        if model:
            after = anchors[bisect_left(starts, model.end()) :][:1]
            if after and after[0].start - model.end() <= NEAR // 2 and free.take(*model.span(1)):
                why = f'a number behind its maker "{folded[m.start : m.end]}"'
                new.append(
                    Mention(*model.span(1), MentionKind.EQUIPMENT, (), after[0].category, m.states, "pattern", why)
                )
    return new


def _calibres(folded: str, word: Mention, free: "Free") -> list[Mention]:
    spans = [c.span() for c in _CALIBRE.finditer(folded, max(0, word.start - 60), word.start)]
    why = f'a calibre before "{folded[word.start : word.end]}"'
    return [
        Mention(*span, MentionKind.EQUIPMENT, (), Category.AMMUNITION, (), "pattern", why)
        for span in spans
        if free.take(*span)
    ]


class Free:
    """Knows which spans are still free of mentions."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._starts = [m.start for m in mentions]
        self._ends = [m.end for m in mentions]

    def take(self, start: int, end: int) -> bool:
        """Takes the span if nothing lies over it."""
        at = bisect_left(self._starts, end)
        if at and self._ends[at - 1] > start:
            return False
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True


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
    while words and words[0] in _WORDS:
        words.pop(0)
    if not named or not words:
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

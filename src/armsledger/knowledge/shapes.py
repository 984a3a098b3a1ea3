"""Designations by their shape: letters and numbers, and what looks like one and is none."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from armsledger.knowledge.habits import Habits, letters
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.named import Free, Told, regions
from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.words import NO_NAMES
from armsledger.model.codes import Category

NEAR = 80
_END = r"(?=s?(?!\w))(?!['.]\d)"
_SHAPE = re.compile(
    r"[A-Z](?<![\w/.$@#-].)(?:[A-Z]{0,2}/[A-Z]{1,4}[- ]?\d{1,4}[A-Z]{0,2}(?:\(V\)\d?)?"
    r"|(?:(?<=T)ype|(?<=P)roje[ck]t|(?<=M)k|(?<=M)ark) (?:\d{1,5}(?:\.\d)?[A-Z]{0,3}|[IVX]{1,4})"
    r"|[A-Za-z]{0,4}-\d{1,4}(?:[A-Z][A-Za-z]{0,3}\d?)?(?:\(V\)\d?)?(?:[-/][A-Z0-9]{1,3})?"
    rf"|[A-Z]{{0,4}}\d{{1,4}}(?:[A-Z][A-Za-z]{{0,2}}|[A-Z]\d)?(?:\(V\)\d?)?){_END}"
    rf"|\d(?<![\w/.$@#,-].)\d?[AKMFPSTUVG]\d{{1,4}}[A-Z]?(?:-[A-Z0-9]{{1,2}})?{_END}"
)
_LOOSE = re.compile(
    r"[A-Z](?<![\w/.$@#-].)(?:[a-z]{5,11}-\d{1,4}[A-Z]{0,3}|[A-Z]{1,4} \d{1,4}[A-Z]{0,3}|[a-z]{1,10} \d{1,4}[A-Z]{1,3}"
    r"|[\w-]{2,11} (?:II|III|IV|VI{0,3}|IX)|[A-Z]{1,3}\([A-Z]{1,2}\)|[\w-]{1,11}(?: [A-Z][a-z]+)? (?:Series|Model) \d{1,5})"
    r"(?=s?(?!\w))(?!['.,:]\d)"
)
"""Shapes that are much else besides: they count with a class word right behind, or a maker or number before."""

_NOT = re.compile(
    r"G-?(?:7|8|20|77)|MH-?(?:17|370)|COVID-?\d+|[AM]\d{1,3}|[AM]-?\d{1,4}(?: road| motorway)|H[1-9]N\d|[QH][1-4]|FY[- ]?\d+|CY[- ]?\d+"
    r"|U-?\d\d|CO2|PM2|MP[34]|A[345]|B2[BC]|P5|T20|Covid-?\d+|Sars-?\d+|ISO[- ]?\d+|FTSE[- ]?\d+|CAC-?40|DAX-?\d+|[A-Z]{2}\d{4}"
    r"|F-[1-9]50|[IE]-\d\d|Article-\d+|Euro-\d|Mr-\d+|PS[1-5]|EU[- ]?\d+|UN[- ]?\d+|NATO[- ]?\d+|I-\d+|CSKA-\d|Top-\d+|No-\d+|Under-\d\d|Catch-22"
    r"|[1-9]\d?[AP]M\d*|[1-9]Q\d+|[12]H\d+|[A-Z]+ (?:19|20)\d\d|(?:USD|EUR|GBP|AUD|CAD|INR|PKR|SEK|CHF|AED|Rs) ?\d+|Apollo-\d+|Level-\d|Tier-\d|Phase-\d"
)
_NOT_BEFORE = re.compile(
    r"(?:[Ff]light|Article|Section|Chapter|Room|Gate|Highway|Route|road|[Rr]esolution|[Pp]age|No\.|visa|Bill|Act|Rule|FA|contract) $"
)
NOT_AFTER = re.compile(
    r" (?:visas?|paper|level|road|motorway|junction|highway|summit|flight|million|billion|percent|per cent|league|vitamins?|hours?|years?)\b"
)
_BETWEEN = re.compile(
    r"s?['\")]{0,2}(?:[ ,/&\"'-]|and (?=[A-Z\d])|or (?=[A-Z\d])|[A-Z\d][\w/().-]*|[a-z]+-[a-z-]+"
    r"|light|medium|heavy|multirole|tactical|armou?red|tracked|wheeled|towed|guided|main|battle|infantry|attack|transport|utility"
    r"|training|reconnaissance|surveillance|patrol|combat|military|jet|turboprop|type|series|family|variants?|unmanned|new|naval)*"
)
_LONG = re.compile(r"[A-Z]{2,}\d{3}")
_GENERIC = (Category.AIRCRAFT,)
_PARTS = (Category.ENGINE, Category.SENSOR, Category.AMMUNITION, Category.SERVICE, Category.OTHER, Category.DUAL_USE)
_VAGUE = (Category.SERVICE, Category.OTHER, Category.DUAL_USE)
_LIST = re.compile(r"s?(?:, | and | or |/|, and | & | and the )")
_LEAD = re.compile(
    r"(?:\b\d[\d,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|(?:known as|called|dubbed|designated|named)(?: the)?)"
    r"|-long|-metre|-meter|metres? long) $"
)
_RULERS = re.compile(
    r"(?:War|Title|Part|Phase|Stage|Article|Chapter|King|Queen|Pope|Elizabeth|Charles|Paul|Benedict|Philip|Ramses|Level|Category|Class)\b"
)


def shaped(folded: str, mentions: list[Mention], anchors: list[Mention], habits: Habits, free: Free) -> Iterator[Told]:
    """Yields the designations that their shape tells; each is taken from what is free."""
    starts = [m.start for m in anchors]
    parts = regions(folded, anchors)
    for found in (f for region in parts for f in _SHAPE.finditer(folded, *region)):
        start, end = found.span()
        at = bisect_left(starts, start)
        near = [m for m in anchors[max(0, at - 1) : at + 1] if max(m.start - end, start - m.end) <= NEAR]
        if not near:
            signs = letters(found[0])
            clear = signs and len(habits.get(signs[0], ())) == 1
            if not clear or not ("-" in found[0] or _LONG.match(found[0])):
                continue
        if not _may(folded, found) or not free.take(start, end):
            continue
        category, why = _judged(folded, start, end, near, anchors[at : at + 4], habits)
        yield start, end, category, f"the shape of a designation, {why}"
    ends = {m.end for m in mentions if m.kind is MentionKind.COMPANY}
    for found in (f for region in parts for f in _LOOSE.finditer(folded, *region)):
        start, end = found.span()
        if found[0].split()[0] in NO_NAMES or not _may(folded, found) or _RULERS.match(found[0]):
            continue
        at = bisect_left(starts, end)
        behind = _behind(folded, end, anchors[at : at + 4], plain=True)
        made = start - 1 in ends or (start - 3 in ends and folded[start - 3 : start] == "'s ")
        counted = _LEAD.search(folded, max(0, start - 16), start)
        near = [m for m in anchors[max(0, at - 1) : at + 1] if max(m.start - end, start - m.end) <= NEAR]
        if (behind or (near and (made or counted))) and free.take(start, end):
            category, why = _judged(
                folded, start, end, near or [behind] if behind else near, anchors[at : at + 4], habits
            )
            yield start, end, category, f"the shape of a designation, {why}"


def _may(folded: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    return not (
        _NOT.fullmatch(found[0])
        or _NOT_BEFORE.search(folded, max(0, start - 12), start)
        or NOT_AFTER.match(folded, end)
    )


def _judged(
    folded: str, start: int, end: int, near: list[Mention], after: list[Mention], habits: Habits
) -> tuple[str | None, str]:
    """Returns the category of a designation and why: the class word it stands before, its letters, its neighbours."""
    signs = letters(folded[start:end])
    known = habits.get(signs[0], []) if signs else []
    usual = known[0] if len(known) == 1 else None
    head = _behind(folded, end, after)
    if head and not (usual and (head.category in _PARTS or head.category in _GENERIC)):
        return head.category, f'before "{folded[head.start : head.end]}"'
    if usual:
        return usual, f"as others with {signs[0]}"
    for m in near:
        gap = folded[m.end : start] if m.end <= start else folded[end : m.start]
        if m.kind is MentionKind.EQUIPMENT and _LIST.fullmatch(gap):
            return m.category, f'in a list with "{folded[m.start : m.end]}"'
    telling = [m for m in near if m.category in known] or [m for m in near if m.category not in _VAGUE]
    if not telling and known:
        return known[0], f"as most with {signs[0]}"
    telling = telling or near
    best = min(telling, key=lambda m: m.start - end if m.start >= end else 2 * (start - m.end) + 4)
    return best.category, f'near "{folded[best.start : best.end]}"'


def _behind(folded: str, end: int, after: list[Mention], plain: bool = False) -> Mention | None:
    """Returns the class word at the head of the words behind a name, names in a list between unless plain."""
    for m in after:
        if m.start - end > NEAR:
            break
        if m.kind is MentionKind.CLASS and m.start >= end:
            between = folded[end : m.start]
            fits = _BETWEEN.fullmatch(between) and not (plain and re.search(r"[,A-Z]", between))
            return m if fits else None
    return None

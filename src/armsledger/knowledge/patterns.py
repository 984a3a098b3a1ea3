"""Names that no list has: designations by their shape or by a class word behind them, companies by how their names end."""

import re
from bisect import bisect_left
from itertools import chain

from armsledger.knowledge.habits import Habits
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.named import NAMED, Free, alike, classes, counted, named
from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.shapes import NEAR, shaped
from armsledger.knowledge.spelled import spelled
from armsledger.model.codes import Category

_BLOCK = re.compile(
    r"(?:/[A-Z0-9]{1,4}(?![\w]))*(?:[ -](?:II|III|IV|VI{0,3})(?!\w))?"
    r"(?:[ -](?:Block|Blk|Mk|Mk\.|Mark|Batch|Tranche|Increment|Baseline|Mod)[ .-]?"
    r"(?:\d{1,3}[A-Z+]{0,2}|[IVX]{1,4}\+?)(?:/\d{1,3}[A-Z+]{0,2})?(?![\w]))?"
)
_CALIBRE = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:\.\d{1,2})?[ -]?(?:mm|millimet(?:er|re))|\.\d{2,3}[ -]cal(?:iber|ibre)?)(?!\w)"
)
_ROUNDS = re.compile(
    r"s?(?:(?:,| and| or|, and|/) ?[A-Z0-9][\w-]*(?: [A-Z0-9][\w-]*)?){0,3}(?: \([^()]{1,24}\)| [A-Z0-9-]*\d[\w-]*)? (?:(?:shoulder-(?:fired|launched)|surface-to-air"
    r"|anti-aircraft|man-portable|portable|air defen[cs]e|guided|interceptor|short-range|medium-range|long-range|very short-range|heat-seeking"
    r"|infrared|infrared-guided|laser-guided|ground-to-air|naval|ship-borne|new|light|low-level|low-altitude) ){0,3}"
    r"(?:missiles?|interceptors?|rounds)\b(?! (?:systems?|batter|launcher|defen|units?|shield))"
)
_DEFENCE = re.compile(
    r"\)? (?:[\w-]+ )?(?:air[- ]defen[cs]e|anti-aircraft|surface-to-air|missile[- ]defen[cs]e|defen[cs]e missile|anti-missile|SAM|ground-based air defen[cs]e)"
    r"(?: (?:missile|and missile|weapons?|gun))? (?:systems?|batter(?:y|ies)|launchers?|units?|complex|guns?)\b",
    re.IGNORECASE,
)
_SYSTEMS = re.compile(
    r"S-?[1-5]\d\d|SA-(?:[1-6]|8|9|1[0-357]|19|2[0-3])(?!\d)|Buk|Tor(?!\w)|Pantsir|HQ-(?:9|16|22)|FK-3|FD-2000|KS-1A?|LY-80|Patriot|Akash|Jernas|Pechora"
)
"""Systems whose rounds have names of their own: "S-400 missiles" are the system, unless they are counted."""
_COUNTED = re.compile(r"(?:\d|\b(?:hundreds of|dozens of|two|three|four|five|six|seven|eight|nine|ten)) (?:\w+ )?$")
_ROUND_IN = re.compile(r" (?:[Mm]issile|[Ii]nterceptor)$")
_SYSTEM = re.compile(r"s? (?:systems?|batter|launcher|defen|units?|shield)")
_NUMBER = re.compile(r"-\d{1,4}[A-Z]{0,3}(?!\w)")
_MODEL = re.compile(
    r"(?:'s(?= [A-Z\d-]*[A-Z]))? (?!(?:19|20)\d\d(?!\w))((?=[A-Z-]{0,4}\d)[A-Z0-9][A-Z0-9./-]*[A-Z0-9])(?=s?(?!\w))"
)


def extended(folded: str, mentions: list[Mention]) -> list[Mention]:
    """Returns the mentions with the block, mark or further letters that belong to a type's name inside their spans.

    Where two lie over each other the earlier one stays; two names of one type side by side become one.
    """
    found: list[Mention] = []
    numbers = {(m.start, folded[m.start - 1]) for m in mentions if m.start and m.kind is MentionKind.EQUIPMENT}
    for m in mentions:
        if found and m.start < found[-1].end:
            continue
        if m.kind is MentionKind.CLASS and folded[m.start : m.end].isupper() and (tail := _NUMBER.match(folded, m.end)):
            why = "the letters of a class and a number"
            m = Mention(m.start, tail.end(), MentionKind.EQUIPMENT, (), m.category, (), "pattern", why)
        if m.kind is MentionKind.EQUIPMENT:
            tail = _BLOCK.match(folded, m.end) if (m.end + 1, "/") not in numbers else None
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
    if mention.category == Category.MISSILE and _DEFENCE.match(folded, mention.end):
        return mention._replace(category=Category.AIR_DEFENCE)
    counted = _COUNTED.search(folded, max(0, mention.start - 24), mention.start)
    if mention.category == Category.AIR_DEFENCE and not counted and _SYSTEMS.match(folded, mention.start):
        return mention
    if mention.category == Category.AIR_DEFENCE and _ROUNDS.match(folded, mention.end):
        return mention._replace(category=Category.MISSILE)
    if mention.category == Category.AIR_DEFENCE and _ROUND_IN.search(folded, mention.start, mention.end):
        return mention if _SYSTEM.match(folded, mention.end) else mention._replace(category=Category.MISSILE)
    return mention


def designations(folded: str, mentions: list[Mention], habits: Habits) -> list[Mention]:
    """Returns the mentions and those that only their shape, or what stands beside them, tells."""
    anchors = [m for m in mentions if m.kind is MentionKind.EQUIPMENT or m.kind is MentionKind.CLASS]
    if not anchors:
        return mentions
    free = Free(mentions)
    starts = [m.start for m in anchors]
    new = _models(folded, mentions, anchors, starts, free)
    for word in anchors:
        if word.kind is MentionKind.CLASS and word.category == Category.AMMUNITION:
            new += _calibres(folded, word, free)
    told = chain(
        shaped(folded, mentions, anchors, habits, free),
        classes(folded, anchors, free),
        named(folded, mentions, anchors, habits, free),
        counted(folded, anchors, free),
        alike(folded, anchors, free),
        spelled(folded, anchors, free),
    )
    new += [Mention(start, end, MentionKind.EQUIPMENT, (), c, (), "pattern", why) for start, end, c, why in told]
    return sorted(mentions + new) if new else mentions


def _models(
    folded: str, mentions: list[Mention], anchors: list[Mention], starts: list[int], free: Free
) -> list[Mention]:
    """Returns the models named by a number behind their maker's name (MTU 16V2000), not a number of a type (MTU 12 T-72s)."""
    new = []
    for m in mentions:
        model = _MODEL.match(folded, m.end) if m.kind is MentionKind.COMPANY else None
        if model:
            at = bisect_left(starts, model.end())
            near = [a for a in anchors[at : at + 1] if a.start - model.end() <= NEAR // 2]
            near = near or [a for a in anchors[max(0, at - 1) : at] if 0 <= m.start - a.end <= NEAR // 2]
            counts = any(a.kind is MentionKind.EQUIPMENT and a.start == model.end() + 1 for a in near)
            if near and not counts and near[0].category in NAMED and free.take(*model.span(1)):
                why = f'a number behind its maker "{folded[m.start : m.end]}"'
                new.append(
                    Mention(*model.span(1), MentionKind.EQUIPMENT, (), near[0].category, m.states, "pattern", why)
                )
    return new


def _calibres(folded: str, word: Mention, free: Free) -> list[Mention]:
    spans = [c.span() for c in _CALIBRE.finditer(folded, max(0, word.start - 60), word.start)]
    why = f'a calibre before "{folded[word.start : word.end]}"'
    return [
        Mention(*span, MentionKind.EQUIPMENT, (), Category.AMMUNITION, (), "pattern", why)
        for span in spans
        if free.take(*span)
    ]

"""Designations that no list has, by their shape, and the block or mark that goes on behind one that is listed."""

import re

from armsledger.knowledge.mention import Mention
from armsledger.knowledge.rows import MentionKind

_BLOCK = re.compile(
    r"(?:/[A-Z0-9]{1,4}(?![\w]))*"
    r"(?:[ -](?:Block|Blk|Mk|Mk\.|Mark|Batch|Tranche|Increment|Baseline|Mod)[ .-]?(?:\d{1,3}[A-Z+]{0,2}|[IVX]{1,4}\+?)(?:/\d{1,3}[A-Z+]{0,2})?(?![\w]))?"
)
_SHAPE = re.compile(
    r"(?<![\w/.$@#-])(?:(?:Type|Project|Projekt|Mk|Mark) \d{1,5}[A-Z]{0,2}"
    r"|[A-Z][A-Za-z]{0,4}-\d{1,4}(?:[A-Z][A-Za-z]{0,2})?(?:[-/][A-Z0-9]{1,3})?"
    r"|[A-Z]{1,5}\d{1,4}[A-Z]{0,3})(?=s?(?!\w))(?!['.]\d)"
)
_NOT = re.compile(
    r"(?:G-?(?:7|8|20|77)|MH-?(?:17|370)|COVID-?\d+|[AMB]-?\d{1,4}(?: road| motorway)|H[1-9]N\d|[QH][1-4]|FY-?\d+|CY-?\d+|U-?\d\d"
    r"|CO2|PM2|MP[34]|A[345]|B2[BC]|P5|T20|Covid-?\d+|Sars-?\d+|ISO-?\d+|FTSE-?\d+|CAC-?40|DAX-?\d+|S-?\d{3}[A-Z]?|MiFID|[A-Z]{2}\d{4})",
)
_NOT_BEFORE = re.compile(
    r"(?:flight|Flight|Article|Section|Chapter|Room|Gate|Highway|Route|road|Resolution|resolution|Page|page|No\.|visa) $"
)
NOT_AFTER = re.compile(
    r" (?:visas?|paper|level|road|motorway|junction|highway|summit|flight|million|billion|percent|per cent|league)\b"
)
NEAR = 80


def extended(folded: str, mentions: list[Mention]) -> list[Mention]:
    """Returns the mentions with the block, mark or further letters that belong to a type's name inside their spans."""
    found: list[Mention] = []
    for m in mentions:
        if found and m.start < found[-1].end:
            continue
        if m.kind is MentionKind.EQUIPMENT:
            tail = _BLOCK.match(folded, m.end)
            if tail and tail.end() > m.end:
                m = m._replace(end=tail.end())
        found.append(m)
    return found


def designations(folded: str, mentions: list[Mention]) -> list[Mention]:
    """Returns the mentions and those that only their shape tells, near a class word or a listed type."""
    anchors = [m for m in mentions if m.kind in (MentionKind.EQUIPMENT, MentionKind.CLASS)]
    if not anchors:
        return mentions
    taken = [(m.start, m.end) for m in mentions]
    new = []
    for match in _SHAPE.finditer(folded):
        start, end = match.span()
        if any(a < end and start < b for a, b in taken) or _NOT.fullmatch(match[0]):
            continue
        if _NOT_BEFORE.search(folded, max(0, start - 12), start) or NOT_AFTER.match(folded, end):
            continue
        near = [m for m in anchors if max(m.start - end, start - m.end) <= NEAR]
        if not near:
            continue
        best = min(near, key=lambda m: m.start - end if m.start >= end else 2 * (start - m.end) + 4)
        new.append(
            Mention(
                start,
                end,
                MentionKind.EQUIPMENT,
                (),
                best.category,
                (),
                "pattern",
                f'the shape of a designation, near "{folded[best.start : best.end]}"',
            )
        )
    return sorted(mentions + new) if new else mentions

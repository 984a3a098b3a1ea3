"""Names spelled out with their letters behind in brackets: "Airborne Surveillance, Information and Observation (ASIO)"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from armsledger.knowledge.mention import Mention
from armsledger.knowledge.named import NAMED, Free, Told, regions
from armsledger.knowledge.rows import MentionKind
from armsledger.model.codes import Category

_SHORT = re.compile(r" \((?:the )?([A-Z][A-Za-z0-9/-]{1,9}?)s?(?:[ -](?:\d{1,3}|[IVX]{1,4}))?\)")
_WORD = re.compile(r"[A-Za-z0-9'+]+")
_LONG = re.compile(r"(?:[A-Z0-9][\w'/-]*,?(?: (?:and|of|for|the|to|in|on|&))? ?){2,10}$")
_TELLING = {
    Category.SENSOR: "radar sonar sensor surveillance electronic communication communications radio command information"
    " targeting sight infrared countermeasure countermeasures jammer jamming navigation network identification imaging"
    " display tracking warning intelligence data computer computers repository enterprise optical optronic",
    Category.SHIP: "vessel ship boat craft frigate corvette submarine ferry tug barge cutter dock",
    Category.ARMOUR: "vehicle vehicles carrier tank armoured armored bulldozer",
    Category.MISSILE: "missile missiles rocket rockets bomb bombs torpedo torpedoes warhead munition",
    Category.AIRCRAFT: "aircraft plane trainer jet fighter tanker",
    Category.UAV: "unmanned uncrewed drone",
    Category.ARTILLERY: "howitzer artillery mortar cannon gun launcher",
    Category.SMALL_ARMS: "rifle pistol carbine",
    Category.ENGINE: "engine turbine propulsion",
    Category.SATELLITE: "satellite",
}
_TOLD = {word: category for category, words in _TELLING.items() for word in words.split()}
_WEAK = frozenset((Category.SENSOR, Category.UAV))
"""Categories whose words stand before what a thing is: "Unmanned Surface Vessel", "Radar Picket Ship"."""


def spelled(folded: str, anchors: list[Mention], free: Free) -> Iterator[Told]:
    """Yields names written out and the letters they are shortened to; each is taken from what is free."""
    words = [m for m in anchors if m.kind is MentionKind.CLASS]
    starts = [m.start for m in words]
    for found in (f for region in regions(folded, anchors) for f in _SHORT.finditer(folded, *region)):
        long = _LONG.search(folded, max(0, found.start() - 110), found.start())
        begin = _begin(folded, long.start(), found.start(), found[1]) if long else None
        if begin is None:
            continue
        at = bisect_left(starts, found.end())
        behind = words[at].category if at < len(words) and words[at].start - found.end() <= 1 else None
        category = _told(folded[begin : found.start()]) or behind or _told(folded[found.end() : found.end() + 16])
        if category not in NAMED:
            continue
        why = "its letters in brackets behind it"
        if free.take(begin, found.start()):
            yield begin, found.start(), category, why
        if free.take(*found.span(1)):
            yield *found.span(1), category, f'short for "{folded[begin : found.start()]}"'


def _begin(folded: str, start: int, end: int, letters: str) -> int | None:
    """Returns where the words begin whose capitals are the letters."""
    words = [m for m in _WORD.finditer(folded, start, end) if m[0][0].isupper() or m[0][0].isdigit()]
    wanted = [c for c in letters if c.isupper()]
    if len(wanted) < 2:
        return None
    for word in reversed(words):
        heads = [w[0][0] for w in words if w.start() >= word.start()]
        if len(heads) > len(wanted) + 2:
            return None
        if heads[0] == wanted[0] and _within(wanted, heads):
            return word.start()
    return None


def _within(wanted: list[str], heads: list[str]) -> bool:
    left = iter(heads)
    return len(wanted) >= len(heads) - 2 and all(letter in left for letter in wanted)


def _told(name: str) -> str | None:
    """Returns the category that the words of a name tell, the last that is sure first."""
    told = [_TOLD[w.lower()] for w in _WORD.findall(name) if w.lower() in _TOLD]
    return next((c for c in reversed(told) if c not in _WEAK), told[-1] if told else None)

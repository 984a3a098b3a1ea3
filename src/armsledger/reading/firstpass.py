"""The first pass: whether a report is about arms at all, told at scanning speed."""

import re
from collections.abc import Sequence

from armsledger.knowledge.mention import Mention

_WORDS = re.compile(
    r"\b(?:militar(?:y|ies)|arm(?:y|ies)|nav(?:y|ies|al)|air forces?|armed forces|defen[cs]e (?:minist\w+|industr\w+|contract\w*|deal\w*|"
    r"cooperation|spending|budget|company|companies|firm|systems?|equipment|forces?|secretary|department|procurement|exports?|sector|giant|group|"
    r"giants?|analysts?|officials?|news)|missiles?|weapons?|weaponry|warships?|frigates?|submarines?|fighter jets?|fighters|tanks|howitzers?|"
    r"artillery|ammunition|munitions?|troops|soldiers|arms (?:deals?|embargo|sales?|exports?|trade|exporter|importer|supplies|race|industry|"
    r"makers?|package|control|purchases?|imports?|shipments?|transfers?)|warplanes?|drones?|uavs?|air defen[cs]e|pentagon|coast ?guard|"
    r"helicopters?|combat|ordnance|armou?red|marines|squadrons?|battalions?|foreign military sales?|corvettes?|patrol (?:boats?|vessels?)|radars?)\b",
    re.IGNORECASE,
)
_CIVIL = re.compile(
    r"(?:boeing )?7[0-8]7\b(?!.*(?:tanker|aew|wedgetail))|dreamliner|a3[0-8]\d(?:neo)?$|a220|crj|atr|embraer (?:e?\d{3}|1\d\d)|concorde|"
    r"earth simulator|zodiac|vega|mini|edge|star|legacy|phoenix",
    re.IGNORECASE,
)
_HARD = frozenset(
    ["helicopter", "uav", "air_defence", "missile", "armour", "artillery", "ship", "small_arms", "ammunition"]
)
_SOFT = re.compile(
    r"\b(?:\d\d?-0|goalkeeper|midfielder|striker|box office|album|striker|innings|scrum|wicket|premiership|handset|broadband|gamers?|playstation)\b",
    re.I,
)
LEAST = 2


def martial(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a report speaks of arms: enough different words of the field, or of types and classes of it."""
    if not any(m.kind in ("equipment", "class") for m in mentions):
        return False
    named = {
        m.candidates[:1] or text[m.start : m.end]
        for m in mentions
        if m.kind in ("equipment", "class") and hard(text, m)
    }
    types = sum(m.kind == "equipment" and m.form != "pattern" and hard(text, m) for m in mentions)
    seen: set[str] = set()
    for match in _WORDS.finditer(text):
        seen.add(match.group().lower())
        if len(seen) + len(named) >= 2 * LEAST:
            return True
    points = len(seen) + len(named) + (types > 0)
    return points >= LEAST and (points >= 2 * LEAST or _SOFT.search(text) is None)


def hard(text: str, mention: Mention) -> bool:
    """Whether it is arms by its kind, and no airliner, car or device."""
    if mention.category in _HARD:
        return True
    return (
        mention.kind == "equipment" and mention.category == "aircraft" and not civil(text[mention.start : mention.end])
    )


def civil(designation: str) -> bool:
    """Whether a type is an airliner or a thing of daily life, which is arms only for a buyer who makes it so."""
    return _CIVIL.match(designation.strip()) is not None

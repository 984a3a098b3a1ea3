"""Companies that no list has, told by the words beside their names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from armsledger.knowledge.mention import Mention

NOUN = (
    r"(?:company|firm|shipbuilder|ship-builder|shipyard|yard|manufacturer|maker|planemaker|giant|contractor|conglomerate|producer|"
    r"builder|subsidiary|corporation|enterprise|agency|exporter|arsenal|consortium|start-up|startup|specialist|planebuilder|aircraft maker|boatbuilder)"
)
_SUFFIX = (
    r"(?:Aerospace|Aeronautics|Aviation|Industries|Industry|Shipyards?|Shipbuilding|Shipbuilders|Systems|Aircraft|Technologies|Technology|Group|"
    r"Corporation|Corp|Inc|Ltd|Limited|GmbH|AG|SA|S\.A|SpA|S\.p\.A|AB|AS|Oy|BV|NV|LLC|Company|Co|Defence|Defense|Electronics|"
    r"Marine|Dynamics|Helicopters?|Vehicles|Engineering|Avionics|Arms|Armou?ring|Works|Plant|Dockyard|Naval|Holdings?|International|"
    r"Robotics|Optronics|Munitions|Ordnance|Solutions|Yachts|Boats|Land Systems|Motors|Automotive|Armou?r|Yard)"
)
_NAME = r"[A-Z][\w&'’.-]*[\w](?:[ ](?:[A-Z&][\w&’.-]*[\w]|&|de|of)(?![\w])){0,4}"
_BEHIND_NOUN = re.compile(rf"\b{NOUN}(?: and \w+)?,? ({_NAME})")
_WITH_SUFFIX = re.compile(
    rf"\b((?:[A-Z][\w&’-]+ ){{1,4}}{_SUFFIX})\b(?! (?:Minister|Ministry|Secretary|Force|Forces|Department|Committee|Staff|Council|Attach))"
)
_OF_STATE = re.compile(rf"({_NAME})(?=,? (?:of|from|in) $|, (?:a|an|the) (?:[a-z-]+ )?$| \($)")
_BASED = re.compile(rf"-based ({_NAME})")
_OWNED = re.compile(rf"(?:['’]s?|s['’]) (?:state-owned |state-run |privately owned |own )?({_NAME})")
_NOT = re.compile(
    r"(?:The|A|An|In|On|It|Its|Ministry|Minister|Ministers|Department|Army|Navy|Air|Royal|Force|Forces|President|Prime|Defen[cs]e|Foreign|"
    r"National|Parliament|Congress|Senate|Cabinet|General|Gen|Chief|Secretary|Ambassador|Embassy|Government|Coast|Marine|Military|"
    r"Armed|Special|Security|Maritime|Ground|Self-Defen[cs]e|Naval|Federal|Supreme|Central|House|State|Mr|King|Crown|Prince|"
    r"Emir|Sultan|Chancellor|Deputy|Vice|First|New|Islamic|Revolutionary|Northern|Southern|Eastern|Western|North|South|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Constitution|University|Institute|Bank|"
    r"Light|Special|Combat|Capital|Finance|Interior|Police|Border|Intelligence|Democratic|Republican|Labour|Conservative|Party|Air|Reuters|"
    r"Base|Port|Airport|Sea|Ocean|Gulf|Island|Islands|Province|District|City|Operation|Exercise|Project|Programme|Program|Human|Black|Red)\b"
)
_SPEAKING = re.compile(r"[\s,]+(?:of|from|in|said|based|a|an|the)\s*$")


class Firm(NamedTuple):
    """A company and its state, in the form of a mention."""

    name: str
    state: str


def firms(text: str, mentions: Sequence[Mention]) -> dict[str, Firm]:
    """Unlisted companies by name: those that a word like "shipyard" or "Ltd" and a state beside them tell."""
    out: dict[str, Firm] = {}
    taken = [(m.start, m.end) for m in mentions if m.kind in ("company", "equipment", "body", "group")]
    for m in mentions:
        if m.kind != "state" or not m.states or m.form == "force":
            continue
        after = text[m.end : m.end + 110]
        candidates = []
        if (found := _BASED.match(after)) is not None:
            candidates.append((m.end + found.start(1), found[1]))
        if (
            (found := _BEHIND_NOUN.search(after[:90])) is not None
            and not re.search(r"[.;:\n]", after[: found.start()])
            and len(after[: found.start()].split()) <= 4
        ):
            candidates.append((m.end + found.start(1), found[1]))
        if (found := _OWNED.match(after)) is not None and _firmlike(found[1]):
            candidates.append((m.end + found.start(1), found[1]))
        if (found := _WITH_SUFFIX.match(after.lstrip())) is not None:
            candidates.append((m.end + len(after) - len(after.lstrip()) + found.start(1), found[1]))
        before = text[max(0, m.start - 70) : m.start]
        if (found := _OF_STATE.search(before)) is not None and (
            _firmlike(found[1]) or re.match(rf"\w*[- ]?(?:\w+ ){{0,2}}{NOUN}", after.lstrip())
        ):
            candidates.append((m.start - len(before) + found.start(1), found[1]))
        for start, name in candidates:
            name = _trimmed(name)
            if len(name) < 3 or _NOT.match(name) or any(a < start + len(name) and start < b for a, b in taken):
                continue
            out.setdefault(name, Firm(name, m.states[0]))
    return out


def _firmlike(name: str) -> bool:
    return re.search(rf"\b{_SUFFIX}$", name) is not None or (name.isupper() and 2 < len(name) < 7)


def _trimmed(name: str) -> str:
    name = _SPEAKING.sub("", name).strip(" ,.-’'")
    return re.sub(r"(?:['’]s?| and| of| de| &)$", "", name)


def spread(text: str, found: dict[str, Firm], mentions: Sequence[Mention]) -> list[tuple[int, int, Firm]]:
    """Every place where one of the companies is named, not over a mention that is there already."""
    if not found:
        return []
    pattern = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(found, key=len, reverse=True)))
    taken = sorted((m.start, m.end) for m in mentions if m.kind in ("company", "equipment", "group", "body"))
    return [
        (match.start(), match.end(), found[match.group()])
        for match in pattern.finditer(text)
        if not any(a < match.end() and match.start() < b for a, b in taken)
    ]

"""Designations as reports write them, compared by family and by variant.

Works from the words alone, so that a type nobody catalogued is still one type; a catalogue, where given, is asked first.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

_VERSION = re.compile(
    r"\b(?:block|batch|tranche|lot|flight|increment|phase|mod|version|variant)\s*(?:[\d/]+[a-z]?|[ivx]+\b|[a-z]\b)"
)
_PLAIN = frozenset(
    [
        "the",
        "class",
        "type",
        "project",
        "super",
        "advanced",
        "new",
        "system",
        "systems",
        "missile",
        "missiles",
        "fighter",
        "fighters",
        "jet",
        "jets",
        "aircraft",
        "helicopter",
        "helicopters",
        "drone",
        "drones",
        "tank",
        "tanks",
        "frigate",
        "submarine",
        "block",
        "mk",
        "mark",
        "king",
        "black",
        "main",
        "battle",
        "air",
        "defence",
        "defense",
        "launcher",
        "trainer",
        "radar",
        "rocket",
        "gun",
        "howitzer",
        "uav",
        "uavs",
        "patrol",
        "ship",
        "vessel",
        "corvette",
        "medium",
        "light",
        "heavy",
    ]
)
_ROMAN = re.compile(r"^[ivx]+$")
_LETTERS_FIRST = re.compile(r"^[a-z]+\d+")
_DIGITS_FIRST = re.compile(r"^(?:\d+[a-z]+\d+|\d+)")


class Catalogue(Protocol):
    """What the register asks of knowledge; every answer may be None or empty."""

    def family(self, designation: str) -> str | None:
        """The type's stable key, the same for all its names and variants; None where the type is not known."""
        ...

    def home(self, code: str) -> str | None:
        """The state in which a group that is no state stands (`LNA` gives `LBY`)."""
        ...

    def states(self, words: str) -> frozenset[str]:
        """The states that the words name ("Pakistan's military" gives `PAK`)."""
        ...

    def name(self, code: str) -> str:
        """The party's short English name, the code itself where unknown."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCatalogue:
    """Knows nothing: everything follows from the claims alone."""

    def family(self, designation: str) -> str | None:
        return None

    def home(self, code: str) -> str | None:
        return None

    def states(self, words: str) -> frozenset[str]:
        return frozenset(re.findall(r"\b[A-Z]{3}\b", words))

    def name(self, code: str) -> str:
        return code


NO_CATALOGUE = NoCatalogue()


def _plain(designation: str) -> str:
    text = unicodedata.normalize("NFKD", designation.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"(?<=\d)[\u2010-\u2015\-](?=\d)", " ", text)
    return re.sub(r"[^a-z0-9 ]", "", re.sub(r"[\u2010-\u2015\-.']", "", text).replace("/", " "))


@lru_cache(maxsize=65536)
def tokens(designation: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(roots, words): `Mi 35 M` gives `mi35`; `Leopard 2A7` gives `leopard2` and the word `leopard`."""
    text = _plain(designation)
    bare = _VERSION.sub(" ", text)
    parts = (bare if bare.strip() else text).split()
    roots: list[str] = []
    words: list[str] = []
    before = ""
    for part in parts:
        if part[0].isdigit():
            found = _DIGITS_FIRST.match(part)
            digits = found.group() if found else part
            if before and before not in _PLAIN and before.isalpha():
                lead = re.match(r"\d+", digits)
                roots.append(before + (lead.group() if lead else digits))
            elif not before or before in _PLAIN:
                roots.append(digits)
        elif found := _LETTERS_FIRST.match(part):
            roots.append(found.group())
        elif part not in _PLAIN and not _ROMAN.match(part) and len(part) > 2:
            words.append(part)
        before = part
    return tuple(roots), tuple(words)


def same_family(one: str, other: str, catalogue: Catalogue = NO_CATALOGUE) -> bool:
    """Whether two designations are one type, variants aside (JF-17 ~ JF17 Block III, Mi-35 ~ Mi 35 M)."""
    if one == other:
        return True
    known, other_known = catalogue.family(one), catalogue.family(other)
    (roots, words), (other_roots, other_words) = tokens(one), tokens(other)
    if known is not None and other_known is not None:
        return known == other_known or bool(set(roots) & set(other_roots))
    if roots and other_roots:
        return bool(set(roots) & set(other_roots))
    if not (roots or words) or not (other_roots or other_words):
        return _plain(one).replace(" ", "") == _plain(other).replace(" ", "")
    return any(
        a == b or (min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)))
        for a in words
        for b in other_words
    )


def same_variant(one: str, other: str) -> bool:
    return _plain(one).replace(" ", "") == _plain(other).replace(" ", "")


def families(designations: Iterable[str], catalogue: Catalogue = NO_CATALOGUE) -> dict[str, str]:
    """Each designation with the one that stands for its family among those given; does not depend on their order."""
    names = sorted(set(designations), key=lambda d: (len(d), d))
    by_mark: dict[str, list[str]] = {}
    leader: dict[str, str] = {}
    for name in names:
        roots, words = tokens(name)
        known = catalogue.family(name)
        marks = [
            *roots,
            *(w[:4] for w in words),
            *([f"={known}"] if known else []),
            "." + _plain(name).replace(" ", ""),
        ]
        found = {leader[n] for mark in marks for n in by_mark.get(mark, ()) if same_family(name, n, catalogue)}
        chosen = min(found, key=lambda d: (len(d), d), default=name)
        leader[name] = chosen
        if len(found) > 1:
            leader.update({n: chosen for n, lead in leader.items() if lead in found})
        for mark in marks:
            by_mark.setdefault(mark, []).append(name)
    return leader


def slug(designation: str) -> str:
    """The family in an id: `Mi-35M` gives `mi-35`, `Leopard 2A7` `leopard-2`, `Super Mushshak` `mushshak`."""
    roots, words = tokens(designation)
    if roots:
        return re.sub(r"(?<=[a-z])(?=\d)", "-", roots[0], count=1)
    return words[0] if words else re.sub(r"[^a-z0-9]+", "-", _plain(designation)).strip("-") or "type"

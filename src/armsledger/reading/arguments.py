"""Where the parties of a sentence stand to a verb or noun: subject, object, owner, behind a preposition."""

from collections.abc import Sequence

from armsledger.reading.parties import Side
from armsledger.reading.tokens import MARK, Token


def words_between(sentence: Sequence[Token], start: int, end: int) -> list[str]:
    return [t.low for t in sentence[start:end]]


def members(sides: Sequence[Side], side: Side) -> list[Side]:
    return [s for s in sides if s.group == side.group and not s.apposed]


def _free(side: Side) -> bool:
    return side.before == "" and not side.origin and not side.owner


def subject(sentence: Sequence[Token], sides: Sequence[Side], at: int, floor: int = 0) -> list[Side]:
    """The sides that are the subject of the verb at `at`."""
    for side in reversed(sides):
        if side.last > at or side.first < floor:
            continue
        gap = words_between(sentence, side.last, at)
        if ";" in gap or len(gap) > 28:
            return []
        if side.before in ("of",) and not side.owner and _partitive(sentence, side):
            return members(sides, side)
        if not _free(side) or side.refers in ("its", "their"):
            continue
        if side.apposed:
            continue
        commas = gap.count(",")
        if commas == 1 and len(gap) > 2 and "which" not in gap and "who" not in gap and gap[0] != ",":
            pass
        return members(sides, side)
    return []


def _partitive(sentence: Sequence[Token], side: Side) -> bool:
    k = side.first - 2
    while k >= 0 and sentence[k].low in ("the", "of"):
        k -= 1
    return k >= 0 and sentence[k].low in (
        "government",
        "ministry",
        "army",
        "navy",
        "forces",
        "force",
        "republic",
        "kingdom",
        "authorities",
    )


def prep(sides: Sequence[Side], start: int, end: int, names: tuple[str, ...]) -> list[Side]:
    """The first list of sides between the tokens `start` and `end` that one of the prepositions governs."""
    for side in sides:
        if (
            start <= side.first < end
            and side.before in names
            and not side.origin
            and side.refers not in ("its", "their")
        ):
            return members(sides, side)
    return []


def object_of(sentence: Sequence[Token], sides: Sequence[Side], start: int, end: int) -> list[Side]:
    """The party right after a verb, without a preposition: "gave Kenya", "awarded Hale Corp a contract"."""
    for side in sides:
        if (
            start <= side.first <= start + 4
            and side.first < end
            and _free(side)
            and not any(g in (",",) for g in words_between(sentence, start, side.first))
        ):
            return members(sides, side)
    return []


def owner_of(sentence: Sequence[Token], sides: Sequence[Side], at: int, reach: int = 7) -> list[Side]:
    """The possessor or demonym right before a noun at `at`: "India's order", "its purchase", "Russian deliveries"."""
    for side in reversed(sides):
        if side.last > at:
            continue
        gap = sentence[side.last : at]
        if len(gap) > reach or any(
            (t.kind == MARK and t.low not in ('"', "“", "”", "-"))
            or t.low
            in ("to", "from", "with", "by", "that", "which", "and", "is", "was", "has", "will", "for", "on", "in")
            for t in gap
        ):
            return []
        if (
            side.owner
            or side.refers in ("its", "their")
            or side.demonym
            or (side.last == at and side.before not in ("to", "from", "with"))
        ):
            return members(sides, side)
        return []
    return []


def pair_between(sides: Sequence[Side], start: int, end: int) -> list[Side]:
    return [s for s in sides if start <= s.first < end and s.before == "between" and not s.apposed]


def end_of(sentence: Sequence[Token], start: int, after: int) -> int:
    """Where the arguments of an event end."""
    for k in range(start, min(after, len(sentence))):
        low = sentence[k].low
        if low in (";", "while", "but", "although", "whereas", "because") or (
            low == ","
            and k + 1 < len(sentence)
            and sentence[k + 1].low in ("which", "who", "while", "but", "said", "according")
        ):
            return k
    return min(after, len(sentence))

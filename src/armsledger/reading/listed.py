"""Items that stand or fall together: the members of one list, and those that say the same."""

from collections.abc import Sequence
from itertools import pairwise

from armsledger.reading.cases import Case
from armsledger.reading.items import Thing
from armsledger.reading.linear import Floats
from armsledger.reading.premodifiers import NO_ADJECTIVE
from armsledger.reading.tokens import WORD, Token, words

LEAST = 0.15
"""How likely an item must be that a list joins to a chosen one: a list is one event's. Source: five training folds."""
_AND = words(", and or & as well plus the a an")
_JOINTS = words(", and or & well plus")


def whole_list(case: Case, rows: Floats, chosen: list[int]) -> list[int]:
    """With the items that a list joins to a chosen one, unless they are unlikely."""
    tokens, out = case.sentence.tokens, set(chosen)
    inside = sorted((n for n, (_, _, old) in enumerate(case.items) if not old), key=lambda n: case.items[n][0].first)
    for a, b in [*pairwise(inside), *pairwise(reversed(inside))]:
        first, last = sorted((a, b), key=lambda n: case.items[n][0].first)
        gap = tokens[case.items[first][0].last : case.items[last][0].first]
        if a in out and _listing(gap) and rows[b, 1] >= LEAST:
            out.add(b)
    return sorted(out)


def _listing(gap: Sequence[Token]) -> bool:
    """Whether only commas, "and" and adjectives of the next item stand between two: "mortars, light and transport aircraft"."""
    return any(t.low in _JOINTS for t in gap) and all(
        t.low in _AND
        or (
            t.kind == WORD
            and not t.title
            and t.low not in NO_ADJECTIVE
            and not t.low.endswith(("ing", "ly", "ed", "'s"))
        )
        for t in gap
    )


def distinct(items: list[Thing]) -> list[Thing]:
    """Without items that say nothing which another does not: "weapons and equipment" are one unspecified item."""
    out: list[Thing] = []
    for thing in items:
        twin = next(
            (
                k
                for k, t in enumerate(out)
                if (t.designation, t.category, t.mode) == (thing.designation, thing.category, thing.mode)
            ),
            None,
        )
        if twin is None:
            out.append(thing)
        elif out[twin].quantity is None and thing.quantity is not None:
            out[twin] = thing
        elif thing.quantity is not None and thing.quantity != out[twin].quantity:
            out.append(thing)
    return out


def named_first(things: list[Thing]) -> list[Thing]:
    """Without a class whose number counts a type beside it: "ordered the TB2, taking 24 aircraft"."""
    taken = {t.quantity_span for t in things if t.designation and t.quantity_span}
    return [t for t in things if t.designation or t.quantity_span not in taken]

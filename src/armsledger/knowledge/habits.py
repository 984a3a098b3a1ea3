"""What the listed types have in common: the letters that stand for one category, the makers that make but one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from armsledger.knowledge.tables import Tables
from armsledger.model.codes import Category

Habits = dict[str, list[str]]
"""Categories, commonest first, by the letters before a type's number ("MI") and by the id of a maker; one where it is clear."""

LETTERS = re.compile(r"(?:[\w.'/-]+ )*?([A-Z][A-Za-z]{0,4}(?:/[A-Z]{1,3})?)[- ]?\d")
_TYPES, _CLEAR, _SOME = 3, 0.75, 0.1
"""Types at least; the share of them that makes one category clear; the share that makes a category possible."""


def habits(tables: Tables) -> Habits:
    """Returns the categories that letters and makers stand for."""
    firms = {n: c.id for c in tables.companies.values() for n in (c.name, *c.aliases, *c.weak, *c.former)}
    seen: defaultdict[str, Counter[Category]] = defaultdict(Counter)
    for e in tables.equipment.values():
        if e.class_id in tables.classes:
            category = tables.classes[e.class_id].category
            names = (e.designation, *e.aliases, *e.weak, *e.variants)
            for sign in {s for n in names for s in letters(n)} | {firms[m] for m in e.makers if m in firms}:
                seen[sign][category] += 1
    return dict(_told(seen.items()))


def letters(name: str) -> list[str]:
    """Returns the letters before the number of a designation, in capitals; none where it has no such shape."""
    found = LETTERS.match(name)
    return [found[1].upper()] if found else []


def _told(seen: Iterable[tuple[str, Counter[Category]]]) -> Iterable[tuple[str, list[str]]]:
    for sign, counts in seen:
        total = counts.total()
        if total >= _TYPES:
            (first, most), *_ = ordered = counts.most_common()
            yield sign, [str(first)] if most >= _CLEAR * total else [str(c) for c, n in ordered if n >= _SOME * total]

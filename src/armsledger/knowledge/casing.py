"""Case rules: what tells "Javelin" from "javelin" and "US" from "us"."""

from itertools import pairwise

from armsledger.knowledge.names import ANY_CASE, EXACT, Name

_SPACED = frozenset(" -/.'&\n")


def fits(written: str, name: Name) -> bool:
    """Says whether the words of a text may be a name: its capitals, and nothing but spaces and dashes between."""
    if not all(c.isalnum() or c in _SPACED or c in name.written for c in written):
        return False
    if name.case == EXACT:
        return _letters(written) == _letters(name.written)
    if name.case == ANY_CASE:
        return True
    theirs, ours = _letters(written), _letters(name.written)
    if len(theirs) != len(ours):
        return theirs.isupper() or theirs[:1].isupper() == ours[:1].isupper()
    return all(t.isupper() for t, o in zip(theirs, _capitals(name.written), strict=True) if o)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _capitals(text: str) -> list[bool]:
    """For each letter, whether it has to be a capital: it begins a run of letters, or its run follows a digit."""
    found, strict = [], False
    for before, char in pairwise(" " + text):
        if char.isalpha():
            begins = not before.isalpha()
            strict = before.isdigit() if begins else strict
            found.append(char.isupper() and (begins or strict))
    return found

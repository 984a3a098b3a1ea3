"""A sentence as tokens: words, and whole mentions as one token each."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

WORD, MARK, PARTY, ITEM, NUMBER, MONEY, DATE = "w", ".", "P", "I", "N", "M", "D"

_TOKEN = re.compile(r"['’]s\b|s['’](?=\s)|\w+(?:[-–'’.&/]\w+)*|[^\w\s]")


class Token(NamedTuple):
    """`low` is the words in lower case with plain apostrophes; `value` the mention behind it, if it is one."""

    start: int
    end: int
    low: str
    kind: str
    title: bool = False
    value: Any = None


def tokens(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str, Any]]) -> list[Token]:
    """The tokens of `text[start:end]`; `marks` (start, end, kind, value) lie in order, none over another."""
    out: list[Token] = []
    at = start
    for first, last, kind, value in marks:
        if first < at or last > end:
            continue
        _words(text, at, first, out)
        out.append(Token(first, last, text[first:last].lower(), kind, text[first].isupper(), value))
        at = last
        if kind in (ITEM, PARTY) and text[at : at + 1] == "s" and not text[at + 1 : at + 2].isalnum():
            at += 1
    _words(text, at, end, out)
    return out


def _words(text: str, start: int, end: int, out: list[Token]) -> None:
    for found in _TOKEN.finditer(text, start, end):
        low, kind, title = _word(found[0])
        out.append(Token(found.start(), found.end(), low, kind, title))


@lru_cache(maxsize=1 << 14)
def _word(word: str) -> tuple[str, str, bool]:
    low = word.lower().replace("’", "'")
    return low, WORD if word[0].isalnum() or low == "'s" else MARK, word[0].isupper()


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """The text in lower case, every character where it was: a pattern in lower case runs over it several times as fast as
    one that ignores case over the text itself."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def told_by(pattern: str) -> Callable[[str], bool]:
    """Whether a word is one that a pattern is for; a word asked about before is remembered, which is four times as fast."""
    fits = re.compile(pattern).fullmatch
    return lru_cache(maxsize=1 << 12)(lambda word: fits(word) is not None)


def words(text: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(text.split())

"""A page's text as lines, each with its place in the text and what its shape says of it."""

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
_SENTENCE_END = (".", "!", "?", "…", "。", "؟", "۔", "।")
_CLOSING = "\"'”’»)]*"
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+|[*_]{1,3}(?=\S))")
_WORD = re.compile(r"\w[\w'’.-]*")
_SMALL_LISTED = """
    a an and as at but by for from in into is it its of on or over per than that the their to under up vs via
    was were with within
"""
_SMALL = frozenset(_SMALL_LISTED.split())


class Line(NamedTuple):
    """One line without the white space around it. `gap` counts the line breaks before it."""

    start: int
    end: int
    text: str
    words: int
    gap: int

    @property
    def prose(self) -> bool:
        """True for what reads as a paragraph: it ends like a sentence and has eight words or more, or is long."""
        return self.words >= 40 or (self.words >= 8 and self.ends_sentence)

    @property
    def ends_sentence(self) -> bool:
        return self.text.rstrip(_CLOSING).endswith(_SENTENCE_END) or self.text.endswith(("”", '."', ".”", ":"))

    @property
    def headline(self) -> bool:
        """True for what may be a headline: three to 28 words that do not end like a sentence."""
        return (
            3 <= self.words <= 28
            and not self.text.rstrip(_CLOSING).endswith((".", "…", ":", ";", ","))
            and self.text[:1] not in "-•|("
        )

    @property
    def name_like(self) -> bool:
        """True for a few words that all begin with a capital: a person, an outlet, a section."""
        words = _WORD.findall(self.text)
        return (
            1 <= len(words) <= 6
            and all(w[0].isupper() or w in _SMALL for w in words)
            and not any(w[0].isdigit() for w in words)
        )


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        words = match.group()
        inner = words.strip()
        if not inner:
            continue
        start = match.start() + words.index(inner[0])
        found.append(Line(start, start + len(inner), inner, inner.count(" ") + 1, text.count("\n", last, start)))
        last = start + len(inner)
    return found


def bare(text: str) -> str:
    """The line without Markdown's marks of headings and emphasis, and without bars at its ends."""
    return _MARKDOWN.sub("", text).strip("*_|# \t\xa0").strip()

"""What stands on a page and is no report: menus, share bars, bylines, captions, notices, links to other stories."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import NamedTuple

from armsledger.model.values import Span
from armsledger.pages.lines import Line


class Clutter(StrEnum):
    """Why words are no part of the report's body."""

    LINK = "link"
    SHARE = "share"
    NOTICE = "notice"
    COMMENTS = "comments"
    BYLINE = "byline"
    CAPTION = "caption"
    PLAYER = "player"
    MARK = "mark"
    CONTACT = "contact"
    NAVIGATION = "navigation"
    BIOGRAPHY = "biography"
    REPEAT = "repeat"
    TITLE = "title"


class _Rules(NamedTuple):
    whole: re.Pattern[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    inside: re.Pattern[str]
    after: re.Pattern[str]
    end_cues: tuple[str, ...]
    inside_cues: tuple[str, ...]


_SHORT = 30  # words
_LONG = 60  # words; captions are shorter
_LONGEST = 150  # words of a notice
_ENDING = 140  # characters at a line's end that tell a caption
_BY = re.compile(
    r"(?:(?:(?:[Ww]ritten|[Ss]tory|[Tt]ext|[Ww]ords|[Rr]eport(?:ed|ing)?|[Cc]ompiled|[Ee]dited) )?[Bb][Yy]|[Aa]uthors?|[Ee]ditor|[Ww]ith (?:reporting|(?:agency )?inputs?) (?:by|from))[: ]\s?"
    r"(?:[A-Z@][\w.'’-]*|[A-Z]{2,})(?:[ ,|/&–-]+(?:and|in|of|the|for|at|de|al|bin|van|von|der|[A-Z@\d][\w.'’:-]*))*(?:, [a-z][\w ]{2,50})?\W*"
)
_SOURCE = re.compile(r"(?:SOURCE|Source:?|Via:?) [A-Z][\w&.'-]*(?: [A-Z&][\w&.'-]*| of| the| and){0,8}")


@cache
def _rules() -> _Rules:
    table = tomllib.loads(resources.files("armsledger.pages").joinpath("data/clutter.toml").read_text("utf-8"))
    words: dict[str, str] = table.pop("words")
    cues: dict[str, list[str]] = table.pop("cues")

    def joined(where: str, form: str) -> re.Pattern[str]:
        parts = []
        for kind, rules in table.items():
            if where in rules:
                alternatives = "|".join(rules[where])
                for name, meaning in words.items():
                    alternatives = alternatives.replace("{" + name + "}", meaning)
                parts.append(f"(?P<{kind}>{alternatives})")
        return re.compile(form % "|".join(parts))

    return _Rules(
        whole=joined("whole", r"[\W_]*(?:%s)[\W_]*"),
        begins=joined("begins", "(?:%s)"),
        ends=joined("ends", "(?:%s)$"),
        inside=joined("inside", "(?:%s)"),
        after=joined("after", r"[\W_]*(?:%s)[\W_]*"),
        end_cues=tuple(cues["ends"]),
        inside_cues=tuple(cues["inside"]),
    )


def clutter_of(line: Line) -> Clutter | None:
    """Why the line as a whole is clutter, None where it may be the report's own."""
    rules = _rules()
    text = line.text.lower()
    if line.words <= _LONG:
        if line.words <= _SHORT:
            if not any(c.isalnum() for c in text):
                return Clutter.MARK
            if found := rules.whole.fullmatch(text):
                return Clutter(found.lastgroup or Clutter.NOTICE)
            if _BY.fullmatch(line.text.lstrip("*_| ")) or _SOURCE.fullmatch(line.text):
                return Clutter.BYLINE
        tail = text[-_ENDING:]
        if any(cue in tail for cue in rules.end_cues) and rules.ends.search(tail):
            return Clutter.CAPTION
    if line.words <= _LONGEST and (found := rules.begins.match(text)):
        kind = Clutter(found.lastgroup or Clutter.NOTICE)
        return kind if kind is not Clutter.CAPTION or line.words <= _LONG else None
    return None


def ends_report(line: Line) -> bool:
    """True where nothing of the report follows the line."""
    return line.words <= 12 and _rules().after.fullmatch(line.text.lower()) is not None


def inside(text: str) -> list[Span]:
    """The clutter in the middle of paragraphs."""
    rules = _rules()
    low = text.lower()
    if len(low) != len(text) or not any(cue in low for cue in rules.inside_cues):
        return []
    return [Span(m.start(), m.end()) for m in rules.inside.finditer(low)]

"""Lists of numbers behind the letters of one family: "MiG 21/27/29" names three types."""

import re
from collections.abc import Callable, Iterator

from armsledger.knowledge.mention import Mention
from armsledger.knowledge.names import Name
from armsledger.knowledge.rows import MentionKind

_FIRST = re.compile(r"([A-Z][A-Za-z]{0,4})[- ]?\d{1,4}[A-Z]{0,4}")
_MORE = re.compile(r"(?:/|, ?-|,? and -)(\d{1,4}[A-Z]{0,4})(?![\w-])")


def spread(folded: str, mentions: list[Mention], called: Callable[[str], tuple[Name, ...]]) -> list[Mention]:
    """Returns the mentions, a list of numbers behind a type's letters as a mention each where they are types too."""
    if not any(m.kind is MentionKind.EQUIPMENT for m in mentions):
        return mentions
    return [each for m in mentions for each in _each(folded, m, called)]


def _each(folded: str, mention: Mention, called: Callable[[str], tuple[Name, ...]]) -> Iterator[Mention]:
    first = _FIRST.match(folded, mention.start, mention.end) if mention.kind is MentionKind.EQUIPMENT else None
    if not first or not _MORE.match(folded, first.end()) or called(folded[mention.start : mention.end]):
        yield mention
        return
    others, at = [], first.end()
    while more := _MORE.match(folded, at):
        names = [n for n in called(f"{first[1]}-{more[1]}") if n.kind is MentionKind.EQUIPMENT]
        if not names:
            break
        name = names[0]
        why = f'a number behind "{first[1]}"'
        others.append(
            Mention(*more.span(1), mention.kind, name.candidates, name.categories[0], name.states[0], "name", why)
        )
        at = more.end()
    yield mention._replace(end=first.end()) if others and at >= mention.end else mention
    yield from others if at >= mention.end else ()

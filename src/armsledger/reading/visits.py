"""Visits between sides, and arms in use."""

import re
from collections.abc import Iterator
from dataclasses import replace

from armsledger.model.codes import Kind, Mode
from armsledger.reading.proposal import Found, at, begun, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story

_VISIT = re.compile(
    r"\b(?:visit(?:s|ed|ing)?|trip|state visit|tour(?:ed|s)?|host(?:s|ed|ing)?|travel(?:l?ed|l?ing|s)? to|delegation|met with|meeting with|meets?|paid a visit|flew to|in (?:town|talks) with)\b",
    re.I,
)


_USE = re.compile(
    r"\b(?:us(?:e|ed|es|ing)|deploy(?:ed|s|ing|ment)?|employ(?:ed|s|ing)?|fir(?:ed|es|ing)|launch(?:ed|es|ing)?|shot down|shoot(?:s|ing)? down|downed|bomb(?:ed|ing|s)?|struck|strikes?|attack(?:ed|s|ing)?|"
    r"combat[- ](?:tested|proven|use|debut|operations|missions)|battle[- ]?(?:tested|proven)|battled-tested|seen (?:action|combat)|saw (?:action|combat)|in (?:combat|action)|intercept(?:ed|s|ing)?|flew|flown|fly(?:ing)? (?:missions|sorties)|"
    r"took part in|proved? (?:its|their|itself)|proven|used in the (?:war|conflict|fight)|captured|seized|operat(?:ed|es|ing) (?:in|over|against)|destroy(?:ed|s)?|patrol(?:s|led|ling)?)\b", re.I,
)  # fmt: skip


def visit(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    """Each visitor is a claim of its own, and so is each visit that the sentence tells."""
    seen: set[tuple[str, ...]] = set()
    for match in _VISIT.finditer(words):
        first, last = at(sentence, match.start(), match.end())
        sides = [s for s in sentence.sides if s.parties or s.refers]
        before = [s for s in sides if s.last <= first and (s.before == "" or s.owner) and not s.origin]
        after = [s for s in sides if s.first >= last and not s.origin]
        by = [s for s in after if s.before == "by"]
        host = [s for s in after if s.before in ("to", "with", "in", "of")] or [s for s in after if s.before == ""]
        visitor = by or before[-1:] or [s for s in sides if s.last <= first and s.before in ("from", "of")][-1:]
        if match.group().lower().startswith(("host", "receiv")):
            visitor, host = [s for s in after if s.before == ""], before[-1:]
        guests = named(sentence, story, [s for s in sides if visitor and s.group == visitor[0].group])
        guests = guests or [inferred(t) for t in story.subject[:1]]
        hosts = named(sentence, story, [s for s in host if s.group == host[0].group])
        hosts = [h for h in hosts if h.party.key not in {g.party.key for g in guests}]
        for guest in guests if hosts else ():
            key = (guest.party.key, *(h.party.key for h in hosts))
            if key in seen:
                continue
            seen.add(key)
            draft = begun(Kind.VISIT, sentence, first, last, words, [t.span for t in (guest, *hosts)])
            draft.parties = [guest, *hosts]
            yield Found(draft, sentence, first, last, match.group().lower())


def use(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    if not sentence.things:
        return
    for match in _USE.finditer(words):
        first, last = at(sentence, match.start(), match.end())
        near = [t for t in sentence.things if abs(t.first - last) < 14 or abs(first - t.last) < 14]
        if not near:
            continue
        sides = [s for s in sentence.sides if s.parties or s.refers in ("its", "their", "it", "they", "state")]
        by = [s for s in sides if s.before == "by" and s.first >= last]
        user = (
            by[:1]
            or [s for s in sides if s.last <= first and (s.before == "" or s.owner) and not s.origin][-1:]
            or [s for s in sides if s.demonym][:1]
            or [s for s in sides if s.owner or s.before == ""][:1]
        )
        against = [s for s in sides if s.before in ("against", "on") and s.first >= first]
        users = named(sentence, story, user)
        if not users:
            users = [inferred(t) for t in story.subject[:1]]
        if not users:
            continue
        rivals = [t for t in named(sentence, story, against[:1]) if t.party.key != users[0].party.key]
        draft = begun(
            Kind.USE, sentence, first, last, words, [t.span for t in (*users, *rivals)] + [t.span for t in near[:3]]
        )
        draft.parties = [*users[:1], *rivals[:1]]
        draft.items = [replace(t, mode=Mode.GOODS, mode_span=None) for t in near[:3]]
        yield Found(draft, sentence, first, last, match.group().lower())
        return

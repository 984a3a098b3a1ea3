"""What the patterns of all kinds of claim but transfers share: a draft with its source, time and modality."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from armsledger.model.codes import Kind, Modality
from armsledger.model.values import Attribution, Span
from armsledger.reading.drafts import Draft
from armsledger.reading.parties import Side
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told

_WILL = re.compile(r"\b(?:will|would be|to be|plans? to|planned|scheduled|upcoming|due|next)\b", re.I)


_MAY = re.compile(
    r"\b(?:may|might|could|possible|possibly|likely|expected|reportedly|allegedly|potential|if|would)\b", re.I
)


_NO = re.compile(r"\b(?:not|never|no|denied|denies|without)\b|n[’']t\b", re.I)


@dataclass(slots=True)
class Found:
    """A draft with the sentence and the token range of the words that made it."""

    draft: Draft
    sentence: Sentence
    first: int
    last: int
    why: str


def at(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The tokens that a match in the sentence covers."""
    a, b = sentence.span.start + start, sentence.span.start + end
    inside = [k for k, t in enumerate(sentence.tokens) if t.start < b and t.end > a]
    return (inside[0], inside[-1] + 1) if inside else (0, 1)


def named(sentence: Sentence, story: Story, sides: Sequence[Side]) -> list[Told]:
    out: dict[str, Told] = {}
    for told in story.resolve(sides, sentence.sides):
        out.setdefault(told.party.key, told)
    return list(out.values())


def speaks(sentence: Sentence, side: Side) -> bool:
    place = sentence.source.span if sentence.source else None
    return place is not None and place.start <= side.span.start < place.end


def inferred(told: Told) -> Told:
    return Told(told.party, told.span, True)


def begun(kind: Kind, sentence: Sentence, first: int, last: int, words: str, spans: Sequence[Span]) -> Draft:
    """A draft with what all kinds share: quote, modality, source, time."""
    tokens = sentence.tokens
    trigger = Span(tokens[first].start, tokens[last - 1].end)
    inside = [trigger, *(s for s in spans if sentence.span.start <= s.start < sentence.span.end)]
    draft = Draft(kind=kind, quote=Span(min(s.start for s in inside), max(s.end for s in inside)), trigger=trigger)
    near = " ".join(t.low for t in tokens[max(0, first - 8) : last + 3])
    for pattern, value in ((_NO, Modality.DENIED), (_MAY, Modality.POSSIBLE), (_WILL, Modality.PLANNED)):
        if pattern.search(near):
            draft.modality = value
            break
    if sentence.source is not None:
        draft.attribution = Attribution(kind=sentence.source.value.kind, who=sentence.source.value.who)
        draft.source = sentence.source.span
    gap, dated = min(
        ((max(d.start - draft.quote.end, draft.quote.start - d.end, 0), d) for d in sentence.dates),
        key=lambda x: x[0],
        default=(0, None),
    )
    if dated is not None and gap < 60:
        draft.when = (dated.value, Span(dated.start, dated.end))
    return draft

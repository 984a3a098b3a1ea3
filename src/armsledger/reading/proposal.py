"""What the patterns of all kinds of claim but transfers share: a draft with its source, time and modality."""

from collections.abc import Sequence
from dataclasses import dataclass

from armsledger.model.codes import Kind, Modality
from armsledger.model.values import Attribution, Span
from armsledger.reading.dates import Dated
from armsledger.reading.drafts import Draft
from armsledger.reading.parties import Side
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import WORD, told_by

_WILL = told_by(r"will|shall|'ll|plans|planned|planning|scheduled|upcoming|due|slated|intends|aims|next|won't")


_MAY = told_by(
    r"may|might|could|can|possible|possibly|possibility|likely|expected|expects|reportedly|allegedly|alleged|potential|potentially|if|"
    r"would|should|fears?|consider(?:s|ing|ed)?|threaten(?:s|ed|ing)?|whether|risks?|perhaps|believed|suspected|prospect|face|facing|unless"
)


_NO = told_by(r"not|never|no|without|neither|nor|n't|\w+n't|refuted|dismissed|denied|denies|denying|baseless|false")


_BREAK = told_by(r"which|who|while|but|;|:|because|although|though|said|says|told|adding|added|—|–|despite|amid")


_WOULD = (Kind.COOPERATION, Kind.FIGURE, Kind.VISIT)
"""Where "would" tells a plan; elsewhere it is a doubt."""

WINDOW = {Kind.FIGURE: 18, Kind.COOPERATION: 13}
"""How many tokens before a claim's own words still say how sure it is."""

REACH = {Kind.FIGURE: 250, Kind.VISIT: 90, Kind.COOPERATION: 40}
"""How many characters from a claim's words its date may stand. Source: five-fold cross-validation over the training reports."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a sentence's claims: its sides with the parties they mean, and what the report told before."""

    sides: tuple[tuple[Side, Told], ...] = ()
    parties: tuple[tuple[str, Told], ...] = ()
    """Parties that a sentence need not name, each with what it is in the report."""
    times: tuple[tuple[str, Dated], ...] = ()


NOTHING = Around()


@dataclass(slots=True)
class Found:
    """A draft with the sentence and the token range of the words that made it."""

    draft: Draft
    sentence: Sentence
    first: int
    last: int
    why: str
    marks: tuple[str, ...] = ()
    """What else tells whether it is a claim, for the model that accepts."""
    around: Around = NOTHING


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


def modality(sentence: Sentence, first: int, last: int, kind: Kind) -> tuple[Modality, Span | None]:
    """How sure the words are of what tokens `first` to `last` tell, and the word that says so: of the clause before, nearest first."""
    tokens = sentence.tokens
    seen: list[int] = []
    for k in range(first - 1, max(-1, first - WINDOW.get(kind, 10)), -1):
        low = tokens[k].low
        if _BREAK(low) or (low == "," and k < first - 3 and kind is not Kind.FIGURE):
            break
        seen.append(k)
    for n, k in enumerate(seen):
        if _NO(tokens[k].low) and not (n and tokens[seen[n - 1]].low in ("only", "just", "longer", "least")):
            return Modality.DENIED, Span(tokens[k].start, tokens[k].end)
    inside = [k for k in range(first, last) if tokens[k].kind == WORD]
    behind = range(last, min(len(tokens), last + 4)) if kind is Kind.RESTRICTION else ()
    for pattern, value in ((_MAY, Modality.POSSIBLE), (_WILL, Modality.PLANNED)):
        for k in (*seen, *inside, *behind):
            low = tokens[k].low
            if low == "planned" and not (k + 1 < len(tokens) and tokens[k + 1].low in ("to", "for")):
                continue
            if pattern(low) and not (low == "may" and tokens[k].title):
                read = Modality.PLANNED if low == "would" and kind in _WOULD else value
                return read, Span(tokens[k].start, tokens[k].end)
    return Modality.ASSERTED, None


def begun(kind: Kind, sentence: Sentence, first: int, last: int, words: str, spans: Sequence[Span]) -> Draft:
    """A draft with what all kinds share: quote, modality, source, time."""
    tokens = sentence.tokens
    trigger = Span(tokens[first].start, tokens[last - 1].end)
    inside = [trigger, *(s for s in spans if sentence.span.start <= s.start < sentence.span.end)]
    draft = Draft(kind=kind, quote=Span(min(s.start for s in inside), max(s.end for s in inside)), trigger=trigger)
    draft.modality, draft.modality_span = modality(sentence, first, last, kind)
    if sentence.source is not None:
        draft.attribution = Attribution(kind=sentence.source.value.kind, who=sentence.source.value.who)
        draft.source = sentence.source.span
    near = trigger if kind is Kind.FIGURE else draft.quote
    gap, dated = min(
        ((max(d.start - near.end, near.start - d.end, 0), d) for d in sentence.dates),
        key=lambda x: x[0],
        default=(0, None),
    )
    if dated is not None and gap < REACH.get(kind, 60):
        draft.when = (dated.value, Span(dated.start, dated.end))
    return draft

"""Ranks in figures: the largest exporter, the second supplier, and those that follow."""

import re
from collections.abc import Iterator

from armsledger.model.codes import MeasureName
from armsledger.model.values import Measure, Span
from armsledger.reading.holdings import measured
from armsledger.reading.proposal import Found, at, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story

_ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_PLACE = re.compile(
    r"\brank(?:s|ed|ing)?(?: as)?(?: the)? (?:number |no\. ?)?(?P<ord>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))\b"
    r"|\b(?P<ord2>first|second|third|fourth|fifth) place\b|\b(?P<after>second only to|behind only)\b"
)
_FOLLOWED = re.compile(r"\bfollowed by\b|\bahead of\b")


_TRADER = re.compile(r"porter|supplier|buyer|seller|source|customer|market|purchaser|recipient|client|partner")


_RANK = re.compile(
    r"\b(?:the |its |their |'s |’s )?(?:world['’]s |global |single )?(?P<ord>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))?[- ]?(?P<sup>largest|biggest|top|main|leading|primary|principal|major|number one|no\. ?1|most important|foremost|key)[- ](?:global |foreign |single )?"
    r"(?:arms|weapons?|defen[cs]e|military|military equipment|military hardware|armaments?|conventional weapons)?[- ]?(?:equipment |trade |hardware )?(?P<what>exporters?|importers?|suppliers?|buyers?|sellers?|sources?|customers?|markets?|purchasers?|recipients?|clients?|partner)\b"
)  # fmt: skip


def ranks(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    yield from _largest(sentence, words, story)
    yield from _places(sentence, words, story)


def _largest(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    if _TRADER.search(words) is None:
        return
    for match in _RANK.finditer(words):
        first, last = at(sentence, match.start(), match.end())
        what = match["what"].lower()
        if match["ord"] is None and match["sup"].lower() in ("major", "key", "leading") and what.endswith("s"):
            continue
        exporter = what.startswith(("export", "suppl", "seller", "source", "partner"))
        value = _ordinal(match["ord"])
        sides = [s for s in sentence.sides if (s.parties or s.refers)]
        owner = [s for s in sides if s.owner and s.last <= first + 2 and first - s.last < 4]
        beside = [
            s for s in sides if s.last <= first <= s.last + 2 and not s.owner and sentence.tokens[first - 1].low == ","
        ]
        subject = (
            beside
            or [
                s
                for s in sides
                if s.last <= first and (s.before == "" or s.before in ("by", "of")) and not s.owner and s not in owner
            ][-1:]
            or [s for s in sides if s.first >= last and s.before == ""][:1]
        )
        to = [s for s in sides if s.first >= last and s.before in ("to", "of", "for", "in")][:1]
        subjects, counter = named(sentence, story, subject), named(sentence, story, owner or to)
        if not subjects and owner and not to:
            subjects, counter = counter, []
        if not subjects:
            subjects = [inferred(t) for t in story.subject[:1]]
        if not subjects:
            continue
        name = MeasureName.RANK_EXPORTER if exporter else MeasureName.RANK_IMPORTER
        counter = [c for c in counter if c.party.key != subjects[0].party.key]
        if not counter and owner and owner[0].refers:
            others = [s for s in sides if s.parties and s.before == "" and s not in subject and not s.origin]
            told = [*named(sentence, story, others[:1]), *(inferred(t) for t in story.subject)]
            counter = [t for t in told if t.party.key != subjects[0].party.key][:1]
        measure = Measure(
            name=name,
            value=value,
            unit="rank",
            subject=tuple(t.party for t in subjects),
            counterpart=tuple(t.party for t in counter),
        )
        place = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
        found = Found(
            measured(sentence, words, first, last, measure, [t.span for t in (*subjects, *counter)], place),
            sentence,
            first,
            last,
            f"{name}",
            (f"what={what}", f"sup={match['sup'].lower()}"),
        )
        yield found
        yield from _next_ranks(sentence, words, story, found)


def _places(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    """Ranks told by place: "ranked fifth", "second only to", "followed by" the next ones."""
    for match in _PLACE.finditer(words):
        value = 2 if match["after"] else _ordinal(match["ord"] or match["ord2"])
        near = words[max(0, match.start() - 120) : match.end() + 120]
        if re.search(r"export|suppl|sell|sales|import|buy|arms|weapons", near) is None:
            continue
        buys = re.search(r"import|buy|purchas|recipient", near) is not None
        sells = re.search(r"export|suppl|sell|sales|sold", near) is not None
        first, last = at(sentence, match.start(), match.end())
        sides = [s for s in sentence.sides if s.parties or s.refers in ("it", "we", "they", "state")]
        before = [s for s in sides if s.last <= first and not s.origin]
        subjects = named(sentence, story, [s for s in before if s.before == ""][-1:] or before[-1:])[:1]
        subjects = subjects or [inferred(t) for t in story.subject[:1]]
        if not subjects:
            continue
        name = MeasureName.RANK_IMPORTER if buys and not sells else MeasureName.RANK_EXPORTER
        measure = Measure(name=name, value=value, unit="rank", subject=(subjects[0].party,))
        place = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        draft = measured(sentence, words, first, last, measure, [subjects[0].span], place)
        yield Found(draft, sentence, first, last, f"{name}:place", (f"said={match.group().lower().split()[0]}",))


def _next_ranks(sentence: Sentence, words: str, story: Story, led: Found) -> Iterator[Found]:
    """Those that follow the one just ranked first: "followed by X and Y"."""
    match = _FOLLOWED.search(words)
    if match is None or led.draft.measure is None or led.last > at(sentence, match.start(), match.end())[0]:
        return
    first, _ = at(sentence, match.start(), match.end())
    rank = led.draft.measure[0]
    if not isinstance(rank.value, int):
        return
    for k, side in enumerate([s for s in sentence.sides if s.first > first and s.parties and not s.origin][:4]):
        told = named(sentence, story, [side])[:1]
        measure = Measure(
            name=rank.name,
            value=rank.value + 1 + k,
            unit="rank",
            subject=(told[0].party,),
            counterpart=rank.counterpart,
        )
        draft = measured(sentence, words, side.first, side.last, measure, [told[0].span], told[0].span)
        yield Found(draft, sentence, side.first, side.last, f"{rank.name}:next")


def _ordinal(words: str | None) -> int:
    """First is 1, 9th is 9; the plain superlative is 1."""
    if not words:
        return 1
    return int(words[:-2]) if words[0].isdigit() else _ORDINAL[words.lower()]

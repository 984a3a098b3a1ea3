"""How many of a type a side has, makes a year, or how many countries buy: figures that are counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armsledger.model.codes import Category, Kind, MeasureName, Mode
from armsledger.model.values import Measure, Number, Range, Span
from armsledger.reading.drafts import Draft
from armsledger.reading.items import Thing
from armsledger.reading.numbers import Quantity
from armsledger.reading.parties import Side
from armsledger.reading.proposal import Found, at, begun, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import NUMBER, Token

_HAVING = re.compile(
    r"\b(?:operat(?:es|ed|ing|e)|flies|flying|uses?|using|fl(?:ew|y)|field(?:s|ed|ing)|possess(?:es|ed)?|owns?|maintains|keeps|retains?|left with|down to|left only|"
    r"inventor(?:y|ies)|fleets?|arsenals?|stockpiles?|stocks? of|total of|in (?:active )?service|in operation|operational|strong|has|have|had|"
    r"includes?|included|including|consist(?:s|ed|ing) of|compris(?:es|ed|ing|e)|numbers?|stationed|deployed|equipped with|backed (?:up )?by|supporting|"
    r"number of|made up of|with)\b"
)
_DONE = re.compile(
    r"\s+(?:\w+ly |also |already |now |since |so far |recently |just )*(?:been|begun|taken|bought|sold|won|made|built|got|given|sent|seen|held|put|set|led|to|\w+ed)\b"
)
_BEHIND = re.compile(
    r"^[^.;]{0,40}?\b(?:in (?:its |their )?(?:active )?(?:service|inventory|fleet|operation|use)|operational|fleet|stationed)\b"
)
_COMES_TO = re.compile(
    r"\b(?:fleet|inventory|arsenal|total number of|number of)\b.{0,60}?\b(?:(?P<over>exceeds?|exceeded)|totals?|totall?ed|numbers|stands at|reach(?:es|ed)?|grew to|rises? to|to(?= \d))\s"
)
_RATE = re.compile(
    r"\b(?:a|per|each|every) (?P<span>year|month|annum)\b|\bannually\b|\bannual(?:ly)? (?:production|output|capacity)|\bproduction rate\b|\byearly\b|\bbuild rate\b"
)
_MAKES = re.compile(r"\b(?:produc\w+|output|build\w*|built|mak(?:e|es|ing)|manufactur\w+|capacity|roll\w*|assembl\w+|turn(?:s|ing)? out|deliver\w*)\b")  # fmt: skip
_UNITS_OF = re.compile(
    r"\s*(?:units?|aircraft|jets?|planes?|helicopters?|vehicles?|tanks?|missiles?|rounds?|drones?|ships?|a year)?\b"
)
_BUYERS = re.compile(
    r"\b(?:countries|nations|states|customers|buyers|governments|operators|air forces|navies|armies|clients|of which|of them)\b",
)
_STATES = {
    "in advanced talks": r"advanced|final",
    "in talks": r"talks|negotiat|discuss|lined up|approached",
    "interested": r"interest|keen|expressed|want",
    "customers": r"exports?\b|sold|customers?|bought|buy|purchas|ordered|operat|in service|in use|used by|supplied|sales|deliver|fl(?:y|own)|clients?|agreements",
}
_UNIT = {
    Category.AIRCRAFT: "aircraft",
    Category.HELICOPTER: "helicopters",
    Category.ARMOUR: "vehicles",
    Category.SHIP: "ships",
}


def counted(value: Range) -> Number | Range:
    return value.min if value.min == value.max and value.min is not None else value


def measured(
    sentence: Sentence, words: str, first: int, last: int, measure: Measure, spans: Sequence[Span], value: Span
) -> Draft:
    draft = begun(Kind.FIGURE, sentence, first, last, words, [*spans, value])
    draft.measure = (measure, value)
    return draft


def fleets(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    """A number of one type that a side has: the nearest word of having before it, or behind it "in service"."""
    if not any(t.quantity is not None for t in sentence.things):
        return
    start = sentence.span.start
    hits = [m for m in _HAVING.finditer(words) if not _past(words, m)]
    for thing in sentence.things:
        if thing.quantity is None or thing.quantity_span is None or thing.category is Category.SERVICE:
            continue
        begin, end = thing.span.start - start, thing.span.end - start
        before = [m for m in hits if m.start() < begin]
        behind = _BEHIND.match(words[end:])
        own = any(s.owner and 0 <= thing.first - s.last < 3 for s in sentence.sides)
        if not before and behind is None and not own:
            continue
        hit = before[-1] if before else None
        a, b = (hit.start(), hit.end()) if hit is not None else (begin, end)
        subjects = _owner(sentence, story, thing)
        if not subjects:
            continue
        measure = Measure(
            name=MeasureName.FLEET,
            value=counted(thing.quantity),
            unit=_UNIT.get(thing.category, str(thing.category)),
            subject=tuple(t.party for t in subjects),
        )
        draft = measured(sentence, words, thing.first, thing.last, measure, [thing.span], thing.quantity_span)
        draft.items = [_plain(thing)]
        first, last = at(sentence, a, b)
        said = hit.group().lower() if hit is not None else "behind"
        gap = words[b:begin] if hit is not None else ""
        chains = [c for c in sentence.chains if c.first < thing.first]
        lemma = chains[-1].main.word.lemma if chains else "none"
        number = thing.quantity_span
        marks = (
            f"had={said}",
            f"behind={behind is not None}",
            f"gap={min(len(gap.split()), 12) // 2}",
            f"had={said}:{min(len(gap.split()), 12) // 4}",
            f"chain={lemma}",
            f"chained={lemma}:{bool(chains) and chains[-1].last > first}",
            f"article={words[number.start - start : number.end - start].lower() in ('a', 'an', 'another')}",
            f"cat={thing.category}:{thing.designation is not None}",
            f"def={thing.definite}",
            f"subject={subjects[0].inferred}:{bool(subjects[0].party.name)}",
            *(f"gap:{w}" for w in set(gap.lower().split())),
        )
        yield Found(draft, sentence, min(first, thing.first), max(last, thing.last), f"fleet:{said}", marks)


def totals(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    """The size that a fleet is said to come to: "the fleet of helicopters exceeds 700"."""
    for match in _COMES_TO.finditer(words):
        start = sentence.span.start + match.end()
        count = next((t for t in sentence.tokens if t.kind == NUMBER and 0 <= t.start - start < 3), None)
        if count is None or not isinstance(count.value, Quantity):
            continue
        first, last = at(sentence, match.start(), match.end())
        things = [t for t in sentence.things if t.first >= first and t.category is not Category.SERVICE][:1]
        sides = [s for s in sentence.sides if not s.origin and (s.parties or s.refers)]
        owner = [s for s in sides if s.first <= last and (s.owner or s.demonym or s.before in ("", "of", "in"))][-1:]
        told = named(sentence, story, owner) or [inferred(t) for t in story.main_state()]
        if not told:
            continue
        q = count.value.value
        if match["over"] and q.min == q.max:
            q = Range(min=q.min, max=None)
        unit = _UNIT.get(things[0].category, str(things[0].category)) if things else "units"
        measure = Measure(name=MeasureName.FLEET, value=counted(q), unit=unit, subject=tuple(t.party for t in told[:1]))
        place = Span(count.start, count.end)
        draft = measured(sentence, words, first, last, measure, [t.span for t in things], place)
        draft.items = [_plain(t) for t in things]
        yield Found(draft, sentence, first, last, "fleet:comes to", ("had=comes to",))


def _past(words: str, match: re.Match[str]) -> bool:
    """Whether "has" only helps a verb: "has ordered"."""
    return match.group().lower() in ("has", "have", "had") and _DONE.match(words, match.end()) is not None


def _plain(thing: Thing) -> Thing:
    return replace(thing, quantity=None, quantity_span=None, mode=Mode.GOODS, mode_span=None)


def _owner(sentence: Sentence, story: Story, thing: Thing) -> list[Told]:
    """Whose they are: the last owner or subject before, else a side behind, else the report's state."""
    sides = [s for s in sentence.sides if (s.parties or s.refers) and not s.origin]
    before = [
        s for s in sides if s.last <= thing.first and (s.owner or s.demonym or s.before in ("", "of", "in", "by"))
    ]
    chosen: list[Side] = [s for s in before if s.before in ("", "of") or s.owner][-1:] or before[-1:]
    chosen = chosen or [s for s in sides if s.first >= thing.last and s.before in ("by", "with", "of", "in")][:1]
    return named(sentence, story, chosen) or [inferred(t) for t in story.main_state()]


def rates(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    """So many a year or a month, of a maker."""
    rate = _RATE.search(words)
    if rate is None or _MAKES.search(words) is None:
        return
    yearly = rate.group().lower().startswith(("annual", "production", "yearly", "build"))
    months = 12 if rate["span"] == "month" else 1
    for token in sentence.tokens:
        if token.kind != NUMBER or not isinstance(token.value, Quantity):
            continue
        begin, end = token.start - sentence.span.start, token.end - sentence.span.start
        if not (0 <= rate.start() - end < 45 or (yearly and begin > rate.start())):
            continue
        if yearly and _UNITS_OF.match(words, end) is None:
            continue
        told = _maker(sentence, story, token)
        if not told:
            continue
        q = token.value.value
        times = Range(min=None if q.min is None else q.min * months, max=None if q.max is None else q.max * months)
        measure = Measure(
            name=MeasureName.PRODUCTION_RATE,
            value=counted(times),
            unit="units",
            subject=tuple(t.party for t in told),
        )
        first, last = at(sentence, begin, end)
        things = sorted(sentence.things, key=lambda t: abs(t.first - first))[:1]
        draft = measured(sentence, words, first, last, measure, [t.span for t in things], Span(token.start, token.end))
        draft.items = [_plain(t) for t in things]
        yield Found(draft, sentence, first, last, "production_rate", (f"rate={rate.group().lower()}",))


def _maker(sentence: Sentence, story: Story, token: Token) -> list[Told]:
    sides = [s for s in sentence.sides if s.parties or s.refers in ("it", "its", "they", "their", "firm", "we")]
    firms = [s for s in sides if s.firm or s.refers]
    return named(sentence, story, firms[:1] or sides[:1]) or [
        inferred(t) for t in story.firms[-1:] or story.subject[:1]
    ]


def buyers(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    """How many countries buy, are in talks or interested."""
    for match in _BUYERS.finditer(words):
        a = sentence.span.start + match.start()
        count = next((t for t in reversed(sentence.tokens) if t.kind == NUMBER and a - 30 < t.end <= a), None)
        if count is None or not isinstance(count.value, Quantity):
            continue
        near = words[max(0, match.start() - 60) : match.end() + 60]
        unit = next((u for u, p in _STATES.items() if re.search(p, near)), None)
        sides = [s for s in sentence.sides if (s.parties or s.refers) and s.before == "" and not s.origin]
        subjects = named(sentence, story, sides[:1]) or [inferred(t) for t in story.subject[:1]]
        if unit is None or not subjects:
            continue
        first, last = at(sentence, match.start(), match.end())
        measure = Measure(
            name=MeasureName.BUYERS,
            value=counted(count.value.value),
            unit=unit,
            subject=tuple(t.party for t in subjects),
        )
        place = Span(count.start, count.end)
        draft = measured(sentence, words, first, last, measure, [t.span for t in subjects], place)
        yield Found(draft, sentence, first, last, "buyers", (f"unit={unit}", f"of={match.group().lower().split()[-1]}"))


def beside(sentence: Sentence, first: int) -> list[Side]:
    """The parties that a number of a list is put beside: "South Korea with 6 per cent", "Germany (9)", "France 5"."""
    k = first - 1
    while k >= 0 and first - k < 4 and sentence.tokens[k].low in ("with", "(", ",", "at", "on", "for", "about", "some"):
        k -= 1
    near = next(
        (s for s in sentence.sides if s.last == k + 1 and s.parties and not (s.owner or s.origin or s.demonym)), None
    )
    if near is None or (near.before not in ("", "by", "from", "to", "with", "and", "of") and near.group < 0):
        return []
    return [s for s in sentence.sides if s is near or (s.group == near.group >= 0 and s.parties)]

"""Figures: ranks, shares, changes, fleets, rates, prices and sums of the arms trade."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armsledger.model.codes import Kind, MeasureName, Mode
from armsledger.model.values import Measure, Number, Range, Span
from armsledger.reading.drafts import Draft
from armsledger.reading.items import Thing
from armsledger.reading.proposal import Found, at, begun, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import NUMBER

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
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
}


_RANK = re.compile(
    r"\b(?:the |its |their |'s |’s )?(?:world['’]s |global |single )?(?P<ord>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))?[- ]?(?P<sup>largest|biggest|top|main|leading|primary|principal|major|number one|no\. ?1|most important|foremost|key)[- ](?:global |foreign |single )?"
    r"(?:arms|weapons?|defen[cs]e|military|military equipment|military hardware|armaments?|conventional weapons)?[- ]?(?:equipment |trade |hardware )?(?P<what>exporters?|importers?|suppliers?|buyers?|sellers?|sources?|customers?|markets?|purchasers?|recipients?|clients?|partner)\b", re.I,
)  # fmt: skip


_PERCENT = re.compile(
    r"(?P<hedge>(?:more than|over|at least|up to|nearly|about|almost|around|some|approximately|less than) )?(?P<low>\d+(?:\.\d+)?)(?:\s?(?:-|–|to)\s?(?P<high>\d+(?:\.\d+)?))?\s?(?:%|per ?cent\b|percentage points?)",
    re.I,
)


_TRADE = re.compile(
    r"\b(?:imports?|exports?|arms|weapons|weaponry|arsenal|military hardware|hardware|deliver(?:y|ies)|defen[cs]e (?:equipment|trade|sales)|market share|share of|purchases|procurement|suppl(?:y|ies)|inventory|equipment needs)\b",
    re.I,
)


_CHANGE = re.compile(
    r"\b(?P<up>rose|risen|increase[ds]?|increasing|grew|grown|growth|expanded|jump(?:ed)?|surge[d]?|climb(?:ed)?|up|rise|higher|doubled|soared)|(?P<down>fell|fallen|declin\w+|dropp?(?:ed)?|decrease[ds]?|down|lower|shrank|reduc\w+|plunged|cut)\b",
    re.I,
)


_FLEET = re.compile(
    r"\b(?:fleet|inventory|inventories|arsenal|operates?|operating|operated|in service|in its inventory|possess(?:es)?|fields|owns?|has (?:a total of|about|around|some|at least|more than)?|have|consists? of|comprises?|include[sd]?|stationed|equipped with)\b",
    re.I,
)


_RATE = re.compile(
    r"\b(?:a|per|each|every) (?:year|month|annum)\b|\bannual(?:ly)? (?:production|output)|\bproduction rate|\byearly\b",
    re.I,
)


_AMOUNT = re.compile(
    r"\b(?:arms|weapons?|defen[cs]e|military|fms|foreign military sales?)(?: \w+)? (?:exports?|imports?|sales|trade|deliver(?:y|ies)|transfers|purchases|orders|deals|export revenues?|turnover|procurement)\b|\bexported arms\b|\bexports? of (?:arms|weapons|military)|\bportfolio\b|\barms trade\b|\bbilateral (?:defen[cs]e )?trade\b",
    re.I,
)


_BUYERS = re.compile(
    r"(?P<n>(?:\w+ to \w+|\w+))(?: \w+)? (?:countries|nations|states|customers|buyers|governments|of which|of them)\b",
    re.I,
)


_STATES = {
    "in advanced talks": r"advanced|final",
    "in talks": r"talks|negotiat|discuss|lined up|approached",
    "interested": r"interest|keen|expressed|want",
}


def figures(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    yield from _ranks(sentence, words, story)
    yield from _shares(sentence, words, story)
    yield from _fleets(sentence, words, story)
    yield from _amounts(sentence, words, story)
    yield from _buyers(sentence, words, story)


def _measured(
    sentence: Sentence, words: str, first: int, last: int, measure: Measure, spans: Sequence[Span], value: Span
) -> Draft:
    draft = begun(Kind.FIGURE, sentence, first, last, words, [*spans, value])
    draft.measure = (measure, value)
    return draft


def _ranks(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    for match in _RANK.finditer(words):
        first, last = at(sentence, match.start(), match.end())
        what = match["what"].lower()
        if match["ord"] is None and match["sup"].lower() in ("major", "key", "leading") and what.endswith("s"):
            continue
        exporter = what.startswith(("export", "suppl", "seller", "source", "partner"))
        value = _ordinal(match["ord"])
        sides = [s for s in sentence.sides if (s.parties or s.refers)]
        owner = [s for s in sides if s.owner and s.last <= first + 2 and first - s.last < 4]
        subject = [
            s
            for s in sides
            if s.last <= first and (s.before == "" or s.before in ("by", "of")) and not s.owner and s not in owner
        ][-1:] or [s for s in sides if s.first >= last and s.before == ""][:1]
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
        measure = Measure(
            name=name,
            value=value,
            unit="rank",
            subject=tuple(t.party for t in subjects),
            counterpart=tuple(t.party for t in counter),
        )
        place = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
        yield Found(
            _measured(sentence, words, first, last, measure, [t.span for t in (*subjects, *counter)], place),
            sentence,
            first,
            last,
            f"{name}",
        )


def _ordinal(words: str | None) -> int:
    """First is 1, 9th is 9; the plain superlative is 1."""
    if not words:
        return 1
    return int(words[:-2]) if words[0].isdigit() else _ORDINAL[words.lower()]


def _shares(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    if _TRADE.search(words) is None and not sentence.things:
        return
    for match in _PERCENT.finditer(words):
        first, last = at(sentence, match.start(), match.end())
        low, high = float(match["low"]), float(match["high"] or match["low"])
        hedge = (match["hedge"] or "").strip().lower()
        value: Number | Range = _plain(low) if low == high else Range(min=_plain(low), max=_plain(high))
        if hedge in ("more than", "over", "at least"):
            value = Range(min=_plain(low), max=None)
        elif hedge in ("up to", "less than"):
            value = Range(min=None, max=_plain(low))
        before, after = words[max(0, match.start() - 70) : match.start()], words[match.end() : match.end() + 70]
        imports = (
            re.search(
                r"import|purchas|hardware|arsenal|equipment|weapons? (?:are|is|come)|procure|needs",
                before + after,
                re.I,
            )
            is not None
        )
        exports = re.search(r"export|sales|global|world|market|sell", before + after, re.I) is not None
        change = _CHANGE.search(before[-45:]) if not re.search(r"\bto $", before) else None
        change = change or re.match(
            r"\s*(?:(?P<up>increase|rise|growth|jump|higher|more)|(?P<down>decrease|decline|fall|drop|lower|less))",
            after,
        )
        sides = [s for s in sentence.sides if s.parties or s.refers in ("its", "their", "state")]
        near = sorted(sides, key=lambda s: min(abs(s.first - last), abs(first - s.last)))
        if change is not None:
            name = (
                MeasureName.IMPORT_CHANGE
                if (imports and not exports)
                or (imports and before.lower().rfind("import") > before.lower().rfind("export"))
                else MeasureName.EXPORT_CHANGE
            )
            if change["down"]:
                value = (
                    -value
                    if isinstance(value, int | float)
                    else Range(
                        min=None if value.max is None else -value.max, max=None if value.min is None else -value.min
                    )
                )
            subjects = named(sentence, story, [s for s in sides if s.last <= first][-1:] or near[:1])
            counter: list[Told] = []
        else:
            name = MeasureName.IMPORT_SHARE if imports else MeasureName.EXPORT_SHARE
            owner = [s for s in sides if s.owner or s.demonym or s.refers in ("its", "their")]
            subjects = named(sentence, story, owner[:1] or [s for s in sides if s.last <= first][:1] or near[:1])
            rest = [s for s in near if s not in owner[:1]]
            counter = [t for t in named(sentence, story, rest[:1]) if subjects and t.party.key != subjects[0].party.key]
            if not imports:
                counter = counter if owner and rest else []
        if not subjects:
            subjects = [inferred(t) for t in story.subject[:1]]
        if not subjects:
            continue
        measure = Measure(
            name=name,
            value=value,
            unit="percent",
            subject=tuple(t.party for t in subjects),
            counterpart=tuple(t.party for t in counter),
        )
        place = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        yield Found(
            _measured(sentence, words, first, last, measure, [t.span for t in (*subjects, *counter)], place),
            sentence,
            first,
            last,
            f"{name}",
        )


def _plain(number: float) -> Number:
    return int(number) if number == int(number) else number


def _fleets(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    counted = [t for t in sentence.things if t.quantity is not None and t.quantity_span is not None]
    if not counted:
        return
    match = _FLEET.search(words)
    rate = _RATE.search(words)
    if match is None and rate is None:
        return
    for thing in counted:
        hit = rate or match
        if hit is None:
            continue
        if rate is not None and abs(sentence.span.start + rate.start() - thing.span.end) > 60:
            if match is None:
                continue
            hit = match
        name = MeasureName.PRODUCTION_RATE if hit is rate else MeasureName.FLEET
        first, last = at(sentence, hit.start(), hit.end())
        sides = [s for s in sentence.sides if (s.parties or s.refers) and not s.origin]
        owner = [s for s in sides if s.last <= thing.first and (s.before in ("", "of", "in") or s.owner)][:1] or [
            s for s in sides if s.before in ("by", "with", "of", "in")
        ][:1]
        subjects = named(sentence, story, owner) or [inferred(t) for t in story.subject[:1]]
        if not subjects or thing.quantity is None or thing.quantity_span is None:
            continue
        q = thing.quantity
        value: Number | Range = q.min if q.min == q.max and q.min is not None else q
        unit = {"aircraft": "aircraft", "helicopter": "helicopters", "armour": "vehicles", "ship": "ships"}.get(
            str(thing.category), str(thing.category)
        )
        measure = Measure(name=name, value=value, unit=unit, subject=tuple(t.party for t in subjects))
        draft = _measured(sentence, words, thing.first, thing.last, measure, [thing.span], thing.quantity_span)
        draft.items = [replace(thing, quantity=None, quantity_span=None, mode=Mode.GOODS, mode_span=None)]
        yield Found(draft, sentence, first, last, f"{name}:{hit.group().lower()}")


def _amounts(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    match = _AMOUNT.search(words)
    for total in sentence.sums:
        unit = total.value.basis == "unit" and any(t.designation for t in sentence.things)
        if match is None and not unit:
            continue
        first, last = at(sentence, total.start - sentence.span.start, total.end - sentence.span.start)
        v = total.value
        value: Number | Range = v.min if v.min == v.max and v.min is not None else Range(min=v.min, max=v.max)
        sides = [s for s in sentence.sides if s.parties or s.refers in ("its", "their", "state")]
        if unit:
            things: list[Thing] = [t for t in sentence.things if t.designation][:1]
            maker = named(sentence, story, [s for s in sides if s.firm or s.origin][:1])
            measure = Measure(
                name=MeasureName.UNIT_PRICE, value=value, unit=v.currency, subject=tuple(t.party for t in maker)
            )
            draft = _measured(
                sentence, words, first, last, measure, [t.span for t in things], Span(total.start, total.end)
            )
            draft.items = [replace(t, quantity=None, mode=Mode.GOODS, mode_span=None) for t in things]
            yield Found(draft, sentence, first, last, "unit_price")
            continue
        subjects = named(sentence, story, [s for s in sides if s.owner or s.demonym or s.before == ""][:1] or sides[:1])
        subjects = subjects or [inferred(t) for t in story.subject[:1]]
        if not subjects:
            continue
        counter = [
            t
            for t in named(sentence, story, [s for s in sides if s.before in ("to", "from", "with", "between")][:1])
            if t.party.key != subjects[0].party.key
        ]
        measure = Measure(
            name=MeasureName.ARMS_TRADE,
            value=value,
            unit=v.currency,
            subject=tuple(t.party for t in subjects),
            counterpart=tuple(t.party for t in counter),
        )
        yield Found(
            _measured(
                sentence,
                words,
                first,
                last,
                measure,
                [t.span for t in (*subjects, *counter)],
                Span(total.start, total.end),
            ),
            sentence,
            first,
            last,
            "arms_trade",
        )


def _buyers(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    """How many countries are in talks or interested."""
    for match in _BUYERS.finditer(words):
        count = next(
            (
                t
                for t in sentence.tokens
                if t.kind == NUMBER
                and t.start >= sentence.span.start + match.start()
                and t.end <= sentence.span.start + match.end()
            ),
            None,
        )
        if count is None:
            continue
        near = words[max(0, match.start() - 60) : match.end() + 60]
        unit = next((u for u, p in _STATES.items() if re.search(p, near, re.I)), None)
        sides = [s for s in sentence.sides if (s.parties or s.refers) and s.before == "" and not s.origin]
        subjects = named(sentence, story, sides[:1]) or [inferred(t) for t in story.subject[:1]]
        if unit is None or not subjects:
            continue
        first, last = at(sentence, match.start(), match.end())
        q = count.value.value
        value: Number | Range = q.min if q.min == q.max and q.min is not None else q
        measure = Measure(name=MeasureName.BUYERS, value=value, unit=unit, subject=tuple(t.party for t in subjects))
        yield Found(
            _measured(sentence, words, first, last, measure, [t.span for t in subjects], Span(count.start, count.end)),
            sentence,
            first,
            last,
            "buyers",
        )

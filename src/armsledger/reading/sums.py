"""Money in figures: what a state's arms trade amounts to a year, trade at large, and what one costs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armsledger.model.codes import Category, MeasureName, Mode
from armsledger.model.values import Measure, Money, Number, Party, Range, Span
from armsledger.reading.holdings import beside, measured
from armsledger.reading.items import Thing
from armsledger.reading.money import Sum
from armsledger.reading.numbers import Quantity
from armsledger.reading.parties import Side
from armsledger.reading.proposal import Found, at, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import NUMBER

_ARMS = r"(?:arms|war material|materiel|hardware|armaments?|weapons?|weaponry|defen[cs]e|military|fms|foreign military sales?|small arms|ammunition)"
_TRADED = r"(?:exports?|imports?|sales|trade|deliver(?:y|ies)|transfers|purchases|orders?|deals|export revenues?|revenues?|turnover|procurement|production|business|acquisitions?|market|transfer agreements|agreements|licen[cs]es)"
_AMOUNT = re.compile(
    rf"\b{_ARMS}(?: \w+){{0,2}} {_TRADED}\b|\b(?:exported|imported|shipped|sold|exports?|imports?|sales|buying|bought|purchas\w+) (?:of )?(?:\S+ ){{0,6}}{_ARMS}\b|"
    rf"\bportfolio\b|\border ?book\b|\bbacklog\b|\b(?:exports?|imports?|sales)\b.{{0,40}}\b(?:valued at|worth|totall?(?:ed|ing)|amount(?:ed|ing) to|reached|stood at|revenues?)\b|\bsales volume\b|\bspend\w* on\b.{{0,40}}\b(?:purchases|equipment|hardware|weapons|arms|procurement)\b",
)
_ALL_GOODS = re.compile(
    r"\b(?:bilateral |mutual |total |overall |annual )?trade (?:turnover|volume|between|with|reached|stood|was|amounted|totall?ed|in goods)\b|\b(?:bilateral|two-way|mutual) trade\b|\bgas (?:exports?|imports?|sales)\b|\boil (?:exports?|imports?)\b"
)
_EACH = re.compile(
    r"\beach\b|\bapiece\b|\ba ?piece\b|\bper (?:unit|aircraft|plane|jet|vehicle|helicopter|tank|missile|system|round)\b|\bunit (?:cost|price)\b|\bprice(?:d| tag)?\b|\bsells? (?:at|for)\b|\bfly-?away\b|\bcosts?\b|\ba copy\b"
)

CLOSE = 14
"""Characters between a sum and the word that makes it the price of one."""


def sums(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    """Every sum of the sentence that may be a figure."""
    if not sentence.sums:
        if story.traded is not None:
            yield from _bare(sentence, words, story)
        return
    arms = list(_AMOUNT.finditer(words))
    goods = list(_ALL_GOODS.finditer(words))
    for total in sentence.sums:
        begin, end = total.start - sentence.span.start, total.end - sentence.span.start
        each = [m for m in _EACH.finditer(words) if m.start() - end < 25 and begin - m.end() < 40]
        types = [t for t in sentence.things if t.designation]
        goods_told = types or [t for t in sentence.things if t.category not in (Category.OTHER, Category.SERVICE)]
        close = any(0 <= begin - m.end() < CLOSE or 0 <= m.start() - end < CLOSE for m in each)
        if goods_told and (total.value.basis == "unit" or (each and len(types) == 1) or close):
            yield _unit_price(sentence, words, story, total, goods_told, close)
            continue
        near = [(min(abs(m.start() - end), abs(begin - m.end())), MeasureName.ARMS_TRADE, m) for m in arms]
        near += [(min(abs(m.start() - end), abs(begin - m.end())), MeasureName.TRADE, m) for m in goods]
        listed = None if near or types else _listed(sentence, total, story)
        if listed is not None:
            yield listed_sum(sentence, words, story, total, listed)
        if near:
            gap, name, hit = min(near, key=lambda n: n[0])
            found = _trade(sentence, words, story, total, name)
            if found is not None:
                if name is MeasureName.ARMS_TRADE and found.draft.measure is not None:
                    story.traded = found.draft.measure[0]
                found.marks = (
                    f"gap={min(gap, 150) // 30}",
                    f"hit={hit.group().lower().split()[-1]}",
                    f"hit1={hit.group().lower().split()[0]}",
                    f"before={hit.end() <= begin}",
                    f"things={bool(types)}",
                    f"chains={min(len(sentence.chains), 4)}",
                    f"dated={bool(sentence.dates)}",
                    *(f"lemma={c.main.word.lemma}" for c in sentence.chains),
                )
                yield found
    if story.traded is not None:
        first, _ = at(
            sentence, sentence.sums[0].start - sentence.span.start, sentence.sums[0].end - sentence.span.start
        )
        yield from _bare(sentence, words, story, first + 1)


def _listed(sentence: Sentence, total: Sum, story: Story) -> Side | None:
    """The party that a sum is put beside: "Germany with $5m", "Chile ($2m)", "Peru, $3m", "Peru came first with $3m"."""
    k = next((n for n, t in enumerate(sentence.tokens) if t.start >= total.start), 0)
    if k and sentence.tokens[k - 1].low in ("with", ",", "(", "at", "for", ":"):
        near = next((s for s in sentence.sides if s.last == k - 1 and s.parties and not s.origin), None)
        if near is None and story.traded is not None and sentence.tokens[k - 1].low == "with":
            near = next(
                (s for s in sentence.sides if s.last <= k and s.parties and s.before == "" and not s.origin), None
            )
        return near
    return None


def _bare(sentence: Sentence, words: str, story: Story, after: int = 0) -> Iterator[Found]:
    """Sums of a list that leave the currency out: "Norway, 474 million", "France with 490 million"."""
    for k in range(after, len(sentence.tokens)):
        token = sentence.tokens[k]
        unit = story.traded.unit if story.traded is not None else None
        if token.kind != NUMBER or not isinstance(token.value, Quantity) or unit is None:
            continue
        amount = token.value.value
        said = words[token.start - sentence.span.start : token.end - sentence.span.start]
        if "illion" not in said or amount.min is None or amount.min != amount.max:
            continue
        sides = beside(sentence, k)[:1]
        if sides:
            money = Money(min=amount.min, max=amount.max, currency=unit)
            yield listed_sum(sentence, words, story, Sum(token.start, token.end, money), sides[0])


def listed_sum(sentence: Sentence, words: str, story: Story, total: Sum, other: Side) -> Found:
    """A sum of a list: the trade of the report's subject with the party beside the sum."""
    first, last = at(sentence, total.start - sentence.span.start, total.end - sentence.span.start)
    counter = named(sentence, story, [other])[:1]
    keys = {t.party.key for t in counter}
    traded = [Told(p, t.span, True) for p in (story.traded.subject if story.traded else ()) for t in counter]
    told = (*traded, *(inferred(t) for t in (*story.subject, *reversed(story.states))))
    subject = [t for t in told if t.party.key not in keys][:1] or counter
    measure = Measure(
        name=MeasureName.ARMS_TRADE,
        value=_value(total),
        unit=total.value.currency,
        subject=tuple(t.party for t in subject),
        counterpart=tuple(t.party for t in counter if subject is not counter),
    )
    draft = measured(sentence, words, first, last, measure, [t.span for t in counter], Span(total.start, total.end))
    return Found(draft, sentence, first, last, "arms_trade:listed", (f"chains={min(len(sentence.chains), 4)}",))


def _value(total: Sum) -> Number | Range:
    v = total.value
    return v.min if v.min == v.max and v.min is not None else Range(min=v.min, max=v.max)


def _unit_price(sentence: Sentence, words: str, story: Story, total: Sum, told: Sequence[Thing], close: bool) -> Found:
    """What one of the goods nearest before the sum costs; its maker is named, or has sold it, or is the type's only one."""
    first, last = at(sentence, total.start - sentence.span.start, total.end - sentence.span.start)
    things = [t for t in told if t.last <= first][-1:] or sorted(told, key=lambda t: abs(t.first - first))[:1]
    seller = story.seller([t.designation for t in things if t.designation], set())
    own = [s for s in sentence.sides if s.origin and any(t.first - 2 <= s.first < t.last for t in things)]
    makers = named(sentence, story, own[:1] or [s for s in sentence.sides if s.firm][:1])
    makers = makers or ([seller] if seller else [])
    makers = makers or [Told(Party(t.makers[0]), t.span, True) for t in things if len(t.makers) == 1]
    measure = Measure(
        name=MeasureName.UNIT_PRICE,
        value=_value(total),
        unit=total.value.currency,
        subject=tuple(t.party for t in makers),
    )
    place = Span(total.start, total.end)
    draft = measured(sentence, words, first, last, measure, [t.span for t in things], place)
    draft.items = [replace(t, quantity=None, mode=Mode.GOODS, mode_span=None) for t in things]
    return Found(
        draft,
        sentence,
        first,
        last,
        "unit_price",
        (f"basis={total.value.basis}", f"close={close}", f"type={things[0].designation is not None}"),
    )


def _trade(sentence: Sentence, words: str, story: Story, total: Sum, name: MeasureName) -> Found | None:
    first, last = at(sentence, total.start - sentence.span.start, total.end - sentence.span.start)
    sides = [s for s in sentence.sides if s.parties or s.refers in ("its", "their", "it", "we", "state", "firm")]
    before = [s for s in sides if s.last <= first]
    own = [s for s in before if s.owner and first - s.last < 3]
    chosen: list[Side] = (
        own
        or [s for s in before if s.owner or s.demonym or s.before == ""][:1]
        or [s for s in sides if s.owner or s.before == ""][:1]
        or [s for s in sides if s.before in ("between", "of", "in")][:1]
        or sides[:1]
    )
    subjects = named(sentence, story, chosen)[:1] or [inferred(t) for t in story.subject[:1]]
    if not subjects:
        return None
    other = [s for s in sides if s.before in ("to", "from", "with", "between") and s not in chosen]
    counter = [t for t in named(sentence, story, other[:2]) if t.party.key != subjects[0].party.key][:1]
    measure = Measure(
        name=name,
        value=_value(total),
        unit=total.value.currency,
        subject=tuple(t.party for t in subjects),
        counterpart=tuple(t.party for t in counter),
    )
    place = Span(total.start, total.end)
    draft = measured(sentence, words, first, last, measure, [t.span for t in (*subjects, *counter)], place)
    return Found(draft, sentence, first, last, str(name))

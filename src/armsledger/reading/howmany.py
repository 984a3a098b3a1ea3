"""How many of an item an event moves: every number that may count it, with what tells whether it does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from armsledger.model.codes import Category
from armsledger.model.values import Range, Span
from armsledger.reading.cases import Case
from armsledger.reading.items import Thing
from armsledger.reading.linear import Floats, Linear, bucket
from armsledger.reading.premodifiers import ORDINALS
from armsledger.reading.tokens import ITEM, MARK, NUMBER, WORD, Token, words

LEAST = 0.35
"""From which chance on a number is taken to count the item. Source: two folds of the training reports."""
REACH = 8
"""So many cases back another number of the same type may have been told."""
_SAYING_ONE = words("a an this one single another lone sole")
_DETERMINERS = _SAYING_ONE | words("the that its his their our")
_SINGULAR, _PLURAL = words("was is has it which"), words("were are have they")


@dataclass(frozen=True, slots=True)
class Count:
    """A number that may count an item, where it stands (None: in no word of its own), and its features."""

    value: Range
    span: Span | None
    features: list[str]


def counts(earlier: Sequence[Case], case: Case, thing: Thing, carried: bool) -> list[Count]:
    """The numbers that may count an item of the case: what the grammar holds, other numbers of the sentence, one for a single
    thing, and what was told of the same type before."""
    known = _known(case, thing, carried)
    out = []
    if thing.quantity is not None:
        out.append(_grammars(case, thing, known))
    held = [o for o, _, _ in case.items if o is not thing and o.quantity_span is not None]
    for k, token in enumerate(case.sentence.tokens):
        if token.kind == NUMBER and Span(token.start, token.end) != thing.quantity_span:
            taken = any(o.quantity_span == Span(token.start, token.end) for o in held)
            out.append(_number(case, thing, k, taken, carried, known))
    single = not (thing.plural or carried or thing.category in (Category.OTHER, Category.SERVICE))
    if single and thing.quantity != Range.exactly(1):
        out.append(_one(case, thing, known))
    if thing.quantity is None and (told := _before(earlier, thing, known)) is not None:
        out.append(told)
    for one in out:
        one.features.append(f"n={min(len(out), 4)}")
    return out


def numbered(found: Sequence[Case], kept: Sequence[Sequence[Thing]], model: Linear) -> list[list[Thing]]:
    """The items kept of each case with the number that likeliest counts them; without one where none is likely enough."""
    told = []
    for k, (case, things) in enumerate(zip(found, kept, strict=True)):
        carried = {id(t): old for t, _, old in case.items}
        told += [counts(found[max(0, k - REACH) : k], case, t, carried[id(t)]) for t in things]
    rows = iter(zip(told, model.grouped([[c.features for c in one] for one in told]), strict=True))
    return [[_counted(t, *next(rows)) for t in things] for things in kept]


def _counted(thing: Thing, told: Sequence[Count], chances: Floats) -> Thing:
    best = int(chances[:, 1].argmax()) if told else -1
    count = told[best] if told and chances[best, 1] >= LEAST else None
    return replace(thing, quantity=count.value if count else None, quantity_span=count.span if count else None)


def _known(case: Case, thing: Thing, carried: bool) -> list[str]:
    """What is true of the item whatever number is asked about."""
    main = case.linked.chain.main.word
    return [
        f"{carried}:{thing.plural}:{thing.designation is not None}:{thing.definite}",
        f"{thing.category}:{thing.plural}",
        f"{main.form}:{main.role}",
        f"{main.lemma}",
        f"{case.rule['stage']}",
        f"{thing.mode}",
        f"has={thing.quantity is not None}",
    ]


def _named(sort: str, known: Sequence[str], own: Sequence[str]) -> list[str]:
    return [sort, *(f"{sort}:{k}" for k in known), *(f"{sort}:{o}" for o in own)]


def size(value: Range) -> str:
    """A rough size of a number; years look like years."""
    n = value.max if value.max is not None else value.min or 0
    if value.min == value.max and 1900 <= n <= 2100:
        return "year"
    return ("range" if value.min != value.max else "") + str(sum(n > edge for edge in (1, 2, 9, 49, 199, 999)))


def _grammars(case: Case, thing: Thing, known: Sequence[str]) -> Count:
    tokens, span = case.sentence.tokens, thing.quantity_span
    assert thing.quantity is not None
    at = next((k for k, t in enumerate(tokens) if span and t.start == span.start), -1)
    if at < 0:
        own = ["recalled"]
    else:
        place = "in" if thing.first <= at < thing.last else "before" if at < thing.first else "after"
        own = [place, f"{place}:{tokens[at].kind}", *_leading(tokens, at), *_following(tokens, at, thing)]
        if tokens[at].kind != NUMBER:
            own += [f"word={tokens[at].low}", *_behind(case, thing)]
    value = thing.quantity
    return Count(value, span, _named("g", known, [*own, f"size={size(value)}"]))


def _number(case: Case, thing: Thing, at: int, taken: bool, carried: bool, known: Sequence[str]) -> Count:
    tokens, chain = case.sentence.tokens, case.linked.chain
    token = tokens[at]
    inside = next((o for o in case.sentence.things if o.first <= at < o.last), None)
    own = [f"taken={taken}", f"size={size(token.value.value)}", *_leading(tokens, at)]
    own += _following(tokens, at, thing)
    own.append(f"inside={inside is not None}" + (f":{inside.category is thing.category}" if inside else ""))
    where = "in" if chain.first <= at < chain.last else "before" if at < chain.first else "after"
    gap = chain.first - at if where == "before" else at - chain.last
    own += [f"event={where}:{bucket(max(gap, 0))}"]
    between = tokens[min(at, chain.last) : max(at, chain.first)]
    own += [f"event:{where}:{k}" for k in {t.kind if t.kind != MARK else t.low for t in between[1:]} if k != WORD]
    if not carried:
        side = "before" if at < thing.first else "after" if at >= thing.last else "in"
        lo, hi = (at + 1, thing.first) if side == "before" else (thing.last, at)
        gapped = tokens[lo:hi]
        own += [f"item={side}:{bucket(len(gapped))}"]
        own += [f"item:{side}:{k}" for k in {t.kind if t.kind != MARK else t.low for t in gapped} if k != WORD]
        own += [f"path={side}:{' '.join(_shape(t) for t in gapped)}"] if len(gapped) < 5 else []
    else:
        own += ["carried", f"carried:{where}", f"start={bucket(at)}"]
    return Count(token.value.value, Span(token.start, token.end), _named("n", known, own))


def _shape(token: Token) -> str:
    return token.low if token.kind in (WORD, MARK) else f"<{token.kind}>"


def _leading(tokens: Sequence[Token], at: int) -> Iterator[str]:
    before = [_shape(t) for t in tokens[max(0, at - 3) : at]]
    yield f"prev={before[-1] if before else '^'}"
    yield f"prev2={' '.join(before[-2:])}"
    yield f"part={any(t.low in ORDINALS or t.kind == NUMBER for t in tokens[max(0, at - 3) : at]) and 'of' in before}"


def _following(tokens: Sequence[Token], at: int, thing: Thing) -> Iterator[str]:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None:
        yield "next=$"
        return
    yield f"next={_shape(after)}"
    if after.kind == WORD and at + 2 < len(tokens):
        yield f"next2={_shape(tokens[at + 2])}"
    if after.kind == ITEM:
        yield f"nextcat={after.value.category == thing.category}"
        yield f"nextitem={after.low}"
        yield f"nextitem={after.value.kind}:{after.value.category}:{thing.category}"


def _one(case: Case, thing: Thing, known: Sequence[str]) -> Count:
    """One for a thing in the singular; its word is an article or the like, where it has one."""
    tokens = case.sentence.tokens
    ahead = list(tokens[thing.first : thing.last])
    word = next((t for t in ahead if t.low in _DETERMINERS or t.low in ORDINALS), None)
    before = tokens[thing.first - 1] if thing.first else None
    if word is None and before is not None and (before.low in _DETERMINERS or before.low in ORDINALS):
        word = before
    number = next((t for t in ahead if t.kind == NUMBER), None)
    det = word.low if word is not None else "number" if number is not None else "bare"
    own = [
        f"det={det}",
        f"det={det}:{thing.category}",
        f"det={det}:{thing.designation is not None}",
        *_behind(case, thing),
    ]
    own += [f"prev={_shape(before) if before else '^'}", f"mass={thing.mass}:{det}", f"len={len(ahead)}:{det}"]
    own += [f"ordinal={o}" for o in {t.low for t in ahead} & ORDINALS]
    own += [f"det={det}:{k}" for k in known[:5]]
    own.append(f"class={any(t.low == 'class' for t in ahead)}:{det}")
    said = word is not None and (word.low in _SAYING_ONE or word.low in ORDINALS)
    return Count(Range.exactly(1), Span(word.start, word.end) if said and word else None, _named("one", known, own))


def _behind(case: Case, thing: Thing) -> Iterator[str]:
    """What follows the item, and whether the next verb speaks of one or of many."""
    tokens = case.sentence.tokens
    after = tokens[thing.last] if thing.last < len(tokens) else None
    yield f"behind={_shape(after) if after else '$'}"
    yield f"behindtitle={bool(after and after.kind == WORD and after.title)}"
    number = next((t.low for t in tokens[thing.last : thing.last + 8] if t.low in _SINGULAR or t.low in _PLURAL), "-")
    yield f"verb={'one' if number in _SINGULAR else 'many' if number in _PLURAL else '-'}"


def _before(earlier: Sequence[Case], thing: Thing, known: Sequence[str]) -> Count | None:
    """What an earlier event told of the same type."""
    names = _words(thing)
    for back, case in enumerate(reversed(earlier[-REACH:])):
        for other, chosen, _ in case.items:
            if not chosen or other.quantity is None:
                continue
            alike = (
                "name" if names & _words(other) else "class" if other.category is thing.category and not names else ""
            )
            if alike:
                own = [
                    f"back={back}",
                    f"size={size(other.quantity)}",
                    f"same={other.span == thing.span}",
                    f"alike={alike}:{thing.definite}",
                ]
                return Count(other.quantity, other.quantity_span, _named("b", [*known, alike], own))
    return None


def _words(thing: Thing) -> set[str]:
    """The words of a designation that two names of one type share."""
    return {w for w in (thing.designation or "").lower().split() if len(w) > 2 or any(c.isdigit() for c in w)}

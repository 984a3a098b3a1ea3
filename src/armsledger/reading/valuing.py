"""Whom and when a claim of another kind speaks of: the patterns propose, linear models choose among all that stands around.

Only where that is better than the patterns on reports held out: the parties of restrictions and cooperation, and the time of
all kinds. Items, modality, source, stage and action are read as well by the patterns, or better.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from armsledger.model.codes import Category, Kind
from armsledger.model.values import AUTHOR, Period, Span
from armsledger.reading.dates import Dated
from armsledger.reading.drafts import Draft
from armsledger.reading.items import Thing
from armsledger.reading.linear import Floats
from armsledger.reading.parties import Side
from armsledger.reading.proposal import Found, inferred, speaks
from armsledger.reading.story import Told

ROLES: dict[Kind, tuple[str, ...]] = {
    Kind.RESTRICTION: ("none", "by", "supplier", "recipient", "both"),
    Kind.COOPERATION: ("none", "side"),
}
"""What a party may be in a claim of each kind; "both": it restricts what it would supply itself."""
WHEN = "others.when"
LEAST = {"by": 0.3, "supplier": 0.3, "recipient": 0.38, "side": 0.4, "when": 0.33}
"""How likely a value must be. Source: three folds of the training reports and of our own."""

Ask = Callable[[str, Sequence[Sequence[str]]], Floats]
"""The chances of each class for examples of a model."""


def role_model(kind: Kind) -> str:
    return f"others.{kind}.role"


def base(draft: Draft) -> str:
    """What sort of claim it is within its kind."""
    return str(draft.action or draft.form or (draft.measure[0].name if draft.measure else draft.kind))


def candidates(found: Found) -> list[tuple[Told, list[str]]]:
    """Every party that may be one of the claim's, with what tells its role."""
    draft, around = found.draft, found.around
    rules = ruled(draft)
    tokens, sort = found.sentence.tokens, base(draft)
    places: dict[str, list[tuple[Side, Told]]] = {}
    for side, told in around.sides:
        places.setdefault(told.party.key, []).append((side, told))
    context: dict[str, list[str]] = {}
    by_key: dict[str, Told] = {}
    for why, told in around.parties:
        context.setdefault(told.party.key, []).append(why)
        by_key.setdefault(told.party.key, inferred(told))
    for told in (*draft.parties, *draft.supplier, *draft.recipient):
        by_key[told.party.key] = told
    counts = f"{len(places)}"
    roles = ":".join(sorted(set(rules.values())))
    said = tokens[found.first].low
    out = []
    for key in dict.fromkeys([*places, *rules, *context]):
        rule = rules.get(key, "-")
        names = [f"r={rule}", f"r={rule}:{sort}", f"rs={rule}:{roles}", f"n={min(int(counts), 6)}", f"key={len(key)}"]
        for n, (side, _) in enumerate(places.get(key, ())):
            names += _place(found, side, sort, rule, said, n)
        if key not in places:
            names += [f"far:{why}" for why in context.get(key, ("rule",))]
            names += [f"far:{why}:{sort}" for why in context.get(key, ("rule",))]
            names += [f"far:{min(len(places), 3)}:{sort}", f"far:{rule}:{sort}", f"far:{roles}"]
        best = by_key.get(key) if key in rules else None
        mine = [told for _, told in places.get(key, ())]
        best = best or next((t for t in mine if not t.inferred), None) or (mine[0] if mine else by_key[key])
        out.append((best, names))
    return out


def ruled(draft: Draft) -> dict[str, str]:
    """The role that the patterns give each party, by its key."""
    if draft.kind is Kind.COOPERATION:
        return {t.party.key: "side" for t in draft.parties}
    out = {t.party.key: "recipient" for t in draft.recipient} | {t.party.key: "supplier" for t in draft.supplier}
    for t in draft.parties:
        out[t.party.key] = "both" if out.get(t.party.key) == "supplier" else "by"
    return out


def _place(found: Found, side: Side, sort: str, rule: str, said: str, nth: int) -> list[str]:
    tokens, first, last = found.sentence.tokens, found.first, found.last
    how = side.before or ("owner" if side.owner else "demonym" if side.demonym else "plain")
    if side.last <= first:
        gap = first - side.last
        where, between = f"-{_step(gap)}", tokens[side.last : first] if gap < 7 else ()
    elif side.first >= last:
        gap = side.first - last
        where, between = f"+{_step(gap)}", tokens[last : side.first] if gap < 7 else ()
    else:
        where, between = "in", ()
    before = tokens[side.first - 1].low if side.first else "^"
    after = tokens[side.last].low if side.last < len(tokens) else "$"
    earlier = sum(s.last <= side.first and bool(s.parties) for s, _ in found.around.sides)
    out = [
        f"m={how}:{where}", f"m={how}:{sort}", f"m={how}:{where[0]}:{sort}", f"m={how}:{where}:{sort}", f"m={how}:{said}", f"m={how}:{where[0]}:{said}",
        f"p={before}:{where[0]}", f"a={after}:{where[0]}", f"p={before}:{sort}", f"a={after}:{sort}", f"origin={side.origin}:{sort}", f"refers={side.refers}",
        f"firm={side.firm}:{sort}", f"nth={min(earlier, 4)}:{sort}", f"nth={min(earlier, 4)}:{where[0]}:{how}", f"speaks={speaks(found.sentence, side)}:{sort}", f"demonym={side.demonym}:{where[0]}", f"rm={rule}:{how}:{where[0]}",
    ]  # fmt: skip
    out += [f"bt={where[0]}:{t.low}" for t in between]
    things = found.sentence.things
    if any(side.last == t.first or t.first <= side.first < t.last for t in things):
        out.append(f"thing:{sort}")
    return out


def _step(gap: int) -> int:
    return gap if gap < 3 else 3 if gap < 6 else 4 if gap < 12 else 5


def _choose(draft: Draft, told: Sequence[Told], chances: Sequence[Floats]) -> None:
    rows = [dict(zip(ROLES[draft.kind], map(float, row), strict=True)) for row in chances]

    def chosen(role: str) -> list[Told]:
        return [
            t
            for t, row in zip(told, rows, strict=True)
            if row[role] + row.get("both", 0.0) * (role != "recipient") >= LEAST[role]
        ]

    if draft.kind is Kind.COOPERATION:
        sides = chosen("side")
        draft.parties = sides if len(sides) > 1 else draft.parties
    else:
        draft.parties, draft.supplier, draft.recipient = chosen("by"), chosen("supplier"), chosen("recipient")


def moments(found: Found) -> list[tuple[Dated, list[str]]]:
    """Every time that may be the claim's, with what tells whether it is."""
    draft, tokens = found.draft, found.sentence.tokens
    sort, kind = base(draft), draft.kind
    near = draft.trigger
    dates = found.sentence.dates
    ruled = draft.when[0] if draft.when else None
    out = []
    count = f"{min(len(dates), 3)}"
    for n, dated in enumerate(dates):
        gap = max(dated.start - near.end, near.start - dated.end, 0)
        where = "-" if dated.end <= near.start else "+" if dated.start >= near.end else "in"
        low, high = min(near.end, dated.end), max(near.start, dated.start)
        between = [t.low for t in tokens if low <= t.start < high]
        before = next((t.low for t in reversed(tokens) if t.end <= dated.start), "^")
        after = next((t.low for t in tokens if t.start >= dated.end), "$")
        parted = sum(w in (",", ";", "and", "which", "while", "but", "(", ")") for w in between)
        closest = all(gap <= max(d.start - near.end, near.start - d.end, 0) for d in dates)
        chains = sum(low <= tokens[c.first].start < high for c in found.sentence.chains)
        long = _length(dated.value)
        out.append(
            (
                dated,
                [
                    f"k={kind}", f"s={sort}", f"r={dated.value == ruled}:{kind}", f"g={where}:{min(gap // 15, 8)}", f"g={where}:{min(gap // 15, 8)}:{kind}", f"b={before}", f"b={before}:{kind}", f"b={before}:{where}", f"a={after}",
                    f"side={dated.side}:{kind}", f"long={long}:{sort}", f"long={long}:{where}:{kind}", f"explicit={dated.explicit}", f"parted={min(parted, 4)}:{where}", f"near={closest}:{count}:{kind}", f"first={n}:{count}", f"chains={min(chains, 3)}:{where}:{kind}", f"chained={chains > 0}:{sort}",
                    f"mod={draft.modality}:{long}", f"stage={draft.stage}:{where}", f"begins={dated.start - found.sentence.span.start < 5}:{kind}",
                    *(f"bt={w}" for w in between if len(between) < 8),
                ],
            )
        )  # fmt: skip
    for why, dated in found.around.times:
        long = _length(dated.value)
        out.append(
            (
                dated,
                [
                    f"far={why}", f"far={why}:{kind}", f"far={why}:{sort}", f"far={why}:{sort}:{long}", f"far={why}:{count}:{kind}", f"far={why}:{long}:{kind}", f"far={count}:{sort}", f"far:side={dated.side}:{kind}", f"far:mod={draft.modality}:{kind}",
                    f"far:ruled={ruled is not None}:{sort}", *(f"far:said={t.low}" for t in tokens[max(0, found.first - 4) : found.last + 4]),
                ],
            )
        )  # fmt: skip
    return out


def _length(value: Period) -> str:
    if value.first_on is None or value.last_on is None:
        return "open"
    days = (value.last_on - value.first_on).days
    return "day" if days < 1 else "month" if days < 32 else "part" if days < 360 else "year" if days < 370 else "years"


def settle(found: Sequence[Found], ask: Ask, known: Collection[str]) -> None:
    """Puts the likeliest parties and times in the drafts; each model is asked once for all of them."""
    for kind in ROLES:
        mine = [f for f in found if f.draft.kind is kind]
        if mine and role_model(kind) in known:
            parties = [candidates(f) for f in mine]
            rows = iter(ask(role_model(kind), [names for one in parties for _, names in one]))
            for f, some in zip(mine, parties, strict=True):
                _choose(f.draft, [t for t, _ in some], [next(rows) for _ in some])
    times = [moments(f) for f in found]
    if any(times) and WHEN in known:
        chances = iter(ask(WHEN, [names for one in times for _, names in one]))
        for f, one in zip(found, times, strict=True):
            best = max(((float(next(chances)[1]), n) for n in range(len(one))), default=(0.0, 0))
            dated = one[best[1]][0] if best[0] >= LEAST["when"] else None
            f.draft.when = (dated.value, Span(dated.start, dated.end)) if dated else None
    for f in found:
        _plainly(f)


def _plainly(found: Found) -> None:
    """A source does not reach over a semicolon; "a" counts nothing that is restricted; a restriction that names no goods is of
    arms."""
    draft, tokens = found.draft, found.sentence.tokens
    if draft.source is not None:
        low, high = min(draft.source.end, draft.trigger.end), max(draft.source.start, draft.trigger.start)
        if any(t.low == ";" and low <= t.start < high for t in tokens):
            draft.attribution, draft.source = AUTHOR, None
    if draft.kind is Kind.RESTRICTION:
        one = {t.start for t in tokens if t.low in ("a", "an", "the")}
        draft.items = [
            replace(t, quantity=None, quantity_span=None) if t.quantity_span and t.quantity_span.start in one else t
            for t in draft.items
        ]
    if draft.kind is Kind.RESTRICTION and not draft.items:
        draft.items = [Thing(found.first, found.last, draft.trigger, None, None, Category.OTHER, draft.trigger)]

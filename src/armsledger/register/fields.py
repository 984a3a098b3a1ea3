"""What a deal shows in each field, the claims for it and against it, and the rule that chose."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armsledger.model.codes import Basis, Category, Mode, Stage
from armsledger.model.contract import money_json, parse_range, range_json
from armsledger.model.deal import Contradiction, DealItem, Reading
from armsledger.model.values import Money, Party, Range
from armsledger.register.mention import RANK, Mention
from armsledger.register.rules import ORDER, Candidate, Choice, choose

ORDERED = RANK[Stage.ORDER]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`shown` as contract JSON (None: unknown); `values` all that is said, the shown one first; `rule` the one that chose."""

    name: str
    shown: Any
    rule: str
    values: tuple[Reading, ...]

    @property
    def contradiction(self) -> Contradiction | None:
        if len(self.values) < 2:
            return None
        return Contradiction(field=self.name, values=self.values, shown=self.shown, rule=self.rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All fields of one deal."""

    items: tuple[DealItem, ...]
    money: Money | None
    fields: tuple[Field, ...]


def reading(candidate: Candidate) -> Reading:
    return Reading(value=candidate.value, claims=tuple(sorted({m.id for m in candidate.mentions})))


def field(name: str, choice: Choice, shown: Any = ...) -> Field:
    return Field(
        name=name,
        shown=choice.shown.value if shown is ... else shown,
        rule=choice.rule,
        values=tuple(reading(c) for c in (choice.shown, *choice.others)),
    )


def candidates(
    said: Iterable[tuple[Mention, Any]],
    key: Callable[[Any], Hashable],
    json: Callable[[Any], Any],
    detail: Callable[[Any], int],
    decided: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """The different values among (mention, value), each with its mentions."""
    groups: dict[Hashable, list[tuple[Mention, Any]]] = defaultdict(list)
    for mention, value in said:
        groups[key(value)].append((mention, value))
    return [
        Candidate(
            value=json(group[0][1]),
            mentions=tuple(m for m, _ in group),
            decided=any(m.id in decided for m, _ in group),
            detail=detail(group[0][1]),
        )
        for group in groups.values()
    ]


def _exact(value: Range | Money) -> int:
    return (value.min is not None) + (value.max is not None) + (value.min == value.max)


def shown(
    mentions: Sequence[Mention],
    leaders: Mapping[str, str],
    rules: Sequence[str] = ORDER,
    decided: frozenset[str] = frozenset(),
) -> Shown:
    """The items with their numbers, the money, and every field with what is said for and against it."""
    live = [m for m in mentions if not m.denied]
    fields: list[Field] = []
    items = []
    for key in _lines(live, leaders):
        item, found = _item(key, live, leaders, rules, decided)
        items.append(item)
        fields += found
    money = None
    for basis in Basis:
        said = [(m, m.money) for m in live if m.money is not None and m.money.basis is basis]
        choice = choose(candidates(said, lambda v: v, money_json, _exact, decided), "money", rules)
        if choice is not None:
            fields.append(field("money" if basis is Basis.TOTAL else f"money.{basis}", choice))
            if money is None or basis is Basis.TOTAL:
                money = choice.shown.mentions[0].money
    return Shown(items=tuple(items), money=money, fields=tuple(fields))


Line = tuple[str | None, Category | None]


def _lines(live: Sequence[Mention], leaders: Mapping[str, str]) -> list[Line]:
    """The item lines: each family named; a kind of goods where no type of that kind is, or beside one in the same claim."""
    types: dict[str, set[Category]] = defaultdict(set)
    beside: set[Category] = set()
    sure: set[Category] = set()
    other = False
    for mention in live:
        named = [i for i in mention.items if i.designation]
        for item in named:
            types[leaders.get(item.designation or "", item.designation or "")].add(item.category)
        for item in mention.items:
            if item.designation is None:
                if item.category is Category.OTHER:
                    other = other or bool(named)
                    continue
                if mention.asserted:
                    sure.add(item.category)
                if named and any(i.category is item.category for i in named):
                    beside.add(item.category)
    said = {i.category for m in live for i in m.items if i.designation is None and i.category is not Category.OTHER}
    covered = {c for cats in types.values() for c in cats}
    vague_sure = any(i.category is Category.OTHER for m in live if m.asserted for i in m.items)
    if types or sure or vague_sure:
        said = said & sure or (said if not types and not vague_sure else set())
    kinds = sorted(c for c in said if c not in covered or c in beside)
    lines: list[Line] = [(t, None) for t in sorted(types)] + [(None, c) for c in kinds]
    if not lines or other or (not types and vague_sure):
        lines.append((None, Category.OTHER))
    return lines


def _item(
    line: Line, live: Sequence[Mention], leaders: Mapping[str, str], rules: Sequence[str], decided: frozenset[str]
) -> tuple[DealItem, list[Field]]:
    family, kind = line
    said = [
        (m, i)
        for m in live
        for i in m.items
        if (leaders.get(i.designation, i.designation) == family if i.designation and family else False)
        or (family is None and i.designation is None and i.category is kind)
    ]
    fields: list[Field] = []
    designation, category, mode = None, kind or Category.OTHER, Mode.GOODS
    if family is not None:
        name = choose(
            candidates([(m, i.designation) for m, i in said], _variant, str, len, decided), "designation", rules
        )
        category_choice = choose(
            candidates([(m, i.category) for m, i in said], str, str, lambda v: 0, decided), "category", rules
        )
        if name is not None:
            designation = name.shown.value
            fields.append(field(f"items[{designation}].designation", name))
        if category_choice is not None:
            category = Category(category_choice.shown.value)
            if category_choice.others:
                fields.append(field(f"items[{designation}].category", category_choice))
    if said:
        modes = candidates([(m, i.mode) for m, i in said], str, str, lambda v: v is not Mode.GOODS, decided)
        chosen = choose(modes, "mode", rules)
        mode = Mode(chosen.shown.value) if chosen else mode
    numbers = [(m, i.quantity) for m, i in _with_alone(said, live, family, category) if i.quantity is not None]
    ordered, delivered, number = _numbers(f"items[{designation or category}]", numbers, live, rules, decided)
    fields += number
    return DealItem(designation=designation, category=category, mode=mode, ordered=ordered, delivered=delivered), fields


def _variant(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _with_alone(
    said: list[tuple[Mention, Any]], live: Sequence[Mention], family: str | None, category: Category
) -> list[tuple[Mention, Any]]:
    """Adds the numbers of claims that name only the kind, where the deal has one type of that kind."""
    if family is None:
        return said
    types = {t for m in live for t in m.types}
    if len(types) > 1:
        return said
    return said + [
        (m, i) for m in live for i in m.items if i.designation is None and i.category is category and not m.types
    ]


def _numbers(
    name: str,
    numbers: list[tuple[Mention, Any]],
    live: Sequence[Mention],
    rules: Sequence[str],
    decided: frozenset[str],
) -> tuple[Range | None, Range | None, list[Field]]:
    """(ordered, delivered, fields). What was only expected is not shown as ordered once an order is a fact."""
    if not numbers:
        return None, None, []
    delivered = [(m, q) for m, q in numbers if m.stage is Stage.DELIVERY and m.asserted]
    spoken = [(m, q) for m, q in numbers if not (m.stage is Stage.DELIVERY and m.asserted)]
    fact = any(m.asserted and m.rank >= ORDERED and m.stage is not Stage.BLOCKED for m in live)
    firm = [(m, q) for m, q in spoken if m.asserted and m.rank == ORDERED]
    got = choose(candidates(delivered, lambda v: v, range_json, _exact, decided), "delivered", rules)
    had = choose(candidates(firm if fact else spoken, lambda v: v, range_json, _exact, decided), "ordered", rules)
    fields = []
    every = choose(candidates(numbers, lambda v: v, range_json, _exact, decided), "quantity", rules)
    if got is not None:
        fields.append(field(f"{name}.delivered", got))
    if had is not None:
        fields.append(field(f"{name}.ordered", had))
    shown_now = [c.shown.value for c in (got, had) if c is not None]
    if every is not None and any(c.value not in shown_now for c in (every.shown, *every.others)) and every.others:
        fields.append(field(f"{name}.quantity", every))
    return (
        parse_range(had.shown.value, name) if had else None,
        parse_range(got.shown.value, name) if got else None,
        fields,
    )


def sides(
    mentions: Sequence[Mention], pick: Callable[[Mention], tuple[Party, ...]], codes: frozenset[str]
) -> tuple[Party, ...]:
    """The parties of one side as they are shown: companies where reports name them, else the states."""
    found: dict[str, dict[str, int]] = {code: {} for code in sorted(codes)}
    for mention in mentions:
        for party in pick(mention):
            if party.code in found and party.name:
                found[party.code][party.name] = found[party.code].get(party.name, 0) + 1
    shown: list[Party] = []
    for code, names in found.items():
        if not names or len(names) > 3:
            shown.append(Party(code))
        else:
            shown += [Party(code, name) for name in sorted(names)]
    return tuple(shown)

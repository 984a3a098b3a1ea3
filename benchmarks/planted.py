"""Ledgers with planted truth: deals made up by a seeded generator, and reports that speak of them as the press does.

Sides, types and numbers are invented. What is modelled: several deals of one pair and one type over the years, follow-ons
said to be "more" or not, packages named in part, variants of a designation, claims that name only a kind of goods or only
"arms", numbers and money that are wrong, sides left out, lists of recipients, look-backs years later, denials, copies.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from armsledger.model.claim import Claim
from armsledger.model.codes import Category, Kind, Modality, Speaker, Stage
from armsledger.model.reading import Entry
from armsledger.model.report import Report
from armsledger.model.values import Attribution, Item, Money, Party, Period, Range

CATEGORIES = (
    Category.AIRCRAFT,
    Category.HELICOPTER,
    Category.UAV,
    Category.AIR_DEFENCE,
    Category.MISSILE,
    Category.ARMOUR,
    Category.ARTILLERY,
    Category.SHIP,
    Category.SENSOR,
)
PATH = (Stage.INTEREST, Stage.OFFER, Stage.TALKS, Stage.APPROVAL, Stage.AGREEMENT, Stage.ORDER, Stage.DELIVERY)
SPEAKERS = (
    Speaker.AUTHOR,
    Speaker.AUTHOR,
    Speaker.OFFICIAL,
    Speaker.INSTITUTION,
    Speaker.UNNAMED_SOURCE,
    Speaker.MEDIA,
)
SYLLABLES = (
    ("Vol", "Kas", "Tyr", "Ord", "Bel", "Nar", "Sil", "Gar", "Mer", "Pad", "Lun", "Qua"),
    ("tan", "imir", "andor", "ovan", "erak", "unt", "ist", "amon", "ubel", "irr", "opex", "al"),
    ("is", "ex", "ar", "om", "ith", "una", "eld", "ora"),
)
FIRST, LAST = date(2008, 1, 1), date(2026, 6, 30)
APART = 3 * 365  # days between two deals of one pair in one type, unless the second follows on the first
READ_AT = datetime(2026, 7, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Type:
    name: str
    variants: tuple[str, ...]
    category: Category


@dataclass(slots=True)
class Planted:
    """A deal that is so: its lines with numbers, its money, the days of its steps."""

    key: int
    supplier: str
    recipient: str
    lines: list[tuple[Type, int]]
    money: int
    steps: list[tuple[Stage, date]]
    follows: bool = False
    blocked: bool = False


@dataclass(slots=True)
class Told:
    """Entries, and for each of (document, start, recipient) the planted deal it speaks of."""

    entries: list[Entry] = field(default_factory=list)
    truth: dict[tuple[str, int, str], int] = field(default_factory=dict)


def _types(rng: random.Random, count: int, used: set[str]) -> list[Type]:
    """So many types; `used` names are not given twice in one world."""
    found: list[Type] = []
    while len(found) < count:
        if rng.random() < 0.75:
            name = rng.choice(("KX", "Mo", "TR", "S", "GV", "PL", "HN", "Zu", "AB", "Q")) + f"-{rng.randint(2, 9900)}"
            variants = (name, name + rng.choice("ABEMKS"), f"{name} Block {rng.choice(('II', '3', '70'))}")
        else:
            name = "".join(rng.choice(syllables) for syllables in SYLLABLES)
            variants = (name, f"{name} II", f"Super {name}")
        if name not in used:
            used.add(name)
            found.append(Type(name, variants, rng.choice(CATEGORIES)))
    return found


def _skewed(rng: random.Random, names: list[str], power: float) -> str:
    return names[int(len(names) * rng.random() ** power)]


def planted(rng: random.Random, deals: int) -> list[Planted]:
    """The deals. A pair with a deal in a type comes back for more of it in one case of seven.

    A supplier offers about a type for every six of its deals, as the large exporters do in public registers.
    """
    names = [a + b + c for a in "ABCDEFG" for b in "KLMNR" for c in "OPSTU"]
    suppliers, recipients = names[:40], names[20:]
    used: set[str] = set()
    share = [(n + 1) ** (1 / 2.2) - n ** (1 / 2.2) for n in range(40)]
    makes = {s: _types(rng, 6 + int(deals * share[n] / sum(share) / 6), used) for n, s in enumerate(suppliers)}
    made: list[Planted] = []
    busy: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    while len(made) < deals:
        supplier, recipient = _skewed(rng, suppliers, 2.2), _skewed(rng, recipients, 1.5)
        if supplier == recipient:
            continue
        wanted = rng.choices((1, 2, 3), (70, 20, 10))[0]
        lines = [
            (t, rng.choice((2, 4, 6, 8, 10, 12, 16, 18, 24, 36, 40, 72, 100)))
            for t in rng.sample(makes[supplier], wanted)
        ]
        start = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))
        lines = [
            x for x in lines if all(abs(d - start.toordinal()) > APART for d in busy[supplier, recipient, x[0].name])
        ]
        if not lines:
            continue
        first = _deal(rng, len(made), supplier, recipient, lines, start)
        made.append(first)
        for kind, _ in lines:
            busy[supplier, recipient, kind.name] += [day.toordinal() for _, day in first.steps]
        if rng.random() < 0.15 and len(made) < deals:
            again = first.steps[-1][1] + timedelta(days=rng.randint(200, 1600))
            if again < LAST:
                more = [(lines[0][0], rng.choice((3, 5, 9, 14, 20, 28, 48)))]
                follow = _deal(rng, len(made), supplier, recipient, more, again)
                follow.follows = True
                busy[supplier, recipient, lines[0][0].name] += [day.toordinal() for _, day in follow.steps]
                made.append(follow)
    return made


def _deal(
    rng: random.Random, key: int, supplier: str, recipient: str, lines: list[tuple[Type, int]], start: date
) -> Planted:
    begin = rng.randint(0, 4)
    end = rng.choices(range(begin, len(PATH)), [1 + n for n in range(len(PATH) - begin)])[0]
    day, steps = start, []
    for stage in PATH[begin : end + 1]:
        if day > LAST:
            break
        if stage is PATH[begin] or stage is PATH[end] or rng.random() < 0.6:
            steps.append((stage, day))
        day += timedelta(days=rng.randint(20, 420) if stage is not Stage.ORDER else rng.randint(200, 1100))
    blocked = end < 5 and rng.random() < 0.08
    money = sum(n for _, n in lines) * rng.choice((3, 8, 22, 35, 60)) * 1_000_000
    return Planted(key, supplier, recipient, lines, money, steps, blocked=blocked)


def told(claims: int, seed: int = 7) -> Told:
    """About `claims` claims on about a tenth as many deals. The same seed gives the same ledger."""
    rng = random.Random(seed)
    deals = planted(rng, max(10, claims // 9))
    out = Told()
    number = 0
    while len(out.entries) < claims:
        deal = deals[int(len(deals) * rng.random() ** 1.3)]
        number += 1
        out_of = _report(rng, f"r{number:07}", deal, deals)
        entries = list(_say(rng, out_of, deal, deals, out.truth))
        out.entries += entries
        while rng.random() < 0.12 and len(out.entries) < claims:
            number += 1
            copy = Report(
                document=f"r{number:07}",
                page=f"r{number:07}",
                text="",
                body=(),
                publisher=f"Outlet {rng.randint(1, 300)}",
                written=out_of.written,
                origin=out_of.origin or out_of.document,
                read_at=READ_AT,
            )
            for entry in entries:
                claim = _moved(entry.claim, copy.document)
                out.entries.append(Entry(claim=claim, report=copy))
                for code in [p.code for p in claim.recipient]:
                    key = (entry.claim.document, claim.start, code or "?")
                    if key in out.truth:
                        out.truth[copy.document, claim.start, code or "?"] = out.truth[key]
    return out


def _moved(claim: Claim, document: str) -> Claim:
    from dataclasses import replace

    return replace(claim, document=document)


def _report(rng: random.Random, document: str, deal: Planted, deals: list[Planted]) -> Report:
    _, day = rng.choice(deal.steps)
    late = rng.random()
    written = day + timedelta(days=rng.randint(0, 12) if late < 0.85 else rng.randint(30, 1400))
    return Report(
        document=document,
        page=document,
        text="",
        body=(),
        publisher=f"Outlet {rng.randint(1, 300)}",
        written=Period.day(min(written, LAST)),
        read_at=READ_AT,
    )


def _say(
    rng: random.Random, report: Report, deal: Planted, deals: list[Planted], truth: dict[tuple[str, int, str], int]
) -> Iterator[Entry]:
    written = report.known_on() or LAST
    known = [s for s in deal.steps if s[1] <= written] or deal.steps[:1]
    place = 0
    for n in range(rng.choices((1, 2, 3, 4), (45, 30, 15, 10))[0]):
        place += rng.randint(120, 700)
        about = deal
        steps = known
        if n and rng.random() < 0.12:
            other = deals[rng.randrange(len(deals))]
            if other.steps[0][1] <= written:
                about, steps = other, [s for s in other.steps if s[1] <= written]
        stage, day = steps[-1] if rng.random() < 0.7 else rng.choice(steps)
        claim = _claim(rng, report, about, stage, day, place, first=n == 0)
        for party in claim.recipient:
            truth[report.document, claim.start, party.code or "?"] = about.key
        yield Entry(claim=claim, report=report)


def _claim(
    rng: random.Random, report: Report, deal: Planted, stage: Stage, day: date, place: int, *, first: bool
) -> Claim:
    written = report.known_on() or LAST
    lines = deal.lines if rng.random() < 0.6 else [rng.choice(deal.lines)]
    style = rng.random()
    wrong = rng.random() < 0.06
    items = []
    for kind, number in lines:
        number = max(1, round(number * rng.choice((0.5, 2, 3)))) if wrong else number
        quantity = Range.exactly(number) if rng.random() < 0.5 else None
        if style < (0.93 if first else 0.82):
            name = kind.variants[rng.choices((0, 1, 2), (70, 20, 10))[0]]
            items.append(Item(designation=name, category=kind.category, quantity=quantity))
        elif style < (0.98 if first else 0.94):
            items.append(Item(category=kind.category, quantity=quantity))
    if not items:
        items = [Item()]
    ordered = stage in (Stage.ORDER, Stage.DELIVERY)
    if deal.blocked and stage is deal.steps[-1][0] and rng.random() < 0.4:
        stage = Stage.BLOCKED
    modality = Modality.ASSERTED
    if rng.random() < 0.12:
        modality = rng.choice((Modality.POSSIBLE, Modality.PLANNED))
    elif rng.random() < 0.02:
        modality = Modality.DENIED
    more = deal.follows and items[0].designation is not None and rng.random() < 0.5
    quote = (
        f"{items[0].quantity.min if items[0].quantity else ''} more {items[0].designation} for them"
        if more
        else "so it is told here"
    )
    money = deal.money * (rng.choice((1, 1, 1, 1, 1.15, 0.5)) if not wrong else 3)
    hide = rng.random()
    supplier = Party() if hide < 0.04 and items[0].designation else Party(deal.supplier)
    recipient = Party() if 0.04 <= hide < 0.06 and items[0].designation else Party(deal.recipient)
    return Claim(
        document=report.document,
        quote=quote,
        start=place,
        end=place + len(quote),
        kind=Kind.TRANSFER,
        stage=stage,
        supplier=(supplier,),
        recipient=(recipient,),
        items=tuple(items),
        money=Money(min=round(money), max=round(money), currency="USD")
        if len(lines) == len(deal.lines) and rng.random() < (0.4 if ordered else 0.15)
        else None,
        when=Period(first_on=day.replace(day=1), last_on=day)
        if (written - day).days > 25 or rng.random() < 0.2
        else None,
        modality=modality,
        attribution=Attribution(kind=rng.choice(SPEAKERS), who=None),
        score=round(0.5 + 0.5 * rng.random(), 3),
    )

"""Candidate transfers of a report: every event that the grammar sees, with every item and party that may belong to it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from armsledger.model.codes import Category, Mode, Stage
from armsledger.model.values import Money, Range, Span
from armsledger.reading import features
from armsledger.reading.counting import bare_number, told_worth
from armsledger.reading.events import Chain, Trigger
from armsledger.reading.features import Candidate
from armsledger.reading.items import Thing
from armsledger.reading.lexicon import Word
from armsledger.reading.linear import bucket
from armsledger.reading.linking import Linked, link
from armsledger.reading.parties import Side
from armsledger.reading.scene import Sentence
from armsledger.reading.steps import modality, stage
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import NUMBER, WORD

FLYING = {Category.AIRCRAFT, Category.HELICOPTER, Category.UAV}
"""What "the aircraft" may mean."""
BARE = Word("none", Stage.DELIVERY, "noun", "-")
"""Stands for the missing word of the trade in a sentence that only goes on ("another 30 for Chile")."""


@dataclass(slots=True)
class Case:
    """One candidate. `items` are (item, chosen by rule, from an earlier sentence); `rule` what the grammar says."""

    sentence: Sentence
    linked: Linked
    items: list[tuple[Thing, bool, bool]]
    rule: dict[str, object]
    supplier: list[Told]
    recipient: list[Told]
    before: list[Told]
    carried: bool
    candidates: list[Candidate] = field(default_factory=list)
    worth: tuple[Money, Span] | None = None
    """What the next sentence says it is worth."""

    @property
    def chosen(self) -> list[Thing]:
        return [thing for thing, chosen, _ in self.items if chosen]

    @property
    def trigger(self) -> Span:
        tokens, chain = self.sentence.tokens, self.linked.chain
        return Span(tokens[chain.first].start, tokens[chain.last - 1].end)


def cases(scene: Sequence[Sentence]) -> list[Case]:
    """The candidates in order, each with the parties that may be its sides."""
    story = Story()
    out: list[Case] = []
    last: list[Thing] = []
    for sentence in scene:
        _speaker(story, sentence)
        chains = list(sentence.chains) or _bare(sentence)
        for linked in link(sentence.tokens, chains, sentence.things, sentence.sides):
            for part in (linked, *_parts(sentence, linked)):
                out.append(_case(sentence, part, last, out, story))
                story.dealt(out[-1].supplier, out[-1].recipient, types(out[-1].chosen))
        if sentence.things:
            last = [_recalled(t, out) for t in sentence.things]
        story.heard(sentence.sides)
    for case in out:
        case.candidates = _candidates(case, story)
    for sentence, after in pairwise(scene):
        if after.number == sentence.number + 1 and (worth := told_worth(after.tokens)) is not None:
            for case in out:
                if case.sentence is sentence:
                    case.worth = worth
    return out


def types(items: Sequence[Thing]) -> list[str]:
    """What a type is remembered by: the first word of its designation."""
    return [t.designation.split(" ")[0].lower() for t in items if t.designation]


def _bare(sentence: Sentence) -> list[Chain]:
    """A stand-in event at the first item of a sentence that has no word of the trade but counts or names something."""
    for thing in sentence.things:
        if thing.quantity is not None or thing.designation or sentence.sides:
            at = max(thing.first, thing.last - 1)
            return [Chain((Trigger(at, BARE),), at, at + 1)]
    return []


def _parts(sentence: Sentence, linked: Linked) -> list[Linked]:
    """Events of their own inside a list: "three from Norway, two from Chile", "eight in 2012 and six in 2014"."""
    things = [t for t in sentence.things if t.first >= linked.chain.last]
    if linked.chain.main.word.lemma == "none":
        return []
    later = min((c.first for c in sentence.chains if c.first > linked.chain.first), default=len(sentence.tokens))
    owned: list[tuple[Thing, list[Side], list[Side], bool]] = []
    for n, thing in enumerate(things):
        if thing.first > later:
            break
        end = things[n + 1].first if n + 1 < len(things) else len(sentence.tokens)
        frm = [s for s in sentence.sides if thing.last <= s.first < end and s.before == "from"]
        to = [s for s in sentence.sides if thing.last <= s.first < end and s.before in ("to", "for")]
        first, last = sentence.tokens[thing.last - 1].end, sentence.tokens[end - 1].end
        owned.append((thing, frm, to, any(first <= d.start < last for d in sentence.dates)))
    out = _gapped(sentence, linked, later)
    if sum(bool(frm or to or dated) for _, frm, to, dated in owned) < 2:
        return out
    everyone = {s.first for _, frm, to, _ in owned for s in (*frm, *to)}
    for k, (thing, frm, to, dated) in enumerate(owned):
        own = {s.first for s in (*frm, *to)}
        if k == 0:
            linked.barred |= everyone - own if own else set()
        elif own or dated:
            part = _part(
                linked, thing, frm or linked.supplier, to or linked.recipient, max(thing.first, thing.last - 1)
            )
            part.barred = everyone - own if own else set()
            out.append(part)
    return out


def _part(linked: Linked, thing: Thing, supplier: list[Side], recipient: list[Side], at: int) -> Linked:
    main = linked.chain.main
    part = Linked(Chain((Trigger(at, main.word, main.passive),), at, at + 1))
    part.items, part.supplier, part.recipient = [thing], supplier, recipient
    return part


def _gapped(sentence: Sentence, linked: Linked, later: int) -> list[Linked]:
    """The verb left out the second time: "Chile ordered eight tanks, Peru sixteen"."""
    out: list[Linked] = []
    if not linked.items or linked.chain.main.word.form == "noun":
        return out
    tokens, item = sentence.tokens, linked.items[-1]
    for side in sentence.sides:
        at = side.last
        after = max(item.last, linked.chain.last) <= side.first < later
        if after and side.before in ("to", "for", "from") and side.parties:
            out += _shared(sentence, linked, item, side)
            continue
        if not (item.last <= side.first < later and side.before == "" and not side.origin) or at >= len(tokens):
            continue
        if tokens[at].kind == NUMBER and not (
            at + 1 < len(tokens) and tokens[at + 1].kind == WORD and tokens[at + 1].low not in ("and", "more", "in")
        ):
            thing = replace(item, quantity=tokens[at].value.value, quantity_span=Span(tokens[at].start, tokens[at].end))
            taking = linked.chain.main.word.role == "take"
            supplier, recipient = (linked.supplier, [side]) if taking else ([side], linked.recipient)
            out.append(_part(linked, thing, supplier, recipient, at))
            out[-1].barred = {s.first for s in (linked.recipient if taking else linked.supplier)} - {side.first}
            linked.barred.add(side.first)
    return out


def _shared(sentence: Sentence, linked: Linked, item: Thing, side: Side) -> list[Linked]:
    """A number of its own for another party: "three were sold to Chile and 16 to Peru"."""
    tokens = sentence.tokens
    at = side.first - 2
    if (
        at < item.last
        or tokens[at].kind != NUMBER
        or tokens[at - 1].low not in ("and", ",", "with", ";", "while", "plus")
    ):
        return []
    thing = replace(item, quantity=tokens[at].value.value, quantity_span=Span(tokens[at].start, tokens[at].end))
    from_it = side.before == "from"
    part = _part(linked, thing, [side] if from_it else linked.supplier, linked.recipient if from_it else [side], at)
    part.barred = {s.first for s in (linked.supplier if from_it else linked.recipient)} - {side.first}
    linked.barred.add(side.first)
    return [part]


def _speaker(story: Story, sentence: Sentence) -> None:
    if sentence.source is None:
        return
    place = sentence.source.span
    for side in sentence.sides:
        if side.parties and place.start <= side.span.start < place.end:
            story.speaker = [Told(side.parties[0], side.span)]
            return


def _case(sentence: Sentence, linked: Linked, last: list[Thing], earlier: Sequence[Case], story: Story) -> Case:
    chosen = [_recalled(t, earlier) for t in linked.items]
    if len(chosen) == 1:
        chosen = [_recounted(sentence, linked, chosen[0])]
    spans = {t.span for t in chosen}
    items = [(t, True, False) for t in chosen]
    others = [_recalled(t, earlier) for t in sentence.things if t.span not in spans]
    if not chosen:
        nearest = max((k for k, t in enumerate(others) if t.last <= linked.chain.first), default=-1)
        others[nearest : nearest + 1] = [
            _recounted(sentence, linked, t) for t in others[nearest : nearest + 1] if nearest >= 0
        ]
    items += [(t, False, False) for t in others]
    carried = not chosen
    if carried:
        items += [(_counted(sentence, linked, t), True, True) for t in last[-3:]]
    tokens, chain = sentence.tokens, linked.chain
    step = stage(tokens, chain)
    sure, sure_span = modality(tokens, chain, step)
    supplier, recipient = (
        story.resolve(linked.supplier, sentence.sides),
        story.resolve(linked.recipient, sentence.sides),
    )
    if len(supplier) == 1 and len(recipient) > 1:
        recipient = [t for t in recipient if t.party.key != supplier[0].party.key]
    return Case(
        sentence=sentence, linked=linked, items=items, rule={"stage": step, "modality": sure, "span": sure_span},
        supplier=supplier, recipient=recipient, before=list(story.subject), carried=carried,
    )  # fmt: skip


def _counted(sentence: Sentence, linked: Linked, thing: Thing) -> Thing:
    """An item of an earlier sentence with the number that this one tells: "the first was", "another 30 will"."""
    told = bare_number(sentence.tokens, linked.chain, 0)
    return thing if told is None else replace(thing, quantity=told[0], quantity_span=told[1])


def _recounted(sentence: Sentence, linked: Linked, thing: Thing) -> Thing:
    """The item with the number that stands alone between it and the event: "ordered five jets, of which two were delivered"."""
    chain, counted = linked.chain, sentence.tokens[linked.chain.first].kind == NUMBER
    if chain.first < thing.last or chain.main.word.lemma == "none" or counted:
        return thing
    told = bare_number(sentence.tokens, chain, thing.last)
    return thing if told is None else replace(thing, quantity=told[0], quantity_span=told[1])


def _recalled(thing: Thing, earlier: Sequence[Case]) -> Thing:
    """A definite class ("the aircraft", "12 more aircraft") as the type that the report last spoke of, in its number."""
    if (
        thing.designation
        or not (thing.definite or thing.further)
        or thing.category in (Category.OTHER, Category.SERVICE)
    ):
        return thing
    for case in reversed(earlier[-6:]):
        for other, chosen, _ in case.items:
            same = other.category is thing.category
            flies = thing.mass and {thing.category, other.category} <= FLYING
            if chosen and ((same and (other.designation or other.quantity)) or (flies and not same)):
                single = other.quantity == Range.exactly(1)
                counted = thing.definite and thing.quantity is None and (thing.mass or thing.plural != single)
                used = thing.mode is Mode.GOODS and other.mode is Mode.SECOND_HAND
                return replace(
                    thing, category=other.category, designation=other.designation, designation_span=other.designation_span, makers=other.makers,
                    mode=other.mode if used else thing.mode, mode_span=other.mode_span if used else thing.mode_span,
                    quantity=other.quantity if counted else thing.quantity,
                    quantity_span=other.quantity_span if counted else thing.quantity_span,
                )  # fmt: skip
    return thing


def _candidates(case: Case, story: Story) -> list[Candidate]:
    """The parties of the sentence, and those of the report that may be meant where it names none."""
    sentence, linked = case.sentence, case.linked
    sales, purchases = story.sellers.total(), story.buyers.total()
    names = types([t for t, chosen, _ in case.items if chosen])
    rules = {id(s): "sup" for s in linked.supplier} | {id(s): "rec" for s in linked.recipient}
    supplied, received = bool(linked.supplier), bool(linked.recipient)
    found: dict[str, tuple[int, Candidate]] = {}
    m = linked.chain.main.at
    for index, side in enumerate(sentence.sides):
        if side.first in linked.barred:
            continue
        rule = rules.get(id(side), "-")
        told = story_resolve(story, case, index)
        far = abs(side.first - m) + (0 if rule != "-" else 100)
        for one in told:
            key = str(one.party)
            if key in found and found[key][0] <= far:
                continue
            names_of = features.party(sentence, linked, index, rule)
            found[key] = (far, Candidate(one, index, names_of))
    role = linked.chain.main.word.role
    main = features.chain_names(linked.chain)[0]
    have = f"{supplied}:{received}"
    outside: dict[str, Candidate] = {}

    def add(told: Told, why: str) -> None:
        key = str(told.party)
        if key in found:
            return
        what = "firm" if told.party.name else "state"
        if key not in outside:
            outside[key] = Candidate(
                Told(told.party, told.span, True), -1, [f"out:{what}", f"out:{role}:{what}:{have}", f"out:{have}"]
            )
        outside[key].features += [
            f"out={why}",
            f"out={why}:{have}",
            f"out={why}:{role}:{have}",
            f"out={why}:{what}",
            f"outm={why}:{main}",
            f"outc={why}:{case.carried}:{have}",
        ]

    for earlier in case.before:
        add(earlier, "before")
    for name in names[:2]:
        for rank, (key, n) in enumerate(story.by_type.get(name, Counter()).items()):
            if rank < 3:
                add(story.where[key], f"typesell:{bucket(n)}")
        for rank, (key, n) in enumerate(story.to_type.get(name, Counter()).items()):
            if rank < 3:
                add(story.where[key], f"typebuy:{bucket(n)}")
    for rank, (key, n) in enumerate(story.sellers.most_common(3)):
        add(story.where[key], f"seller:{rank}:{share(n, sales)}")
    for rank, (key, n) in enumerate(story.buyers.most_common(3)):
        add(story.where[key], f"buyer:{rank}:{share(n, purchases)}")
    keys = [*found, *outside]
    everyone = [*(c for _, c in found.values()), *outside.values()]
    makers = next((t.makers for t, chosen, _ in case.items if chosen and t.makers), ())
    builders = {c.told.party.code for c in everyone} & set(makers)
    sells, buys = ({k for n in names for k in table.get(n, ())} for table in (story.by_type, story.to_type))
    for key, c in zip(keys, everyone, strict=True):
        c.features += features.maker(c.told.party, makers, builders, role, have, c.side >= 0)
        sold, bought = story.sellers[key], story.buyers[key]
        at = "in" if c.side >= 0 else "out"
        c.features += [
            f"story:{share(sold, sales)}:{share(bought, purchases)}",
            f"lean:{at}:{'s' if sold > bought else 'b' if bought > sold else '='}:{have}",
            f"leanrole:{at}:{'s' if sold > bought else 'b' if bought > sold else '='}:{role}",
            f"type:{at}:{key in sells}:{key in buys}",
            f"have:{at}:{have}", f"ncand:{at}:{bucket(len(everyone))}",
        ]  # fmt: skip
    return everyone


def story_resolve(story: Story, case: Case, index: int) -> list[Told]:
    """What one side of the case's sentence means, as the report stood there."""
    side = case.sentence.sides[index]
    if side.parties:
        return [Told(p, side.span) for p in side.parties]
    kept, story.subject = story.subject, case.before
    told = story.resolve([side], case.sentence.sides)
    story.subject = kept
    return told


def share(part: int, whole: int) -> str:
    """A quarter step of a share."""
    return "0" if not part or not whole else str(1 + min(3, int(4 * part / (whole + 1))))

"""What moves: equipment in noun phrases, with type, class, number, mode and where it comes from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from armsledger.model.codes import Category, Mode
from armsledger.model.values import Range, Span
from armsledger.reading.premodifiers import NO_ADJECTIVE, ONE, ORDINALS, premodifiers
from armsledger.reading.tokens import ITEM, NUMBER, WORD, Token, words

PARTS = re.compile(
    r"parts?|spares?|components?|kits?|engines?|wings?|subsystems?|sub-systems?|fuselages?|turrets?|hulls?|assemblies|structures?|"
    r"aerostructures?|accessories|blades?|gearbox(?:es)?|transmissions?|propellers?|ejection|seats?|landing|cockpits?|avionics"
)
SERVICES = re.compile(
    r"upgrades?|upgrading|modernisation|modernization|overhauls?|maintenance|repairs?|refits?|support|training|sustainment|"
    r"refurbishment|servicing|mro|retrofits?|logistics|simulators?|trainers?|pilots?|crews?|technicians?|modification|midlife|"
    r"mid-life|life-extension|instruction|conversion"
)
TECHNOLOGY = re.compile(r"technology|technologies|know-how|blueprints?|designs?|technical")
_CLASS_BEHIND = re.compile(
    r"(?<=\w)(?: (?:main battle |battle |attack |multirole |multi-role |transport |combat )?(?:aircraft|fighters?|jets?|planes?|helicopters?|choppers?|tanks?|"
    r"drones?|uavs?|frigates?|corvettes?|submarines?|missiles?|howitzers?|rockets?|systems?|vehicles?|boats?|ships?|vessels?|rifles?|"
    r"torpedoes|torpedo|air defen[cs]e|trainers?|satellites?|radars?|bombers?|launchers?|guns?))+$",
    re.I,
)
_TURNED = {
    ("spares",): Mode.COMPONENT, ("training-service",): Mode.SERVICE, ("maintenance",): Mode.SERVICE, ("technical-assistance",): Mode.SERVICE,
    ("simulator",): Mode.SERVICE, ("engine",): Mode.COMPONENT,
}  # fmt: skip
"""Classes that behind a type tell what of it moves: F-16 spare parts, Mi-17 overhaul."""
_KIND_BEHIND = re.compile(
    r"(?<=\w)(?:(?: [Cc]lass)? (?:cruise|patrol|attack|combat|utility|advanced|light|heavy|medium|multi-?role|tactical))+$",
    re.I,
)
_CONTAINERS = re.compile(
    r"shipments?|batch(?:es)?|consignments?|squadrons?|tons?|tonnes?|fleets?|lots?|packages?|regiments?|batter(?:y|ies)|battalions?|"
    r"brigades?|companies|groups?|flights?|lines?|classes|kinds?|types|number"
)
_PIECES = re.compile(
    r"pieces?|units?|copies|examples?|airframes?|systems?|sets?|number|total|fleet|batch|order|lot|tranche|shipment|consignment"
)
_FURTHER = re.compile(r"\b(?:more|additional|further|remaining|another)\b")
_BUSINESS = re.compile(
    r"deals?|contracts?|capability|capabilities|programmes?|programs?|projects?|factory|plant|buyers?|packages?|orders?|agreements?|"
    r"sales?|purchases?|requirements?|customers?|users?|operators?|presentations?|makers?|manufacturers?|competition|tenders?|"
    r"acquisition|procurement|bids?|offers?|industry|market|exports?|imports?|base|fleet|production|line|facility|fund|talks"
)
_NOT_NAME = re.compile(
    r"(?:the|a|an|army|navy|air|force|forces|ministry|department|royal|national|new|defence|defense|mr|president|minister|"
    r"prime|general|in|on|it|its|each|both|all|some|other|several|more|most|north|south|east|west|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|january|february|march|april|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|inc|corp|ltd|company|strategic|military|naval|armed|coast|guard|"
    r"marine|corps|special|operations|command|security|federal|state|united|this|that|these|those|our|their|his|her|first|last|"
    r"excess|aerospace|modern|advanced|light|heavy|medium|multi-role|multirole|tactical|future|next-generation|joint|main|fast|mobile|"
    r"of|and|for|to|from|by|with|or|as|at|but|also|however|meanwhile|under|after|while|when|since|i|ii|"
    r"russian-made|chinese-made|us-made|foreign|domestic|surface-to-air|anti-tank|air-to-air|anti-aircraft|anti-ship)"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One item as read: where its words stand, and tokens `first` to `last` (exclusive) of its sentence.

    `origin` are the party tokens inside the phrase ("Chinese" J-10s, "Boeing" F-15s). `plural` and `definite` are of the
    phrase; `head` says whether only a class is named.
    """

    first: int
    last: int
    span: Span
    designation: str | None
    designation_span: Span | None
    category: Category
    category_span: Span
    quantity: Range | None = None
    quantity_span: Span | None = None
    mode: Mode = Mode.GOODS
    mode_span: Span | None = None
    origin: tuple[int, ...] = ()
    definite: bool = False
    plural: bool = False
    weak: bool = False
    makers: tuple[str, ...] = ()
    """States whose makers build the type, as knowledge has them."""
    mass: bool = False
    """Whether its one and many are the same word: aircraft."""
    further: bool = False
    """Whether it speaks of more of what was spoken of: "12 more aircraft"."""
    modes: Mapping[str, float] | None = None
    """How likely each mode is, where that was judged."""


def things(text: str, sentence: Sequence[Token]) -> list[Thing]:
    """The items of a sentence in order."""
    out: list[Thing] = []
    n = len(sentence)
    at = 0
    while at < n:
        if sentence[at].kind != ITEM:
            at += 1
            continue
        end = at + 1
        while end < n:
            if sentence[end].kind == ITEM and _joined(text, sentence, end):
                end += 1
            elif (far := _class_ahead(text, sentence, end)) is not None:
                end = far + 1
            else:
                break
        thing = _thing(text, sentence, at, end)
        out[-1:] = _measured(sentence, out[-1], thing) if out else [thing]
        at = end
    kept: list[Thing] = []
    for k, thing in enumerate(out):
        if not k or not _aside(sentence, out[k - 1], thing):
            kept.append(thing)
        elif thing.designation and _shortens(thing.designation, kept[-1].span.of(text)):
            kept[-1] = replace(kept[-1], designation=thing.designation, designation_span=thing.designation_span)
    return _listed(sentence, kept)


def _shortens(short: str, name: str) -> bool:
    """Whether a name is the initials of a descriptive one: JLTV of "the Joint Light Tactical Vehicle"."""
    initials = "".join(w[0] for w in name.split() if w[0].isupper())
    return len(short) > 2 and initials.endswith(short)


def _measured(sentence: Sequence[Token], before: Thing, thing: Thing) -> list[Thing]:
    """Both, or the later one with the number of the one before: "2,000 rounds of 40 mm ammunition"."""
    gap = [t.low for t in sentence[before.last : thing.first]]
    if gap != ["of"] or before.designation or thing.quantity or before.category is not thing.category:
        return [before, thing]
    span = Span(before.span.start, thing.span.end)
    return [
        replace(
            thing,
            first=before.first,
            span=span,
            quantity=before.quantity,
            quantity_span=before.quantity_span,
            plural=True,
        )
    ]


def _aside(sentence: Sequence[Token], before: Thing, thing: Thing) -> bool:
    """Whether it only tells another name of the item before it: in brackets, or at the end of the same phrase."""
    if thing.first < before.last and thing.designation is None and thing.category is before.category:
        return before.designation is not None
    gap = [t.low for t in sentence[before.last : thing.first]]
    return gap in (["("], ["(", "the"], [",", "or"]) and thing.quantity is None and thing.category is before.category


def _joined(text: str, sentence: Sequence[Token], at: int) -> bool:
    """Whether the item token at `at` goes on with the phrase of the one before it."""
    gap = text[sentence[at - 1].end : sentence[at].start]
    if gap.strip(" -s"):
        return False
    before, here = sentence[at - 1].value, sentence[at].value
    both_types = before.kind == "equipment" and here.kind == "equipment"
    return not both_types or before.category == here.category or set(before.candidates) & set(here.candidates) != set()


def _class_ahead(text: str, sentence: Sequence[Token], end: int) -> int | None:
    """Where the class of the type that ends before `end` stands, behind adjectives: "Kestrel-3 armed transport helicopters"."""
    kind = sentence[end - 1].value
    for at in range(end, min(end + 4, len(sentence))):
        token = sentence[at]
        if kind.kind != "equipment" or text[sentence[at - 1].end : token.start] != " ":
            return None
        if token.kind == ITEM:
            return at if at > end and token.value.kind == "class" and token.value.category == kind.category else None
        if at == end and (token.low == "class" or (token.kind == NUMBER and token.low.isdigit())):
            continue
        if token.kind != WORD or token.title or token.low in NO_ADJECTIVE or token.low.endswith(("s", "ing", "ly")):
            return None
    return None


def _thing(text: str, sentence: Sequence[Token], first: int, last: int) -> Thing:
    group = [t for t in sentence[first:last] if t.kind == ITEM]
    types = [t for t in group if t.value.kind == "equipment"]
    classes = [t for t in group if t.value.kind == "class"]
    category = (
        Category(types[0].value.category or "other") if types else Category(classes[-1].value.category or "other")
    )
    named: Span | None = None
    if types:
        named = Span(types[0].start, _variant(text, types[-1].end))
        if classes and category is Category.OTHER:
            category = Category(classes[-1].value.category or "other")
    elif classes:
        found = _unlisted(text, sentence, first)
        if found is not None:
            short = _acronym(text, sentence, found[0], last)
            first, named = found[0], short or Span(sentence[found[0]].start, sentence[found[1] - 1].end)
        elif (behind := _named_behind(text, sentence, last)) is not None:
            named = behind
    head = classes[-1] if classes else types[-1]
    ahead = premodifiers(text, sentence, first)
    start, quantity, where, exact_one = ahead.start, ahead.quantity, ahead.quantity_span, ahead.one
    mode, mode_span, end = _mode(sentence, last, ahead.used)
    if types and classes and mode is Mode.GOODS and classes[-1].value.candidates[:1] in _TURNED:
        mode, mode_span = _TURNED[classes[-1].value.candidates[:1]], Span(classes[-1].start, classes[-1].end)
    span = Span(sentence[start].start, sentence[end - 1].end)
    plural = _plural(text, sentence, last - 1) and not (exact_one is not None and exact_one.of(text).lower() in ONE)
    if end < len(sentence) and _CONTAINERS.fullmatch(sentence[end].low):
        quantity, where, exact_one = None, None, None
    if quantity is None and plural and (told := _apposed(sentence, end)) is not None:
        quantity, where = told
    if quantity is None and exact_one is not None and not plural and _stands_alone(sentence, end, category):
        quantity, where = Range.exactly(1), exact_one
    designation = clean(named.of(text)) if named else None
    return Thing(
        first=start, last=end, span=span, designation=designation, designation_span=named, category=category,
        category_span=Span(min(group[0].start, named.start if named else group[0].start), head.end), quantity=quantity, quantity_span=where, mode=mode, mode_span=mode_span,
        origin=ahead.origin, definite=ahead.definite, plural=plural, weak=not types and category is Category.OTHER,
        mass=head.low.endswith("craft"),
        further=any(_FURTHER.search(t.low) for t in sentence[start:first]), makers=types[0].value.states if types else (),
    )  # fmt: skip


_IN_ALL = words("all total number")
_PLAIN = words("vehicles aircraft systems units boats vessels machines guns pieces weapons sets")


def _apposed(sentence: Sequence[Token], end: int) -> tuple[Range, Span] | None:
    """The number put in behind a name: "helicopters, six in all", "vehicles, 120 of which"."""
    end += end < len(sentence) and sentence[end].low in _PLAIN
    if end + 3 >= len(sentence) or sentence[end].low != "," or sentence[end + 1].kind != NUMBER:
        return None
    number, first, second = sentence[end + 1 : end + 4]
    if (first.low == "in" and second.low in _IN_ALL) or (first.low == "of" and second.low in ("which", "them")):
        return number.value.value, Span(number.start, number.end)
    return None


def _stands_alone(sentence: Sequence[Token], end: int, category: Category) -> bool:
    """Whether an article speaks of the thing itself, not of a deal or a factory for it: "an arms deal" is no one weapon."""
    if category in (Category.OTHER, Category.SERVICE):
        return False
    return end >= len(sentence) or not _BUSINESS.fullmatch(sentence[end].low)


_VARIANT = re.compile(r"(?:-?(?:\d[\dA-Z]*|[A-Z]{1,3}\d[\dA-Z]*))+(?![\w-])")


def _variant(text: str, end: int) -> int:
    """Where the variant glued to a type ends: the "-4M" of "FJ44-4M"."""
    found = _VARIANT.match(text, end)
    return found.end() if found else end


def clean(designation: str) -> str:
    """The designation without quotation marks, line breaks and a plural s."""
    name = " ".join(designation.replace("“", "").replace("”", "").replace('"', "").split())
    name = re.sub(
        r"[ -](?:class|series|family|variant|type)$", "", re.sub(r"(?<=[\dA-Z])s$|['’]s?$", "", name), flags=re.I
    )
    name = name.strip(" -,'’‘")
    name = _CLASS_BEHIND.sub("", name) or name
    bare = _KIND_BEHIND.sub("", name)
    return name if _NOT_NAME.fullmatch(bare.lower()) else bare


def _plural(text: str, sentence: Sequence[Token], at: int) -> bool:
    token = sentence[at]
    if text[token.end : token.end + 1] == "s":
        return True
    if token.low.endswith("craft") and at > 0 and any(t.low in ORDINALS for t in sentence[max(0, at - 4) : at]):
        return at + 1 < len(sentence) and sentence[at + 1].low in ("were", "are", "have")
    return token.low.endswith(("craft", "men") if token.value.kind == "equipment" else ("s", "craft", "men"))


def _over_adjectives(text: str, sentence: Sequence[Token], first: int) -> int:
    """Where a name may end before adjectives of the class: "12 Kestrel-3 armed transport helicopters"; else `first`."""
    for at in range(first - 1, max(0, first - 4), -1):
        token = sentence[at]
        word = text[token.start : token.end]
        if token.kind != WORD or text[token.end : sentence[at + 1].start] != " ":
            return first
        if token.title:
            named = re.search(r"[A-Za-z]-?\d|\d-?[A-Z]", word) or (
                sentence[at - 1].kind == NUMBER and not _NOT_NAME.fullmatch(token.low)
            )
            return at + 1 if named else first
        if token.low in NO_ADJECTIVE or token.low.endswith(("s", "ing", "ly")):
            return first
    return first


def _unlisted(text: str, sentence: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The tokens of a name that no list has, before the class word; None where none stands there."""
    at = _over_adjectives(text, sentence, first)
    behind = at
    while at > 0:
        token = sentence[at - 1]
        gap = text[token.end : sentence[at].start]
        if gap.strip() not in ("", "-") or token.kind not in (WORD, NUMBER):
            break
        if token.kind == NUMBER:
            before = sentence[at - 2] if at > 1 else None
            if not (
                text[token.start].isdigit()
                and before
                and before.title
                and before.kind == WORD
                and re.fullmatch(r"[a-z]{1,12}", before.low)
                and not _NOT_NAME.fullmatch(before.low)
            ):
                break
        elif token.low in ("class", "class-") and at > 1 and sentence[at - 2].title:
            pass
        elif not token.title or _NOT_NAME.fullmatch(token.low) or token.low == "'s":
            break
        at -= 1
    if at == behind:
        return None
    words = list(sentence[at:behind])
    if len(words) > 4 or all(t.low in ("class", "based") for t in words):
        return None
    only_first = at == 0 and len(words) == 1
    mixed = any(re.search(r"\d", t.low) or text[t.start : t.end].isupper() for t in words)
    return None if only_first and not mixed else (at, behind)


def _acronym(text: str, sentence: Sequence[Token], first: int, last: int) -> Span | None:
    """The short name in brackets behind a descriptive one: "Light Protected Patrol Vehicle (LPPV)"."""
    if last + 2 >= len(sentence) or sentence[last].low != "(" or sentence[last + 2].low != ")":
        return None
    word = text[sentence[last + 1].start : sentence[last + 1].end]
    initials = [t.low[0] for t in sentence[first:last] if t.low[0].isalpha()]
    if not re.fullmatch(r"[A-Z]{2,6}s?(?: ?\d+)?", word) or any(t.low.endswith("class") for t in sentence[first:last]):
        return None
    return (
        Span(sentence[last + 1].start, sentence[last + 1].end)
        if initials[:2] == [c.lower() for c in word[:2]]
        else None
    )


def _named_behind(text: str, sentence: Sequence[Token], last: int) -> Span | None:
    """A designation right behind the class: "the corvette Hale", "drones (Kestrel)", "a tank called Ox"."""
    at = last
    if at < len(sentence) and sentence[at].low in ("called", "named", "dubbed", "designated"):
        at += 1
    if at >= len(sentence) or (at == last and text[sentence[last - 1].end : sentence[at].start] != " "):
        return None
    end = at
    while (
        end < len(sentence)
        and end < at + 3
        and sentence[end].kind in (WORD, NUMBER)
        and sentence[end].title
        and not _NOT_NAME.fullmatch(sentence[end].low)
    ):
        end += 1
    if end == at or not re.search(r"\d", text[sentence[at].start : sentence[end - 1].end]):
        return None
    return Span(sentence[at].start, sentence[end - 1].end)


def _mode(sentence: Sequence[Token], last: int, used: Span | None) -> tuple[Mode, Span | None, int]:
    """The mode that words right behind the name (or "used" before it) tell, and where the phrase ends."""
    if last < len(sentence) and sentence[last].kind == WORD:
        token = sentence[last]
        for pattern, mode in ((PARTS, Mode.COMPONENT), (SERVICES, Mode.SERVICE), (TECHNOLOGY, Mode.TECHNOLOGY)):
            if pattern.fullmatch(token.low):
                return mode, Span(token.start, token.end), last + 1
    if used is not None:
        return Mode.SECOND_HAND, used, last
    return Mode.GOODS, None, last


def _listed(sentence: Sequence[Token], found: list[Thing]) -> list[Thing]:
    """Lists: a type without a class takes the class at the list's end; "used" before a list holds for all of it."""
    for k in range(len(found) - 2, -1, -1):
        here, after = found[k], found[k + 1]
        between = [t.low for t in sentence[here.last : after.first]]
        if not between or any(b not in (",", "and", "or", "/", "&", "the", "as", "well") for b in between):
            continue
        if here.designation and here.category is Category.OTHER and after.category is not Category.OTHER:
            found[k] = replace(here, category=after.category, category_span=after.category_span)
        if here.mode is Mode.SECOND_HAND and after.mode is Mode.GOODS and after.quantity is None:
            found[k + 1] = replace(after, mode=Mode.SECOND_HAND, mode_span=here.mode_span)
    return found

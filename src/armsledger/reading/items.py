"""What moves: equipment in noun phrases, with type, class, number, mode and where it comes from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from armsledger.model.codes import Category, Mode
from armsledger.model.values import Range, Span
from armsledger.reading.tokens import DATE, ITEM, MARK, MONEY, NUMBER, PARTY, WORD, Token, words

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
USED = re.compile(
    r"second-hand|secondhand|used|refurbished|surplus|ex-[\w-]+|former|retired|decommissioned|pre-owned|overhauled|reconditioned|"
    r"mothballed|ageing|aging|old|older|vintage|stored|demilitarised|excess|modernised|modernized"
)
ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth final last next initial"
)
ONE = ("a", "an", "another", "single", "sole", "lone", "one-off", "one")
_CLASS_BEHIND = re.compile(
    r"(?<=\w)(?: (?:main battle |battle |attack |multirole |multi-role |transport |combat )?(?:aircraft|fighters?|jets?|planes?|helicopters?|choppers?|tanks?|"
    r"drones?|uavs?|frigates?|corvettes?|submarines?|missiles?|howitzers?|rockets?|systems?|vehicles?|boats?|ships?|vessels?|rifles?|"
    r"torpedoes|torpedo|air defen[cs]e|trainers?|radars?|bombers?|launchers?|guns?))+$",
    re.I,
)
_ADJECTIVES = ("us", "u.s.", "u.s", "uk", "u.k.", "u.k", "uae", "eu", "nato", "soviet", "u.n.", "un")
_STOP = words(
    "of in on at to for from by with and or but the this that these those its their his her our your which who "
    "whose as than is are was were be been being has have had will would can could may might must shall should "
    "not no into over under per include includes including such like between against after before during via "
    "through plus when while where if because buy buying bought purchase order ordered deliver delivered receive "
    "received supply supplied sell sold acquire acquired export exported transfer transferred provide provided "
    "donate donated get gets got"
)
_TURNED = {
    ("spares",): Mode.COMPONENT, ("training-service",): Mode.SERVICE, ("maintenance",): Mode.SERVICE, ("technical-assistance",): Mode.SERVICE,
    ("simulator",): Mode.SERVICE, ("engine",): Mode.COMPONENT,
}  # fmt: skip
"""Classes that behind a type tell what of it moves: F-16 spare parts, Mi-17 overhaul."""
_UNITS = re.compile(
    r"mm|cm|m|km|kg|lbs?|met(?:er|re)s?|feet|foot|ft|tons?|tonnes?|knots?|inch(?:es)?|miles?|hp|shp|kw|mw|litres?|nm|seat|seats|"
    r"years?|months?|weeks?|days?|hours?|percent|per|million|-?mm.*|calibre|caliber|rpm|cc|channel|tube|tubed|barrel|metre-long"
)
_CONTAINERS = re.compile(
    r"shipments?|batch(?:es)?|consignments?|squadrons?|tons?|tonnes?|fleets?|types?|variants?|models?|lots?|rounds of|pieces?|"
    r"sets?|packages?|regiments?|batter(?:y|ies)|battalions?|brigades?|companies|groups?|flights?|lines?|classes|kinds?|number|"
    r"systems?|units?|copies|examples?|airframes?"
)
_PIECES = re.compile(
    r"pieces?|units?|copies|examples?|airframes?|systems?|sets?|number|total|fleet|batch|order|lot|tranche|shipment|consignment"
)
_NOT_NAME = re.compile(
    r"(?:the|a|an|army|navy|air|force|forces|ministry|department|royal|national|new|defence|defense|mr|president|minister|"
    r"prime|general|in|on|it|its|each|both|all|some|other|several|more|most|north|south|east|west|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|january|february|march|april|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|inc|corp|ltd|company|strategic|military|naval|armed|coast|guard|"
    r"marine|corps|special|operations|command|security|federal|state|united|this|that|these|those|our|their|his|her|first|last|"
    r"modern|advanced|light|heavy|medium|multi-role|multirole|tactical|future|next-generation|joint|main|fast|mobile|"
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
        while end < n and sentence[end].kind == ITEM and _joined(text, sentence, end):
            end += 1
        out.append(_thing(text, sentence, at, end))
        at = end
    return _listed(sentence, [t for k, t in enumerate(out) if not (k and _aside(sentence, out[k - 1], t))])


def _aside(sentence: Sequence[Token], before: Thing, thing: Thing) -> bool:
    """Whether it only tells another name of the item before it, in brackets."""
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


def _thing(text: str, sentence: Sequence[Token], first: int, last: int) -> Thing:
    group = sentence[first:last]
    types = [t for t in group if t.value.kind == "equipment"]
    classes = [t for t in group if t.value.kind == "class"]
    category = (
        Category(types[0].value.category or "other") if types else Category(classes[-1].value.category or "other")
    )
    named: Span | None = None
    if types:
        named = Span(types[0].start, types[-1].end)
        if classes and category is Category.OTHER:
            category = Category(classes[-1].value.category or "other")
    elif classes:
        found = _unlisted(text, sentence, first)
        if found is not None:
            first, named = found, Span(sentence[found].start, sentence[first - 1].end)
        elif (behind := _named_behind(text, sentence, last)) is not None:
            named = behind
    head = classes[-1] if classes else types[-1]
    start, quantity, where, origin, used, definite, exact_one = _before(text, sentence, first)
    mode, mode_span, end = _mode(sentence, last, used)
    if types and classes and mode is Mode.GOODS and classes[-1].value.candidates[:1] in _TURNED:
        mode, mode_span = _TURNED[classes[-1].value.candidates[:1]], Span(classes[-1].start, classes[-1].end)
    span = Span(sentence[start].start, sentence[end - 1].end)
    plural = _plural(text, group[-1]) and not (exact_one is not None and exact_one.of(text).lower() in ONE)
    if (
        end < len(sentence)
        and _CONTAINERS.fullmatch(sentence[end].low)
        and sentence[end].low not in ("systems", "system", "units", "unit")
    ):
        quantity, where, exact_one = None, None, None
    if quantity is None and exact_one is not None and not plural:
        quantity, where = Range.exactly(1), exact_one
    designation = clean(named.of(text)) if named else None
    return Thing(
        first=start, last=end, span=span, designation=designation, designation_span=named, category=category,
        category_span=Span(min(group[0].start, named.start if named else group[0].start), head.end), quantity=quantity, quantity_span=where, mode=mode, mode_span=mode_span,
        origin=origin, definite=definite, plural=plural, weak=not types and category is Category.OTHER,
        makers=types[0].value.states if types else (),
    )  # fmt: skip


def clean(designation: str) -> str:
    """The designation without quotation marks, line breaks and a plural s."""
    name = " ".join(designation.replace("“", "").replace("”", "").replace('"', "").split())
    name = re.sub(
        r"[ -](?:class|series|family|variant|type)$", "", re.sub(r"(?<=[\dA-Z])s$|['’]s?$", "", name), flags=re.I
    )
    name = name.strip(" -,'’‘")
    return _CLASS_BEHIND.sub("", name) or name


def _plural(text: str, token: Token) -> bool:
    after = text[token.end : token.end + 1]
    return after == "s" or token.low.endswith(("s", "craft", "men"))


def _unlisted(text: str, sentence: Sequence[Token], first: int) -> int | None:
    """Where a name that no list has begins, straight before the class word; None where none stands there."""
    at = first
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
    if at == first:
        return None
    words = list(sentence[at:first])
    if len(words) > 4 or all(t.low in ("class", "based") for t in words):
        return None
    only_first = at == 0 and len(words) == 1
    mixed = any(re.search(r"\d", t.low) or text[t.start : t.end].isupper() for t in words)
    return None if only_first and not mixed else at


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


def _before(
    text: str, sentence: Sequence[Token], first: int
) -> tuple[int, Range | None, Span | None, tuple[int, ...], Span | None, bool, Span | None]:
    """What stands before the name in its phrase: start, number, its place, party tokens, "used" word, definiteness, "a"."""
    at, start = first, first
    origin: list[int] = []
    used: Span | None = None
    quantity: Range | None = None
    where: Span | None = None
    definite = False
    one: Span | None = None
    for _ in range(9):
        if at == 0:
            break
        token = sentence[at - 1]
        low = token.low
        if token.kind == NUMBER:
            after = sentence[at].low if at < len(sentence) else ""
            glued = text[token.end : token.end + 1] in "-/"
            if not (_UNITS.fullmatch(after) or glued) or text[token.end : token.end + 1] == "x":
                quantity, where, start = token.value.value, Span(token.start, token.end), at - 1
                definite = at > 1 and sentence[at - 2].low in ("the", "these", "those", "its", "their", "all")
                break
        elif token.kind == PARTY:
            if not _adjectival(sentence, at - 1):
                break
            origin.append(at - 1)
        elif token.kind in (DATE, MONEY):
            if token.kind == DATE:
                break
        elif token.kind == MARK:
            if low not in ("/", "-", '"', "“", "”", "'", "‘", "’", "(") or low == "(":
                break
        elif low in ("a", "an", "another", "single", "lone", "one"):
            one, start = Span(token.start, token.end), at - 1
            break
        elif low in (
            "the",
            "this",
            "that",
            "these",
            "those",
            "its",
            "their",
            "his",
            "our",
            "any",
            "no",
            "some",
            "several",
            "many",
            "more",
            "such",
            "both",
        ):
            definite = definite or low in ("the", "these", "those", "this", "that", "both")
            start = at - 1
            if low == "this":
                one = Span(token.start, token.end)
            if at > 1 and sentence[at - 2].low == "of" and (found := _number_of(sentence, at - 2)) is not None:
                quantity, start = sentence[found].value.value, found
                where = Span(sentence[found].start, sentence[found].end)
                break
            if low not in ("more", "some", "its", "their"):
                break
        elif low == "of":
            found = _number_of(sentence, at - 1)
            if found is not None:
                quantity, where, start = (
                    sentence[found].value.value,
                    Span(sentence[found].start, sentence[found].end),
                    found,
                )
            break
        elif low in ORDINALS:
            one = Span(token.start, token.end)
        elif USED.fullmatch(low) and low not in ("old", "older"):
            used = Span(token.start, token.end)
            start = at - 1
        elif low in _STOP or (
            token.kind == WORD
            and low.endswith(("ed", "ing"))
            and at - 1 > 0
            and sentence[at - 2].low in ("has", "have", "had", "be", "been", "was", "were", "is", "are", "to")
        ):
            break
        at -= 1
        if token.kind in (WORD, PARTY) and low != "'s":
            start = min(start, at)
    return start, quantity, where, tuple(origin), used, definite, one


def _adjectival(sentence: Sequence[Token], at: int) -> bool:
    """Whether a party's name can stand before a thing: a demonym, a maker, "US", "France's", "Russian-made"; not a subject."""
    token = sentence[at]
    following = sentence[at + 1].low if at + 1 < len(sentence) else ""
    form = getattr(token.value, "form", "company")
    if following in ("'s", "-", "'") or form == "demonym" or token.low in _ADJECTIVES:
        return True
    kind = str(getattr(token.value, "kind", "company"))
    return kind == "company" and not following.endswith("ed")


def _number_of(sentence: Sequence[Token], of: int) -> int | None:
    """The number before "of": "six of the", "a batch of 12" is none, "12 units of" is."""
    at = of - 1
    if at >= 0 and sentence[at].kind == NUMBER:
        return at
    if (
        at >= 1
        and sentence[at].kind == WORD
        and re.fullmatch(r"pieces?|units?|copies|examples?|airframes?|sets", sentence[at].low)
    ):
        return at - 1 if sentence[at - 1].kind == NUMBER else None
    return None


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

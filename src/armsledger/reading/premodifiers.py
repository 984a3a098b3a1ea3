"""What stands before a name in its phrase: how many, whose make, how worn, whether known already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from armsledger.model.values import Range, Span
from armsledger.reading.tokens import DATE, ITEM, MARK, NUMBER, PARTY, WORD, Token, words

USED = re.compile(
    r"second-hand|secondhand|used|refurbished|surplus|ex-[\w-]+|ex|former|retired|decommissioned|pre-owned|overhauled|reconditioned|"
    r"mothballed|ageing|aging|old|older|vintage|stored|demilitarised|excess|modernised|modernized"
)
ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth final last next initial"
)
ONE = ("a", "an", "another", "single", "sole", "lone", "one-off", "one")
_ADJECTIVES = ("us", "u.s.", "u.s", "uk", "u.k.", "u.k", "uae", "eu", "nato", "soviet", "u.n.", "un")
_STOP = words(
    "of in on at to for from by with and or but the this that these those its their his her our your which who "
    "whose as than is are was were be been being has have had will would can could may might must shall should "
    "not no into over under per include includes including such like between against after before during via "
    "through plus when while where if because buy buying purchase order deliver receive supply sell acquire export "
    "transfer provide donate get gets got"
)
_DONE = words("bought ordered delivered received supplied sold acquired exported transferred provided donated")
"""Before a thing they are verbs, or tell what became of it: "a donated aircraft", "the first delivered jets"."""
_BEFORE_DONE = words("a an the newly recently previously already first locally new")
_UNITS = re.compile(
    r"mm|cm|m|km|kg|lbs?|met(?:er|re)s?|feet|foot|ft|tons?|tonnes?|knots?|inch(?:es)?|miles?|hp|shp|kw|mw|litres?|nm|seat|seats|"
    r"years?|months?|weeks?|days?|hours?|percent|per|million|-?mm.*|calibre|caliber|rpm|cc|channel|tube|tubed|barrel|metre-long|degrees?|inch"
)
NO_ADJECTIVE = _STOP | _DONE | words("a an first last more additional further other another said")
_DETERMINERS = words("the this that these those its their his our any no some several many more such both")
_AUXILIARY = words("has have had be been was were is are to")
_SINGLE = re.compile(r"seats?|seater|engined?|barrel|role|rotor|shot|hull|-|point|stage")
_PIECE = re.compile(r"pieces?|units?|copies|examples?|airframes?|sets")


@dataclass(slots=True)
class Ahead:
    """`start` is the phrase's first token, `origin` its party tokens, `one` an article or ordinal that says there is one."""

    start: int
    quantity: Range | None = None
    quantity_span: Span | None = None
    origin: tuple[int, ...] = ()
    used: Span | None = None
    definite: bool = False
    one: Span | None = None

    def count(self, sentence: Sequence[Token], at: int) -> None:
        self.quantity, self.start = sentence[at].value.value, at
        self.quantity_span = Span(sentence[at].start, sentence[at].end)


def premodifiers(text: str, sentence: Sequence[Token], first: int) -> Ahead:
    """What stands before the name that begins at token `first`."""
    out, at = Ahead(first), first
    for _ in range(14):
        if at == 0:
            break
        token = sentence[at - 1]
        low, previous = token.low, sentence[at - 2].low if at > 1 else ""
        if token.kind == NUMBER:
            if _counts(text, sentence, at - 1):
                _number(sentence, at - 1, out)
                break
        elif token.kind == PARTY:
            if not _adjectival(sentence, at - 1):
                break
            out.origin = (*out.origin, at - 1)
        elif token.kind == DATE:
            break
        elif token.kind == MARK:
            back = _aside(sentence, at - 1)
            if back is not None:
                at = back
                continue
            if low not in ("/", "-", '"', "“", "”", "'", "‘", "’") and not _one_of_two(sentence, at - 1):
                break
        elif low == "single" and (sentence[at - 2].kind == NUMBER or _SINGLE.fullmatch(sentence[at].low)):
            pass
        elif low in ("a", "an", "another", "single", "lone", "one"):
            out.one, out.start = Span(token.start, token.end), at - 1
            break
        elif low in _DETERMINERS:
            out.definite = out.definite or low in ("the", "these", "those", "this", "that", "both")
            out.start = at - 1
            if low == "this":
                out.one = Span(token.start, token.end)
            if previous == "of" and (found := _number_of(sentence, at - 2)) is not None:
                out.count(sentence, found)
                break
            if low not in ("more", "some", "its", "their"):
                break
        elif low == "of":
            found = _number_of(sentence, at - 1)
            if found is not None:
                out.count(sentence, found)
            break
        elif low in ORDINALS:
            out.one = Span(token.start, token.end)
        elif USED.fullmatch(low) and low not in ("old", "older"):
            out.used, out.start = Span(token.start, token.end), at - 1
        elif low in _DONE:
            if previous not in _BEFORE_DONE and sentence[at - 2].kind != NUMBER:
                break
        elif low in ("and", "or") and _one_of_two(sentence, at - 1):
            pass
        elif low in _STOP or (low.endswith(("ed", "ing")) and at > 1 and previous in _AUXILIARY):
            break
        at -= 1
        if token.kind in (WORD, PARTY) and low != "'s":
            out.start = min(out.start, at)
    return out


def _counts(text: str, sentence: Sequence[Token], at: int) -> bool:
    """Whether the number counts things, and is no measure: "24 metre", "7.62-mm"."""
    token = sentence[at]
    after = sentence[at + 1].low if at + 1 < len(sentence) else ""
    behind = text[token.end : token.end + 1]
    return behind == "x" or not (_UNITS.fullmatch(after) or behind in "-/")


def _number(sentence: Sequence[Token], at: int, out: Ahead) -> None:
    """Takes the number at `at`; of "two of 25", "the first of four", "14 of the order for 24" the part, not the whole."""
    out.count(sentence, at)
    out.definite = at > 0 and sentence[at - 1].low in ("the", "these", "those", "its", "their", "all")
    of = at - 1
    if of > 2 and sentence[of].low == "for" and sentence[of - 1].low in ("order", "contract", "requirement"):
        of = next((k for k in range(of - 2, max(0, of - 7), -1) if sentence[k].low == "of"), of)
    elif out.definite and of > 1:
        of -= 1
    if of < 1 or sentence[of].low != "of":
        return
    part, start = sentence[of - 1], out.start
    if part.kind == NUMBER:
        out.count(sentence, of - 1)
        out.start = of - 1 if of + 3 > start else start
    elif part.low in ORDINALS and part.low not in ("next", "initial"):
        out.quantity, out.quantity_span = Range.exactly(1), Span(part.start, part.end)
        out.start = of - 1


def _aside(sentence: Sequence[Token], at: int) -> int | None:
    """Where brackets that close at `at` open, if little stands in them: "twelve (12)", "the air force (KAF)"."""
    if sentence[at].low != ")":
        return None
    for k in range(at - 1, max(0, at - 4), -1):
        if sentence[k].kind == ITEM:
            return None
        if sentence[k].low == "(":
            return k
    return None


def _one_of_two(sentence: Sequence[Token], at: int) -> bool:
    """Whether "and" or a comma joins two adjectives of one counted thing: "12 utility and transport helicopters"."""
    if sentence[at].low not in ("and", "or", ","):
        return False
    for k in range(at - 1, max(-1, at - 4), -1):
        token = sentence[k]
        if token.kind == NUMBER or token.low in ("a", "an"):
            return k < at - 1
        if token.kind != WORD or token.title or token.low in _STOP or token.low in _DONE or token.low.endswith("s"):
            return False
    return False


def _adjectival(sentence: Sequence[Token], at: int) -> bool:
    """Whether a party's name can stand before a thing: a demonym, a maker, "US", "France's", "Russian-made"; not a subject."""
    token = sentence[at]
    following = sentence[at + 1].low if at + 1 < len(sentence) else ""
    form = getattr(token.value, "form", "company")
    if following in ("'s", "-", "'") or form == "demonym" or token.low in _ADJECTIVES:
        return True
    before = sentence[at - 1] if at else None
    if before is not None and (before.low in ("former", "ex", "a", "an") or before.kind == NUMBER):
        return True
    if before is not None and before.low == "-" and at > 1 and sentence[at - 2].low == "ex":
        return True
    kind = str(getattr(token.value, "kind", "company"))
    return kind == "company" and not following.endswith("ed")


def _number_of(sentence: Sequence[Token], of: int) -> int | None:
    """The number before "of": "six of the", "12 units of", "12 new units of"; "a batch of 12" has none there."""
    at = of - 1
    if at >= 0 and sentence[at].kind == NUMBER:
        return at
    if at >= 1 and sentence[at].kind == WORD and _PIECE.fullmatch(sentence[at].low):
        for k in (at - 1, at - 2):
            if k >= 0 and sentence[k].kind == NUMBER:
                return k
    return None

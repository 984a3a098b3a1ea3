"""Who is spoken of: states, companies and groups in noun phrases, with what stands before them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from armsledger.knowledge.mention import Mention
from armsledger.model.values import Party, Span
from armsledger.reading.firms import NOUN, Firm
from armsledger.reading.tokens import ITEM, MARK, PARTY, WORD, Token, told_by, words

ORGAN = told_by(
    r"ministr(?:y|ies)|ministers?|defen[cs]e|army|navy|air|force|forces|government|president|military|armed|police|coast|guard|marines?|"
    r"corps|administration|authorities|parliament|cabinet|congress|state|department|special|operations|command|royal|national|prime|"
    r"foreign|naval|ground|self-defen[cs]e|maritime|aviation|general|staff|chief|officials?|leaders?|troops|soldiers|council|"
    r"senate|pentagon|premier|king|crown|prince|chancellor|secretary|deputy|vice|interior|treasury|procurement|agency|office|"
    r"acquisition|capital|republic|kingdom|federation|people's|democratic|islamic|customs|border|presidential|joint|chiefs|security|"
    r"commander|ambassador|embassy|delegation|lawmakers|partners?|allies|ally|counterparts?|coastguard|service|services|operator|customer|client|regime|"
    r"peshmerga|militar(?:y|ies)|navies|industry|state-owned|state-run|private|privately|owned"
)
FIRM = told_by(
    NOUN + r"|companies|firms|shipbuilders|shipyards|manufacturers|makers|contractors|arms|aerospace|weapons"
)
_ORGAN_OF = told_by(
    r"government|ministry|army|navy|force|forces|republic|kingdom|state|federation|military|president|embassy|emirate|authorities|parliament|capital|people|king|sultanate|emirates|industry|islands|minister|department|union"
)
PREPOSITIONS = words(
    "to from for by with of in at on against between among into via through through than over about under near "
    "off within across towards toward like versus including alongside"
)
COMMON = {
    "country": "state", "nation": "state", "kingdom": "state", "emirate": "state", "republic": "state", "government": "state",
    "navy": "state", "army": "state", "military": "state", "ministry": "state", "force": "state", "forces": "state",
    "service": "state", "coast": "state", "police": "state", "air": "state", "defence": "state", "defense": "state", "marines": "state",
    "company": "firm", "firm": "firm", "manufacturer": "firm", "shipbuilder": "firm", "shipyard": "firm", "yard": "firm",
    "maker": "firm", "contractor": "firm", "group": "firm", "planemaker": "firm",
}  # fmt: skip
PRONOUNS = {
    "it": "it",
    "its": "its",
    "they": "they",
    "their": "their",
    "we": "we",
    "our": "we",
    "us": "we",
    "them": "they",
}


_LISTED = words(", and or & / the as well both also - –")


@dataclass(slots=True)
class Side:
    """A phrase that names a party: tokens `first` to `last` (exclusive).

    `parties` is empty where it only refers back (`refers`: state, firm, it, they, its, their, we). `before` is the
    preposition that governs it, `owner` whether "'s" follows, `origin` whether it only says where equipment comes from.
    `group` numbers lists: members of one list share it. `place` is the token whose span is the evidence.
    """

    first: int
    last: int
    parties: tuple[Party, ...]
    span: Span
    before: str = ""
    owner: bool = False
    origin: bool = False
    refers: str = ""
    group: int = -1
    demonym: bool = False
    apposed: bool = False

    @property
    def keys(self) -> set[str]:
        return {p.key for p in self.parties}

    @property
    def firm(self) -> bool:
        return any(p.known and p.name for p in self.parties)


class Namer:
    """Turns a mention into the party of the contract."""

    def __init__(self, row: Callable[[str], Any]) -> None:
        self._row = row
        self._names: dict[str, str | None] = {}

    def party(self, text: str, value: Mention | Firm, start: int, end: int) -> Party | None:
        if isinstance(value, Firm):
            return Party(value.state, " ".join(value.name.split()))
        kind = value.kind
        if kind in ("state", "person"):
            return Party(value.states[0]) if value.states else None
        if kind == "company":
            name = re.sub(r"^[A-Z][\w.]*-based ", "", " ".join(text[start:end].split()))
            return Party(value.states[0], name) if value.states else None
        if kind in ("group", "body") and value.candidates:
            row = value.candidates[0]
            if row not in self._names:
                self._names[row] = acting(self._row, row)
            who = self._names[row]
            return Party(who) if who else None
        return None


def acting(row: Callable[[str], Any], id_: str) -> str | None:
    """The name of the group or body that acts where this one is named; None for those that are no party to anything."""
    found = row(id_)
    role = getattr(found, "party", "yes")
    return None if role == "no" else str((found if role == "yes" else row(role)).name)


def sides(text: str, sentence: Sequence[Token], namer: Namer, item_tokens: set[int]) -> list[Side]:
    """The parties of a sentence in order. `item_tokens` are the tokens inside item phrases."""
    out: list[Side] = []
    n, at = len(sentence), 0
    while at < n:
        token = sentence[at]
        if token.kind == PARTY:
            side = _named(text, sentence, at, namer, item_tokens)
            if side is not None:
                out.append(side)
                at = max(side.last, at + 1)
                continue
        elif token.kind == WORD and (back := _back(sentence, at)) is not None:
            out.append(back)
            at = back.last
            continue
        at += 1
    return _grouped(sentence, out)


def _named(text: str, sentence: Sequence[Token], at: int, namer: Namer, item_tokens: set[int]) -> Side | None:
    n = len(sentence)
    first, last, owner = at, at + 1, False
    token = sentence[at]
    best = namer.party(text, token.value, token.start, token.end)
    if best is None:
        return None
    span = Span(token.start, token.end)
    kinds = [_kind(token)]
    demonym = getattr(token.value, "form", "") == "demonym"
    origin = at in item_tokens
    while last < n:
        here = sentence[last]
        if here.low == "'s" or (
            here.kind == MARK and here.low in ("'", "’") and text[sentence[last - 1].end - 1] == "s"
        ):
            owner = True
            last += 1
            continue
        if here.kind == PARTY and (text[sentence[last - 1].end : here.start].strip() == ""):
            other = namer.party(text, here.value, here.start, here.end)
            kind = _kind(here)
            if other is not None and (
                kind == "company" or (kinds[-1] == kind == "state" and other.key == best.key) or kind == "person"
            ):
                if kind == "company" and "company" not in kinds:
                    best, span, demonym, owner = other, Span(here.start, here.end), False, False
                kinds.append(kind)
                origin = origin and last in item_tokens
                last += 1
                continue
            break
        if here.kind == WORD and (ORGAN(here.low) or FIRM(here.low)) and last not in item_tokens:
            last += 1
            demonym = owner = origin = False
            continue
        if (
            here.kind == WORD
            and here.low in ("of", "for")
            and sentence[last - 1].low in ("ministry", "minister", "department", "secretary", "chief", "ministers")
            and last + 1 < n
            and (sentence[last + 1].title or sentence[last + 1].low == "the")
            and sentence[last + 1].kind == WORD
        ):
            last += 2
            continue
        if (
            here.low in ("-", "–")
            and last + 1 < n
            and sentence[last + 1].low
            in (
                "based",
                "owned",
                "led",
                "backed",
                "headquartered",
                "made",
                "built",
                "supplied",
                "designed",
                "origin",
                "donated",
                "funded",
                "registered",
            )
        ):
            if sentence[last + 1].low in ("made", "built", "supplied", "designed", "origin", "donated"):
                origin = True
            demonym = False
            last += 2
            continue
        break
    # "the government of X", "the Royal X Navy"
    while first > 0 and sentence[first - 1].low == "of" and first > 1 and _ORGAN_OF(sentence[first - 2].low):
        first -= 2
        while first > 0 and sentence[first - 1].kind == WORD and (ORGAN(sentence[first - 1].low)):
            first -= 1
    while first > 0 and sentence[first - 1].low in (
        "royal",
        "state-owned",
        "state-run",
        "former",
        "neighbouring",
        "neighboring",
        "the",
        "oil-rich",
    ):
        first -= 1
    return Side(
        first,
        last,
        (best,),
        _whole(sentence, span, first, last),
        _preposition(sentence, first),
        owner,
        origin,
        demonym=demonym,
    )


def _whole(sentence: Sequence[Token], name: Span, first: int, last: int) -> Span:
    """The name with the words of its phrase that belong to it: "Chile's navy", "the government of Chile"."""
    end = last
    while end > first and sentence[end - 1].low in ("'s", "'", "’", "based", "led", "owned", "-"):
        end -= 1
    begin = first
    while begin < end and sentence[begin].low in ("the", "a", "an", "former", "royal"):
        begin += 1
    return Span(min(name.start, sentence[begin].start), max(name.end, sentence[end - 1].end)) if begin < end else name


def _kind(token: Token) -> str:
    return "company" if isinstance(token.value, Firm) else str(token.value.kind)


def _preposition(sentence: Sequence[Token], first: int) -> str:
    """The preposition that governs a phrase that begins at `first`, over adjectives and articles."""
    at = first - 1
    for _ in range(4):
        if at < 0:
            return ""
        low = sentence[at].low
        if low in PREPOSITIONS:
            return low
        if sentence[at].kind != WORD or low in ("and", "or", "that", "said", "which", "who", "but", "while"):
            return ""
        if low not in (
            "the",
            "a",
            "an",
            "its",
            "their",
            "several",
            "other",
            "both",
            "neighbouring",
            "neighboring",
            "fellow",
            "new",
            "local",
            "nearby",
            "countries",
            "clients",
            "customers",
            "nations",
            "partners",
        ) and not low.endswith(("-owned", "-based", "ern")):
            return ""
        at -= 1
    return ""


def _back(sentence: Sequence[Token], at: int) -> Side | None:
    """Words that refer back to a party: "the company", "the navy", "it"."""
    token = sentence[at]
    low = token.low
    if low in PRONOUNS:
        owner = low in ("its", "their", "our")
        return Side(
            at, at + 1, (), Span(token.start, token.end), _preposition(sentence, at), owner, refers=PRONOUNS[low]
        )
    if low not in ("the", "this"):
        return None
    at2 = at + 1
    end = at2
    while (
        end < len(sentence)
        and end < at2 + 4
        and sentence[end].kind == WORD
        and (
            ORGAN(sentence[end].low)
            or sentence[end].low in COMMON
            or re.fullmatch(r"[a-z]+(?:ern|an)|state-owned|african|asian|gulf|island", sentence[end].low)
        )
    ):
        end += 1
    heads = [t.low for t in sentence[at2:end] if t.low in COMMON]
    if not heads:
        return None
    if end < len(sentence) and sentence[end].kind in (ITEM,):
        return None
    owner = end < len(sentence) and sentence[end].low == "'s"
    kind = COMMON[heads[-1]]
    span = Span(sentence[at].start, sentence[end - 1].end)
    return Side(at, end + owner, (), span, _preposition(sentence, at), owner, refers=kind)


def _grouped(sentence: Sequence[Token], found: list[Side]) -> list[Side]:
    """The sides, with their lists numbered, the members given the first one's preposition, and appositions marked."""
    group = 0
    for before, side in zip([None, *found], found, strict=False):
        if before is not None and not side.refers and not before.refers and not before.owner:
            gap = [t.low for t in sentence[before.last : side.first]]
            listed = bool(gap) and len(gap) <= 4 and all(g in _LISTED for g in gap)
            apposed = gap[:2] in ([",", "a"], [",", "an"], [",", "the"]) and before.keys == side.keys
            if listed and side.before in ("", before.before):
                side.group, side.before = before.group, before.before or side.before
                continue
            if apposed:
                side.group, side.before, side.apposed = before.group, before.before, True
                continue
        group += 1
        side.group = group
    return found

"""Which items and parties belong to an event, and on which side they stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from armsledger.model.codes import Mode, Stage
from armsledger.reading.arguments import (
    end_of,
    members,
    object_of,
    owner_of,
    pair_between,
    prep,
    subject,
    words_between,
)
from armsledger.reading.events import Chain
from armsledger.reading.items import Thing
from armsledger.reading.parties import Side
from armsledger.reading.tokens import Token, words

_AWAY = words(
    "replace replaces replacing replaced similar compatible aboard capable alongside against based operates "
    "operated operating uses using flying flies fly carrying carry carries compared than destroy destroyed shoot "
    "including"
)
_INCLUDE = words("include includes included involve involves involved cover covers covered")
_LIST = words(", and or & / the as well along with plus a an including also both well- together its their")
_FORCES = words("navy army air force forces ministry government military defence defense")


@dataclass(slots=True)
class Linked:
    """An event with what belongs to it. Sides are given as `Side`s of its sentence; the report resolves what refers back."""

    chain: Chain
    items: list[Thing] = field(default_factory=list)
    supplier: list[Side] = field(default_factory=list)
    recipient: list[Side] = field(default_factory=list)
    other: list[Side] = field(default_factory=list)
    maker: list[Side] = field(default_factory=list)
    fit: bool = False
    barred: set[int] = field(default_factory=set)
    """First tokens of sides that belong to another event of the same list."""


def link(
    sentence: Sequence[Token], all_chains: Sequence[Chain], things: Sequence[Thing], sides: Sequence[Side]
) -> list[Linked]:
    """The events of a sentence with their items and sides."""
    out: list[Linked] = []
    for n, chain in enumerate(all_chains):
        before = all_chains[n - 1].last if n else 0
        after = all_chains[n + 1].first if n + 1 < len(all_chains) else len(sentence)
        linked = Linked(chain)
        linked.items = _items(sentence, chain, things, before, after)
        _sides(sentence, linked, sides, out[-1] if out else None, before, after)
        out.append(linked)
    return out


def _items(sentence: Sequence[Token], chain: Chain, things: Sequence[Thing], before: int, after: int) -> list[Thing]:
    main = chain.main
    inside = [t for t in things if t.first < chain.last and t.last > chain.first]
    ahead = _run(sentence, [t for t in things if chain.last <= t.first < after], chain.last, after)
    behind = _run_back(sentence, [t for t in things if before <= t.first and t.last <= chain.first], chain.first)
    backwards = (
        main.passive
        or main.word.role == "arrive"
        or (main.word.form == "noun" and bool(behind) and behind[-1].last >= chain.first - 1)
    )
    relative = (chain.first > 0 and sentence[chain.first - 1].low in ("which", "that", "who")) or (
        chain.first > 1 and sentence[chain.first - 2].low in ("which", "that")
    )
    if inside:
        return inside + [t for t in ahead if t.first - inside[-1].last < 6 and main.word.form != "noun"]
    if main.word.role == "fit":
        return ahead or behind
    if backwards or (relative and main.passive):
        return behind or _subject_items(sentence, chain, things) or ahead
    if ahead:
        return ahead
    if behind and (main.word.form == "noun" or relative):
        return behind
    return []


def _subject_items(sentence: Sequence[Token], chain: Chain, things: Sequence[Thing]) -> list[Thing]:
    """Items before the event's clause where its subject was left out: "were bought in 2010 and delivered in 2012"."""
    early = [t for t in things if t.last <= chain.first]
    if not early:
        return []
    gap = words_between(sentence, early[-1].last, chain.first)
    if ";" in gap:
        return []
    return _run_back(sentence, early, chain.first, wide=True)


def _run(sentence: Sequence[Token], things: Sequence[Thing], start: int, end: int) -> list[Thing]:
    """The items from `start` on as far as they belong together."""
    out: list[Thing] = []
    at = start
    for thing in things:
        gap = words_between(sentence, at, thing.first)
        limit = 26 if not out else 14
        if len(gap) > limit or any(g in _AWAY and g != "including" for g in gap) or (";" in gap and not out):
            break
        if any(
            g in ("which", "who", "that", "while", "but", "where", "because", "although", "said", "says") for g in gap
        ):
            break
        if out and "." in gap:
            break
        out.append(thing)
        at = thing.last
    return out


def _run_back(sentence: Sequence[Token], things: Sequence[Thing], end: int, wide: bool = False) -> list[Thing]:
    """The list of items that ends nearest before `end`."""
    out: list[Thing] = []
    at = end
    for thing in reversed(things):
        gap = words_between(sentence, thing.last, at)
        if not out:
            if len(gap) > (30 if wide else 18) or ";" in gap:
                break
            if any(g in _AWAY and g not in ("including", "based") for g in gap):
                break
        elif not gap or any(g not in _LIST for g in gap):
            break
        out.insert(0, thing)
        at = thing.first
    return out


def _sides(
    sentence: Sequence[Token], linked: Linked, sides: Sequence[Side], previous: Linked | None, before: int, after: int
) -> None:
    chain = linked.chain
    main, lead = chain.main, chain.triggers[0]
    stop = end_of(sentence, chain.last, after)
    start = lead.at
    role = main.word.role
    subj = subject(sentence, sides, start)
    if (
        subj
        and previous is not None
        and subj[0].first < previous.chain.first
        and not _coordinated(sentence, previous, chain)
    ):
        pass
    origin = [s for s in sides if s.origin and any(t.first <= s.first < t.last for t in linked.items)]
    to = prep(sides, chain.first, stop, ("to", "for"))
    frm = prep(sides, chain.first, stop, ("from",))
    by = prep(sides, chain.first, stop, ("by",))
    with_ = prep(sides, chain.first, stop, ("with",))
    owner = owner_of(sentence, sides, lead.at) if lead.word.form == "noun" else []
    owner = owner or (owner_of(sentence, sides, main.at) if main.word.form == "noun" and main is not lead else [])
    obj = object_of(sentence, sides, main.at + 1, stop) if main.word.form != "noun" else []
    if role == "deal" or (role in ("award", "win", "option", "gov") and True):
        _deal(sentence, linked, sides, subj, to, frm, by, with_, owner, obj, origin, stop)
    elif role == "give":
        if main.word.form == "noun":
            linked.supplier = (
                frm or by or owner or prep(sides, chain.first, stop, ("of",))
                if "supplier" not in main.word.lemma
                else subj or owner
            )
            linked.recipient = to
            if lead is not main and lead.word.form != "noun" and not linked.supplier:
                linked.supplier = [] if lead.passive else _lead_side(lead.word.role, "give", subj, linked)
            elif (
                lead is not main
                and not linked.recipient
                and lead.word.role in ("take", "gov")
                and lead.word.form != "noun"
            ):
                linked.recipient = [s for s in subj if lead.word.role == "take"]
            if lead is main and not linked.supplier and not owner:
                linked.supplier = []
        elif main.passive:
            linked.recipient = to or (
                [s for s in subj if subj and not linked.items]
                if main.word.lemma
                in ("give", "offer", "provide", "supply", "hand", "loan", "send", "donate", "promise", "grant")
                else []
            )
            if (
                not linked.recipient
                and subj
                and linked.items
                and subj[-1].last <= linked.items[0].first < main.at
                and False
            ):
                linked.recipient = subj
            if not to and subj and any(t.first > main.at for t in linked.items):
                linked.recipient = subj
            linked.supplier = by or frm
        else:
            linked.supplier = subj
            linked.recipient = to or obj or prep(sides, chain.first, stop, ("with", "in"))
            if main.word.lemma in ("bid", "compete", "vie"):
                linked.recipient = to or owner or prep(sides, chain.last, stop, ("in", "by", "from"))
            if lead is not main and lead.word.role in ("award", "win", "deal"):
                linked.recipient = linked.recipient or frm or with_ or by
                if lead.word.role == "award":
                    linked.supplier, linked.recipient = (
                        (subj, linked.recipient)
                        if lead.passive
                        else (obj or object_of(sentence, sides, lead.at + 1, stop) or to, subj)
                    )
    elif role == "take":
        if main.word.form == "noun":
            linked.recipient = (
                owner
                or by
                or (subj if lead is not main and not lead.passive and lead.word.role in ("gov", "take", "deal") else [])
            )
            linked.supplier = frm or with_
            if lead.word.role in ("win", "give") or (
                main.word.lemma in ("order", "request") and frm and not frm[0].firm and subj and subj[0].firm
            ):
                linked.supplier, linked.recipient = subj, frm or to or owner or by
            elif lead.word.role == "award" or (lead.word.lemma == "place"):
                linked.recipient = linked.recipient or subj
            if not linked.recipient:
                linked.recipient = prep(sides, chain.first, stop, ("for",))
        elif main.passive:
            linked.recipient = by or prep(sides, chain.first, stop, ("for", "to"))
            linked.supplier = frm
            if (main.word.stage is Stage.APPROVAL and subj and not linked.items) or (
                main.word.stage is Stage.APPROVAL and subj and any(t.first > main.at for t in linked.items)
            ):
                linked.supplier = subj
        else:
            linked.recipient = subj
            linked.supplier = frm or (with_ if lead is not main or "with" in chain_lows(sentence, chain) else [])
            if main.word.stage is Stage.APPROVAL and obj and not origin:
                linked.supplier = obj
            if lead is not main and lead.word.role == "give" and lead.word.stage is Stage.OFFER:
                linked.recipient = obj or linked.recipient
        if not linked.supplier and origin:
            linked.supplier = origin
    elif role == "arrive":
        linked.supplier = frm
        linked.recipient = (
            prep(sides, chain.last, stop, ("in", "to", "at", "with"))
            or [s for s in sides if chain.last <= s.first < stop and (s.owner or s.before == "")][:1]
        )
    elif role == "fit":
        linked.fit = True
        linked.supplier = list(by or frm or origin)
        linked.recipient = []
        if not main.passive:
            linked.supplier = linked.supplier or subj
            linked.recipient = obj
    elif role in ("make", "serve"):
        linked.supplier = by if main.passive else subj
        linked.recipient = prep(sides, chain.first, stop, ("for", "to")) or (list(owner) if role == "serve" else [])
        if main.word.form == "noun":
            linked.supplier, linked.recipient = by, owner or to
    if lead.word.role == "deal" and role in ("give", "take") and with_ and subj and not (to or frm or by):
        linked.supplier, linked.recipient = (subj, with_) if role == "give" else (with_, subj)
    if not linked.supplier and origin and role not in ("fit",):
        linked.supplier = [s for s in origin if s not in linked.recipient]
    if linked.supplier and linked.recipient:
        same = {s.first for s in linked.supplier}
        linked.recipient = [s for s in linked.recipient if s.first not in same]


def chain_lows(sentence: Sequence[Token], chain: Chain) -> list[str]:
    return [t.low for t in sentence[chain.first : chain.last]]


def _lead_side(lead_role: str, main_role: str, subj: list[Side], linked: Linked) -> list[Side]:
    return subj if lead_role in ("give", "gov", "win") else []


def _coordinated(sentence: Sequence[Token], previous: Linked, chain: Chain) -> bool:
    return any(t.low in ("and", "or", ",") for t in sentence[previous.chain.last : chain.first])


def _deal(
    sentence: Sequence[Token], linked: Linked, sides: Sequence[Side], subj: list[Side], to: list[Side], frm: list[Side], by: list[Side],
    with_: list[Side], owner: list[Side], obj: list[Side], origin: list[Side], stop: int,
) -> None:  # fmt: skip
    """Sides of contracts, awards and wins, where the words alone do not say who sells."""
    chain = linked.chain
    lead = chain.triggers[0]
    roles = chain.roles
    if "award" in roles:
        award = next(t for t in chain.triggers if t.word.role == "award")
        if award.passive:
            subj_ = subject(sentence, sides, award.at)
            linked.supplier, linked.recipient = (subj_ or to), by or frm
            if to and not any(t.last <= award.at for t in linked.items) and not subj_:
                linked.supplier = to
        else:
            linked.recipient = subject(sentence, sides, award.at)
            linked.supplier = object_of(sentence, sides, award.at + 1, stop) or to
        return
    if "win" in roles:
        win = next(t for t in chain.triggers if t.word.role == "win")
        linked.supplier = (by if win.passive else subject(sentence, sides, win.at)) or subj
        linked.recipient = (
            frm
            or with_
            or [s for s in owner if s not in linked.supplier]
            or [s for s in to if s not in linked.supplier]
        )
        return
    pair = pair_between(sides, chain.first, stop)
    listed = named_partners(sentence, sides, chain, stop)
    one = subj or owner or by
    if listed and not with_ and not frm and not to:
        linked.supplier, linked.recipient = owner, [s for s in listed if s not in owner]
        return
    if with_ and not one:
        one = prep(sides, 0, chain.first, ("including", "like"))
    other = with_ or frm or to
    if len(pair) > 1:
        one, other = pair[:1], pair[1:2]
    if frm and not with_:
        if frm[0].firm or not (one and one[0].firm):
            linked.supplier, linked.recipient = frm, [s for s in one if s not in frm]
        else:
            linked.supplier, linked.recipient = one, frm
        return
    firms = [s for s in (*one, *other) if s.firm]
    if firms and other and one:
        if other[0].firm and not one[0].firm:
            linked.supplier, linked.recipient = other, one
        elif one[0].firm and not other[0].firm:
            linked.supplier, linked.recipient = one, other
        else:
            linked.supplier, linked.recipient = other, one
        return
    if one and one[0].firm:
        linked.supplier, linked.recipient = one, other
    elif other and (other[0].firm):
        linked.supplier, linked.recipient = other, one
    elif to and not with_:
        linked.supplier, linked.recipient = [s for s in one if s not in to], to
    else:
        linked.other = [*one, *other]
        linked.recipient = one
        linked.supplier = other
    if lead.word.role == "gov" and lead.word.stage is Stage.APPROVAL and not lead.passive and not linked.supplier:
        linked.supplier, linked.recipient = one, to


def named_partners(sentence: Sequence[Token], sides: Sequence[Side], chain: Chain, stop: int) -> list[Side]:
    """Those whom "the talks include Chile, Peru and Ghana" counts up: the list behind "include"."""
    at = next((k for k in range(chain.last, min(stop, chain.last + 6)) if sentence[k].low in _INCLUDE), None)
    if at is None or Stage.TALKS not in {t.word.stage for t in chain.triggers}:
        return []
    ahead = next((s for s in sides if at < s.first <= at + 3 and s.parties and not s.origin), None)
    return members(sides, ahead) if ahead else []


def carries(thing: Thing) -> bool:
    """Whether an item can stand alone in a claim: an unspecific "system" or "weapon" needs a party beside it."""
    return not thing.weak or thing.mode is not Mode.GOODS

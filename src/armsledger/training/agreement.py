"""How far the claims read in a report agree with those annotated: what thresholds and calibration are chosen by.

A plain relative of the project's published scorer: claims pair up where they overlap and share a side, a party or an item;
then values count one by one, and facts (supplier, recipient, item, stage, modality) all or nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product

from armsledger.model.claim import Claim
from armsledger.model.values import Item, Party

Value = tuple[str, object]


def family(designation: str) -> str:
    plain = re.sub(r"[\u2010-\u2015\-. ]", "", designation.lower().split("/")[0])
    found = re.match(r"[a-z]*\d+", plain)
    return found[0] if found else plain


def same_item(a: Item, b: Item) -> bool:
    if a.designation and b.designation:
        one, two = family(a.designation), family(b.designation)
        shared = set(re.findall(r"[a-z]{4,}", a.designation.lower())) & set(
            re.findall(r"[a-z]{4,}", b.designation.lower())
        )
        return one == two or bool(shared)
    return a.category == b.category


def known(parties: Iterable[Party]) -> set[str]:
    return {p.key for p in parties if p.known}


def values(claim: Claim) -> list[Value]:
    """Every value of a claim under the name of its slot; items come as they are."""
    out: list[Value] = []
    for side in ("supplier", "recipient", "intermediary", "parties"):
        out += [(side, key) for key in sorted(known(getattr(claim, side)))]
    for item in claim.items:
        out.append(("item", item))
        out.append(("category", item.category))
        if item.quantity is not None:
            out.append(("quantity", item.quantity))
        if item.mode != "goods":
            out.append(("mode", item.mode))
    for name in ("money", "when", "stage", "form", "action", "modality"):
        if getattr(claim, name) is not None:
            out.append((name, getattr(claim, name)))
    out.append(("attribution", claim.attribution.kind))
    return out


def right(gold: Claim, read: Claim) -> int:
    """How many values of the one the other has, one to one."""
    left = values(read)
    count = 0
    for slot, value in values(gold):
        for other in left:
            same = (
                same_item(value, other[1])
                if isinstance(value, Item) and isinstance(other[1], Item)
                else value == other[1]
            )
            if other[0] == slot and same:
                left.remove(other)
                count += 1
                break
    return count


def core(gold: Claim, read: Claim) -> bool:
    """Whether two claims may be one: same kind, words in common, and a side, a party or an item shared."""
    if gold.kind != read.kind or not gold.span.overlaps(read.span):
        return False
    sides = any(known(getattr(gold, s)) & known(getattr(read, s)) for s in ("supplier", "recipient", "parties"))
    return sides or any(same_item(a, b) for a, b in product(gold.items, read.items))


def pairs(gold: Sequence[Claim], read: Sequence[Claim]) -> dict[int, int]:
    """Each annotated claim's place to that of the claim read for it, best first."""
    chances = sorted(
        ((right(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read) if core(g, r)), reverse=True
    )
    out: dict[int, int] = {}
    for _, i, j in chances:
        if i not in out and j not in out.values():
            out[i] = j
    return out


def facts(claim: Claim) -> set[tuple[str, str, str, str, str]]:
    name = lambda item: family(item.designation) if item.designation else str(item.category)  # noqa: E731
    sides = (sorted(p.key for p in side) or ["?"] for side in (claim.supplier, claim.recipient))
    return {
        (s, r, i, str(claim.stage), str(claim.modality))
        for (s, r), i in product(product(*sides), sorted(map(name, claim.items)) or ["other"])
    }


def all_right(read: Claim, gold: Sequence[Claim]) -> bool:
    """Whether every fact of a transfer read is among those annotated in its report."""
    told = {fact for g in gold if g.kind == read.kind for fact in facts(g)}
    open_too = {
        ("?" if a else s, "?" if b else r, *rest)
        for s, r, *rest in told
        for a in (0, 1)
        for b in (0, 1)
        if s == "?" or r == "?" or not (a or b)
    }
    return facts(read) <= told | open_too


def slots(gold: Sequence[Claim], read: Sequence[Claim]) -> Counter[str]:
    """Counts of values `right`, `gold` and `read`, and of claims `found`, over one report."""
    paired = pairs(gold, read)
    out: Counter[str] = Counter()
    for i, g in enumerate(gold):
        out["gold"] += len(values(g))
        if i in paired:
            out["right"] += right(g, read[paired[i]])
    out["read"] = sum(len(values(r)) for r in read)
    out["found"], out["claims"], out["claims read"] = len(paired), len(gold), len(read)
    return out


def f1(right_ones: int, gold: int, read: int) -> float:
    return 2 * right_ones / (gold + read) if gold + read else 1.0

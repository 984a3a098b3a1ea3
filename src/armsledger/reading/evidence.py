"""No value without its words: a claim's values are looked up again where its evidence says they stand."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from armsledger.model.claim import Claim, Evidence
from armsledger.model.contract import money_json, range_json
from armsledger.reading.money import DOLLARS, money
from armsledger.reading.numbers import quantities

ONE = re.compile(
    r"an?|this|another|single|sole|lone|one|one-off|\w+(?:st|nd|rd|th)|first|second|third|fifth|eighth|ninth|twelfth|final|last|next|initial",
    re.I,
)


def checked(claim: Claim, text: str) -> tuple[Claim, int]:
    """The claim without the values whose words do not stand at their span, and how many those were.

    The quote itself must be the text at its place; a claim whose quote is not is no claim (ValueError).
    """
    if text[claim.start : claim.end] != claim.quote:
        raise ValueError("the quote is not the text at its place")
    wrong = [e for e in claim.evidence if not stands(e, text)]
    for e in wrong:
        claim = without(claim, e)
    return claim, len(wrong)


def stands(evidence: Evidence, text: str) -> bool:
    """Whether the words at the span say the value. Codes (stage, category …) need words; names and numbers must be there."""
    if not 0 <= evidence.start < evidence.end <= len(text):
        return False
    words = text[evidence.start : evidence.end]
    if not words.strip():
        return False
    if evidence.inferred:
        return True
    name = evidence.field.rpartition(".")[2]
    look: Callable[[Evidence, str], bool] | None = {
        "designation": _designation,
        "quantity": _quantity,
        "money": _money,
    }.get(name)
    return look is None or look(evidence, words)


def _plain(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()


def _designation(evidence: Evidence, words: str) -> bool:
    return _plain(str(evidence.value)) in _plain(words)


def _quantity(evidence: Evidence, words: str) -> bool:
    said = words + " of"  # "thousands" counts only where "of" follows, which its span leaves out
    if any(range_json(q.value) == evidence.value for q in quantities(said, 0, len(said))):
        return True
    return evidence.value == {"min": 1, "max": 1} and ONE.fullmatch(words.strip()) is not None


def _money(evidence: Evidence, words: str) -> bool:
    """The amount and the currency stand there; whether it is a price a piece is told by words around it."""
    wanted = dict(evidence.value)
    own = wanted["currency"] if wanted["currency"] in DOLLARS.values() else "USD"
    for found in money(words, 0, len(words), own):
        said = money_json(found.value) or {}
        if said["currency"] == wanted["currency"] and {said["min"], said["max"]} & {wanted["min"], wanted["max"]} - {
            None
        }:
            return True
    return False


def without(claim: Claim, evidence: Evidence) -> Claim:
    """The claim with one value taken out, and the evidence for it."""
    changed: dict[str, Any] = {"evidence": tuple(e for e in claim.evidence if e is not evidence)}
    item = re.fullmatch(r"items\[(\d+)\]\.(designation|quantity)", evidence.field)
    if evidence.field in ("money", "when"):
        changed[evidence.field] = None
    elif item is not None:
        items = list(claim.items)
        gone: dict[str, Any] = {item[2]: None}
        items[int(item[1])] = replace(items[int(item[1])], **gone)
        changed["items"] = tuple(items)
    elif evidence.field in ("supplier", "recipient", "intermediary", "parties"):
        changed[evidence.field] = tuple(p for p in getattr(claim, evidence.field) if str(p) != evidence.value)
    return replace(claim, **changed)

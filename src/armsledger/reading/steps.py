"""How far an event has come, and how sure its words are of it."""

import re
from collections.abc import Sequence

from armsledger.model.codes import Modality, Stage
from armsledger.model.values import Span
from armsledger.reading.events import DENIED_WHAT, SAID, Chain
from armsledger.reading.tokens import Token, told_by

_EXPECT = told_by(
    r"expected|likely|could|may|might|possibl[ey]|potential(?:ly)?|perhaps|reportedly|allegedly|believed|would|expects?|should|can|rumou?red|seems?|appears?|apparently|speculat\w+|if|unless|possibility|probably|thought|hypothetical(?:ly)?|supposedly|suspected|presumably|would-be|tentative(?:ly)?|expectations?|anticipated|option|options|optional|claimed|unconfirmed"
)
_DENIED = told_by(r"den(?:y|ies|ied|ying)|dismiss(?:ed|es|ing)?|refut(?:ed|es|ing)|reject(?:ed|s|ing)?|rebuff(?:ed|s)?")
_PLAN = re.compile(
    r"will|shall|'ll|scheduled|due|slated|set|planned|plans?|planning|upcoming|future|next|to|expected|begin|starting|continue|won't"
)
_NEGATION = told_by(
    r"not|never|no|denied|denies|deny|without|neither|nor|dismissed|refuted|n't|didn't|doesn't|hasn't|haven't|hadn't|isn't|wasn't|weren't|don't|yet|false|baseless|rejected"
)


def stage(sentence: Sequence[Token], chain: Chain) -> Stage:
    """The step that the words speak of."""
    words = [t.word for t in chain.triggers]
    stages = [w.stage for w in words]
    if Stage.BLOCKED in stages:
        return Stage.BLOCKED
    lead, main = words[0], chain.main.word
    around = {t.low for t in sentence[max(0, chain.first - 4) : chain.last + 3]}
    if any(w.role == "option" for w in words):
        return Stage.ORDER
    if any(
        w.lemma in ("talks", "talk", "negotiation", "negotiate", "discussion", "discuss", "haggle", "shortlist")
        for w in words
    ) or around & {"negotiating", "frontrunner", "shortlisted"}:
        return Stage.TALKS
    if any(
        (w.role == "gov" and w.stage is Stage.APPROVAL)
        or w.lemma
        in ("approval", "authorisation", "authorization", "clearance", "licence", "license", "permit", "notification")
        for w in words
    ):
        return Stage.APPROVAL
    if any(w.stage is Stage.AGREEMENT for w in words) and main.role != "arrive":
        signed = any(w.lemma in ("contract", "deal") for w in words)
        return Stage.ORDER if signed and lead.lemma == "sign" else Stage.AGREEMENT
    if any(w.stage is Stage.OFFER for w in words) and main.form != "ed":
        return Stage.OFFER
    if main.stage is Stage.OFFER or lead.stage is Stage.OFFER:
        return Stage.OFFER
    interested = lead.stage is Stage.INTEREST or _wants(sentence, chain)
    if interested and (
        main.stage is not Stage.DELIVERY
        or (main.role == "take" and main.lemma in ("acquire", "obtain", "get", "import", "introduce", "field"))
        or lead.role == "take"
    ):
        return Stage.INTEREST
    if any(w.role in ("award", "win") for w in words) or any(
        w.lemma in ("contract", "deal", "order", "subcontract") and w.form == "noun" for w in words
    ):
        return Stage.ORDER
    if any(w.stage is Stage.APPROVAL for w in words):
        return Stage.APPROVAL
    if main.lemma == "acquire" and main.form != "ed":
        return Stage.ORDER
    return main.stage


def _wants(sentence: Sequence[Token], chain: Chain) -> bool:
    lows = [t.low for t in sentence[max(0, chain.first - 6) : chain.first]]
    return any(
        low
        in (
            "plan",
            "plans",
            "planned",
            "planning",
            "wants",
            "want",
            "hopes",
            "hope",
            "intends",
            "intend",
            "aims",
            "interested",
            "keen",
            "looking",
            "seeks",
            "considering",
            "wish",
            "wishes",
            "eager",
            "interest",
            "proposed",
            "potential",
        )
        for low in lows
    )


def modality(sentence: Sequence[Token], chain: Chain, found_stage: Stage) -> tuple[Modality, Span | None]:
    """How sure the words are of the step, with the word that says so."""
    first, last = chain.first, chain.last
    window = clause_before(sentence, first)
    ahead = list(range(first, min(len(sentence), last + 1)))
    place = {k: sentence[k].low for k in [*window, *ahead]}
    for k in range(first - 1, max(-1, first - 16), -1):
        behind = sentence[k + 1].low
        if _DENIED(sentence[k].low) and (behind in DENIED_WHAT or SAID(behind)):
            return Modality.DENIED, Span(sentence[k].start, sentence[k].end)
    for k, low in place.items():
        if (
            _NEGATION(low)
            and not (
                low in ("no",)
                and sentence[min(k + 1, len(sentence) - 1)].low in ("longer", "fewer", "less", "later", "more")
            )
            and not (low == "yet" and k > first)
            and not (low == "not" and sentence[min(k + 1, len(sentence) - 1)].low in ("only", "just"))
        ):
            if found_stage is Stage.BLOCKED and low in (
                "denied",
                "deny",
                "denies",
                "rejected",
                "dismissed",
                "no",
                "not",
            ):
                continue
            return Modality.DENIED, Span(sentence[k].start, sentence[k].end)
    for k, low in place.items():
        if low in ("would",) and found_stage in (Stage.DELIVERY, Stage.ORDER):
            continue
        if (_EXPECT(low) and found_stage is not Stage.INTEREST) or low in (
            "may",
            "might",
            "could",
            "reportedly",
            "allegedly",
        ):
            if low in ("options", "option", "if") and k > last:
                continue
            return Modality.POSSIBLE, Span(sentence[k].start, sentence[k].end)
    if found_stage in (
        Stage.DELIVERY,
        Stage.ORDER,
        Stage.AGREEMENT,
        Stage.APPROVAL,
        Stage.TALKS,
        Stage.OFFER,
        Stage.BLOCKED,
    ):
        for k, low in place.items():
            if low in (
                "will",
                "would",
                "shall",
                "'ll",
                "scheduled",
                "due",
                "slated",
                "plans",
                "planned",
                "plan",
                "planning",
                "intends",
                "upcoming",
                "aims",
                "begin",
                "start",
            ):
                return Modality.PLANNED, Span(sentence[k].start, sentence[k].end)
            if low == "to" and k + 1 < len(sentence) and _leads(sentence, k, chain, found_stage):
                return Modality.PLANNED, Span(sentence[k].start, sentence[k].end)
    return Modality.ASSERTED, None


def _leads(sentence: Sequence[Token], k: int, chain: Chain, found_stage: Stage) -> bool:
    """ "is to deliver", "to be delivered": a plain "to" that looks ahead."""
    before = sentence[k - 1].low if k else ""
    if before in ("is", "are", "was", "were", "set", "due", "scheduled", "ready", "preparing"):
        return k < chain.first
    return (
        found_stage is Stage.DELIVERY
        and sentence[k + 1].low == "be"
        and k < chain.last
        and before not in ("expected", "likely", "believed", "said")
    )


def clause_before(sentence: Sequence[Token], first: int, reach: int = 12) -> list[int]:
    """The tokens before an event that still bear on it: back to the clause's start, nearest first."""
    out = []
    k = first - 1
    while k >= 0 and k >= first - reach:
        low = sentence[k].low
        if low in ("which", "who", "while", "but", ";", ":", "because", "although") or SAID(low):
            break
        if low == "," and k < first - 2:
            break
        out.append(k)
        k -= 1
    return out

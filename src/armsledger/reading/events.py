"""Words of the trade in a sentence, joined into events, each with its voice and how far it has come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from armsledger.model.codes import Modality, Stage
from armsledger.model.values import Span
from armsledger.reading.lexicon import WORDS, Word
from armsledger.reading.tokens import DATE, ITEM, MARK, MONEY, NUMBER, PARTY, WORD, Token

BE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "'s",
        "'re",
        "gets",
        "got",
        "get",
    ]
)
HAVE = frozenset(["has", "have", "had", "having", "'ve", "hasn't", "haven't", "hadn't"])
MODALS = frozenset(
    [
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "won't",
        "wouldn't",
        "can't",
        "cannot",
        "couldn't",
        "'ll",
        "to",
    ]
)
ADVERB = re.compile(
    r"\w+ly|also|not|never|already|now|just|still|yet|soon|then|even|only|again|first|further|both|all|each|to|in|fact|recently|n't|ever|long|"
    r"so|far|finally|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|once|later|last|year|month|week|today|jointly"
)
BOUNDARY = frozenset(
    [
        ",",
        ";",
        ":",
        "–",
        "—",
        "(",
        ")",
        "which",
        "who",
        "that",
        "while",
        "but",
        "after",
        "before",
        "when",
        "where",
        "although",
        "though",
        "because",
        "since",
        "if",
        "as",
        "whereas",
    ]
)
_CLAUSE = frozenset(
    [
        ";",
        ":",
        "which",
        "who",
        "while",
        "but",
        "after",
        "before",
        "when",
        "where",
        "although",
        "though",
        "because",
        "whereas",
        "–",
        "—",
    ]
)
_SAID = re.compile(
    r"said|says|told|added|announced|reported|according|noted|stated|confirmed|claimed|believes?|revealed|explained|wrote|reports?|insisted|quoted|"
    r"acknowledged|stressed|disclosed|declared|warned|argued|suggested|indicated|denied|admitted|tweeted|commented|remarked|emphasi[sz]ed"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word of the trade at token `at`; `passive` of verbs, `finite` where it stands as a clause's verb."""

    at: int
    word: Word
    passive: bool = False
    finite: bool = False
    infinitive: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Words that speak of one event, in order. `main` tells who supplies; `first` to `last` (exclusive) are its tokens."""

    triggers: tuple[Trigger, ...]
    first: int
    last: int

    @property
    def main(self) -> Trigger:
        """The word whose frame says who stands where: the last verb or noun of supply, else the first word."""
        for trigger in reversed(self.triggers):
            if trigger.word.role in ("give", "take", "fit", "make", "serve", "arrive"):
                return trigger
        return self.triggers[0]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(t.word.role for t in self.triggers)


def triggers(sentence: Sequence[Token]) -> list[Trigger]:
    """The words of the trade, each with the reading that its neighbours ask for."""
    out = []
    for at, token in enumerate(sentence):
        if token.kind != WORD or token.low not in WORDS or _other_sense(sentence, at):
            continue
        found = _reading(sentence, at, WORDS[token.low])
        if found is not None:
            out.append(found)
    return out


def _other_sense(sentence: Sequence[Token], at: int) -> bool:
    """ "armed forces", "mounted troops", "arms supplier country" words that only look like the trade's."""
    after = sentence[at + 1].low if at + 1 < len(sentence) else ""
    before = sentence[at - 1].low if at else ""
    low = sentence[at].low
    return (
        low == "armed"
        and (after in ("forces", "force", "services", "groups", "group", "conflict", "men") or before == "heavily")
    ) or (
        low in ("landing", "mounted", "made", "operating")
        and (after in ("craft", "gear", "ship", "ships", "platform") or before == "-")
    )


def _reading(sentence: Sequence[Token], at: int, words: tuple[Word, ...]) -> Trigger | None:
    before = sentence[at - 1] if at else None
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    low = before.low if before else ""
    verbs, nouns = [w for w in words if w.form != "noun"], [w for w in words if w.form == "noun"]
    aux = _auxiliaries(sentence, at)
    nominal = low in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "of",
        "for",
        "his",
        "our",
        "this",
        "that",
        "new",
        "first",
        "'s",
        "arms",
        "weapons",
        "any",
        "no",
        "such",
        "recent",
        "additional",
        "further",
        "final",
        "final",
        "under",
        "on",
        "initial",
        "firm",
        "previous",
        "on-time",
    ) or bool(
        before
        and (
            before.kind in (ITEM, MONEY, DATE, NUMBER)
            or (low.endswith(("al", "ary", "ive", "ing", "ic")) and low not in ("being", "having"))
        )
    )
    if nouns and verbs:
        word_like_verb = bool(aux & (MODALS | {"do", "does", "did"})) or (
            before is not None
            and before.kind == PARTY
            and after is not None
            and after.low not in ("of", "to", "for", "from")
        )
        if verbs[0].form in ("base", "s") and (nominal or not word_like_verb):
            verbs = []
    if verbs:
        word = verbs[0]
        if len(verbs) > 1:
            word = _ambiguous(verbs, sentence, at)
        passive = word.form == "ed" and _passive(sentence, at, aux)
        if word.form == "base" and not nouns and nominal and low not in ("of", "for", "on", "under"):
            return None
        if word.form == "base" and not (
            aux
            or (
                (
                    before is not None
                    and (
                        before.kind == PARTY
                        or before.kind == MARK
                        or low
                        in (
                            "and",
                            "or",
                            "to",
                            "who",
                            "which",
                            "that",
                            "they",
                            "we",
                            "you",
                            "i",
                            "countries",
                            "states",
                            "companies",
                            "governments",
                            "help",
                            "could",
                        )
                    )
                )
                or before is None
            )
            or low.endswith("s")
        ):
            return None
        if word.form == "ing" and nominal and low in ("the", "a", "its", "their") and not after:
            return None
        return Trigger(
            at,
            word,
            passive,
            finite=word.form in ("s", "ed", "base") and not passive,
            infinitive="to" in aux and word.form == "base",
        )
    return Trigger(at, nouns[0]) if nouns else None


def _ambiguous(verbs: list[Word], sentence: Sequence[Token], at: int) -> Word:
    """ "landed a contract" is won, "landed in" arrived; "given" and "got" keep their first reading."""
    ahead = {t.low for t in sentence[at + 1 : at + 7]}
    if verbs[0].role == "win" and not ahead & {"contract", "contracts", "deal", "order", "orders"}:
        return next((v for v in verbs if v.role != "win"), verbs[0])
    return verbs[0]


def _auxiliaries(sentence: Sequence[Token], at: int) -> frozenset[str]:
    """The auxiliaries right before a verb, over adverbs."""
    found = set()
    k = at - 1
    while k >= 0 and k >= at - 7:
        low = sentence[k].low
        if low in BE or low in HAVE or low in MODALS or low in ("do", "does", "did", "not") or low == "not":
            found.add(low)
        elif not (ADVERB.fullmatch(low) or sentence[k].kind == DATE):
            break
        k -= 1
    return frozenset(found)


def _passive(sentence: Sequence[Token], at: int, aux: frozenset[str]) -> bool:
    """Whether a past participle is passive: after "be", or reduced ("jets delivered to")."""
    if aux & BE:
        return True
    if aux & HAVE:
        return False
    before = sentence[at - 1] if at else None
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    if before is None or after is None:
        return False
    if before.kind == ITEM or before.low in (")", "vehicles", "units", "examples", "those", "ones", "equipment"):
        return after.low in (
            "to",
            "by",
            "from",
            "in",
            "for",
            "under",
            "last",
            "on",
            "as",
            ",",
            ".",
            "with",
            "at",
            "so",
            "this",
        ) or after.kind in (DATE, MARK)
    if before.kind == MARK and before.low == ",":
        return after.low in ("by", "to", "from", "in", "for")
    return after.low in ("by",) or (
        before.kind != PARTY
        and before.low not in ("which", "who", "that", "it", "they", "and")
        and after.low in ("from", "to")
        and False
    )


def chains(sentence: Sequence[Token]) -> list[Chain]:
    """The events of a sentence in order."""
    out: list[Chain] = []
    for trigger in triggers(sentence):
        if out and _same_event(sentence, out[-1], trigger):
            last = out[-1]
            out[-1] = replace(last, triggers=(*last.triggers, trigger), last=trigger.at + 1)
        else:
            out.append(Chain((trigger,), trigger.at, trigger.at + 1))
    return [c for c in out if _eventful(sentence, c)]


def _same_event(sentence: Sequence[Token], chain: Chain, trigger: Trigger) -> bool:
    before = chain.triggers[-1]
    between = sentence[before.at + 1 : trigger.at]
    lows = [t.low for t in between]
    items = any(t.kind == ITEM for t in between)
    if any(low in _CLAUSE or _SAID.fullmatch(low) for low in lows):
        return False
    if not items:
        commas = lows.count(",") + lows.count("and")
        if len(between) > 9 or (commas and not (trigger.word.form == "noun" and commas < 2 and len(between) < 5)):
            return False
        if trigger.passive and before.passive:
            return False
        if (
            before.word.role in ("give", "take", "arrive")
            and before.word.form != "noun"
            and trigger.word.role in ("give", "take", "arrive")
            and trigger.word.form != "noun"
            and "to" not in lows
        ):
            return False
        return not (
            before.word.form == "noun"
            and trigger.finite
            and trigger.word.role != "gov"
            and any(t.kind == PARTY for t in between)
        )
    # "the sale of 12 jets was approved"
    if (
        before.word.form == "noun"
        and trigger.passive
        and "," not in lows
        and len(between) < 16
        and trigger.word.role in ("gov", "deal", "award", "take", "give", "win")
    ):
        return not any(t.low in ("that", "to") and False for t in between)
    return False


def _eventful(sentence: Sequence[Token], chain: Chain) -> bool:
    """Whether the words can carry a claim: not a governor alone, not "in order to", not "order" in its other senses."""
    if chain.roles <= {"gov"}:
        return chain.triggers[0].word.stage is Stage.BLOCKED or chain.triggers[0].word.lemma in (
            "negotiate",
            "approve",
            "license",
            "authorise",
            "authorize",
            "clear",
        )
    first = chain.triggers[0]
    low = sentence[first.at].low
    after = sentence[first.at + 1].low if first.at + 1 < len(sentence) else ""
    before = sentence[first.at - 1].low if first.at else ""
    if low == "order" and (after in ("to", "that", "of", "for") and before == "in"):
        return len(chain.triggers) > 1
    return not (
        low in ("land", "get", "gets", "got", "getting", "need", "needs", "welcome", "enter", "letter")
        and len(chain.triggers) == 1
        and False
    )


_EXPECT = re.compile(
    r"expected|likely|could|may|might|possibl[ey]|potential(?:ly)?|perhaps|reportedly|allegedly|believed|would|expects?|should|can|rumou?red|seems?|appears?|apparently|speculat\w+|if|unless|possibility|probably|thought|hypothetical(?:ly)?|supposedly|suspected|presumably|would-be|tentative(?:ly)?|expectations?|anticipated|option|options|optional|claimed|unconfirmed"
)
_DENIED = re.compile(
    r"den(?:y|ies|ied|ying)|dismiss(?:ed|es|ing)?|refut(?:ed|es|ing)|reject(?:ed|s|ing)?|rebuff(?:ed|s)?"
)
_DENIED_WHAT = (
    "that",
    "having",
    "any",
    "selling",
    "supplying",
    "it",
    "allegations",
    "rumours",
    "rumors",
    "claims",
    "accusations",
    "media",
)
_PLAN = re.compile(
    r"will|shall|'ll|scheduled|due|slated|set|planned|plans?|planning|upcoming|future|next|to|expected|begin|starting|continue|won't"
)
_NEGATION = re.compile(
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
    window = _clause_before(sentence, first)
    ahead = list(range(first, min(len(sentence), last + 1)))
    place = {k: sentence[k].low for k in [*window, *ahead]}
    for k in range(first - 1, max(-1, first - 16), -1):
        behind = sentence[k + 1].low
        if _DENIED.fullmatch(sentence[k].low) and (behind in _DENIED_WHAT or _SAID.fullmatch(behind)):
            return Modality.DENIED, Span(sentence[k].start, sentence[k].end)
    for k, low in place.items():
        if (
            _NEGATION.fullmatch(low)
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
        if (_EXPECT.fullmatch(low) and found_stage is not Stage.INTEREST) or low in (
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


def _clause_before(sentence: Sequence[Token], first: int) -> list[int]:
    """The tokens before an event that still bear on it: back to the clause's start, nearest first."""
    out = []
    k = first - 1
    while k >= 0 and k >= first - 12:
        low = sentence[k].low
        if low in ("which", "who", "while", "but", ";", ":", "because", "although") or _SAID.fullmatch(low):
            break
        if low == "," and k < first - 2:
            break
        out.append(k)
        k -= 1
    return out

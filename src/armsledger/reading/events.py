"""Words of the trade in a sentence, joined into events, each with its voice and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from armsledger.model.codes import Stage
from armsledger.reading.lexicon import WORDS, Word
from armsledger.reading.tokens import DATE, ITEM, MARK, MONEY, NUMBER, PARTY, WORD, Token, told_by, words

BE = words("is are was were be been being isn't aren't wasn't weren't 's 're gets got get")
HAVE = frozenset(["has", "have", "had", "having", "'ve", "hasn't", "haven't", "hadn't"])
MODALS = words("will would can could may might must shall should won't wouldn't can't cannot couldn't 'll to")
ADVERB = told_by(
    r"\w+ly|also|not|never|already|now|just|still|yet|soon|then|even|only|again|first|further|both|all|each|to|in|fact|recently|n't|ever|long|"
    r"so|far|finally|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|once|later|last|year|month|week|today|jointly"
)
BOUNDARY = words(
    ", ; : – — ( ) which who that while but after before when where although though because since if as whereas"
)
_CLAUSE = words("; : which who while but after before when where although though because whereas – —")
_ABOUT = words("over on about for regarding concerning involving of")
_BEFORE_NOUN = words(
    "the a an any possible potential planned proposed further additional future arms weapons defence defense"
)
SAID = told_by(
    r"said|says|told|added|announced|reported|according|noted|stated|confirmed|claimed|believes?|revealed|explained|wrote|reports?|insisted|quoted|"
    r"acknowledged|stressed|disclosed|declared|warned|argued|suggested|indicated|denied|admitted|tweeted|commented|remarked|emphasi[sz]ed"
)

DENIED_WHAT = (
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
        and (
            after in ("forces", "force", "services", "groups", "group", "conflict", "men")
            or before == "heavily"
            or (at + 1 < len(sentence) and sentence[at + 1].kind == ITEM)
        )
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
        elif not (ADVERB(low) or sentence[k].kind == DATE):
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
    if any(low in _CLAUSE or SAID(low) for low in lows):
        return False
    if _about(before, trigger, lows):
        return True
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


def _about(before: Trigger, trigger: Trigger, between: Sequence[str]) -> bool:
    """ "talks with Chile, Peru and Ghana over the sale of": what talks, deals and offers are about is one event with them."""
    if before.word.form != "noun" or before.word.role != "deal" or trigger.word.role not in ("give", "take", "serve"):
        return False
    behind = next((k for k in range(len(between) - 1, -1, -1) if between[k] not in _BEFORE_NOUN), -1)
    nominal = trigger.word.form in ("noun", "ing")
    return nominal and len(between) <= 24 and behind >= 0 and between[behind] in _ABOUT


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

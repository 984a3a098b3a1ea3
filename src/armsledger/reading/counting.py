"""Numbers and sums that stand apart from what they count: "the first two were delivered", "The contract is worth $3m"."""

from collections.abc import Sequence

from armsledger.model.values import Money, Range, Span
from armsledger.reading.events import Chain
from armsledger.reading.tokens import DATE, ITEM, MARK, MONEY, NUMBER, PARTY, WORD, Token, words

_GOES_ON = words(
    "has have had was were is are be been being will would could can may might should to due of more others now which "
    "in by for from and or as so already recently since also then under at on annually yearly each "
    "this next last late early later soon after before until till within by per to but while with when where if plus "
    "every once beginning starting about around through during between"
)
_UNITS = words(
    "units systems platforms vehicles machines examples copies jets planes aircraft airframes helicopters choppers boats "
    "ships vessels tanks drones missiles further additional new extra remaining"
)
_BRIDGE = words("for of is was covers includes include calls")
"""What may stand between a noun of the trade and its number: "an order for 12", "the option is for another six"."""
_SAME = words("they these those both which them it")


def bare_number(tokens: Sequence[Token], chain: Chain, floor: int) -> tuple[Range, Span] | None:
    """The number nearest before the event (not before token `floor`), or right behind it, that counts what was spoken of."""
    first, last = chain.first, chain.last
    nominal = chain.triggers[0].word.form == "noun"
    for k in range(first - 1, max(floor - 1, first - 9), -1) if not nominal else ():
        token = tokens[k]
        if token.kind == NUMBER and _alone(tokens, k, first):
            return token.value.value, Span(token.start, token.end)
        if token.low in ("first", "second", "third", "fourth", "last", "another", "one") and _ordinal(tokens, k, first):
            return Range.exactly(1), Span(token.start, token.end)
        of_which = token.low in _SAME and k > 0 and tokens[k - 1].low == "of"
        if (token.low in _SAME and not of_which) or token.kind == ITEM:
            break
        if token.kind == MARK and token.low not in (",", "(", ")"):
            break
        if token.low == "," and not _apposed(tokens, k, first):
            break
    bridge = _BRIDGE if chain.triggers[-1].word.form == "noun" else frozenset()
    for k in range(first, min(len(tokens), last + 4)):
        token = tokens[k]
        if token.kind == NUMBER:
            if _alone(tokens, k, len(tokens)):
                return token.value.value, Span(token.start, token.end)
            if k >= last:
                return None
        if k >= last and (token.kind not in (WORD, PARTY) or (token.low in _GOES_ON and token.low not in bridge)):
            return None
    return None


def _alone(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Whether no other noun follows the number: "12 were", "four of the systems", "another 200 units"."""
    if at + 1 >= len(tokens) or at + 1 == verb:
        return True
    after = tokens[at + 1]
    if after.low == "of" and at + 2 < len(tokens):
        return tokens[at + 2].low in _SAME
    if after.kind == WORD:
        return after.low in _GOES_ON or after.low in _UNITS
    return after.kind == DATE or (after.kind == MARK and after.low in (",", ".", ";", ")"))


def _ordinal(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Whether "the first", "another" stands for one thing, with nothing of another kind behind it."""
    if at + 1 >= len(tokens) or at + 1 == verb:
        return True
    after = tokens[at + 1]
    return after.kind == MARK or (
        after.kind == WORD and (after.low in _GOES_ON or after.low in ("one", "unit", "example"))
    )


def _apposed(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Whether the comma ends what is put in behind a number: "two, the Hale and the Kestrel, were"."""
    return (
        at == verb - 1
        or tokens[at + 1].low in _GOES_ON
        or any(
            t.kind == NUMBER and tokens[k + 1].low == ","
            for k, t in enumerate(tokens[max(0, at - 8) : at], max(0, at - 8))
        )
    )


_DEALS = words(
    "contract contracts deal order agreement purchase sale award package acquisition programme program project donation gift it they "
    "this that these aircraft vessels vehicles ships boats jets"
)
_WORTH = words(
    "worth valued value cost costs price priced estimated amounts amount amounted totals total totalling financed funded"
)


def told_worth(tokens: Sequence[Token]) -> tuple[Money, Span] | None:
    """The sum of a sentence that only tells what was just spoken of is worth: "The deal is valued at $20 million"."""
    sums = [k for k, t in enumerate(tokens) if t.kind == MONEY]
    if len(sums) != 1 or any(t.kind == ITEM for t in tokens[: sums[0]]):
        return None
    opening, before = {t.low for t in tokens[:5]}, {t.low for t in tokens[: sums[0]]}
    counted = len(tokens) > 1 and tokens[0].low == "the" and tokens[1].kind == NUMBER
    if not ((opening & _DEALS or counted) and before & _WORTH):
        return None
    told = tokens[sums[0]]
    return told.value.value, Span(told.start, told.end)

"""Figures: ranks, shares, changes, fleets, rates, prices and sums of the arms trade."""

from collections.abc import Iterator

from armsledger.reading.holdings import buyers, fleets, rates, totals
from armsledger.reading.proposal import Found
from armsledger.reading.ranks import ranks
from armsledger.reading.scene import Sentence
from armsledger.reading.shares import shares
from armsledger.reading.story import Story
from armsledger.reading.sums import sums


def figures(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    yield from ranks(sentence, words, story)
    yield from shares(sentence, words, story)
    yield from fleets(sentence, words, story)
    yield from totals(sentence, words, story)
    yield from rates(sentence, words, story)
    yield from sums(sentence, words, story)
    yield from buyers(sentence, words, story)

"""`find`: one pass of one automaton over a text, then only what it found is looked at."""

import re
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from armsledger.knowledge.context import settle
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.names import ANY_CASE, EXACT, STOP, SURE, Name
from armsledger.knowledge.patterns import designations, extended
from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.spelling import MAPPED, fold

_SPACE, _S = ord(" "), ord("s")
_SPACED = frozenset(" -/.'&\n")
_VARIANT = re.compile(r"[ -]?[A-Z]{1,4}\d?(?:[A-Z]|-\d{1,2})?(?![\w])")


class Pending(NamedTuple):
    """A name that counts only if the report around it speaks for it."""

    start: int
    end: int
    name: Name


class Finder:
    """Finds names; made once from compiled patterns, safe to share between threads."""

    def __init__(
        self,
        patterns: list[str],
        numbers: list[int],
        names: list[tuple[Name, ...]],
        cues: dict[str, dict[str, tuple[str, ...]]],
    ) -> None:
        self._automaton = BytesAhoCorasick(
            [p.encode("ascii") for p in patterns],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )
        self._numbers = numbers
        self._names = names
        self._cues = cues

    def find(self, text: str) -> tuple[Mention, ...]:
        """Returns the mentions in a report's text, in order, none over another.

        What counts only with context is judged against the whole text given: give a report, not a sentence.
        """
        folded = fold(text)
        low = b" " + folded.encode("ascii").translate(MAPPED) + b" "
        sure: list[Mention] = []
        pending: list[Pending] = []
        names, numbers = self._names, self._numbers
        for number, at, end in self._automaton.find_matches_as_indexes(low):
            options = names[numbers[number]]
            after = low[end]
            if after != _SPACE and not (after == _S and low[end + 1] == _SPACE):
                if not self._inside(folded, low, at, end, options, sure):
                    self._shorter(folded, low, at, end, sure, pending)
                continue
            if not self._take(folded, at, end - 1, options, sure, pending):
                self._shorter(folded, low, at, end, sure, pending)
        if not sure and not pending:
            return ()
        mentions = (
            settle(folded, sure, pending, self._cues) if pending or any(len(m.candidates) > 1 for m in sure) else sure
        )
        return tuple(designations(folded, extended(folded, mentions)))

    def _take(
        self, folded: str, start: int, end: int, options: tuple[Name, ...], sure: list[Mention], pending: list[Pending]
    ) -> bool:
        for name in options:
            if folded[start:end] == name.written or fits(folded[start:end], name):
                if name.force == SURE:
                    sure.append(
                        Mention(start, end, name.kind, name.candidates, name.category, name.states, name.form, "listed")
                    )
                elif name.force != STOP:
                    pending.append(Pending(start, end, name))
                return True
        return False

    def _inside(
        self, folded: str, low: bytes, at: int, end: int, options: tuple[Name, ...], sure: list[Mention]
    ) -> bool:
        """Takes a type's name that goes on in letters of a variant we do not list: Su-30 in Su-30SME."""
        name = options[0]
        if name.kind is not MentionKind.EQUIPMENT or not folded[end - 2].isdigit() or name.force != SURE:
            return False
        tail = _VARIANT.match(folded, end - 1)
        if not tail or not fits(folded[at : end - 1], name):
            return False
        sure.append(
            Mention(
                at,
                tail.end(),
                name.kind,
                name.candidates,
                name.category,
                name.states,
                "suffix",
                f"variant of {name.written}",
            )
        )
        return True

    def _shorter(self, folded: str, low: bytes, at: int, end: int, sure: list[Mention], pending: list[Pending]) -> None:
        """Looks for shorter names, and for names further on, in a match that did not hold."""
        cut = low.rfind(b" ", at + 1, end)
        if cut <= at:
            return
        stop = low.find(b" ", end)
        for number, a, e in self._automaton.find_matches_as_indexes(low[at : cut + 1]):
            a, e = a + at, e + at
            if low[e] == _SPACE and self._take(folded, a, e - 1, self._names[self._numbers[number]], sure, pending):
                continue
            self._shorter(folded, low, a, e, sure, pending)
        if stop > cut:
            for number, a, e in self._automaton.find_matches_as_indexes(low[cut:stop]):
                a, e = a + cut, e + cut
                if low[e] == _SPACE:
                    self._take(folded, a, e - 1, self._names[self._numbers[number]], sure, pending)


def fits(written: str, name: Name) -> bool:
    """Says whether the words of a text may be a name: its capitals, and nothing but spaces and dashes between."""
    if name.case == EXACT:
        return _letters(written) == _letters(name.written) and _between(written, name)
    if not _between(written, name):
        return False
    if name.case == ANY_CASE:
        return True
    theirs, ours = _letters(written), _letters(name.written)
    if len(theirs) != len(ours):
        return theirs.isupper() or theirs[:1].isupper() == ours[:1].isupper()
    return all(t.isupper() for t, o in zip(theirs, _capitals(name.written), strict=True) if o)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _capitals(text: str) -> list[bool]:
    """For each letter, whether it is a capital that begins a run of letters."""
    return [c.isupper() and not (i and text[i - 1].isalpha()) for i, c in enumerate(text) if c.isalpha()]


def _between(written: str, name: Name) -> bool:
    return all(c.isalnum() or c in _SPACED or c in name.written for c in written)

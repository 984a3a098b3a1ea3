"""`find`: one pass of one automaton over a text, then only what it found is looked at."""

import re
from itertools import pairwise
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


class Report(NamedTuple):
    """A text on its way through `find`: folded, as bytes in the automaton's form, and what stands so far."""

    folded: str
    low: bytes
    sure: list[Mention]
    pending: list[Pending]


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
        report = Report(folded, low, [], [])
        for number, at, end in self._automaton.find_matches_as_indexes(low):
            if not self._holds(report, number, at, end):
                self._within(report, at, end)
        if not report.sure and not report.pending:
            return ()
        mentions = settle(folded, sorted(report.sure), report.pending, self._cues)
        return tuple(designations(folded, extended(folded, mentions)))

    def _holds(self, report: Report, number: int, at: int, end: int) -> bool:
        """Takes a match if it ends where a word ends and its case is right; a plural s stays outside."""
        after = report.low[end]
        if after != _SPACE and not (after == _S and report.low[end + 1] == _SPACE):
            return self._goes_on(report, number, at, end)
        written = report.folded[at : end - 1]
        for name in self._names[self._numbers[number]]:
            if written == name.written or fits(written, name):
                if name.force == SURE:
                    report.sure.append(Mention(at, end - 1, *name[3:], "listed"))
                elif name.force != STOP:
                    report.pending.append(Pending(at, end - 1, name))
                return True
        return False

    def _goes_on(self, report: Report, number: int, at: int, end: int) -> bool:
        """Takes a type's name that goes on in letters of a variant we do not list: Su-30 in Su-30SME."""
        name = self._names[self._numbers[number]][0]
        if name.kind is not MentionKind.EQUIPMENT or name.force != SURE or not report.folded[end - 2].isdigit():
            return False
        tail = _VARIANT.match(report.folded, end - 1)
        if not tail or not fits(report.folded[at : end - 1], name):
            return False
        report.sure.append(Mention(at, tail.end(), *name[3:7], "suffix", f"variant of {name.written}"))
        return True

    def _within(self, report: Report, at: int, end: int) -> None:
        """Looks for the shorter names inside a match that did not hold, and for those that begin later in it."""
        low = report.low
        stops = [end - 1] if low[end - 1] == _S else []
        stops += [i for i in range(end - 1, at, -1) if low[i] == _SPACE]
        begin = at
        for stop in stops:
            first = self._automaton.find_matches_as_indexes(low[begin:stop])[:1]
            if first and first[0][1] == 0 and self._holds(report, first[0][0], at, at + first[0][2]):
                begin = at + first[0][2]
                break
        begin = low.find(b" ", begin + (begin == at), end)
        if begin > 0:
            beyond = low.find(b" ", end)
            for number, a, e in self._automaton.find_matches_as_indexes(low[begin : beyond if beyond > 0 else None]):
                if begin + e < len(low):
                    self._holds(report, number, begin + a, begin + e)


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
    """For each letter, whether it is a capital that has to be one: it begins a run of letters, or the run follows a digit."""
    found, strict = [], False
    for before, char in pairwise(" " + text):
        if char.isalpha():
            begins = not before.isalpha()
            strict = before.isdigit() if begins else strict
            found.append(char.isupper() and (begins or strict))
    return found


def _between(written: str, name: Name) -> bool:
    return all(c.isalnum() or c in _SPACED or c in name.written for c in written)

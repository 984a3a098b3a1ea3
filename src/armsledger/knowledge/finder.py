"""`find`: one pass of one automaton over a text, then only what it found is looked at."""

import re
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from armsledger.knowledge.casing import fits
from armsledger.knowledge.compiled import CAPITAL, Compiled, decoded
from armsledger.knowledge.context import Pending, settle
from armsledger.knowledge.leads import led
from armsledger.knowledge.mention import Mention
from armsledger.knowledge.names import LEAD, STOP, SURE, Name
from armsledger.knowledge.numbers import spread
from armsledger.knowledge.patterns import designations, extended
from armsledger.knowledge.rows import MentionKind
from armsledger.knowledge.spelling import MAPPED, fold

_SPACE, _S, _SMALL = ord(" "), ord("s"), ord("a")
_VARIANT = re.compile(r"[ -]?[A-Z]{1,4}\d?(?:[A-Z]|-\d{1,2})?(?=s?(?!\w))")
_NUMBERED = re.compile(r"[A-Z][A-Za-z]{0,4}[ -]?\d+(?=[A-Z]+)")
TELLING = re.compile(
    r', before "|^(?:a name before|in a list before|short for|said to be a|what is called a|a calibre) '
)
_REMEMBERED = 1 << 16
_ANYWHERE = (MentionKind.STATE, MentionKind.PERSON, MentionKind.CLASS)
"""Kinds whose names may count in a report on no arms that does not name them otherwise."""


def _rivals(one: Name, other: Name) -> bool:
    """Says whether a type's name is surer for another type or a company: a class word may tell the type."""
    if other.kind is not MentionKind.EQUIPMENT or one.force != SURE:
        return False
    return one.kind is MentionKind.COMPANY or (
        one.kind is MentionKind.EQUIPMENT and one.categories[0] not in other.categories
    )


class Fit(NamedTuple):
    """The names a pattern may have as it is written.

    Attributes:
        force: how sure the first is.
        tail: its last letter where that may stand behind the match: the dot of "U.S.".
        sure: its mention, without the place, where it counts at once.
        rows: what a report has to name so that it counts in one on no arms; None where that is to be looked at.
    """

    names: tuple[Name, ...]
    force: int
    tail: str
    sure: tuple[MentionKind, tuple[str, ...], str | None, tuple[str, ...], str, str] | None
    rows: tuple[str, ...] | None


def _fit(names: tuple[Name, ...]) -> Fit:
    if not names:
        return Fit((), STOP, "", None, None)
    first = names[0]
    sure = rows = None
    if first.force == SURE and len(first.candidates) == len(names) == 1:
        sure = (first.kind, first.candidates, first.categories[0], first.states[0], first.form, "listed")
    if not any(n.force == SURE or n.kind in _ANYWHERE for n in names):
        rows = tuple(n.candidates[0] for n in names if len(n.candidates) == 1)
    last = first.written[-1]
    return Fit(names, first.force, last if last in "sS" or not last.isalnum() else "", sure, rows)


class Report(NamedTuple):
    """A text on its way through `find`: folded, as bytes in the automaton's form, and what stands so far."""

    folded: str
    low: bytes
    sure: list[Mention]
    pending: list[Pending]
    leads: list[tuple[int, int, MentionKind]]


_BEYOND = 80
"""Characters beyond a match that did not hold in which a name that begins inside it must end."""


class Finder:
    """Finds names; made once from compiled patterns, safe to share between threads."""

    def __init__(self, content: Compiled) -> None:
        self._automaton = BytesAhoCorasick(
            content.patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )
        self._numbers = content.numbers
        self._names = content.names
        self._capital = bytes(flag == CAPITAL for flag in content.capital)
        self._cues = content.cues
        self._habits = content.habits
        words = set(content.patterns)
        self._alone = bytes(
            b" " not in p[1:] and not p[-1:].isdigit() and not (p.endswith(b"s") and p[:-1] in words)
            for p in content.patterns
        )
        self._known: dict[str, Fit] = {}

    def find(self, text: str) -> tuple[Mention, ...]:
        """Returns the mentions in a report's text, in order, none over another.

        What counts only with context is judged against the whole text given: give a report, not a sentence.
        """
        folded = fold(text)
        raw = folded.encode("ascii")
        low = b" " + raw.translate(MAPPED) + b"  "
        report = Report(folded, low, [], [], [])
        alone, capital, known, sure = self._alone, self._capital, self._known, report.sure
        done = 0
        for number, at, end in self._automaton.find_matches_as_indexes(low):
            after = low[end]
            if after == _SPACE or (after == _S and low[end + 1] == _SPACE):
                if capital[number] and raw[at] >= _SMALL:
                    if alone[number] or at < done:
                        continue
                    held = False
                elif at < done:
                    continue
                else:
                    fit = known.get(folded[at : end - 1])
                    if fit is not None and fit.sure and not fit.tail:
                        sure.append(tuple.__new__(Mention, (at, end - 1, *fit.sure)))
                        continue
                    held = self._take(report, number, at, end)
            elif alone[number] or at < done:
                continue
            else:
                held = self._goes_on(report, number, at, end)
            if not held and not alone[number]:
                done = self._within(report, at, end)
        if not report.sure and not report.pending:
            return ()
        mentions = settle(folded, report.sure, report.pending, self._cues)
        mentions = designations(folded, spread(folded, extended(folded, mentions), self.called), self._habits)
        mentions = [self._listed(folded, m) if m.form == "pattern" else m for m in mentions]
        return tuple(led(folded, mentions, report.leads) if report.leads else mentions)

    def called(self, name: str) -> tuple[Name, ...]:
        """Returns what is called exactly so, whether or not it would need context in a report; likeliest first."""
        folded = fold(name)
        low = b" " + folded.encode("ascii").translate(MAPPED).rstrip() + b"  "
        for number, at, end in self._automaton.find_matches_as_indexes(low):
            if at == 0 and end == len(low) - 2:
                return tuple(n for n in decoded(self._names[self._numbers[number]]) if fits(folded, n))
            break
        return ()

    def _listed(self, folded: str, mention: Mention) -> Mention:
        """Returns a name told by its shape or neighbours as the type that a table calls so, unless a class word says else."""
        if mention.kind is not MentionKind.EQUIPMENT:
            return mention
        names = [n for n in self.called(folded[mention.start : mention.end]) if n.kind is MentionKind.EQUIPMENT]
        if not names:
            return mention
        same = next((n for n in names if mention.category in n.categories), None)
        if same is None and TELLING.search(mention.why):
            return mention
        name = same or names[0]
        chosen = [i for i, c in enumerate(name.categories) if c == mention.category or not same]
        states = tuple(dict.fromkeys(s for i in chosen for s in name.states[i]))
        return mention._replace(
            candidates=tuple(name.candidates[i] for i in chosen), category=name.categories[chosen[0]], states=states
        )

    def _take(self, report: Report, number: int, at: int, end: int) -> bool:
        """Takes a match that ends where a word ends if its case is right; a plural s stays outside."""
        written = report.folded[at : end - 1]
        fit = self._known.get(written) or self._learn(number, written)
        if not fit.names:
            return False
        if fit.tail and fit.tail == report.folded[end - 1 : end]:
            end += 1  # the dot of "U.S.", the plus of "Block 52+"
        if fit.sure:
            report.sure.append(Mention(at, end - 1, *fit.sure))
        elif fit.force == LEAD:
            report.leads.append((at, end - 1, fit.names[0].kind))
        elif fit.force != STOP:
            report.pending.append(Pending(at, end - 1, fit.names, fit.rows))
        return True

    def _learn(self, number: int, written: str) -> Fit:
        """Finds and remembers the names of a pattern that may be written so, the first one alone where it is sure."""
        names = tuple(
            n for n in decoded(self._names[self._numbers[number]]) if written == n.written or fits(written, n)
        )
        if names and names[0].force in (SURE, STOP):
            names = (names[0], *(n for n in names[1:] if _rivals(names[0], n)))
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[written] = fit = _fit(names)
        return fit

    def _goes_on(self, report: Report, number: int, at: int, end: int) -> bool:
        """Takes a type's name that goes on in letters of a variant we do not list: Su-30 in Su-30SME."""
        if not report.folded[end - 2].isdigit():
            numbered = _NUMBERED.match(report.folded, at, end - 1)
            if not numbered:
                return False
            stop = numbered.end() + 1
            shorter = self._automaton.find_matches_as_indexes(report.low[at:stop])[:1]
            if not shorter or shorter[0][1:] != (0, stop - at):
                return False
            number, end = shorter[0][0], stop
        written = report.folded[at : end - 1]
        names = (self._known.get(written) or self._learn(number, written)).names
        if not names or names[0].kind is not MentionKind.EQUIPMENT:
            return False
        tail = _VARIANT.match(report.folded, end - 1)
        if not tail:
            return False
        report.pending.append(Pending(at, tail.end(), names, None, "suffix"))
        return True

    def _holds(self, report: Report, number: int, at: int, end: int) -> bool:
        after = report.low[end]
        ends = after == _SPACE or (after == _S and report.low[end + 1] == _SPACE)
        return self._take(report, number, at, end) if ends else self._goes_on(report, number, at, end)

    def _within(self, report: Report, at: int, end: int) -> int:
        """Looks for the shorter names inside a match that did not hold, and for those that begin later in it.

        A later one may reach beyond the match; returns where the last one taken ends.
        """
        low = report.low
        stops = [end - 1] if low[end - 1] == _S else []
        stops += [i for i in range(end - 1, at, -1) if low[i] == _SPACE]
        begin = at
        for stop in stops:
            first = self._automaton.find_matches_as_indexes(low[at:stop])[:1]
            if first and first[0][1] == 0 and self._holds(report, first[0][0], at, at + first[0][2]):
                begin = at + first[0][2]
                break
        begin = low.find(b" ", begin + (begin == at), end)
        done = begin
        if begin > 0:
            for number, a, e in self._automaton.find_matches_as_indexes(low[begin : end + _BEYOND]):
                if begin + a >= end:
                    break
                if begin + e < len(low) and self._holds(report, number, begin + a, begin + e):
                    done = begin + e
        return done

"""The default reader: a small learned network over what knowledge and grammar find, run without torch."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from tokenizers import Tokenizer

from armsledger.knowledge import Knowledge, Mention
from armsledger.model.claim import Claim
from armsledger.model.codes import Kind
from armsledger.model.problem import Problem
from armsledger.model.reading import ReadReport
from armsledger.model.report import Report
from armsledger.reading.assemble import Assembler, Look
from armsledger.reading.candidates import candidates
from armsledger.reading.chances import Settings, logit
from armsledger.reading.dates import MONTHS
from armsledger.reading.deciding import Judge
from armsledger.reading.drafts import Draft, claim
from armsledger.reading.evidence import checked
from armsledger.reading.fast import LANGUAGES, not_in_words, unread_language
from armsledger.reading.firstpass import martial
from armsledger.reading.heads import Event, Floats, Heads, View
from armsledger.reading.hints import Hint, Proposed, best, hints, marks
from armsledger.reading.others import others
from armsledger.reading.scene import Sentence, lay_out
from armsledger.reading.schema import KINDS
from armsledger.reading.segments import spans, within
from armsledger.reading.threads import one_thread
from armsledger.reading.transfers import ACCEPTED, transfers
from armsledger.reading.windows import windows
from armsledger.reading.wordpieces import Ints, pieces

Encode = Callable[[Ints, Ints, Ints, Ints], Floats]
"""Ids, types, shapes, hints (b, n) become states (b, n, WIDTH)."""

SAME = 0.6
"""Share of their words from which two claims tell of the same."""
LEAST = 0.15
"""How likely a transfer of the linear reader must be for the network to hear of it."""


class LearnedReader:
    name = "default"

    def __init__(
        self,
        encode: Encode,
        heads: Heads,
        tokenizer: Tokenizer,
        knowledge: Knowledge,
        settings: Settings,
        version: str,
        judge: Judge,
    ) -> None:
        self._encode, self._heads, self._tokenizer, self._knowledge = encode, heads, tokenizer, knowledge
        self.version, self.settings, self._judge = version, settings, judge

    def read(self, reports: Iterable[Report]) -> Iterator[ReadReport]:
        for report in reports:
            if report.language not in (None, *LANGUAGES):
                yield ReadReport(report=report, claims=(), problems=(unread_language(report),))
                continue
            try:
                found = [checked(c, report.text) for c in self.claims(report)]
            except Exception as error:
                problem = Problem(code="not_read", message=f"{type(error).__name__}: {error}", place=report.document)
                yield ReadReport(report=report, claims=(), problems=(problem,))
                continue
            dropped = sum(n for _, n in found)
            told = (not_in_words(report, dropped),) if dropped else ()
            yield ReadReport(report=report, claims=tuple(c for c, _ in found), problems=told)

    def claims(self, report: Report) -> list[Claim]:
        """What is read in one report; errors are the caller's."""
        mentions = self._knowledge.find(report.text)
        if not martial(report.text, mentions):
            return []
        look = self.looked(report, mentions)
        with one_thread():
            events = [e for view in self.encoded(look) for e in self.block_events(look, view)]
            made = dated(once(self.assembled(look, events)))
        return sorted([*made, *look.others], key=lambda c: (c.start, c.end))

    def looked(self, report: Report, mentions: Sequence[Mention] | None = None) -> Look:
        """The report in pieces, with its candidates and what the grammar and the linear reader read in it."""
        mentions = self._knowledge.find(report.text) if mentions is None else mentions
        scene = lay_out(report, lambda _: mentions, self._knowledge.row)
        text, reader = report.text, f"{self.name} {self.version}"
        drafts = transfers(scene, self._judge, least=LEAST)
        told = as_proposed(drafts, report)
        deals = [d for d in drafts if d.facts["accept"] >= ACCEPTED]
        rest = [claim(d, report.document, text, reader) for d in others(scene, text, self._judge, deals)]
        p = pieces(report.text, candidates(report, self._knowledge, mentions), self._tokenizer)
        return Look(
            report=report,
            pieces=p,
            told=hints(told, p),
            others=tuple(rest),
            sources=tuple((s.span, s.source) for s in scene if s.source is not None),
        )

    def encoded(self, look: Look) -> Iterator[View]:
        """Every block worth it with its states; of a report where the grammar finds no transfer at all, none."""
        p = look.pieces
        marked = marks(look.told, len(p.ids))
        for block in windows(p, [(h.first, h.last) for h in look.told]) if look.told else ():
            ids, types, shapes, hinted = (values[block.index][None] for values in (p.ids, p.types, p.shapes, marked))
            states = self._encode(ids, types, shapes, hinted)[0]
            yield self._heads.view(block, states, p)

    def block_events(self, look: Look, view: View) -> list[Event]:
        """The events that a block owns: those the network marks, and those only the linear reader does, if likely enough."""
        block, place, tags = view.block, view.place, view.tags
        found = []
        for h in look.told:
            first = int(place[h.first])
            last = min(first + h.last - h.first, len(tags))
            if first >= block.own:
                found.append((h.kind, first, last, within(tags[first:last], h.kind), False))
        for kind, a, z, sure in spans(tags[block.own :], self.settings.outside):
            first, last = a + block.own, z + block.own
            if not any(one < last and first < two for _, one, two, *_ in found):
                found.append((kind, first, last, sure, True))
        out = []
        for kind, first, last, sure, seen in sorted(found, key=lambda x: x[1]):
            hint = best(look.told, int(block.index[first]), int(block.index[last - 1]) + 1)
            if (
                KINDS[kind] is Kind.TRANSFER
                and self.settings.accepted(accepting(sure, hint, seen)) >= self.settings.accept
            ):
                event = self._heads.event(view, (kind, first, last, sure), hint)
                out.append(replace(event, seen=seen))
        return out

    def assembled(self, look: Look, events: list[Event]) -> list[Claim]:
        return Assembler(self._heads, self.settings, f"{self.name} {self.version}").claims(look, events)


_DAY = re.compile(
    rf"(?:in|on|by|since|until|from|during|early|late|mid|end|of|the|\d{{1,4}}|{'|'.join(MONTHS)}|[\s,.-])+",
    re.IGNORECASE,
)
"""A day and nothing else: what the network now and then marks, four times in 344 annotated reports of the press."""


def dated(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those whose words are only a day; what follows such words right behind them has that day."""
    days = [c for c in claims if _DAY.fullmatch(c.quote)]
    out = []
    for one in (c for c in claims if c not in days):
        day = next((d for d in days if 0 <= one.start - d.end < 3), None) if one.when is None else None
        if day is not None:
            said = tuple(e for e in day.evidence if e.field == "when")
            one = replace(one, when=day.when, evidence=(*one.evidence, *said))
        out.append(one)
    return out


def once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that tell of the same words again, or say the same in words shared; the surest stay."""
    kept: list[Claim] = []
    for one in sorted(claims, key=lambda c: -(c.score or 0)):
        if not any(again(one, other) for other in kept):
            kept.append(one)
    return kept


def again(one: Claim, other: Claim) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return False
    if shared > SAME * (max(one.end, other.end) - min(one.start, other.start)):
        return True
    same = (one.supplier, one.recipient, one.stage, one.modality) == (
        other.supplier,
        other.recipient,
        other.stage,
        other.modality,
    )
    return same and {i.designation or i.category for i in one.items} == {
        i.designation or i.category for i in other.items
    }


def proposed(scene: Sequence[Sentence], report: Report, judge: Judge) -> list[Proposed]:
    """The transfers that the linear reader holds possible, scored by how likely it would accept them."""
    return as_proposed(transfers(scene, judge, least=LEAST), report)


def as_proposed(drafts: Sequence[Draft], report: Report) -> list[Proposed]:
    return [
        (replace(claim(d, report.document, report.text, "linear"), score=d.facts["accept"]), d.facts) for d in drafts
    ]


def accepting(sure: float, hint: Hint | None, seen: bool) -> tuple[float, ...]:
    """What speaks for an event: see `Settings.accepted`."""
    return logit(sure), logit(hint.sure) if hint is not None else 0.0, float(hint is not None), float(seen)

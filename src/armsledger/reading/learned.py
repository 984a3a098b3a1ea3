"""The default reader: a small learned network over what knowledge and grammar find, run without torch."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from tokenizers import Tokenizer

from armsledger.knowledge import Knowledge
from armsledger.model.claim import Claim
from armsledger.model.problem import Problem
from armsledger.model.reading import ReadReport
from armsledger.model.report import Report
from armsledger.reading.assemble import Assembler, Look
from armsledger.reading.candidates import candidates
from armsledger.reading.chances import Settings
from armsledger.reading.drafts import claim
from armsledger.reading.fast import LANGUAGES, unread_language
from armsledger.reading.grammar import proposals
from armsledger.reading.heads import Event, Floats, Heads
from armsledger.reading.hints import best, hints, marks
from armsledger.reading.scene import lay_out
from armsledger.reading.segments import spans
from armsledger.reading.wordpieces import Block, Ints, blocks, pieces

Encode = Callable[[Ints, Ints, Ints, Ints, Ints], Floats]
"""Ids, types, shapes, hints, mask (b, n) become states (b, n, WIDTH)."""

SIZE, LEAD, BEFORE = 480, 48, 64


class LearnedReader:
    name = "default"

    def __init__(
        self, encode: Encode, heads: Heads, tokenizer: Tokenizer, knowledge: Knowledge, settings: Settings, version: str
    ) -> None:
        self._encode, self._heads, self._tokenizer, self._knowledge = encode, heads, tokenizer, knowledge
        self.version, self.settings = version, settings

    def read(self, reports: Iterable[Report]) -> Iterator[ReadReport]:
        for report in reports:
            if report.language not in (None, *LANGUAGES):
                yield ReadReport(report=report, claims=(), problems=(unread_language(report),))
                continue
            try:
                yield ReadReport(report=report, claims=tuple(self.claims(report)))
            except Exception as error:
                problem = Problem(code="not_read", message=f"{type(error).__name__}: {error}", place=report.document)
                yield ReadReport(report=report, claims=(), problems=(problem,))

    def claims(self, report: Report) -> list[Claim]:
        """What is read in one report; errors are the caller's."""
        look = self.looked(report)
        events = [e for block, states in self.encoded(look) for e in self.block_events(look, block, states)]
        return self.assembled(look, events)

    def looked(self, report: Report) -> Look:
        """The report in pieces, with its candidates and what the grammar reads in it."""
        mentions = self._knowledge.find(report.text)
        scene = lay_out(report, lambda _: mentions, self._knowledge.row)
        told = [claim(d, report.document, report.text, "grammar") for d in proposals(report.text, scene)]
        p = pieces(report.text, candidates(report, self._knowledge, mentions), self._tokenizer)
        sources = tuple((s.span, s.source) for s in scene if s.source is not None)
        return Look(report, p, hints(told, p), sources)

    def encoded(self, look: Look) -> Iterator[tuple[Block, Floats]]:
        p = look.pieces
        marked = marks(look.told, len(p.ids))
        for block in blocks(p, SIZE, LEAD, BEFORE):
            ids, types, shapes, hinted = (values[block.index][None] for values in (p.ids, p.types, p.shapes, marked))
            states = self._encode(ids, types, shapes, hinted, np.ones_like(ids))[0]
            yield block, np.asarray(states, dtype=np.float32)

    def block_events(self, look: Look, block: Block, states: Floats) -> list[Event]:
        p = look.pieces
        place = np.full(len(p.ids) + 1, -1, dtype=np.int64)
        place[block.index] = np.arange(len(block.index))
        out = []
        for kind, a, z, sure in spans(self._heads.tags(states[block.own :]), self.settings.outside):
            if sure >= self.settings.sure:
                first, last = a + block.own, z + block.own
                hint = best(look.told, int(block.index[first]), int(block.index[last - 1]) + 1)
                out.append(self._heads.event(states, block, p, place, (kind, first, last, sure), hint))
        return out

    def assembled(self, look: Look, events: list[Event]) -> list[Claim]:
        return Assembler(self._heads, self.settings, f"{self.name} {self.version}").claims(look, events)

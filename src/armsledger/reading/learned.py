"""The default reader: a small learned network over what knowledge and grammar find, run without torch."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from tokenizers import Tokenizer

from armsledger.knowledge import Knowledge
from armsledger.model.claim import Claim
from armsledger.model.problem import Problem
from armsledger.model.reading import ReadReport
from armsledger.model.report import Report
from armsledger.reading.assemble import Assembler, Settings
from armsledger.reading.candidates import candidates
from armsledger.reading.heads import Event, Floats, Heads
from armsledger.reading.segments import spans
from armsledger.reading.wordpieces import Block, Ints, Pieces, blocks, pieces

Encode = Callable[[Ints, Ints, Ints, Ints], Floats]
"""Ids, types, shapes, mask (b, n) become states (b, n, WIDTH)."""

SIZE, LEAD, BEFORE = 320, 56, 90


class LearnedReader:
    name = "default"

    def __init__(
        self, encode: Encode, heads: Heads, tokenizer: Tokenizer, knowledge: Knowledge, settings: Settings, version: str
    ) -> None:
        self._encode, self._heads, self._tokenizer, self._knowledge = encode, heads, tokenizer, knowledge
        self.version, self.settings = version, settings
        self._assembler = Assembler(heads, settings, f"{self.name} {version}")

    def read(self, reports: Iterable[Report]) -> Iterator[ReadReport]:
        for report in reports:
            try:
                yield ReadReport(report=report, claims=tuple(self.claims(report)))
            except Exception as error:
                problem = Problem(code="not_read", message=f"{type(error).__name__}: {error}", place=report.document)
                yield ReadReport(report=report, claims=(), problems=(problem,))

    def claims(self, report: Report) -> list[Claim]:
        p = pieces(report.text, candidates(report, self._knowledge), self._tokenizer)
        return self._assembler.claims(report, p, self.events(p))

    def events(self, p: Pieces) -> list[Event]:
        out: list[Event] = []
        for block in blocks(p, SIZE, LEAD, BEFORE):
            out += self.block_events(p, block, self.states(p, block))
        return out

    def states(self, p: Pieces, block: Block) -> Floats:
        ids, types, shapes = (values[block.index][None] for values in (p.ids, p.types, p.shapes))
        return np.asarray(self._encode(ids, types, shapes, np.ones_like(ids))[0], dtype=np.float32)

    def block_events(self, p: Pieces, block: Block, states: Floats) -> list[Event]:
        place = np.full(len(p.ids) + 1, -1, dtype=np.int64)
        place[block.index] = np.arange(len(block.index))
        tags = self._heads.tags(states[block.own :])
        found = spans(tags, self.settings.outside)
        return [
            self._heads.event(states, block, p, place, (kind, a + block.own, z + block.own, sure))
            for kind, a, z, sure in found
            if sure >= self.settings.sure
        ]

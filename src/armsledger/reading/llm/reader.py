"""A reader on top of another: the model is asked where the other is unsure, or everywhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from armsledger.knowledge.base import Knowledge
from armsledger.model.claim import Claim
from armsledger.model.codes import Kind
from armsledger.model.ids import content_id
from armsledger.model.problem import Problem
from armsledger.model.reading import Reader, ReadReport
from armsledger.model.report import Report
from armsledger.model.values import Span
from armsledger.reading.dates import Clock
from armsledger.reading.drafts import claim
from armsledger.reading.llm.checking import Checker
from armsledger.reading.llm.endpoint import Endpoint, EndpointError
from armsledger.reading.llm.passage import ANSWER, PROMPT, Passage
from armsledger.reading.parties import Namer
from armsledger.reading.sentences import sentences

SCORE = 0.5  # of a claim that only the model sees: not calibrated, and said to be in the middle
GIVE_UP = 3  # questions in a row without an answer, after which the run goes on without the model


class Cache(Protocol):
    """Answers by key; a key holds sentence, context, model and prompt version."""

    def get(self, key: str) -> Any: ...

    def put(self, key: str, answer: Any) -> None: ...


class LlmReader:
    """Reads with `base`, then asks the model about the sentences that `base` is unsure of, or (`everywhere`) about all that name arms.

    What the model says replaces what `base` read in a sentence only where an answer came and held; a dead, slow or lying
    endpoint leaves the base reading standing. Figures always stay with `base`.
    """

    def __init__(
        self,
        base: Reader,
        endpoint: Endpoint,
        *,
        cache: Cache,
        everywhere: bool = False,
        below: float = 0.5,
        knowledge: Knowledge | None = None,
    ) -> None:
        self._base, self._endpoint, self._cache = base, endpoint, cache
        self._everywhere, self._below = everywhere, below
        self._knowledge = knowledge or Knowledge()
        self._silent = 0
        self.name = f"llm+{base.name}"
        self.version = f"{PROMPT} {endpoint.model} {base.version}"
        self.rejections: Counter[str] = Counter()

    def read(self, reports: Iterable[Report]) -> Iterator[ReadReport]:
        for found in self._base.read(reports):
            yield self._with_model(found)

    def _with_model(self, found: ReadReport) -> ReadReport:
        report, problems = found.report, list(found.problems)
        reader = f"{self.name} {self.version}"
        claims = [replace(c, reader=reader) for c in found.claims]
        spans = sentences(report.text, report.body)
        for n, span in enumerate(spans):
            here = [c for c in claims if span.start <= c.start < span.end and c.kind is not Kind.FIGURE]
            if not self._asks(report, span, here):
                continue
            passage = Passage.of(report.text, span, spans[n - 1] if n else None)
            if passage.gives_orders:
                problems.append(
                    _problem("llm_instructions", "a sentence speaks to machines and was not shown to one", report)
                )
                continue
            try:
                answer = self._answer(passage)
            except EndpointError as error:
                problems.append(_problem(error.code, f"{error}; the built-in reading stands", report))
                if self._silent >= GIVE_UP or error.code in ("llm_budget", "llm_refused"):
                    break
                continue
            read, rejected = self._checked(passage, answer, report, here, reader)
            problems += [_problem("llm_rejected", words, report) for words in rejected]
            if read or not rejected:
                claims = [c for c in claims if c not in here] + read
        ordered = tuple(sorted(claims, key=lambda c: (c.start, c.end)))
        return ReadReport(report=report, claims=ordered, problems=tuple(problems))

    def _asks(self, report: Report, span: Span, here: Sequence[Claim]) -> bool:
        if self._silent >= GIVE_UP:
            return False
        if self._everywhere:
            return any(m.category is not None for m in self._knowledge.find(span.of(report.text)))
        return any((c.score if c.score is not None else 0.0) < self._below for c in here)

    def _answer(self, passage: Passage) -> Any:
        messages = passage.messages()
        key = content_id([PROMPT, self._endpoint.model, messages])
        answer = self._cache.get(key)
        if answer is None:
            try:
                answer = self._endpoint.ask(messages, ANSWER)
            except EndpointError:
                self._silent += 1
                raise
            self._silent = 0
            self._cache.put(key, answer)
        return answer

    def _checked(
        self, passage: Passage, answer: Any, report: Report, here: Sequence[Claim], reader: str
    ) -> tuple[list[Claim], list[str]]:
        checker = Checker(passage, self._knowledge.find, Namer(self._knowledge.row), Clock(written=report.written))
        drafts = checker.drafts(answer)
        self.rejections.update(words.split(":")[0] for words in checker.rejected)
        read = [claim(d, report.document, report.text, reader) for d in drafts]
        return [replace(c, score=_score(c, here)) for c in read], checker.rejected


def _score(read: Claim, here: Sequence[Claim]) -> float:
    """The base reader's score where both say the same of sides, items and stage; else the middle."""

    def core(c: Claim) -> tuple[Any, ...]:
        sides = [tuple(sorted(p.key for p in side)) for side in (c.supplier, c.recipient, c.parties)]
        return c.kind, c.stage, c.modality, *sides, tuple(sorted(str(i.category) for i in c.items))

    return max((c.score or SCORE for c in here if core(c) == core(read)), default=SCORE)


def _problem(code: str, message: str, report: Report) -> Problem:
    return Problem(code=code, message=message, place=report.document)

"""The fast reader: grammar and knowledge propose, small linear models decide."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from armsledger.knowledge.base import Knowledge
from armsledger.model.claim import Claim
from armsledger.model.problem import Problem
from armsledger.model.reading import ReadReport
from armsledger.model.report import Report
from armsledger.reading.drafts import claim
from armsledger.reading.evidence import checked
from armsledger.reading.firstpass import martial
from armsledger.reading.others import others
from armsledger.reading.scene import lay_out
from armsledger.reading.transfers import transfers
from armsledger.reading.weights import LINEAR, Weights

LANGUAGES = ("en",)


class FastReader:
    """Reads English; other languages become a problem `language_not_read`, a report that cannot be read `not_read`."""

    name = "fast"

    def __init__(self, knowledge: Knowledge | None = None, weights: Weights | None = None) -> None:
        self._given, self._weights = knowledge, weights or Weights()
        self.version = "1" + self._weights.mark(LINEAR)

    @cached_property
    def _knowledge(self) -> Knowledge:
        return self._given if self._given is not None else Knowledge()

    def read(self, reports: Iterable[Report]) -> Iterator[ReadReport]:
        for report in reports:
            if report.language not in (None, *LANGUAGES):
                yield ReadReport(report=report, claims=(), problems=(unread_language(report),))
                continue
            try:
                claims, dropped = self._claims(report)
            except Exception as error:
                problem = Problem(code="not_read", message=f"{type(error).__name__}: {error}", place=report.document)
                yield ReadReport(report=report, claims=(), problems=(problem,))
                continue
            told = (not_in_words(report, dropped),) if dropped else ()
            yield ReadReport(report=report, claims=claims, problems=told)

    def claims(self, report: Report) -> tuple[Claim, ...]:
        """What is read in one report; errors are the caller's."""
        return self._claims(report)[0]

    def _claims(self, report: Report) -> tuple[tuple[Claim, ...], int]:
        mentions = self._knowledge.find(report.text)
        if not martial(report.text, mentions):
            return (), 0
        scene = lay_out(report, lambda _: mentions, self._knowledge.row)
        judge = self._weights.judge()
        deals = transfers(scene, judge)
        drafts = [*deals, *others(scene, report.text, judge, deals)]
        drafts.sort(key=lambda d: (d.quote.start, d.quote.end))
        reader = f"{self.name} {self.version}"
        found = [checked(claim(d, report.document, report.text, reader), report.text) for d in drafts]
        return tuple(c for c, _ in found), sum(n for _, n in found)


def not_in_words(report: Report, dropped: int) -> Problem:
    return Problem(
        code="value_not_in_words",
        message=f"{dropped} values were left out whose words do not stand where they were read",
        place=report.document,
    )


def unread_language(report: Report) -> Problem:
    return Problem(
        code="language_not_read",
        message=f"the text is in {report.language!r}; this reader reads {', '.join(LANGUAGES)}",
        place=report.document,
    )

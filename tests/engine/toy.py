"""A reader that claims every sentence with a missile in it, and pages that have such sentences."""

import re
from collections.abc import Iterable, Iterator

from armsledger.model.claim import Claim
from armsledger.model.codes import Kind, Stage
from armsledger.model.reading import ReadReport
from armsledger.model.report import Page, Report
from armsledger.model.values import Party
from armsledger.register.names import NO_CATALOGUE, Catalogue


class Toy:
    name, version = "toy", "1"

    def read(self, reports: Iterable[Report]) -> Iterator[ReadReport]:
        for report in reports:
            yield ReadReport(report=report, claims=tuple(self.claims(report)))

    def claims(self, report: Report) -> Iterator[Claim]:
        for match in re.finditer(r"[^.\n]*missile[^.\n]*\.", report.text):
            yield Claim(
                document=report.document,
                quote=match.group(),
                start=match.start(),
                end=match.end(),
                kind=Kind.TRANSFER,
                stage=Stage.ORDER,
                supplier=(Party("RUS"),),
                recipient=(Party("PAK"),),
                reader="toy 1",
            )


def nothing() -> Catalogue:
    """Of the register's knowledge: none, which is loaded at once."""
    return NO_CATALOGUE


def toy() -> Toy:
    return Toy()


def pages(count: int) -> list[Page]:
    sentences = "Some words. They bought {n} missiles in May. The {n}th missile was late. More words."
    return [Page(document=f"p{n}", text=sentences.format(n=n)) for n in range(count)]

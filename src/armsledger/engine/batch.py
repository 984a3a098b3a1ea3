"""Pages in, whole readings out: in this process, a batch of pages at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead, Reader, ReadReport
from armsledger.model.report import Page, Report
from armsledger.pages import reports as reports_on

BATCH = 16  # pages that share one pass of the reader
LARGE = 1_000_000  # characters that do, at most, and one page more


@dataclass(frozen=True, slots=True)
class Known:
    """A page that was read already and is left as it is."""

    page: Page


Clock = Callable[[], datetime]
Item = PageRead | Known | Problem


def reader_name(reader: Reader) -> str:
    """The `reader` of its claims: name and version."""
    return f"{reader.name} {reader.version}"


def batches(
    opened: Iterable[Page | Problem], *, known: Callable[[Page], bool] | None = None, size: int = BATCH
) -> Iterator[list[Page] | Known | Problem]:
    """The pages to be read, some at a time, with what needs no reading in between."""
    batch: list[Page] = []
    for item in opened:
        if isinstance(item, Problem):
            yield item
        elif known is not None and known(item):
            yield Known(item)
        else:
            batch.append(item)
            if len(batch) >= size or sum(len(page.text) for page in batch) >= LARGE:
                yield batch
                batch = []
    if batch:
        yield batch


def read_batch(pages: Sequence[Page], reader: Reader, now: Clock) -> list[PageRead]:
    """One reading a page, in order. What cannot be read becomes a problem of that page; nothing stops the batch."""
    moment = now()
    split: list[tuple[tuple[Report, ...], tuple[Problem, ...]]] = []
    for page in pages:
        try:
            split.append(reports_on(page, now=moment))
        except Exception as error:  # one page in a batch: whatever it is, it is this page's problem
            split.append(((), (_failed(page.document, error, moment),)))
    numbered = [(n, report) for n, (reports, _) in enumerate(split) for report in reports]
    read = list(zip((n for n, _ in numbered), read_reports([r for _, r in numbered], reader, moment), strict=True))
    by_page = {n: tuple(found for _, found in group) for n, group in groupby(read, key=lambda x: x[0])}
    return [
        PageRead(
            page=page,
            read=by_page.get(n, ()),
            reader=reader_name(reader),
            read_at=moment,
            problems=tuple(replace(p, met_at=p.met_at or moment) for p in split[n][1]),
        )
        for n, page in enumerate(pages)
    ]


def read_reports(reports: Sequence[Report], reader: Reader, moment: datetime) -> list[ReadReport]:
    """One ReadReport a report, in order. Should the reader fail on the batch, each report is read by itself."""
    try:
        found = list(reader.read(reports))
        if len(found) != len(reports):
            raise RuntimeError(f"{reader_name(reader)} gave {len(found)} readings of {len(reports)} reports")
    except Exception as error:  # the one report that fails is found by reading each alone
        if len(reports) <= 1:
            return [ReadReport(report=r, claims=(), problems=(_failed(r.document, error, moment),)) for r in reports]
        return [found for report in reports for found in read_reports([report], reader, moment)]
    return [_sound(one, moment) for one in found]


def _sound(found: ReadReport, moment: datetime) -> ReadReport:
    """Without claims whose words do not stand where they say: no figure without its sentence."""
    text, document = found.report.text, found.report.document
    good = tuple(c for c in found.claims if c.document == document and text[c.start : c.end] == c.quote)
    problems = tuple(replace(p, met_at=p.met_at or moment) for p in found.problems)
    if lost := len(found.claims) - len(good):
        message = f"{lost} claims whose words are not at their span were left out"
        problems += (Problem(code="quote_not_there", message=message, place=document, met_at=moment),)
    return ReadReport(report=found.report, claims=good, problems=problems)


def _failed(document: str, error: Exception, moment: datetime) -> Problem:
    return Problem(
        code="not_read", message=f"reading it failed ({type(error).__name__}: {error})", place=document, met_at=moment
    )


def in_process(
    opened: Iterable[Page | Problem], reader: Reader, now: Clock, *, known: Callable[[Page], bool] | None = None
) -> Iterator[Item]:
    """Everything opened, read here."""
    for item in batches(opened, known=known):
        if isinstance(item, list):
            yield from read_batch(item, reader, now)
        else:
            yield item

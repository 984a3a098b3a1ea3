"""A run: whatever was opened is read into a ledger, page by page, and the register follows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from armsledger.engine import register
from armsledger.engine.batch import Clock, Item, Known, in_process, reader_name
from armsledger.engine.register import MakeCatalogue, known
from armsledger.engine.versions import change
from armsledger.engine.workers import MakeReader, Workers
from armsledger.ledger import Added, Ledger
from armsledger.model.problem import READ_ALL_THE_SAME, Problem
from armsledger.model.report import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did. `pages` were read now, `known` before; `deals` is how many deals the new claims touch."""

    pages: int = 0
    known: int = 0
    reports: int = 0
    claims: int = 0
    deals: int = 0
    problems: tuple[tuple[str, int], ...] = ()

    @property
    def unread(self) -> bool:
        """Whether some input could not be read, or not wholly."""
        return any(code not in READ_ALL_THE_SAME for code, _ in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Told after every page: how many pages, reports, claims and problems so far, and the page just done."""

    pages: int
    known: int
    reports: int
    claims: int
    problems: int
    document: str


Tell = Callable[[Progress], None]
Met = Callable[[Problem], None]


def readings(
    opened: Iterable[Page | Problem],
    *,
    make_reader: MakeReader,
    now: Clock,
    workers: int = 1,
    ledger: Ledger | None = None,
) -> Iterator[Item]:
    """Everything opened, read here or by worker processes: pages in order, the rest as it is met. Pages that `ledger` has from this reader are left."""
    if workers > 1:
        with Workers(make_reader, workers) as pool:
            yield from pool.read(opened, now, known=_known(ledger, pool.reader))
    else:
        reader = make_reader()
        yield from in_process(opened, reader, now, known=_known(ledger, reader_name(reader)))


def read_into(
    ledger: Ledger,
    opened: Iterable[Page | Problem],
    *,
    make_reader: MakeReader,
    now: Clock,
    workers: int = 1,
    again: bool = False,
    tell: Tell | None = None,
    met: Met | None = None,
    catalogue: MakeCatalogue = known,
) -> Summary:
    """Everything opened is in the ledger, one transaction a page, and the register stands.

    A page that the same reader has read before is left as it is, unless `again`. `met` is told each problem as it comes.
    Interrupted at any moment, the ledger holds whole pages; the same call later does the rest.
    """
    known_by = None if again else ledger
    items = readings(opened, make_reader=make_reader, now=now, workers=workers, ledger=known_by)
    return store(ledger, items, now=now, tell=tell, met=met, catalogue=catalogue)


def store(
    ledger: Ledger,
    given: Iterable[Item],
    *,
    now: Clock,
    tell: Tell | None = None,
    met: Met | None = None,
    catalogue: MakeCatalogue = known,
) -> Summary:
    """Readings that were made elsewhere are in the ledger, and the register stands."""
    run = _Run(ledger, now, tell, met)
    for item in given:
        run.take(item)
    return run.end(catalogue)


def _known(ledger: Ledger | None, reader: str) -> Callable[[Page], bool] | None:
    return None if ledger is None else lambda page: ledger.is_read(page, reader)


class _Run:
    def __init__(self, ledger: Ledger, now: Clock, tell: Tell | None, met: Met | None) -> None:
        self._ledger, self._now, self._tell, self._met = ledger, now, tell, met
        self._added, self._pages, self._known = Added(), 0, 0
        self._problems: Counter[str] = Counter()

    def take(self, item: Item) -> None:
        if isinstance(item, Problem):
            problem = replace(item, met_at=item.met_at or self._now())
            self._ledger.note([problem])
            self._count([problem])
            document = item.place or ""
        elif isinstance(item, Known):
            self._known += 1
            document = item.page.document
        else:
            self._pages += 1
            if (told := change(self._ledger, item.page)) is not None:
                item = replace(item, problems=(*item.problems, replace(told, met_at=item.read_at)))
            self._added += self._ledger.add_all([item])
            self._count([*item.problems, *(p for found in item.read for p in found.problems)])
            document = item.page.document
        if self._tell is not None:
            self._tell(
                Progress(
                    pages=self._pages,
                    known=self._known,
                    reports=self._added.reports,
                    claims=self._added.claims,
                    problems=self._problems.total(),
                    document=document,
                )
            )

    def _count(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._problems[problem.code] += 1
            if self._met is not None:
                self._met(problem)

    def end(self, catalogue: MakeCatalogue) -> Summary:
        register.follow(self._ledger, catalogue)
        self._ledger.index()
        touched = set()
        if self._added.claims:
            touched = register.touched(self._ledger, self._added.documents)
        return Summary(
            pages=self._pages,
            known=self._known,
            reports=self._added.reports,
            claims=self._added.claims,
            deals=len(touched),
            problems=tuple(sorted(self._problems.items())),
        )

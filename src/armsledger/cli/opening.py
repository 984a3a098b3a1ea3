"""What `read` and `extract` are given: places that must be there, opened into pages; problems told as they come."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from armsledger.cli.common import now, say, watched
from armsledger.cli.settings import setting
from armsledger.cli.table import one_line
from armsledger.errors import NotFoundError
from armsledger.model.problem import Problem
from armsledger.model.report import Page

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from armsledger.engine.run import Tell
    from armsledger.sources.fetching import Fetcher

T = TypeVar("T")


def opened_places(
    places: Sequence[str], *, kind: str | None = None, column: str | None = None
) -> Iterator[Page | Problem]:
    """The pages of all places in order. Raises NotFoundError at once where none of them is there."""
    if places and not any(_there(place) for place in places):
        raise NotFoundError(
            f"there is no {places[0]}" if len(places) == 1 else "none of these is there: " + ", ".join(places)
        )
    return _pages(places, kind, column)


def _there(place: str) -> bool:
    if place == "-" or "://" in place:
        return True
    path = Path(place)
    anchor = Path(path.anchor)
    return path.exists() or (has_magic(place) and any(anchor.glob(str(path.relative_to(anchor)))))


def _pages(places: Sequence[str], kind: str | None, column: str | None) -> Iterator[Page | Problem]:
    from armsledger.sources import Opening, open_place

    fetch = fetcher() if any("://" in place for place in places) else None
    opening = Opening(kind=kind, column=column, fetch=fetch, now=now)
    for place in places:
        yield from open_place(place, opening)


def fetcher() -> "Fetcher":
    """A fetcher as the settings want it."""
    from armsledger.sources.fetching import Fetcher, Manners

    return Fetcher(Manners(allow_private=setting("fetch.private")), now=now)


def told(problem: Problem) -> None:
    """One line on stderr: where, what, the code."""
    where = ":".join(str(p) for p in (problem.place, problem.line) if p is not None)
    say(one_line(f"{where}: {problem.message} [{problem.code}]" if where else f"{problem.message} [{problem.code}]"))


def progress() -> "AbstractContextManager[Tell | None]":
    """Draws how far a run is while a person watches; says nothing otherwise."""
    return _drawn() if watched() else nullcontext()


@contextmanager
def working(words: str) -> Iterator[None]:
    """Draws that something is going on while a person watches; says nothing otherwise."""
    if not watched():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def counted(items: Iterable[T]) -> Iterator[T]:
    """The same items; draws how many there were while a person watches and the data goes elsewhere."""
    if not watched() or sys.stdout.isatty():
        yield from items
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        for count, item in enumerate(items, 1):
            yield item
            status.update(f"{count:,} pages")


@contextmanager
def _drawn() -> "Iterator[Tell | None]":
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from armsledger.engine.run import Progress as Far

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("opening")

        def tell(far: Far) -> None:
            done = f"{far.pages:,} pages, {far.reports:,} reports, {far.claims:,} claims"
            more = f", {far.known:,} read before" if far.known else ""
            wrong = f", {far.problems:,} problems" if far.problems else ""
            bar.update(task, description=f"{done}{more}{wrong}  {one_line(far.document)[-40:]}")

        yield tell

"""The same in worker processes: each loads the reader once; one that dies takes at most its page along."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Self

from armsledger.engine.batch import Clock, Item, batches, read_batch, reader_name
from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead, Reader
from armsledger.model.report import Page

MakeReader = Callable[[], Reader]
AHEAD = 2  # batches a worker has before it, so that it never waits

_reader: Reader | None = None


def _start(make: MakeReader) -> None:
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _reader = make()


def _name() -> str:
    assert _reader is not None
    return reader_name(_reader)


def _work(pages: list[Page], now: Clock) -> list[PageRead]:
    assert _reader is not None
    return read_batch(pages, _reader, now)


class Workers:
    """`count` processes that read; `reader` is the name and version of what they read with."""

    def __init__(self, make: MakeReader, count: int) -> None:
        self._make, self._count = make, max(1, count)
        self._pool = self._new_pool()
        self.reader: str = self._pool.submit(_name).result()

    def _new_pool(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, context, initializer=_start, initargs=(self._make,))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in list((self._pool._processes or {}).values()):
            if process.pid is not None and process.is_alive():
                os.kill(process.pid, signal.SIGTERM)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def read(
        self, opened: Iterable[Page | Problem], now: Clock, *, known: Callable[[Page], bool] | None = None
    ) -> Iterator[Item]:
        """Everything opened, read by the workers: pages in the order they came, the rest as it is met."""
        waiting: deque[tuple[list[Page], Future[list[PageRead]]]] = deque()
        for item in batches(opened, known=known):
            if not isinstance(item, list):
                yield item
                continue
            waiting.append((item, self._submit(item, now)))
            if len(waiting) >= self._count * AHEAD:
                yield from self._next(waiting, now)
        while waiting:
            yield from self._next(waiting, now)

    def _submit(self, pages: list[Page], now: Clock) -> "Future[list[PageRead]]":
        try:
            return self._pool.submit(_work, pages, now)
        except BrokenProcessPool as error:
            broken: Future[list[PageRead]] = Future()
            broken.set_exception(error)
            return broken

    def _next(self, waiting: "deque[tuple[list[Page], Future[list[PageRead]]]]", now: Clock) -> list[PageRead]:
        pages, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._new_pool()
            found = [one for page in pages for one in self._alone(page, now)]
            for n, (others, _) in enumerate(waiting):
                waiting[n] = (others, self._submit(others, now))
            return found

    def _alone(self, page: Page, now: Clock) -> list[PageRead]:
        try:
            return self._pool.submit(_work, [page], now).result()
        except BrokenProcessPool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._new_pool()
            moment = now()
            problem = Problem(
                code="worker_died",
                message="its worker process ended while reading it",
                place=page.document,
                met_at=moment,
            )
            return [PageRead(page=page, read=(), reader=self.reader, read_at=moment, problems=(problem,))]

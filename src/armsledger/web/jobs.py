"""Reports that are being added: one at a time in the background, each with how far it is and what came of it."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex
from threading import Lock

from armsledger.engine.batch import Clock
from armsledger.engine.run import Summary, readings, store
from armsledger.ledger import Ledger
from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead, Reader
from armsledger.model.report import Page

KEPT = 200  # jobs that are remembered
WAITING = 20  # jobs that may wait at a time


@dataclass(kw_only=True)
class Job:
    """`state` is waiting, reading, done or failed; `summary` stands once it is done."""

    id: str
    who: str
    what: str
    started_at: datetime
    state: str = "waiting"
    pages: int = 0
    documents: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    summary: Summary | None = None
    error: str = ""

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed")


class Full(Exception):  # noqa: N818 - a state of the queue
    """So many wait already that no more are taken."""


class Jobs:
    """The jobs of one server. The reader is made once, by the first job."""

    def __init__(self, make_reader: Callable[[], Reader]) -> None:
        self._make, self._made = make_reader, list[Reader]()
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, "adding")

    def get(self, job: str) -> Job | None:
        return self._jobs.get(job)

    def start(
        self,
        opened: Callable[[], Iterable[Page | Problem]],
        *,
        ledger: Ledger,
        register: Lock,
        now: Clock,
        who: str,
        what: str,
        then: Callable[[Job], None],
    ) -> Job:
        """A job that reads what `opened` gives; `then` is told when it is done. Raises Full."""
        job = Job(id=token_hex(8), who=who, what=what, started_at=now())
        with self._lock:
            if sum(not j.over for j in self._jobs.values()) >= WAITING:
                raise Full
            self._jobs[job.id] = job
            for old in [j.id for j in self._jobs.values() if j.over][: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[old]
        self._thread.submit(self._run, job, opened, ledger, register, now, then)
        return job

    def close(self) -> None:
        """What waits is given up; what is being read is read to its end."""
        self._thread.shutdown(cancel_futures=True)

    def _reader(self) -> Reader:
        if not self._made:
            self._made.append(self._make())
        return self._made[0]

    def _run(
        self,
        job: Job,
        opened: Callable[[], Iterable[Page | Problem]],
        ledger: Ledger,
        register: Lock,
        now: Clock,
        then: Callable[[Job], None],
    ) -> None:
        def counted() -> Iterator[Page | Problem]:
            for item in opened():
                if isinstance(item, Page):
                    job.documents.append(item.document)
                yield item

        job.state = "reading"
        try:
            items = []
            for item in readings(counted(), make_reader=self._reader, now=now, ledger=ledger):
                items.append(item)
                job.pages += isinstance(item, PageRead)
            with register:  # the register moves by one hand at a time
                job.summary = store(ledger, items, now=now, met=job.problems.append)
            job.state = "done"
            then(job)
        except Exception as error:  # one job in the background: whatever it is, whoever waits for it is told
            job.error, job.state = f"{type(error).__name__}: {error}", "failed"

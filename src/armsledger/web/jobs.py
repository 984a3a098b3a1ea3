"""Reports that are being added: one job at a time in the background, kept on the ledger's shelf with how far it is and what
came of it, so that neither a restart nor another server's visitor loses it."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import datetime
from secrets import token_hex
from threading import Lock
from typing import Any

from armsledger.engine.batch import Clock
from armsledger.engine.run import readings, store
from armsledger.ledger import Shelf
from armsledger.ledger.store import Ledger
from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead, Reader
from armsledger.model.report import Page

SPACE, GIVEN = "adding", "adding given"  # what is known of a job; what it is to read, until it is over
KEPT = 200  # jobs that are remembered
WAITING = 20  # jobs that may wait at a time
TOLD = 20  # pages after which it is noted how far a job is
Json = dict[str, Any]
Opens = Callable[[Json], Iterable[Page | Problem]]


@dataclass(kw_only=True)
class Job:
    """`state` is waiting, reading, done or failed; reports, claims and pages known before are told once it is done."""

    id: str
    who: str
    what: str
    started_at: datetime
    state: str = "waiting"
    pages: int = 0
    documents: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reports: int = 0
    claims: int = 0
    known: int = 0
    error: str = ""

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed")

    def json(self) -> Json:
        told = asdict(self)
        told["problems"] = [{k: v for k, v in p.items() if k != "met_at"} for p in told["problems"]]
        return told | {"started_at": self.started_at.isoformat()}

    @classmethod
    def read(cls, kept: Json) -> "Job":
        given = kept | {"started_at": datetime.fromisoformat(kept["started_at"])}
        return cls(**given | {"problems": [Problem(**p) for p in kept["problems"]]})


class Full(Exception):  # noqa: N818 - a state of the queue
    """So many wait already that no more are taken."""


class Jobs:
    """The jobs of one ledger, as one server runs them. The reader is made once, by the first job."""

    def __init__(self, ledger: Ledger, make_reader: Callable[[], Reader], *, opens: Opens, now: Clock) -> None:
        self._ledger, self._opens, self._now = ledger, opens, now
        self._make, self._made = make_reader, list[Reader]()
        self._running: dict[str, Job] = {}
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, "adding")

    @property
    def _shelf(self) -> Shelf:
        return self._ledger.shelf

    def get(self, job: str) -> Job | None:
        """The job as it stands here, or as whichever server runs it last noted."""
        if (running := self._running.get(job)) is not None:
            return running
        kept = self._shelf.get(SPACE, job)
        return None if kept is None else Job.read(kept)

    def start(self, given: Json, *, register: Lock, who: str, what: str, then: Callable[[Job], None]) -> Job:
        """A job that reads what `given` opens to; `then` is told when it is done. Raises Full."""
        job = Job(id=token_hex(8), who=who, what=what, started_at=self._now())
        with self._lock:
            if sum(not j.over for j in self._running.values()) >= WAITING:
                raise Full
            self._running[job.id] = job
            self._shelf.put(GIVEN, {job.id: given})
            self._note(job)
            self._forget()
        self._thread.submit(self._run, job, given, register, then)
        return job

    def resume(self, register: Lock, then: Callable[[Job], None]) -> int:
        """What an earlier server left waiting or half read is read now; says how many jobs that were."""
        left = [Job.read(kept) for _, kept in self._shelf.items(SPACE) if kept["state"] in ("waiting", "reading")]
        for job in sorted(left, key=lambda j: j.started_at):
            job.state, job.pages, job.documents, job.problems = "waiting", 0, [], []
            self._running[job.id] = job
            given = self._shelf.get(GIVEN, job.id)
            self._thread.submit(self._run, job, given or {}, register, then)
        return len(left)

    def close(self) -> None:
        """What waits is left for the next server; what is being read is read to its end."""
        self._thread.shutdown(cancel_futures=True)

    def _forget(self) -> None:
        over = sorted(
            (kept["started_at"], key) for key, kept in self._shelf.items(SPACE) if kept["state"] in ("done", "failed")
        )
        old = [key for _, key in over[: max(0, len(over) - KEPT)]]
        if old:
            self._shelf.put(SPACE, {}, gone=old)
        for key in [key for key, job in self._running.items() if job.over]:
            del self._running[key]

    def _note(self, job: Job) -> None:
        self._shelf.put(SPACE, {job.id: job.json()})

    def _reader(self) -> Reader:
        if not self._made:
            self._made.append(self._make())
        return self._made[0]

    def _run(self, job: Job, given: Json, register: Lock, then: Callable[[Job], None]) -> None:
        def counted() -> Iterator[Page | Problem]:
            for item in self._opens(given):
                if isinstance(item, Page):
                    job.documents.append(item.document)
                yield item

        job.state = "reading"
        try:
            self._note(job)
            items = []
            for item in readings(counted(), make_reader=self._reader, now=self._now, ledger=self._ledger):
                items.append(item)
                job.pages += isinstance(item, PageRead)
                if len(items) % TOLD == 0:
                    self._note(job)
            with register:  # the register moves by one hand at a time
                summary = store(self._ledger, items, now=self._now, met=job.problems.append)
            job.reports, job.claims, job.known = summary.reports, summary.claims, summary.known
            job.state = "done"
            then(job)
        except Exception as error:  # one job in the background: whatever it is, whoever waits for it is told
            job.error, job.state = f"{type(error).__name__}: {error}", "failed"
        self._note(job)
        self._shelf.put(GIVEN, {}, gone=[job.id])

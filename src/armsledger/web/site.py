"""What every page is given: the ledger, names, settings, the time, and the address that was asked for."""

import hmac
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from secrets import token_bytes
from threading import Lock
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from jinja2 import Environment

from armsledger.engine.register import POSITION, SPACE, deals_as_of
from armsledger.ledger import DealList, Ledger
from armsledger.model.decision import Decision
from armsledger.model.reading import Reader
from armsledger.web.accounts import Accounts, Identity, Right
from armsledger.web.address import ENDINGS, Address
from armsledger.web.jobs import Jobs
from armsledger.web.limits import Limits
from armsledger.web.names import Names
from armsledger.web.settings import Settings

T = TypeVar("T")
VISITOR = (
    "armsledger-visitor"  # a cookie that stands for a browser that has not signed in, so that its form has a token too
)
KEPT = 200  # answers kept of one revision of the register
PAST = 3  # earlier days of which the whole register is kept


def shipped_reader() -> Reader:
    """The reader that comes with the program."""
    from armsledger.reading import reader

    return reader("default")


class Kept:
    """Answers that hold as long as the register stands as it is: by key, those asked for last; all forgotten when it moves.

    `costly`: one is made at a time, so that who asks for the same meanwhile waits for it instead of making it too.
    """

    def __init__(self, most: int = KEPT, *, costly: bool = False) -> None:
        self._most = most
        self._making: AbstractContextManager[Any] = Lock() if costly else nullcontext()
        self._revision: Any = None
        self._values: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, revision: Any, key: Any, make: Callable[[], T]) -> T:
        found = self._found(revision, key)
        if found is None:
            with self._making:
                found = self._found(revision, key) or (self._put(revision, key, make()),)
        value: T = found[0]
        return value

    def _found(self, revision: Any, key: Any) -> tuple[Any] | None:
        with self._lock:
            if revision != self._revision:
                self._revision, self._values = revision, OrderedDict()
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return (self._values[key],)

    def _put(self, revision: Any, key: Any, made: T) -> T:
        with self._lock:
            if revision == self._revision:
                self._values[key] = made
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
        return made


@dataclass(frozen=True, kw_only=True)
class Site:
    """One instance of the web app."""

    ledger: Ledger
    templates: Environment
    jobs: Jobs
    now: Callable[[], datetime]
    names: Names = field(default_factory=Names)
    settings: Settings = field(default_factory=Settings)
    version: str = ""
    kept: Kept = field(default_factory=Kept)
    past: Kept = field(default_factory=lambda: Kept(PAST, costly=True))
    evidence: Kept = field(default_factory=Kept)
    reports: Kept = field(default_factory=Kept)
    secret: bytes = field(default_factory=lambda: token_bytes(32))
    limits: Limits = field(default_factory=Limits)
    deciding: Lock = field(default_factory=Lock)
    party: Callable[[str], str | None] = lambda words: None

    @property
    def accounts(self) -> Accounts:
        return Accounts(self.ledger.shelf)


class Visit:
    """One request as pages see it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.site: Site = request.app.state.site

    @property
    def ledger(self) -> Ledger:
        return self.site.ledger

    @cached_property
    def now(self) -> datetime:
        return self.site.now()

    @property
    def today(self) -> date:
        return self.now.date()

    @cached_property
    def address(self) -> Address:
        path = (self.request.scope.get("raw_path") or self.request.url.path.encode()).decode("ascii", "replace")
        for ending in ENDINGS:
            path = path.removesuffix(f".{ending}")
        return Address.read("/" if path == "/overview" else path, self.request.query_params.multi_items())

    @cached_property
    def revision(self) -> int:
        return self.ledger.deals.revision

    @property
    def position(self) -> tuple[int, int]:
        """How far the evidence goes; asked anew each time, for others decide meanwhile."""
        return self.ledger.position()

    def deals(self, as_of: date | None = None) -> DealList:
        """The register as it stands, or as it was known on a day (then made anew from the evidence, once a day asked)."""
        if as_of is None:
            return self.ledger.deals.listed()
        return self.site.past.get(self.revision, as_of, lambda: DealList.of(deals_as_of(self.ledger, as_of)))

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in the order they came."""
        return self.of_evidence("decisions", self.ledger.decisions)

    def of_evidence(self, key: Any, make: Callable[[], T]) -> T:
        """What `make` says, once as long as no evidence comes in."""
        return self.site.evidence.get(self.position, key, make)

    def of_reports(self, key: Any, make: Callable[[], T]) -> T:
        """What `make` says, once as long as no report comes in and the register follows none."""
        followed = (self.ledger.derived.get(SPACE, POSITION) or [None])[0]
        return self.site.reports.get((self.position[0], followed), key, make)

    def forget(self) -> None:
        """The register moved while this was asked."""
        self.__dict__.pop("revision", None)

    @property
    def piece(self) -> bool:
        """Whether a script asks for the part of the page that changes, and not for the page."""
        return self.request.headers.get("HX-Request") == "true"

    @property
    def identity(self) -> Identity | None:
        """Who asks; None on the page that signs in."""
        found: Identity | None = self.request.state.identity
        return found

    @property
    def who(self) -> str:
        return self.identity.name if self.identity else ""

    @cached_property
    def visitor(self) -> str:
        """What tells one browser from another before it has signed in."""
        found: str = getattr(self.request.state, "visitor", "") or self.request.cookies.get(VISITOR, "")
        return found

    def may(self, right: str) -> bool:
        """Whether who asks has the right, and the server takes changes at all."""
        if self.site.settings.read_only and right != Right.READ:
            return False
        return self.identity is not None and right in self.identity.rights

    @property
    def token(self) -> str:
        """What a form of this page must carry."""
        key = self.identity.key if self.identity else self.visitor
        return hmac.new(self.site.secret, key.encode(), sha256).hexdigest()

    def kept(self, key: Any, make: Callable[[], T]) -> T:
        """What `make` says, once a revision of the register."""
        return self.site.kept.get(self.revision, key, make)


Here = Annotated[Visit, Depends(Visit)]

"""The application: every page routed, every failure told in one shape, every answer with its security headers."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response

from armsledger.errors import ArmsledgerError, ContractError, LedgerError, NotFoundError
from armsledger.knowledge import Knowledge
from armsledger.ledger import Ledger
from armsledger.model.reading import Reader
from armsledger.web.assets import FOLDER, Static
from armsledger.web.failures import Failure, Wrong
from armsledger.web.given import opened
from armsledger.web.guard import Guard
from armsledger.web.headers import Headers
from armsledger.web.jobs import Jobs
from armsledger.web.names import Names
from armsledger.web.pages import ROUTERS
from armsledger.web.settings import Settings
from armsledger.web.site import Site, Visit, shipped_reader
from armsledger.web.templating import environment, fill

log = logging.getLogger("armsledger.web")


def create_app(
    ledger: Ledger,
    *,
    knowledge: Knowledge | None = None,
    settings: Settings | None = None,
    make_reader: Callable[[], Reader] = shipped_reader,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> FastAPI:
    """The app over an open ledger; whoever opened it closes it. Without `knowledge`, codes stand for names."""
    app = FastAPI(
        title="armsledger",
        version=version("armsledger"),
        summary="A register of arms deals in which every figure can be walked back to its sentence.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    names = Names(called=called(knowledge) if knowledge is not None else {})
    app.state.site = Site(
        ledger=ledger,
        templates=environment(names),
        names=names,
        settings=settings or Settings(),
        now=now,
        version=app.version,
        jobs=Jobs(
            ledger, make_reader, opens=partial(opened, now=now, private=(settings or Settings()).private), now=now
        ),
        party=partial(party_called, knowledge) if knowledge is not None else lambda words: None,
    )
    app.mount("/static", Static(directory=FOLDER), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_middleware(Guard, tell=tell)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(Headers)
    for kind, handle in HANDLERS.items():
        app.add_exception_handler(kind, handle)
    return app


def called(knowledge: Knowledge) -> dict[str, str]:
    """Names of states and groups by their code."""
    tables = knowledge.tables
    found = {state.id: state.names[0] for state in tables.states.values() if state.names}
    found |= {group.id: group.name for group in tables.groups.values()}
    return found | {body.id: body.name for body in tables.bodies.values()}


def party_called(knowledge: Knowledge, words: str) -> str | None:
    """The side that a name stands for, as the contract writes it; None where nobody or several are called so."""
    for mention in knowledge.find(words):
        if (mention.start, mention.end) == (0, len(words)) and len(mention.states) == 1:
            state = mention.states[0]
            return f"{words} ({state})" if mention.kind == "company" else state
        if (mention.start, mention.end) == (0, len(words)) and mention.kind in ("group", "body") and mention.id:
            return mention.id
    return None


def tell(request: Request, failure: Failure) -> Response:
    """The failure as a page, or as JSON where the address asks for data."""
    if request.url.path.endswith((".json", ".csv")) or "application/json" in request.headers.get("Accept", ""):
        return JSONResponse(failure.json(), status_code=failure.status)
    visit = Visit(request)
    context = {"visit": visit, "site": visit.site, "title": failure.message, "failure": failure.json()["error"]}
    text = fill(visit.site.templates, "error.html", context)
    return Response(text, status_code=failure.status, media_type="text/html; charset=utf-8")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = str(error.detail)
    if error.status_code == 404 and message == "Not Found":
        message = f"There is no page at {request.url.path}"
    return tell(request, Failure(status=error.status_code, message=message))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = tuple((str(e["loc"][-1]), str(e["msg"]).removeprefix("Value error, ")) for e in error.errors())
    return tell(request, Failure(status=422, message="This cannot be asked as it stands", fields=fields))


def _wrong(request: Request, error: Exception) -> Response:
    assert isinstance(error, Wrong)
    fields = ((error.name, error.message),)
    return tell(request, Failure(status=422, message="This cannot be asked as it stands", fields=fields))


def _ours(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, NotFoundError) else 422 if isinstance(error, ContractError) else 503
    if status == 503:
        log.error("%s %s", request.url.path, error)
    words = str(error)
    return tell(request, Failure(status=status, message=words[:1].upper() + words[1:]))


def _fault(request: Request, error: Exception) -> Response:
    log.exception("%s", request.url.path, exc_info=error)
    return tell(request, Failure(status=500, message="Something went wrong while this page was made"))


HANDLERS: dict[type[Exception], Callable[[Request, Exception], Response]] = {
    HTTPException: _http,
    RequestValidationError: _invalid,
    Wrong: _wrong,
    LedgerError: _ours,
    ArmsledgerError: _ours,
    Exception: _fault,
}

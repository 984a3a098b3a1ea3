"""Lets in who may come in: by session, token or being on this machine; keeps other hosts' pages and too large bodies out."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from armsledger.web.accounts import Identity, Right
from armsledger.web.failures import Failure
from armsledger.web.site import Site

COOKIE = "armsledger"
OPEN = ("/static/", "/sign-in")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ALWAYS = frozenset({"/sign-in", "/sign-out"})  # what may be sent to a server that takes no changes
Tell = Callable[[Request, Failure], Response]


class Guard:
    """Sets `request.state.identity`; None only where nobody needs to be known."""

    def __init__(self, app: ASGIApp, tell: Tell) -> None:
        self._app, self._tell = app, tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        site: Site = scope["app"].state.site
        request.state.identity = None
        refused = await self._refused(request, site)
        if refused is not None:
            await refused(scope, receive, send)
        else:
            await self._app(scope, bounded(receive, site.settings.largest), send)

    async def _refused(self, request: Request, site: Site) -> Response | None:
        if not site.settings.users and not on_this_machine(request):
            message = f"This server answers on this machine only, not as {request.headers.get('Host', '')}"
            return self._tell(request, Failure(status=403, message=message))
        if site.settings.users:
            request.state.identity = await run_in_threadpool(known, request, site)
        else:
            request.state.identity = Identity(name=site.settings.who, rights=frozenset(Right), key="local")
        if request.state.identity is None and not request.url.path.startswith(OPEN):
            return self._stranger(request)
        if request.method in SAFE:
            return None
        if not same_origin(request):
            return self._tell(request, Failure(status=403, message="This was sent from a page of another site"))
        if site.settings.read_only and request.url.path not in ALWAYS:
            return self._tell(request, Failure(status=403, message="This server takes no changes (--read-only)"))
        if int(_number(request.headers.get("Content-Length"))) > site.settings.largest:
            return self._tell(request, too_large(site.settings.largest))
        return None

    def _stranger(self, request: Request) -> Response:
        if request.method in SAFE and wants_page(request):
            path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?next={quote(path, safe='')}", status_code=303)
        failure = Failure(status=401, message="Sign in first, or send a token: Authorization: Bearer als_…")
        return JSONResponse(failure.json(), status_code=401, headers={"WWW-Authenticate": "Bearer"})


def known(request: Request, site: Site) -> Identity | None:
    """Who asks: by token where one is sent, else by session."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() == "bearer":
        return site.accounts.bearer(secret.strip())
    cookie = request.cookies.get(COOKIE)
    return site.accounts.session(cookie, now=site.now()) if cookie else None


def on_this_machine(request: Request) -> bool:
    """Whether the address asked for is this machine's own: a name of another host that leads here is a trick."""
    return (urlsplit(f"//{request.headers.get('Host', '')}").hostname or "") in LOOPBACK


def same_origin(request: Request) -> bool:
    """Browsers say where a form comes from; what says nothing is no browser."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("Host", "")


def wants_page(request: Request) -> bool:
    if request.url.path.endswith((".json", ".csv", ".atom")):
        return False
    return "application/json" not in request.headers.get("Accept", "")


def too_large(largest: int) -> Failure:
    return Failure(status=413, message=f"Too large: {largest // 1_000_000} MB at once are taken")


def bounded(receive: Receive, largest: int) -> Receive:
    """The same body; HTTPException 413 once it is larger than it may be, whatever it said of itself."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > largest:
            raise HTTPException(413, too_large(largest).message)
        return message

    return receiving


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0

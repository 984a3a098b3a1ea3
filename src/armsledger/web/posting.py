"""What is sent: forms with their token checked, answered by a redirect (or as JSON where that is asked for)."""

import hmac
import inspect
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from armsledger.web.accounts import Right
from armsledger.web.guard import wants_page
from armsledger.web.site import Visit

F = TypeVar("F", bound=Callable[..., Response])
TOKEN = "token"


class Sent:
    """A form's fields as text; no field is an empty text."""

    def __init__(self, form: FormData) -> None:
        self._form = form

    def text(self, name: str, most: int = 2_000) -> str:
        """Raises HTTPException 422 where it is longer than `most` characters."""
        value = self._form.get(name)
        text = value if isinstance(value, str) else ""
        if len(text) > most:
            raise HTTPException(422, f"{name}: {most:,} characters at most")
        return text.replace("\r\n", "\n")

    def texts(self, name: str) -> list[str]:
        return [v for v in self._form.getlist(name) if isinstance(v, str)]

    def names(self) -> list[str]:
        return list(self._form.keys())

    def files(self, name: str) -> list[UploadFile]:
        return [v for v in self._form.getlist(name) if isinstance(v, UploadFile) and v.filename]


async def sent(request: Request) -> AsyncIterator[Sent]:
    """The form that was sent. Raises HTTPException 403 where it does not carry its token."""
    visit = Visit(request)
    largest = visit.site.settings.largest
    async with request.form(max_files=200, max_fields=500, max_part_size=largest) as form:
        identity = visit.identity
        if identity is None or not identity.token:
            given = form.get(TOKEN) or request.headers.get("X-Form-Token", "")
            stranger = identity is None and not visit.visitor
            if stranger or not hmac.compare_digest(str(given).encode(), visit.token.encode()):
                raise HTTPException(403, "This form is out of date: go back, load the page anew and send it again")
        yield Sent(form)


Form = Annotated[Sent, Depends(sent)]


def may(right: Right) -> Any:
    """A dependency: 403 for whoever has not this right."""

    def check(request: Request) -> None:
        if not Visit(request).may(right):
            raise HTTPException(403, f"This needs the right to {right}")

    return Depends(check)


def post(router: APIRouter, path: str, *, right: Right | None) -> Callable[[F], F]:
    """Routes forms sent to `path`; whoever sends them needs the right, and the form its token."""

    def keep(make: F) -> F:
        checks = [Depends(sent)] if right is None else [may(right), Depends(sent)]
        told = (inspect.getdoc(make) or path).split("\n\n")[0].replace("\n", " ")
        router.add_api_route(path, make, methods=["POST"], dependencies=checks, response_class=Response, summary=told)
        return make

    return keep


def done(visit: Visit, to: str, record: Mapping[str, Any], status: int = 200) -> Response:
    """Where the browser goes next, a script by taking only the part that changes; who asks for JSON is told what was done."""
    if visit.piece:
        where = {"path": to, "target": "#review", "swap": "outerHTML"}
        return Response(status_code=200, headers={"HX-Location": json.dumps(where)})
    if not wants_page(visit.request):
        return JSONResponse(dict(record), status_code=status)
    return RedirectResponse(to, status_code=303)


def local(path: str) -> str:
    """The path if it stays on this site, else the overview."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if inside else "/"

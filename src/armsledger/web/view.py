"""A page's data, told once by one function, and its three forms by the ending of the address: page, JSON, CSV."""

import csv
import inspect
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from armsledger.web.site import Visit
from armsledger.web.templating import fill

Json = Mapping[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True)
class View:
    """`data` is what JSON shows and the template gets; `shown` is for the template alone (pictures, links).

    `more` is what JSON alone shows, made when it is asked for. `rows` under `columns` are the CSV, all of them; `piece` names the block that a script may ask for by itself;
    `after` leads to the next part of the list.
    """

    title: str
    template: str
    data: Json
    shown: Json = field(default_factory=dict)
    more: Callable[[], Json] = dict
    columns: Sequence[str] = ()
    rows: Iterable[Json] | Callable[[], Iterable[Json]] = ()
    piece: str | None = None
    after: str | None = None
    status: int = 200


Made = View | Response  # a page may also lead elsewhere


def page(
    router: APIRouter, path: str, *, name: str, csv: bool = True, stem: str | None = None
) -> Callable[[Callable[..., Made]], Callable[..., Made]]:
    """Routes `path` and its endings to one function of a visit and typed parameters."""

    def keep(make: Callable[..., Made]) -> Callable[..., Made]:
        told = (inspect.getdoc(make) or name).split("\n\n")
        for ending in ("json", "csv") if csv else ("json",):
            router.add_api_route(
                f"{stem or path}.{ending}",
                _endpoint(make, ending),
                methods=["GET"],
                name=f"{name}.{ending}",
                operation_id=f"{name}_{ending}",
                summary=f"{told[0]} ({ending.upper()})",
                description="\n\n".join(told[1:]) or None,
                response_class=Response,
                responses={
                    200: {
                        "description": told[0],
                        "content": {"application/json" if ending == "json" else "text/csv": {}},
                    }
                },
            )
        for where in (path, f"{stem or path}.html") if stem != path else (path,):
            router.add_api_route(where, _endpoint(make, "html"), methods=["GET"], name=name, include_in_schema=False)
        return make

    return keep


def _endpoint(make: Callable[..., Made], ending: str) -> Callable[..., Response]:
    signature = inspect.signature(make, eval_str=True)

    def endpoint(**given: Any) -> Response:
        made = make(**given)
        return render(made, given["visit"], ending) if isinstance(made, View) else made

    endpoint.__signature__ = signature.replace(return_annotation=Response)  # type: ignore[attr-defined]
    endpoint.__name__ = make.__name__
    return endpoint


def render(view: View, visit: Visit, ending: str = "html") -> Response:
    """The view in the form asked for; 304 where the asker has it already."""
    if ending == "csv":
        return _csv(view, visit)
    if ending == "json":
        body = json.dumps(_told(view, visit), ensure_ascii=False, indent=1).encode()
        return _answer(body, "application/json", view, visit)
    context = {**view.data, **view.shown, "title": view.title, "visit": visit, "site": visit.site, "after": view.after}
    text = fill(visit.site.templates, view.template, context, block=view.piece if visit.piece else None)
    return _answer(text.encode(), "text/html; charset=utf-8", view, visit)


def _told(view: View, visit: Visit) -> dict[str, Any]:
    here = visit.address
    following = here.put(after=view.after).to(f"{here.path}.json") if view.after else None
    return {
        "title": view.title,
        "url": str(here),
        **view.data,
        **view.more(),
        "next": str(following) if following else None,
    }


def tag(body: bytes) -> str:
    return f'W/"{blake2b(body, digest_size=12).hexdigest()}"'


def _answer(body: bytes, media_type: str, view: View, visit: Visit) -> Response:
    headers = {"ETag": tag(body), "Cache-Control": "private, no-cache", "Vary": "HX-Request, Cookie"}
    if view.status == 200 and headers["ETag"] in visit.request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=view.status, media_type=media_type, headers=headers)


def _csv(view: View, visit: Visit) -> Response:
    rows = view.rows() if callable(view.rows) else view.rows
    name = visit.address.path.strip("/").replace("/", "-") or "overview"
    headers = {
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'attachment; filename="{"".join(c if c.isalnum() or c in "-_" else "_" for c in name)}.csv"',
    }
    return StreamingResponse(_lines(view.columns, rows), media_type="text/csv; charset=utf-8", headers=headers)


def _lines(columns: Sequence[str], rows: Iterable[Json]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for count, row in enumerate(rows):
        writer.writerow([_cell(row.get(c)) for c in columns])
        if count % 200 == 199:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _cell(value: Any) -> str:
    """Text that a spreadsheet would take for a formula is quoted: the words of a report must not run anything."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text

"""Data and API: everything as files, the schemas, the codes, the addresses with their parameters."""

import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response, StreamingResponse

from armsledger.errors import NotFoundError
from armsledger.exchange.codebook import ABOUT, FIELDS, PARTIES, RANGES, meanings
from armsledger.exchange.schema import CONTRACTS, schema
from armsledger.model.contract import claim_json
from armsledger.web.datewords import EXAMPLES
from armsledger.web.failures import Failure
from armsledger.web.filters import Filter
from armsledger.web.reference import calls
from armsledger.web.rows import COLUMNS
from armsledger.web.site import Here, Visit
from armsledger.web.view import View, page

router = APIRouter(tags=["data"])


@page(router, "/data", name="data", csv=False)
def data(visit: Here) -> View:
    """What can be taken away, the codes, and how to ask by address."""
    filters = [
        {
            "name": name,
            "meaning": field.description or "codes, see the codebook below",
            "many": isinstance(field.default, list),
        }
        for name, field in Filter.model_fields.items()
    ]
    error = Failure(status=422, message="This cannot be asked as it stands", fields=(("when", "no time"),)).json()
    return View(
        title="Data and API",
        template="data.html",
        data={
            "fields": {name: dict(told) for name, told in FIELDS.items()},
            "codes": {name: dict(told) for name, (_, told) in meanings().items()},
            "filters": filters,
            "columns": [{"name": c.name, "label": c.label} for c in COLUMNS],
            "error": error,
        },
        shown={
            "error_text": json.dumps(error, indent=1),
            "examples": EXAMPLES,
            "contracts": CONTRACTS,
            "about": ABOUT,
            "titles": {name: title for name, (title, _) in meanings().items()},
            "parties": PARTIES,
            "ranges": RANGES,
        },
    )


@page(router, "/api", name="api", csv=False)
def api(visit: Here) -> View:
    """The addresses and their parameters, from the OpenAPI description."""
    told = calls(visit.request.app.openapi())
    return View(title="API", template="api.html", data={"openapi": "/openapi.json", "calls": told})


@router.get("/schema/{contract}.json", summary="The JSON Schema of claims or deals", response_class=JSONResponse)
def contract_schema(contract: str) -> Response:
    if contract not in CONTRACTS:
        raise NotFoundError(f"there is no schema {contract!r}: {' and '.join(CONTRACTS)}")
    return JSONResponse(schema(contract), media_type="application/schema+json")


@router.get("/deals.jsonl", summary="All deals, one JSON object a line", response_class=Response)
def deals(visit: Here) -> Response:
    return _lines(visit.ledger.deals.each(), "deals")


@router.get("/claims.jsonl", summary="All claims that count, one JSON object a line", response_class=Response)
def claims(visit: Here) -> Response:
    return _lines(_claims(visit), "claims")


def _claims(visit: Visit) -> Iterator[dict[str, Any]]:
    for entry in visit.ledger.entries():
        yield claim_json(entry.claim)


def _lines(records: Iterator[dict[str, Any]], name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.jsonl"', "Cache-Control": "private, no-cache"}
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return StreamingResponse(lines, media_type="application/x-ndjson; charset=utf-8", headers=headers)

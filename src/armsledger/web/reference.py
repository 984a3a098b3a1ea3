"""The OpenAPI description as a page tells it: addresses by what they are about, their endings together, parameters in words."""

import re
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


def calls(openapi: Json) -> dict[str, list[dict[str, Any]]]:
    """By tag, `{method, path, endings, summary, about, parameters}`; an address with several endings is told once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    tags: dict[str, list[dict[str, Any]]] = {}
    for path, methods in openapi["paths"].items():
        stem, _, ending = path.rpartition(".") if re.search(r"\.(json|csv|atom|jsonl)$", path) else (path, "", "")
        for method, told in methods.items():
            known = found.get((method, stem))
            if known is not None:
                known["endings"].append(ending)
                continue
            one = found[method, stem] = {
                "method": method.upper(),
                "path": stem,
                "endings": [ending] if ending else [],
                "summary": re.sub(r" \((JSON|CSV)\)$", "", told.get("summary", "")),
                "about": told.get("description") or "",
                "parameters": [_parameter(p, openapi) for p in told.get("parameters", ())],
            }
            tags.setdefault(next(iter(told.get("tags", ())), "other"), []).append(one)
    return tags


def _parameter(given: Json, openapi: Json) -> dict[str, Any]:
    kind, codes, many = _kind(given.get("schema", {}), openapi)
    default = given.get("schema", {}).get("default")
    return {
        "name": given["name"],
        "where": given["in"],
        "needed": given.get("required", False),
        "kind": kind,
        "codes": codes,
        "many": many,
        "default": default if default not in (None, "", [], "None") else None,
        "about": given.get("description") or "",
    }


def _kind(schema: Json, openapi: Json) -> tuple[str, list[str], bool]:
    """(type in a word, codes it may be, whether there may be several)."""
    if ref := schema.get("$ref"):
        return _kind(openapi["components"]["schemas"][ref.rpartition("/")[2]], openapi)
    if "anyOf" in schema:
        return _kind(next((s for s in schema["anyOf"] if s.get("type") != "null"), {}), openapi)
    if schema.get("type") == "array":
        kind, codes, _ = _kind(schema.get("items", {}), openapi)
        return kind, codes, True
    codes = [str(c) for c in schema.get("enum", ()) if c != ""]
    word = (
        "day"
        if schema.get("format") == "date"
        else {"integer": "number", "string": "text"}.get(schema.get("type", ""), "text")
    )
    return ("code" if codes else word), codes, False

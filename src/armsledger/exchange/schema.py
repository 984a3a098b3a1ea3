"""The public contracts as JSON Schema, made from the code lists and field names of the model.

`python -m armsledger.exchange.schema` writes them to `data/`, from where the package ships them; a test keeps them the same.
"""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

from armsledger.model.codes import Action, Basis, Category, Form, Kind, MeasureName, Modality, Mode, Speaker, Stage

Json = dict[str, Any]
CONTRACTS = ("claim", "deal")
STRING: Json = {"type": "string"}
TEXT: Json = {"type": ["string", "null"]}
COUNT: Json = {"type": "integer", "minimum": 0}
NUMBER: Json = {"type": ["number", "null"]}
DAY: Json = {"type": ["string", "null"], "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
PARTY: Json = {
    "type": "string",
    "minLength": 1,
    "description": "A state's ISO 3166 alpha-3 code, a group's or body's short name, `Company (STATE)`, or `?` with the words there are.",
}


def _codes(codes: Iterable[StrEnum], *, optional: bool = False) -> Json:
    values: list[str | None] = [str(c) for c in codes]
    return {"enum": [*values, None]} if optional else {"enum": values}


def _object(fields: Mapping[str, Json], *, optional: bool = False, needed: Iterable[str] | None = None) -> Json:
    return {
        "type": ["object", "null"] if optional else "object",
        "properties": dict(fields),
        "required": list(fields if needed is None else needed),
        "additionalProperties": False,
    }


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


RANGE = {"min": NUMBER, "max": NUMBER}
PARTIES = _list(PARTY)
MONEY = _object(
    RANGE | {"currency": {"type": "string", "pattern": "^[A-Z]{3}$"}, "basis": _codes(Basis)}, optional=True
)
PERIOD = _object({"from": DAY, "to": DAY}, optional=True)
ITEM = {"designation": TEXT, "category": _codes(Category), "mode": _codes(Mode)}
CLAIM_ID: Json = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
CLAIM_IDS = _list(CLAIM_ID)


def _claim() -> Json:
    evidence = {"field": STRING, "value": {}, "start": COUNT, "end": COUNT, "inferred": {"const": True}}
    measure = {
        "name": _codes(MeasureName),
        "value": {"anyOf": [{"type": "number"}, _object(RANGE)]},
        "unit": TEXT,
        "subject": PARTIES,
        "counterpart": PARTIES,
    }
    return _object(
        {
            "document": STRING,
            "quote": {"type": "string", "minLength": 1},
            "start": COUNT,
            "end": COUNT,
            "kind": _codes(Kind),
            "stage": _codes(Stage, optional=True),
            "supplier": PARTIES,
            "recipient": PARTIES,
            "intermediary": PARTIES,
            "parties": PARTIES,
            "items": _list(_object(ITEM | {"quantity": _object(RANGE, optional=True)})),
            "money": MONEY,
            "when": PERIOD,
            "modality": _codes(Modality),
            "attribution": _object({"kind": _codes(Speaker), "who": TEXT}),
            "measure": _object(measure, optional=True),
            "action": _codes(Action, optional=True),
            "form": _codes(Form, optional=True),
            "claim": CLAIM_ID,
            "score": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
            "reader": TEXT,
            "evidence": _list(_object(evidence, needed=["field", "value", "start", "end"])),
        }
    )


def _deal() -> Json:
    amounts = {"ordered": _object(RANGE, optional=True), "delivered": _object(RANGE, optional=True)}
    step = {"stage": _codes(Stage), "modality": _codes(Modality), "from": DAY, "to": DAY, "claims": CLAIM_IDS}
    contradiction = {
        "field": STRING,
        "values": _list(_object({"value": {}, "claims": CLAIM_IDS})),
        "shown": {},
        "rule": STRING,
    }
    return _object(
        {
            "deal": STRING,
            "title": STRING,
            "kind": _codes([Kind.TRANSFER, Kind.COOPERATION]),
            "supplier": PARTIES,
            "recipient": PARTIES,
            "intermediary": PARTIES,
            "items": _list(_object(ITEM | amounts)),
            "stage": _codes(Stage),
            "modality": _codes(Modality),
            "stage_history": _list(_object(step)),
            "money": MONEY,
            "contradictions": _list(_object(contradiction)),
            "findings": _list(_object({"code": STRING, "verdict": STRING, "text": STRING, "source": TEXT})),
            "reports": COUNT,
            "origins": COUNT,
            "first_reported": DAY,
            "last_reported": DAY,
            "standing": STRING,
            "links": _list(_object({"deal": STRING, "relation": STRING})),
            "as_of": DAY,
            "merged_into": TEXT,
            "domestic": {"type": "boolean"},
            "claims": _list(_object({"document": STRING, "start": COUNT, "end": COUNT, "claim": CLAIM_ID})),
        }
    )


def made(contract: str) -> Json:
    """The schema of `claim` or `deal`, from the code."""
    body = {"claim": _claim, "deal": _deal}[contract]()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"armsledger {contract}",
        "description": {
            "claim": "One assertion that one report makes, tied to the words that make it.",
            "deal": "What all claims together support about one supply or one relation, with the disagreements kept.",
        }[contract],
    } | body


def schema(contract: str) -> Json:
    """The schema that the package ships."""
    found: Json = json.loads((files("armsledger.exchange") / "data" / f"{contract}.schema.json").read_text("utf-8"))
    return found


def text(contract: str) -> str:
    return json.dumps(made(contract), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name in CONTRACTS:
        (Path(__file__).parent / "data" / f"{name}.schema.json").write_text(text(name), encoding="utf-8")

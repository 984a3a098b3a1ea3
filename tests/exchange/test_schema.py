"""The shipped schemas are those of the code, and what is published is valid under them."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from armsledger.exchange.schema import CONTRACTS, made, schema
from armsledger.model.claim import Claim
from armsledger.model.contract import claim_json, deal_json, parse_claim
from tests.ledger.samples import TALKS, claim, deal
from tests.model.test_contract import claims

CHECK = {name: jsonschema.Draft202012Validator(schema(name)) for name in CONTRACTS}


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_shipped_schema_is_the_one_of_the_code(name: str) -> None:
    assert schema(name) == made(name), "run python -m armsledger.exchange.schema"
    jsonschema.Draft202012Validator.check_schema(schema(name))


@given(claims)
def test_every_claim_is_valid(made_up: Claim) -> None:
    CHECK["claim"].validate(json.loads(json.dumps(claim_json(made_up))))


def test_every_field_is_there() -> None:
    assert list(schema("claim")["properties"]) == list(claim_json(claim(TALKS, TALKS)))
    assert list(schema("deal")["properties"]) == list(deal_json(deal()))


@pytest.mark.parametrize(
    "change", [{"kind": "gossip"}, {"start": -1}, {"extra": 1}, {"when": "2026"}, {"supplier": [3]}, {"claim": "x"}]
)
def test_what_is_no_claim_is_refused(change: dict[str, Any]) -> None:
    good = claim_json(claim(TALKS, TALKS))
    CHECK["claim"].validate(good)
    parse_claim(good)
    assert not CHECK["claim"].is_valid(good | change)

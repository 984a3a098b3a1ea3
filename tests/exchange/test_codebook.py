"""Every field and code has its meaning, and docs/codebook.md is what the code says."""

from pathlib import Path

import pytest

from armsledger.exchange.codebook import FIELDS, MEANINGS, markdown, meanings
from armsledger.exchange.schema import schema

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(), "run python -m armsledger.exchange.codebook"


@pytest.mark.parametrize("contract", FIELDS)
def test_every_field_has_its_meaning(contract: str) -> None:
    assert list(FIELDS[contract]) == list(schema(contract)["properties"])


def test_every_code_has_its_meaning() -> None:
    for kind, told in MEANINGS.items():
        assert set(told) == {str(code) for code in kind}, kind
    assert len(meanings()) == len(MEANINGS)

"""The reader asked for by flags and settings."""

import pytest

from armsledger.cli.readers import reader_maker
from armsledger.errors import ConfigurationError


def test_no_language_model_unless_asked_for() -> None:
    assert reader_maker("fast")().name == "fast"


def test_a_model_needs_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMSLEDGER_LLM_MODE", "all")
    with pytest.raises(ConfigurationError, match=r"llm.url"):
        reader_maker("fast")


def test_a_dead_model_leaves_the_built_in_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"MODE": "all", "URL": "http://127.0.0.1:9/v1", "MODEL": "m", "BUDGET": "1"}.items():
        monkeypatch.setenv(f"ARMSLEDGER_LLM_{name}", value)
    assert reader_maker("fast")().name == "llm+fast"

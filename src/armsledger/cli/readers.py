"""The reader that the flags and settings ask for, made where it reads: here or in a worker process."""

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from armsledger.cli.common import knowledge
from armsledger.cli.settings import setting
from armsledger.errors import ConfigurationError

if TYPE_CHECKING:
    from armsledger.engine.workers import MakeReader
    from armsledger.model.reading import Reader

LLM = ("mode", "url", "model", "below", "budget", "timeout")


def reader_maker(name: str | None, ledger: str | None = None) -> "MakeReader":
    """What makes the reader; answers of a language model are kept in `ledger`, else for this run only.

    Raises ConfigurationError where a language model is wanted and not said which.
    """
    named = setting("reader", name)
    llm = {key: setting(f"llm.{key}") for key in LLM}
    if llm["mode"] == "off":
        return partial(_reader, named)
    if not llm["url"] or not llm["model"]:
        raise ConfigurationError("llm.mode is set, but llm.url or llm.model is not: set both, or llm.mode to off")
    return partial(_llm_reader, named, llm, ledger)


def _reader(name: str) -> "Reader":
    from armsledger.reading import reader

    return reader(name, knowledge())


def _llm_reader(name: str, llm: dict[str, Any], ledger: str | None) -> "Reader":
    from armsledger.ledger import Ledger
    from armsledger.reading.llm import Endpoint, LlmReader

    endpoint = Endpoint(
        url=llm["url"],
        model=llm["model"],
        key=os.environ.get("ARMSLEDGER_LLM_KEY"),
        timeout=llm["timeout"],
        budget=llm["budget"],
    )
    kept = Ledger.open(ledger).shelf if ledger is not None else None
    return LlmReader(
        _reader(name),
        endpoint,
        cache=_Answers(kept),
        everywhere=llm["mode"] == "all",
        below=llm["below"] / 100,
        knowledge=knowledge(),
    )


class _Answers:
    """Answers on a ledger's shelf, in the space `llm`; in memory where there is no ledger."""

    def __init__(self, shelf: Any) -> None:
        self._shelf, self._here = shelf, dict[str, Any]()

    def get(self, key: str) -> Any:
        return self._here.get(key) if self._shelf is None else self._shelf.get("llm", key)

    def put(self, key: str, answer: Any) -> None:
        if self._shelf is None:
            self._here[key] = answer
        else:
            self._shelf.put("llm", {key: answer})

"""The reader that the flags and settings ask for, made where it reads: here or in a worker process."""

import gc
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from armsledger.cli.common import F, knowledge
from armsledger.cli.settings import own_weights, setting
from armsledger.errors import ConfigurationError

if TYPE_CHECKING:
    from armsledger.engine.workers import MakeReader
    from armsledger.model.reading import Reader

LLM = ("mode", "url", "model", "below", "budget", "timeout")


def weights_option(function: F) -> F:
    return click.option(
        "--weights",
        metavar="shipped|own|FOLDER",
        help="What the reader runs on: the weights of the package (default), those of `train --from-decisions`, a folder.",
    )(function)


def reader_maker(name: str | None, ledger: str | None = None, weights: str | None = None) -> "MakeReader":
    """What makes the reader; answers of a language model are kept in `ledger`, else for this run only.

    Raises ConfigurationError where a language model is wanted and not said which.
    """
    named, folder = setting("reader", name), own_weights(weights)
    llm = {key: setting(f"llm.{key}") for key in LLM}
    if llm["mode"] == "off":
        return partial(_reader, named, folder)
    if not llm["url"] or not llm["model"]:
        raise ConfigurationError("llm.mode is set, but llm.url or llm.model is not: set both, or llm.mode to off")
    return partial(_llm_reader, named, folder, llm, ledger)


def _reader(name: str, weights: Path | None) -> "Reader":
    from armsledger.reading import reader

    made = reader(name, knowledge(), weights)
    gc.freeze()  # what it knows stays as long as the command: looking through it for rubbish costs a thirtieth of the reading
    return made


def _llm_reader(name: str, weights: Path | None, llm: dict[str, Any], ledger: str | None) -> "Reader":
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
        _reader(name, weights),
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

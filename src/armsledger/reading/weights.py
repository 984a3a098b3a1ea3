"""Which weights a reader runs on: those that come with the package, or a folder of one's own laid over them."""

import json
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from armsledger.errors import ConfigurationError
from armsledger.reading.deciding import Judge
from armsledger.reading.linear import load
from armsledger.reading.transfers import shipped
from armsledger.reading.wordpieces import WEIGHTS

LINEAR, HEADS, SETTINGS, CARD = "fast.npz", "heads.npz", "settings.json", "trained.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """`own` is a folder that holds at least the linear models; what it has not is taken from the package.

    Raises ConfigurationError where it holds none.
    """

    own: Path | None = None
    base: Path = WEIGHTS

    def __post_init__(self) -> None:
        if self.own is not None and not (self.own / LINEAR).is_file():
            raise ConfigurationError(
                f"weights: there are none in {self.own}; `armsledger train --from-decisions` makes them, "
                "weights = shipped reads with those of the package"
            )
        if self.own is not None:
            _judge(self.own / LINEAR)

    def file(self, name: str) -> Path:
        return self.own / name if self.own is not None and (self.own / name).is_file() else self.base / name

    def judge(self) -> Judge:
        """The linear models."""
        return shipped() if self.own is None else _judge(self.own / LINEAR)

    def mark(self, *names: str) -> str:
        """What tells claims read with one's own weights from others, behind the reader's version; empty for the package's."""
        if self.own is None:
            return ""
        return "+" + sha256(b"".join(self.file(n).read_bytes() for n in names)).hexdigest()[:8]

    def card(self) -> dict[str, Any]:
        """What was written down when they were made: from what, with which scores."""
        try:
            found = json.loads(self.file(CARD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


@lru_cache(4)
def _judge(file: Path) -> Judge:
    try:
        judge = Judge(load(file))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ConfigurationError(f"weights: {file} holds no weights of this reader: {error}") from error
    if missing := shipped().models.keys() - judge.models.keys():
        raise ConfigurationError(f"weights: {file} lacks {', '.join(sorted(missing))}: train again")
    return judge


def linear_hash() -> str:
    """A hash of the package's linear weights, by which weights trained on from them know whether these have changed."""
    return sha256((WEIGHTS / LINEAR).read_bytes()).hexdigest()[:16]

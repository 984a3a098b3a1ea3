"""The settings there are: name, type, default and what for. Where they come from is the command line's business."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from armsledger.errors import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """`name` as in armsledger.toml (`serve.port`); the environment calls it ARMSLEDGER_SERVE_PORT."""

    name: str
    kind: type
    default: Any
    help: str
    choices: tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        return "ARMSLEDGER_" + self.name.upper().replace(".", "_")

    def parse(self, value: Any, origin: str) -> Any:
        """The value in the setting's type. Raises ConfigurationError, naming where it came from."""
        wanted = {str: "words", int: "a whole number", bool: "true or false"}[self.kind]
        wrong = ConfigurationError(f"{self.name} from {origin}: {wanted} is wanted, not {value!r}")
        if self.kind is bool and isinstance(value, str):
            value = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(
                value.lower(), value
            )
        elif self.kind is int and isinstance(value, str):
            try:
                value = int(value)
            except ValueError:
                raise wrong from None
        if not isinstance(value, self.kind) or (self.kind is int and isinstance(value, bool)):
            raise wrong
        if self.choices and value not in self.choices:
            raise ConfigurationError(f"{self.name} from {origin}: {value!r} is none of {', '.join(self.choices)}")
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A value and where it came from, in words."""

    value: Any
    origin: str


SETTINGS: Mapping[str, Setting] = {
    s.name: s
    for s in (
        Setting(name="ledger", kind=str, default="", help="the ledger: a file, or postgresql://user@host/database"),
        Setting(name="reader", kind=str, default="default", help="which reader reads", choices=("default", "fast")),
        Setting(
            name="weights",
            kind=str,
            default="shipped",
            help="what the reader runs on: shipped, own (trained on from your decisions), or a folder",
        ),
        Setting(name="workers", kind=int, default=1, help="how many processes read"),
        Setting(name="knowledge", kind=str, default="", help="a folder of your own knowledge files"),
        Setting(
            name="fetch.private", kind=bool, default=False, help="whether pages of private networks may be fetched"
        ),
        Setting(
            name="llm.mode",
            kind=str,
            default="off",
            help="where a language model is asked",
            choices=("off", "unsure", "all"),
        ),
        Setting(
            name="llm.url", kind=str, default="", help="its OpenAI-compatible address; the key is ARMSLEDGER_LLM_KEY"
        ),
        Setting(name="llm.model", kind=str, default="", help="the model's name at that address"),
        Setting(name="llm.below", kind=int, default=50, help="unsure means a score under this many hundredths"),
        Setting(name="llm.budget", kind=int, default=1000, help="requests a run at most"),
        Setting(name="llm.timeout", kind=int, default=30, help="seconds to wait for one answer"),
        Setting(name="serve.host", kind=str, default="127.0.0.1", help="the address the web app listens on"),
        Setting(name="serve.port", kind=int, default=0, help="the port it listens on (0: any that is free)"),
        Setting(
            name="serve.excerpts", kind=bool, default=False, help="whether it shows quotes with a line of context only"
        ),
    )
}


def flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested tables as dotted names."""
    out: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            out |= flat(value, f"{prefix}{key}.")
        else:
            out[prefix + key] = value
    return out


def checked(given: Mapping[str, Any], origin: str) -> dict[str, Any]:
    """The given settings, each in its type. Raises ConfigurationError for one that there is not."""
    out = {}
    for name, value in given.items():
        if name not in SETTINGS:
            raise ConfigurationError(f"{origin}: there is no setting {name!r}; there are {', '.join(SETTINGS)}")
        out[name] = SETTINGS[name].parse(value, origin)
    return out

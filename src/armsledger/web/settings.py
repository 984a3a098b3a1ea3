"""What an instance of the web app may be told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`excerpts_only` shows quotes with a line of context in place of whole reports; `read_only` takes no changes."""

    excerpts_only: bool = False
    read_only: bool = False
    users: bool = False

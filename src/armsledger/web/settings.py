"""What an instance of the web app may be told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`excerpts_only` shows quotes with a line of context in place of whole reports; `read_only` takes no changes.

    `users`: everybody signs in; else whoever sits at this machine is `who` and may do everything. `largest` bounds what is
    sent at once, in bytes; `private` permits reports to be fetched from private networks.
    """

    excerpts_only: bool = False
    read_only: bool = False
    users: bool = False
    who: str = "you"
    largest: int = 20_000_000
    private: bool = False

"""What a reader is told when something is wrong: one shape, as a page or as JSON."""

from dataclasses import dataclass
from typing import Any

HELP = {
    "not_found": "Ids may be given by their beginning. Reports and deals can be found by words under Search.",
    "invalid": "Mend the values named and ask again; Data & API lists what each one may be.",
    "forbidden": "Sign in as somebody who may do this, or ask the administrator.",
    "method_not_allowed": "This address is only for reading, or only for sending.",
    "too_large": "Send less at once; the limits stand under Health.",
    "unavailable": "The ledger cannot be read just now. Health says what is wrong.",
    "internal": "This is our fault. The log has the details; the number above finds them.",
}
STATUS = {
    400: "invalid",
    401: "forbidden",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    422: "invalid",
    429: "too_many",
    500: "internal",
    503: "unavailable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """`fields` names each wrong value with what is wrong with it."""

    status: int
    message: str
    fields: tuple[tuple[str, str], ...] = ()
    help: str = ""

    @property
    def code(self) -> str:
        return STATUS.get(self.status, "error")

    def json(self) -> dict[str, Any]:
        return {
            "error": {
                "status": self.status,
                "code": self.code,
                "message": self.message,
                "help": self.help or HELP.get(self.code, ""),
                "fields": [{"name": name, "message": message} for name, message in self.fields],
            }
        }


class Wrong(Exception):  # noqa: N818 - it names what it carries, not a program's error
    """A value in the address or a form cannot be taken; becomes a 422 that names it."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name, self.message = name, message

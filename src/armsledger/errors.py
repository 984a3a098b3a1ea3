"""The exceptions that armsledger raises on purpose.

ArmsledgerError
├── ConfigurationError      a setting is missing, unknown or out of range
├── ContractError           a record is not what CLAIMS or DEALS say it must be
├── SourceError             a page cannot be had
│   ├── FetchError          the network or the server says no
│   └── UnreadableError     the bytes are not what they claim to be
├── KnowledgeError          a knowledge file is wrong, with file and line
├── LedgerError             the store cannot be used
│   ├── CorruptLedgerError  it is damaged, or no ledger at all
│   └── NewerLedgerError    a newer armsledger wrote it
└── NotFoundError           the thing asked for by name is not there

What is wrong with one page or one claim while the run can go on is no exception but a problem (model.problem).
"""


class ArmsledgerError(Exception):
    """Says what happened, where, and what to do."""


class ConfigurationError(ArmsledgerError):
    pass


class ContractError(ArmsledgerError):
    pass


class SourceError(ArmsledgerError):
    pass


class FetchError(SourceError):
    """Carries the stable problem code that the address gets."""

    def __init__(self, message: str, code: str = "fetch_failed") -> None:
        super().__init__(message)
        self.code = code


class UnreadableError(SourceError):
    """Carries the stable problem code that the page gets."""

    def __init__(self, message: str, code: str = "unreadable") -> None:
        super().__init__(message)
        self.code = code


class KnowledgeError(ArmsledgerError):
    def __init__(self, message: str, file: str = "", line: int = 0) -> None:
        where = f"{file}:{line}: " if line else f"{file}: " if file else ""
        super().__init__(where + message)
        self.file = file
        self.line = line


class LedgerError(ArmsledgerError):
    pass


class CorruptLedgerError(LedgerError):
    pass


class NewerLedgerError(LedgerError):
    pass


class NotFoundError(ArmsledgerError):
    pass

"""What was wrong with one page or one claim while the run could go on."""

from dataclasses import dataclass
from datetime import datetime

from armsledger.model.ids import content_id

CODES = {
    "archive_bomb": "it unpacks to more than the limits allow; unpack it yourself and look",
    "bad_address": "no address that can be fetched",
    "bad_claim": "a claim given with `--claims` is not what the codebook says; left out",
    "bad_scheme": "only http and https are fetched",
    "bad_written": "`written` is no date; the report is read without it",
    "binary": "the bytes are no text; give the file the ending of its format",
    "corrected": "the page says that it was corrected or clarified; read what it says of itself",
    "damaged_answer": "the server's answer cannot be unpacked",
    "damaged_archive": "the archive, or a member of it, is damaged",
    "empty": "there is nothing in it",
    "encoding": "the line is not in UTF-8; left out",
    "encrypted": "it needs a password; unpack or decrypt it first",
    "fetch_failed": "the network or the server says no",
    "guessed_charset": "the bytes are not in UTF-8; read as the encoding named, some characters may be wrong",
    "http_status": "the server answered with an error",
    "language_not_read": "the text is in a language that the reader does not read; kept, not read",
    "llm_instructions": "the text speaks to language models; the model was not asked",
    "llm_rejected": "what the language model said does not stand in the text; left out",
    "lone_surrogate": "half a character in the text; replaced",
    "malformed_line": "the line is no JSON object; left out",
    "missing_document": "the record has no `document`; it got one from file and line",
    "missing_text": "the record has no `text`; left out",
    "needs_extra": "this kind of file needs a package that is not installed; the message names it",
    "no_report": "nothing on the page reads as a report",
    "no_such_host": "there is no such host",
    "no_text_column": "the table does not say which column holds the text: name it with `--column`",
    "no_text_layer": "a scan without text; run it through text recognition first",
    "not_found": "there is no such file, folder or pattern",
    "not_read": "reading the report failed; told with the error, please report it",
    "not_there": "the server has no such page (404, 410)",
    "page_changed": "the page came with other words than before; both are kept, the newer ones count",
    "private_address": "the address leads to a private network; `fetch.private` would permit it",
    "quote_not_there": "the words of a claim do not stand where it says; left out",
    "retracted": "the page says that it was withdrawn; look before its claims are relied on",
    "robots": "the site's robots.txt asks not to fetch the page",
    "timeout": "the server was too slow",
    "tls": "no trusted connection to the server",
    "too_deep": "archives inside archives inside archives; unpack it first",
    "too_large": "larger than the limits; split it",
    "too_many_members": "more members or parts than the limits allow",
    "too_many_redirects": "the server sends from address to address",
    "unknown_document": "claims given with `--claims` are of a document that no page has; left out",
    "unreadable": "the file cannot be opened, or is not what it claims to be",
    "unsafe_path": "a member of the archive that points outside it; left out",
    "unsafe_xml": "XML with entities of its own; not opened",
    "unsupported": "no opener for this kind of file",
    "value_not_in_words": "a value was read whose words do not stand there; left out",
    "worker_died": "the worker process ended while reading the page",
}
READ_ALL_THE_SAME = frozenset(
    {
        "bad_written",
        "corrected",
        "guessed_charset",
        "llm_instructions",
        "llm_rejected",
        "lone_surrogate",
        "missing_document",
        "no_report",
        "page_changed",
        "retracted",
        "value_not_in_words",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`code` is one of CODES; `place` is a file, URL or document; `line` the line in it; `message` says what and what to do."""

    code: str
    message: str
    place: str | None = None
    line: int | None = None
    met_at: datetime | None = None

    @property
    def id(self) -> str:
        """When it was met does not count: meeting it twice is one problem."""
        return content_id([self.code, self.message, self.place, self.line])

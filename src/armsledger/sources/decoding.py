"""Bytes become text: byte order marks, declared charsets, UTF-8, and a guess as the last resort, told as a problem."""

import codecs
import re

from armsledger.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"MZ\x90",
)
# What browsers read under these names. Source: WHATWG Encoding Standard, "Names and labels".
_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf8": "utf-8",
}
_SAMPLE = 65_536


def decoded(data: bytes, declared: str | None = None) -> tuple[str, str, bool]:
    """`(text, charset, guessed)` of `data`, without its byte order mark; `guessed` where neither it nor anybody says.

    Raises UnreadableError with code `binary` where this is no text.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], charset), charset, False
    if looks_binary(data):
        raise UnreadableError("these bytes are no text; give the file the ending of its format", "binary")
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    name = known_charset(declared)
    if name is not None and name != "utf-8":
        return _lenient(data, name), name, False
    if _nearly_utf8(data):
        return _lenient(data, "utf-8"), "utf-8", True
    name = _guess(data)
    return _lenient(data, name), name, True


def known_charset(declared: str | None) -> str | None:
    """The codec a declared charset means, None where there is no such text codec."""
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        return name if codecs.lookup(name)._is_text_encoding else None  # rot13 and zip are codecs too, of no text
    except (LookupError, ValueError):
        return None


def looks_binary(data: bytes) -> bool:
    """True for the signatures of well-known formats, and where control bytes are more than one in fifty."""
    sample = data[:_SAMPLE]
    return data.startswith(_MAGIC) or len(_CONTROL.findall(sample)) * 50 > len(sample)


def _lenient(data: bytes, charset: str) -> str:
    """Bytes that fit no character become U+FFFD; lone surrogates likewise, so that every text can be written again."""
    text = data.decode(charset, "replace")
    return text.encode("utf-8", "replace").decode("utf-8") if charset.startswith("utf-7") else text


def _nearly_utf8(data: bytes) -> bool:
    """True where all but a few of the characters beyond ASCII are good UTF-8: a damaged file, not another charset."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("�")
    return broken * 10 < sum(1 for c in text if c > "\x7f")


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], steps=5, chunk_size=512).best()
    return known_charset(best.encoding) or "windows-1252" if best is not None else "windows-1252"

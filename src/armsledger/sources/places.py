"""A place becomes pages: a file, a folder, a glob, `-` for standard input, an archive or a URL."""

import io
import os
import sys
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from armsledger.errors import FetchError, UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources.opening import Blob, Opened, Opener, Opening

# The module is imported when the first such file is met.
OPENERS: dict[str, tuple[str, str]] = {
    **dict.fromkeys((".txt", ".text", ".md"), ("plain", "open_text")),
    **dict.fromkeys((".jsonl", ".ndjson"), ("plain", "open_jsonl")),
    **dict.fromkeys((".html", ".htm", ".xhtml"), ("html", "open_html")),
    **dict.fromkeys((".mhtml", ".mht"), ("mail", "open_mhtml")),
    ".eml": ("mail", "open_eml"),
    ".mbox": ("mail", "open_mbox"),
    ".pdf": ("documents", "open_pdf"),
    ".docx": ("documents", "open_docx"),
    **dict.fromkeys((".csv", ".tsv"), ("tables", "open_csv")),
    ".parquet": ("tables", "open_parquet"),
    ".zip": ("archives", "open_zip"),
    **dict.fromkeys((".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz"), ("archives", "open_tar")),
    **dict.fromkeys((".gz", ".bz2", ".xz"), ("archives", "open_packed")),
    **dict.fromkeys((".warc", ".warc.gz"), ("warc", "open_warc")),
}

_PICTURE = "it holds no text: run it through text recognition first"
_FEED = "a feed or sitemap is read from its address, or put it on the watch list"
# What to do with files that are not opened.
INSTEAD = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".bmp"), _PICTURE),
    **dict.fromkeys((".xml", ".rss", ".atom"), _FEED),
    **dict.fromkeys((".doc", ".docm", ".odt", ".rtf"), "save it as .docx or .txt"),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "save its table as .csv"),
    **dict.fromkeys((".7z", ".rar", ".zst"), "unpack it first, or pack it as .zip or .tar.gz"),
    ".json": "JSON Lines are, one object a line: --as .jsonl where it is that",
    ".msg": "save it as .eml",
    ".epub": "save it as .html or .txt",
}


def open_place(place: str, opening: Opening | None = None) -> Opened:
    """Pages and problems of `place`, in order; what is broken becomes a problem and the rest goes on."""
    opening = opening or Opening()
    if place == "-":
        yield from open_stream(sys.stdin.buffer, opening)
    elif "://" in place:
        yield from guarded(_open_url(place, opening), place)
    else:
        yield from _open_path(place, opening)


def _open_url(url: str, opening: Opening) -> Opened:
    from armsledger.sources.web import open_url

    yield from open_url(url, opening)


def open_stream(stream: BinaryIO, opening: Opening) -> Opened:
    """One blob without a name; its first bytes say what it is, unless `opening.kind` does."""
    head = stream.read(4096)
    rest = cast(BinaryIO, io.BufferedReader(_Chained(head, stream)))
    kind = opening.kind or sniffed(head)
    yield from open_blob(Blob(name=f"stdin{kind}", place="-", stream=rest), opening)


def sniffed(head: bytes) -> str:
    """The ending that bytes beginning so would carry."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(b"{"):
        return ".jsonl"
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<") and b"<body" in head.lower()):
        return ".html"
    return ".txt"


def _open_path(place: str, opening: Opening) -> Opened:
    path = Path(place)
    try:
        if path.is_dir():
            yield from _open_files(_below(path), opening, root=path)
        elif path.exists():
            yield from _open_files([path], opening)
        elif matches := _globbed(place):
            yield from _open_files(matches, opening)
        else:
            yield Problem(code="not_found", message="no such file, folder or pattern", place=place)
    except (OSError, ValueError) as error:
        yield Problem(code="unreadable", message=f"cannot be opened ({error})", place=place)


def _globbed(place: str) -> list[Path]:
    pattern = Path(place)
    if not any(c in place for c in "*?["):
        return []
    return sorted(p for p in Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))) if p.is_file())


def _below(folder: Path) -> list[Path]:
    """The files below a folder in a stable order; hidden ones and links out of it are left alone."""
    root = folder.resolve()
    found = []
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts) or not path.is_file():
            continue
        if path.resolve().is_relative_to(root):
            found.append(path)
    return found


def _open_files(paths: Iterable[Path], opening: Opening, root: Path | None = None) -> Opened:
    """A file's document id is its stem; files that share one are told apart by their folders, then by their endings."""
    paths = list(paths)
    stems = Counter(p.stem for p in paths)
    for path in paths:
        stem = path.stem
        if stems[stem] > 1:
            full = path.relative_to(root) if root is not None else path
            stem = full.as_posix()
        stem, place = _told(stem), _told(str(path))
        if not path.is_file():
            yield Problem(code="unreadable", message="neither a file nor a folder", place=place)
            continue
        with path.open("rb") as stream:
            yield from open_blob(Blob(name=path.name, place=place, stream=stream, stem=stem), opening)


def _told(name: str) -> str:
    """A file's name as text: its bytes need not be UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def opener_for(suffix: str) -> Opener | None:
    """The function that opens files with this ending, imported now."""
    entry = OPENERS.get(suffix)
    if entry is None:
        return None
    return cast(Opener, getattr(import_module(f"armsledger.sources.{entry[0]}"), entry[1]))


def open_blob(blob: Blob, opening: Opening) -> Opened:
    """Pages and problems of one blob. Whatever its opener raises becomes a problem of this place."""
    suffix = opening.kind or next(
        (two for two in ["".join(PurePosixPath(blob.name.lower()).suffixes[-2:])] if two in OPENERS), blob.suffix
    )
    opener = opener_for(suffix)
    if opener is None:
        what = f"{suffix} files are" if suffix else "a file without ending is"
        instead = INSTEAD.get(suffix, "say with --as .txt (or another ending) what it is")
        yield Problem(code="unsupported", message=f"{what} not opened; {instead}", place=blob.place)
        return
    for found in guarded(opener(blob, opening), blob.place):
        yield _short(found, opening) if isinstance(found, Page) else found


def _short(page: Page, opening: Opening) -> Page | Problem:
    """The page, unless no reader could be done with it in good time."""
    if len(page.text) <= opening.limits.text:
        return page
    message = f"{len(page.text):,} characters on one page; split it, a page has no more than {opening.limits.text:,}"
    return Problem(code="too_large", message=message, place=page.place)


def guarded(opened: Opened, place: str) -> Opened:
    """The same pages and problems; an error on the way ends this one blob with a problem, never the batch."""
    try:
        yield from opened
    except (UnreadableError, FetchError) as error:
        yield Problem(code=error.code, message=str(error), place=place)
    except (RecursionError, MemoryError) as error:
        yield Problem(code="too_large", message=f"too deep or too large to open ({type(error).__name__})", place=place)
    except (
        Exception
    ) as error:  # parsers of foreign formats raise what they like; one broken file must not stop the rest
        yield Problem(code="unreadable", message=f"cannot be read ({type(error).__name__}: {error})", place=place)


class _Chained(io.RawIOBase):
    """The bytes already read, then the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        size = len(buffer)
        data = self._head[:size] if self._head else self._rest.read(size)
        self._head = self._head[size:]
        buffer[: len(data)] = data
        return len(data)

"""Archives of the other kinds: .zip .tar .gz .bz2 .xz, opened in memory, within stated limits, never written to disk."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from armsledger.errors import UnreadableError
from armsledger.model.problem import Problem
from armsledger.sources.opening import MEGABYTE, Blob, Budget, Limits, Opened, Opening
from armsledger.sources.places import open_blob

_ENTRY = 250  # bytes of a ZIP's directory for a member, on average; twice what a long path takes
_NAMED = frozenset(
    (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
)
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, lzma.LZMAError, EOFError, OSError, zlib.error)


def open_zip(blob: Blob, opening: Opening) -> Opened:
    """The members of a ZIP archive, each by its own ending."""
    inner, budget = _deeper(opening)
    try:
        archive = zipfile.ZipFile(_seekable(blob, budget, opening.limits))
    except _BROKEN as error:
        raise UnreadableError(f"no whole ZIP archive ({error}); pack or fetch it again", "damaged_archive") from error
    with archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        _count(len(members), budget, opening.limits)
        for member in members:
            place = f"{blob.place}!{member.filename}"
            if problem := _refused(member.filename, place):
                yield problem
            elif member.flag_bits & 0x1:
                yield Problem(code="encrypted", message="needs a password; unpack it first", place=place)
            elif opening.limits.swollen(member.file_size, member.compress_size):
                yield Problem(
                    code="archive_bomb",
                    message=f"unpacks to more than {opening.limits.ratio} times its size; left out",
                    place=place,
                )
            else:
                yield from _member(partial(archive.open, member), member.filename, place, inner, budget)


def open_tar(blob: Blob, opening: Opening) -> Opened:
    """The members of a tar archive, packed or not; links and devices are left out and told."""
    inner, budget = _deeper(opening)
    unpacked = cast(BinaryIO, io.BufferedReader(_Bounded(_unpacker(blob)(blob.stream), opening.limits, budget)))
    try:
        with tarfile.open(fileobj=unpacked, mode="r|", tarinfo=_Info) as archive:
            for member in archive:
                _count(1, budget, opening.limits)
                place = f"{blob.place}!{member.name}"
                if member.size > opening.limits.total:  # to look for the next one would take hours
                    raise UnreadableError(
                        "a member that says it is larger than all may be; fetch it again", "damaged_archive"
                    )
                if member.isdir():
                    continue
                if not member.isfile():
                    yield Problem(code="unsafe_path", message="a link or device; left out", place=place)
                elif problem := _refused(member.name, place):
                    yield problem
                else:
                    stream = archive.extractfile(member)
                    if stream is not None:
                        yield from _member(partial(_same, stream), member.name, place, inner, Budget.of(opening.limits))
    except _BROKEN as error:
        raise UnreadableError(f"damaged tar archive ({error}); pack or fetch it again", "damaged_archive") from error


def open_packed(blob: Blob, opening: Opening) -> Opened:
    """One packed file: `report.jsonl.gz` opens as `report.jsonl`."""
    name = PurePosixPath(blob.name).stem
    inner, budget = _deeper(opening)
    packed = replace(blob, name=name, stem=PurePosixPath(name).stem if blob.stem in ("", name) else blob.stem)
    stream = _Bounded(_unpacker(blob)(blob.stream), opening.limits, budget)
    yield from open_blob(replace(packed, stream=cast(BinaryIO, io.BufferedReader(stream))), inner)


def _member(opened: Callable[[], IO[bytes]], name: str, place: str, opening: Opening, counted: Budget) -> Opened:
    """A member by its own ending. Its document id is its stem; where that was met in the archive before, its path there."""
    path = PurePosixPath(name)
    stem = path.stem if opening.budget is None or opening.budget.first(path.stem) else place.partition("!")[2]
    try:
        with opened() as stream:
            bounded = cast(BinaryIO, io.BufferedReader(_Bounded(cast(BinaryIO, stream), opening.limits, counted)))
            yield from open_blob(Blob(name=path.name, place=place, stream=bounded, stem=stem), opening)
    except (*_BROKEN, NotImplementedError, RuntimeError) as error:
        yield Problem(
            code="damaged_archive", message=f"cannot be unpacked ({error}); pack or fetch it again", place=place
        )


def _same(stream: IO[bytes]) -> IO[bytes]:
    return stream


def _refused(name: str, place: str) -> Problem | None:
    """Names that would lead out of the archive's folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return Problem(code="unsafe_path", message="its name leads out of the archive; left out", place=place)
    return None


def _deeper(opening: Opening) -> tuple[Opening, Budget]:
    """How the members are opened, and what they and the archives among them may still cost together."""
    limits, budget = opening.limits, opening.budget or Budget.of(opening.limits)
    if limits.depth <= 0:
        raise UnreadableError("archives inside archives inside archives; unpack it first", "too_deep")
    return replace(opening, limits=replace(limits, depth=limits.depth - 1), kind=None, budget=budget), budget


def _count(members: int, budget: Budget, limits: Limits) -> None:
    budget.members -= members
    if budget.members < 0:
        raise UnreadableError(f"more than {limits.members:,} members", "too_many_members")


def _seekable(blob: Blob, budget: Budget, limits: Limits) -> IO[bytes]:
    """A ZIP's directory stands at its end. One inside another archive is held in memory: no larger than a page may be."""
    stream: IO[bytes] = blob.stream
    if not stream.seekable():
        data = stream.read(limits.page + 1)
        if len(data) > limits.page:
            raise UnreadableError(f"larger than {limits.page // MEGABYTE} MB; unpack it first", "too_large")
        stream = io.BytesIO(data)
    if _directory(stream) > _ENTRY * budget.members:
        raise UnreadableError(f"more than {limits.members:,} members", "too_many_members")
    return stream


def _directory(stream: IO[bytes]) -> int:
    """How many bytes a ZIP's directory takes, as its end says. Source: APPNOTE.TXT 6.3.10, 4.3.14 and 4.3.16."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    stream.seek(0)
    large, end = tail.rfind(b"PK\x06\x06"), tail.rfind(b"PK\x05\x06")
    return max(
        int.from_bytes(tail[large + 40 : large + 48], "little") if large >= 0 else 0,
        int.from_bytes(tail[end + 12 : end + 16], "little") % 0xFFFFFFFF if end >= 0 else 0,
    )


def _unpacker(blob: Blob) -> Callable[[BinaryIO], BinaryIO]:
    suffix = blob.suffix
    if suffix in (".gz", ".tgz"):
        return lambda stream: cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if suffix == ".bz2":
        return lambda stream: cast(BinaryIO, bz2.BZ2File(stream))
    if suffix == ".xz":
        return lambda stream: cast(BinaryIO, lzma.LZMAFile(stream))
    return lambda stream: stream


class _Info(tarfile.TarInfo):
    """A member whose long name or notes are no megabytes: they would be held in memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _NAMED and self.size > MEGABYTE:
            raise tarfile.ReadError("a header of more than 1 MB")
        return cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]


class _Bounded(io.RawIOBase):
    """A stream that stops with a problem once the archive's budget is spent."""

    def __init__(self, stream: BinaryIO, limits: Limits, budget: Budget) -> None:
        self._stream = stream
        self._total = limits.total
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        try:
            data = self._stream.read(min(len(buffer), 1 << 20))
        except _BROKEN as error:
            raise UnreadableError(f"damaged ({error}); pack or fetch it again", "damaged_archive") from error
        self._budget.size -= len(data)
        if self._budget.size < 0:
            raise UnreadableError(f"unpacks to more than {self._total // MEGABYTE} MB", "archive_bomb")
        buffer[: len(data)] = data
        return len(data)

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
from armsledger.sources.opening import MEGABYTE, Blob, Limits, Opened, Opening
from armsledger.sources.places import open_blob

_SMALL = 5 * MEGABYTE  # what unpacks to less is never a bomb
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, lzma.LZMAError, EOFError, OSError, zlib.error)


def open_zip(blob: Blob, opening: Opening) -> Opened:
    """The members of a ZIP archive, each by its own ending."""
    inner, budget = _deeper(opening), _Budget(opening.limits)
    try:
        archive = zipfile.ZipFile(io.BytesIO(_all(blob, opening.limits)))
    except _BROKEN as error:
        raise UnreadableError(f"no readable ZIP archive ({error})", "damaged_archive") from error
    with archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        _count(len(members), opening.limits)
        for member in members:
            place = f"{blob.place}!{member.filename}"
            if problem := _refused(member.filename, place):
                yield problem
            elif member.flag_bits & 0x1:
                yield Problem(code="encrypted", message="needs a password; unpack it first", place=place)
            elif member.file_size > max(_SMALL, opening.limits.ratio * max(1, member.compress_size)):
                yield Problem(
                    code="archive_bomb",
                    message=f"unpacks to more than {opening.limits.ratio} times its size; left out",
                    place=place,
                )
            else:
                yield from _member(partial(archive.open, member), member.filename, place, inner, budget)


def open_tar(blob: Blob, opening: Opening) -> Opened:
    """The members of a tar archive, packed or not; links and devices are left out and told."""
    inner, budget = _deeper(opening), _Budget(opening.limits)
    unpacked = cast(BinaryIO, io.BufferedReader(_Bounded(_unpacker(blob)(blob.stream), opening.limits, budget)))
    try:
        with tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for number, member in enumerate(archive, 1):
                _count(number, opening.limits)
                place = f"{blob.place}!{member.name}"
                if member.isdir():
                    continue
                if not member.isfile():
                    yield Problem(code="unsafe_path", message="a link or device; left out", place=place)
                elif problem := _refused(member.name, place):
                    yield problem
                else:
                    stream = archive.extractfile(member)
                    if stream is not None:
                        yield from _member(partial(_same, stream), member.name, place, inner, _Budget(opening.limits))
    except _BROKEN as error:
        raise UnreadableError(f"damaged tar archive ({error})", "damaged_archive") from error


def open_packed(blob: Blob, opening: Opening) -> Opened:
    """One packed file: `report.jsonl.gz` opens as `report.jsonl`."""
    name = PurePosixPath(blob.name).stem
    inner, budget = _deeper(opening), _Budget(opening.limits)
    packed = replace(blob, name=name, stem=PurePosixPath(name).stem if blob.stem in ("", name) else blob.stem)
    stream = _Bounded(_unpacker(blob)(blob.stream), opening.limits, budget)
    yield from open_blob(replace(packed, stream=cast(BinaryIO, io.BufferedReader(stream))), inner)


def _member(opened: Callable[[], IO[bytes]], name: str, place: str, opening: Opening, budget: "_Budget") -> Opened:
    path = PurePosixPath(name)
    try:
        with opened() as stream:
            bounded = cast(BinaryIO, io.BufferedReader(_Bounded(cast(BinaryIO, stream), opening.limits, budget)))
            yield from open_blob(Blob(name=path.name, place=place, stream=bounded, stem=path.stem), opening)
    except (*_BROKEN, NotImplementedError, RuntimeError) as error:
        yield Problem(code="damaged_archive", message=f"cannot be unpacked ({error})", place=place)


def _same(stream: IO[bytes]) -> IO[bytes]:
    return stream


def _refused(name: str, place: str) -> Problem | None:
    """Names that would lead out of the archive's folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return Problem(code="unsafe_path", message="its name leads out of the archive; left out", place=place)
    return None


def _deeper(opening: Opening) -> Opening:
    limits = opening.limits
    if limits.depth <= 0:
        raise UnreadableError("archives inside archives inside archives; unpack it first", "too_deep")
    return replace(opening, limits=replace(limits, depth=limits.depth - 1), kind=None)


def _count(members: int, limits: Limits) -> None:
    if members > limits.members:
        raise UnreadableError(f"more than {limits.members} members", "too_many_members")


def _all(blob: Blob, limits: Limits) -> bytes:
    """A ZIP's directory stands at its end: all of it is needed."""
    data = blob.stream.read(limits.total + 1)
    if len(data) > limits.total:
        raise UnreadableError(f"larger than {limits.total // MEGABYTE} MB", "too_large")
    return data


def _unpacker(blob: Blob) -> Callable[[BinaryIO], BinaryIO]:
    suffix = blob.suffix
    if suffix in (".gz", ".tgz"):
        return lambda stream: cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if suffix == ".bz2":
        return lambda stream: cast(BinaryIO, bz2.BZ2File(stream))
    if suffix == ".xz":
        return lambda stream: cast(BinaryIO, lzma.LZMAFile(stream))
    return lambda stream: stream


class _Budget:
    """What all members of one archive may unpack to."""

    def __init__(self, limits: Limits) -> None:
        self.left = limits.total


class _Bounded(io.RawIOBase):
    """A stream that stops with a problem once the archive's budget is spent."""

    def __init__(self, stream: BinaryIO, limits: Limits, budget: _Budget) -> None:
        self._stream = stream
        self._total = limits.total
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        try:
            data = self._stream.read(min(len(buffer), 1 << 20))
        except _BROKEN as error:
            raise UnreadableError(f"damaged ({error})", "damaged_archive") from error
        self._budget.left -= len(data)
        if self._budget.left < 0:
            raise UnreadableError(f"unpacks to more than {self._total // MEGABYTE} MB", "archive_bomb")
        buffer[: len(data)] = data
        return len(data)

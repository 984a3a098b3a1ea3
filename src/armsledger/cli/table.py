"""Rows for a person: columns that line up, cut to the terminal's width where there is one."""

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from armsledger.cli.common import out

AHEAD = 200  # rows whose widths are looked at
GAP = "  "


def width(text: str) -> int:
    """Cells on a terminal: wide characters take two, marks none."""
    if text.isascii():
        return len(text)
    cells = 0
    for c in text:
        if not (unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Mn", "Me")):
            cells += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return cells


def one_line(text: str) -> str:
    """Without what moves a terminal's cursor or turns the line around."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in text)


def lined_up(rows: Iterable[Sequence[str]], limit: int | None = None) -> Iterator[str]:
    """One line a row; `limit` is how many cells a line may take."""
    rest = iter(rows)
    first = list(islice(rest, AHEAD))
    widths = [max(map(width, column)) for column in zip(*first, strict=True)]
    for row in chain(first, rest):
        cells = [one_line(c) for c in row]
        padded = [c + " " * (w - width(c)) for c, w in zip(cells[:-1], widths, strict=False)]
        yield cut(GAP.join([*padded, cells[-1]]).rstrip(), limit)


def cut(line: str, limit: int | None) -> str:
    if limit is None or width(line) <= limit:
        return line
    while line and width(line) > limit - 1:
        line = line[: min(len(line) - 1, limit)]
    return line.rstrip() + "…"


def print_rows(rows: Iterable[Sequence[str]]) -> int:
    """Prints the rows; says how many there were."""
    limit = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    count = 0
    for line in lined_up(rows, limit):
        out(line)
        count += 1
    return count

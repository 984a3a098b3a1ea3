"""`armsledger doctor`: is everything needed there and sound?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from armsledger.cli.common import ERROR, OK, coloured, json_lines, json_option, ledger_option, out, verb
from armsledger.errors import ArmsledgerError, NotFoundError

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}
LITTLE_DISK = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """`verdict` is ok, warn or fail; `fix` what to do, for the latter two."""

    name: str
    verdict: str
    found: str
    fix: str | None = None


@verb("doctor")
@ledger_option
@json_option
def command(place: str | None, as_json: bool) -> int:
    """Check that everything needed is there and sound.

    Each check is ok, warn or fail, with what to do about it. Ends with exit code 1 where one fails. Reads the whole ledger.
    """
    checks: tuple[Callable[[str | None], Iterator[Check]], ...] = (
        _python,
        _store,
        _settings,
        _knowledge,
        _reader,
        _ledger,
    )
    failed = False
    for check in checks:
        for one in check(place):
            failed = failed or one.verdict == "fail"
            if as_json:
                json_lines([{"check": one.name, "verdict": one.verdict, "found": one.found, "fix": one.fix}])
            else:
                shown = f"{one.verdict:<4}"
                out(f"{click.style(shown, fg=COLOURS[one.verdict]) if coloured() else shown}  {one.name}: {one.found}")
                if one.fix:
                    out(f"      {one.fix}")
    return ERROR if failed else OK


def _python(_: str | None) -> Iterator[Check]:
    import platform
    import sys

    from armsledger import __version__

    good = sys.version_info >= (3, 11)
    fix = None if good else "install Python 3.11 or later"
    yield Check(name="python", verdict="ok" if good else "fail", found=platform.python_version(), fix=fix)
    yield Check(name="armsledger", verdict="ok", found=__version__)


def _store(_: str | None) -> Iterator[Check]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
            yield Check(name="sqlite", verdict="ok", found=f"{sqlite3.sqlite_version} with full-text search")
        except sqlite3.OperationalError:
            fix = "use a Python whose SQLite has FTS5, such as the one from python.org or your distribution"
            yield Check(
                name="sqlite", verdict="fail", found=f"{sqlite3.sqlite_version} without full-text search", fix=fix
            )


def _settings(place: str | None) -> Iterator[Check]:
    from armsledger.cli.settings import settings

    try:
        found = settings({"ledger": place})
        where = {one.origin for one in found.values()} - {"default"}
        yield Check(name="settings", verdict="ok", found=f"from {', '.join(sorted(where)) or 'the defaults'}")
    except ArmsledgerError as error:
        yield Check(name="settings", verdict="fail", found=str(error), fix="mend or remove that setting")


def _knowledge(_: str | None) -> Iterator[Check]:
    from armsledger.cli.settings import own_knowledge
    from armsledger.knowledge import Knowledge

    try:
        folder, cache = own_knowledge()
        found = Knowledge(own=folder, cache=cache).find("Islamabad")
        shown = "own tables in " + str(folder) if folder else "as it came"
        good = any("PAK" in m.states for m in found)
        fix = None if good else "install armsledger again"
        yield Check(name="knowledge", verdict="ok" if good else "fail", found=shown, fix=fix)
    except ArmsledgerError as error:
        yield Check(name="knowledge", verdict="fail", found=str(error), fix="mend that file")


def _reader(_: str | None) -> Iterator[Check]:
    from armsledger.cli.settings import own_weights, setting
    from armsledger.reading import reader

    try:
        folder = own_weights()
        made = reader(setting("reader"), weights=folder)
        yield Check(name="reader", verdict="ok", found=f"{made.name} {made.version}")
        yield from _weights(folder)
    except (ArmsledgerError, OSError, ImportError) as error:
        yield Check(
            name="reader",
            verdict="fail",
            found=str(error),
            fix="set weights = shipped, use --reader fast, or install armsledger again",
        )


def _weights(folder: Path | None) -> Iterator[Check]:
    from armsledger.reading.weights import Weights, linear_hash

    if folder is None:
        yield Check(name="weights", verdict="ok", found="as they came")
        return
    card = Weights(folder).card()
    shown = f"{folder}, trained on from {card.get('claims', '?')} decided claims on {card.get('made_on', '?')}"
    old = card.get("from") != linear_hash()
    yield Check(
        name="weights",
        verdict="warn" if old else "ok",
        found=shown + ("; the weights of the package have changed since" if old else ""),
        fix="run `armsledger train --from-decisions` again, or set weights = shipped" if old else None,
    )


def _ledger(place: str | None) -> Iterator[Check]:
    from armsledger.cli.common import open_ledger
    from armsledger.engine.register import behind

    try:
        with open_ledger(place) as ledger:
            wrong = ledger.check()
            counts = ledger.counts()
            shown = f"{ledger.name}: {counts.reports:,} reports, {counts.claims:,} claims, {counts.deals:,} deals"
            if wrong is not None:
                yield Check(
                    name="ledger", verdict="fail", found=wrong, fix="put a backup in its place: armsledger restore"
                )
                return
            yield Check(name="ledger", verdict="ok", found=shown)
            if behind(ledger):
                yield Check(
                    name="register", verdict="warn", found="behind the evidence", fix="run `armsledger rebuild`"
                )
            if counts.problems:
                yield Check(
                    name="problems", verdict="warn", found=f"{counts.problems:,} met", fix="see `armsledger problems`"
                )
            if ledger.in_file:
                yield from _disk(Path(ledger.place))
    except NotFoundError as error:
        yield Check(name="ledger", verdict="warn", found=str(error), fix="run `armsledger read FOLDER`")
    except ArmsledgerError as error:
        yield Check(name="ledger", verdict="fail", found=str(error), fix="see the words before")


def _disk(file: Path) -> Iterator[Check]:
    import shutil

    free, size = shutil.disk_usage(file.parent).free, file.stat().st_size
    little = free < max(LITTLE_DISK, size)
    shown = f"ledger {size / 1e6:,.0f} MB, free {free / 1e9:,.1f} GB"
    fix = "make room: a backup needs as much again" if little else None
    yield Check(name="disk", verdict="warn" if little else "ok", found=shown, fix=fix)

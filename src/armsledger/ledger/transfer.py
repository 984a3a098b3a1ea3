"""A whole ledger as JSON Lines and back: one line a page with all its readings, then problems, decisions and state."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from armsledger.errors import CorruptLedgerError, LedgerError, NewerLedgerError
from armsledger.ledger import tables as t
from armsledger.ledger.codec import (
    Json,
    bytes_of,
    decision_json,
    dumps,
    loads,
    page_json,
    parse_decision,
    parse_page,
    parse_report,
    report_json,
    text_of,
)
from armsledger.ledger.loading import load
from armsledger.ledger.store import Ledger
from armsledger.model.contract import claim_json, parse_claim
from armsledger.model.decision import Decision
from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead, ReadReport

FORM = 1
PART = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came new."""

    pages: int = 0
    reports: int = 0
    claims: int = 0
    problems: int = 0
    decisions: int = 0


def export(ledger: Ledger, *, state: bool = False) -> Iterator[str]:
    """The ledger line by line; with `state` also what people set up (watch lists, accounts, views): a whole backup."""
    yield dumps({"record": "ledger", "format": "armsledger", "form": FORM})
    with ledger._reading() as connection:
        last = connection.execute(sa.select(sa.func.max(t.pages.c.seq))).scalar() or 0
        for first in range(0, last + 1, PART):
            part = (
                sa.select(t.pages).where(t.pages.c.seq > first, t.pages.c.seq <= first + PART).order_by(t.pages.c.seq)
            )
            for row in connection.execute(part).all():
                yield dumps(_page_line(connection, row))
        for problem in ledger.problems():
            yield dumps({"record": "problem"} | _problem(problem))
        for decision in ledger.decisions():
            yield dumps({"record": "decision"} | decision_json(decision))
        if state:
            for space, key, value in connection.execute(sa.select(t.shelf.c.space, t.shelf.c.key, t.shelf.c.value)):
                yield dumps({"record": "state", "space": space, "key": key, "value": loads(value)})


def _page_line(connection: sa.Connection, row: Any) -> Json:
    page = parse_page(loads(row.data), row.document, text_of(row.text), None if row.raw is None else bytes_of(row.raw))
    given: Json = {"record": "page", "document": page.document, "text": page.text, **page_json(page)}
    if page.raw is not None:
        given["raw"] = base64.b64encode(page.raw).decode("ascii")
    readings = []
    for reading in connection.execute(
        sa.select(t.readings).where(t.readings.c.page == row.seq).order_by(t.readings.c.seq)
    ):
        reports = [
            {"document": found.report.document, **report_json(found.report), "claims": [*map(claim_json, found.claims)]}
            for _, found in load(connection, [reading.seq])
        ]
        readings.append({"reader": reading.reader, "read_at": reading.read_at, "key": reading.key, "reports": reports})
    return given | {"readings": readings}


def _problem(problem: Problem) -> Json:
    met_at = None if problem.met_at is None else problem.met_at.isoformat()
    return {
        "code": problem.code,
        "message": problem.message,
        "place": problem.place,
        "line": problem.line,
        "met_at": met_at,
    }


def merge(ledger: Ledger, lines: Iterable[str], name: str = "the export") -> Merged:
    """All that `lines` hold is in the ledger; what was there already stays once. Says what came new.

    The newest reading of a document counts, by when it was read, whichever ledger it comes from. Raises
    CorruptLedgerError, with the line, where the lines are no export, NewerLedgerError where a newer program made them.
    """
    rest = iter(enumerate(lines, 1))
    _head(next(rest, (1, ""))[1], name)
    total = Merged()
    while part := list(islice(rest, PART)):
        pages: list[PageRead] = []
        problems: list[Problem] = []
        decisions: list[Decision] = []
        state: dict[str, Json] = {}
        for number, line in part:
            if not line.strip():
                continue
            try:
                given = loads(line)
                match given["record"]:
                    case "page":
                        pages += _page_reads(given)
                    case "problem":
                        problems.append(_parse_problem(given))
                    case "decision":
                        decisions.append(parse_decision(given))
                    case "state":
                        state.setdefault(given["space"], {})[given["key"]] = given["value"]
                    case other:
                        raise ValueError(f"no such record: {other!r}")
            except (ValueError, KeyError, TypeError, LookupError) as error:
                raise CorruptLedgerError(
                    f"{name}:{number}: this line is none of an export ({error!r}); what stood before it is in"
                ) from error
        added = ledger.add_all(pages, merge=True)
        met = ledger.note(problems) if problems else 0
        decided = ledger.decide(decisions) if decisions else 0
        for space, values in state.items():
            kept = dict(ledger.shelf.items(space, values))
            ledger.shelf.put(space, {key: value for key, value in values.items() if key not in kept})
        total = Merged(
            pages=total.pages + added.pages,
            reports=total.reports + added.reports,
            claims=total.claims + added.claims,
            problems=total.problems + met,
            decisions=total.decisions + decided,
        )
    return total


def _head(line: str, name: str) -> None:
    try:
        head = loads(line)
        if head["format"] != "armsledger":
            raise ValueError(line)
        form = int(head["form"])
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"{name} is no export of a ledger: its first line does not say so") from error
    if form > FORM:
        raise NewerLedgerError(f"{name} was written by a newer armsledger (form {form}, this one knows {FORM})")


def _page_reads(given: Json) -> list[PageRead]:
    raw = None if given.get("raw") is None else base64.b64decode(given["raw"], validate=True)
    page = parse_page(given, given["document"], given["text"], raw)
    found = []
    for reading in given["readings"]:
        read_at = datetime.fromisoformat(reading["read_at"])
        reports = tuple(
            ReadReport(
                report=parse_report(r, r["document"], page.id, page.text, read_at),
                claims=tuple(map(parse_claim, r["claims"])),
            )
            for r in reading["reports"]
        )
        found.append(PageRead(page=page, read=reports, reader=reading["reader"], read_at=read_at, key=reading["key"]))
    return found


def _parse_problem(given: Json) -> Problem:
    met_at = None if given["met_at"] is None else datetime.fromisoformat(given["met_at"])
    return Problem(
        code=given["code"], message=given["message"], place=given["place"], line=given["line"], met_at=met_at
    )

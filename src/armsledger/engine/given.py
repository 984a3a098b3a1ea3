"""Claims that somebody gives in place of reading: each put to the page it speaks of, or told why not."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from armsledger.engine.batch import Clock
from armsledger.errors import ContractError, NotFoundError
from armsledger.ledger import Ledger
from armsledger.model.claim import Claim
from armsledger.model.contract import parse_claim
from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead, ReadReport
from armsledger.model.report import Page, Report
from armsledger.pages import reports as reports_on

READER = "given"  # of claims that do not say who read them


def given_claims(file: Path) -> tuple[dict[str, list[tuple[int, Claim]]], list[Problem]]:
    """The claims of a JSON Lines file by their document, each with its line; and the lines that are none."""
    claims: dict[str, list[tuple[int, Claim]]] = defaultdict(list)
    problems = []
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                claim = parse_claim(json.loads(line))
            except (ValueError, RecursionError, ContractError) as error:
                code = "bad_claim" if isinstance(error, ContractError) else "malformed_line"
                problems.append(Problem(code=code, message=f"{error}; left out", place=str(file), line=number))
                continue
            claims[claim.document].append((number, claim))
    return claims, problems


def from_ledger(ledger: Ledger, documents: Iterable[str]) -> Iterator[Page]:
    """The pages of these documents that the ledger has."""
    for page in dict.fromkeys(name for document in documents for name in (document, base(document))):
        with suppress(NotFoundError):
            yield ledger.page(page)


def base(document: str) -> str:
    """The page of a report's id: what stands before `#1`, `#2` ..."""
    page, _, number = document.rpartition("#")
    return page if page and number.isdigit() else document


def with_claims(
    opened: Iterable[Page | Problem], claims: Mapping[str, Sequence[tuple[int, Claim]]], file: str, now: Clock
) -> Iterator[PageRead | Problem]:
    """The pages with the given claims on them; what stands on no page given is told at the end."""
    parts: dict[str, list[str]] = defaultdict(list)
    for document in claims:
        parts[base(document)].append(document)
    left = dict(claims)
    for item in opened:
        if isinstance(item, Problem):
            yield item
            continue
        mine = {item.document, *parts.get(item.document, ())}
        own = [one for document in sorted(mine) for one in left.pop(document, ())]
        yield _page(item, own, file, now)
    for document, rest in left.items():
        message = f"no page {document!r} was given for these {len(rest)} claims; left out"
        yield Problem(code="unknown_document", message=message, place=file, line=rest[0][0])


def _page(page: Page, given: Sequence[tuple[int, Claim]], file: str, now: Clock) -> PageRead:
    moment = now()
    split, met = reports_on(page, now=moment)
    problems = [replace(p, met_at=p.met_at or moment) for p in met]
    good: dict[str, list[Claim]] = defaultdict(list)
    for number, claim in given:
        if page.text[claim.start : claim.end] == claim.quote:
            good[claim.document].append(claim)
        else:
            message = f"{claim.document} does not say {claim.quote[:60]!r} at {claim.start}; left out"
            problems.append(Problem(code="quote_not_there", message=message, place=file, line=number, met_at=moment))
    reports = {report.document: report for report in split}
    for document in sorted(set(good) - set(reports)):
        like = _nearest(good[document][0], split) or Report(
            document=document, page=page.id, text=page.text, body=(), read_at=moment
        )
        reports.pop(page.document, None)
        reports[document] = replace(like, document=document)
    readers = {c.reader for claims in good.values() for c in claims if c.reader}
    return PageRead(
        page=page,
        read=tuple(ReadReport(report=r, claims=tuple(good.get(name, ()))) for name, r in reports.items()),
        reader=readers.pop() if len(readers) == 1 else READER,
        read_at=moment,
        problems=tuple(problems),
    )


def _nearest(claim: Claim, reports: Sequence[Report]) -> Report | None:
    """The report in whose words the claim stands, else the first."""
    inside = (r for r in reports if any(span.overlaps(claim.span) for span in r.body))
    return next(inside, reports[0] if reports else None)

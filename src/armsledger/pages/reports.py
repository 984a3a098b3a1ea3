"""A page becomes reports."""

from datetime import datetime
from itertools import pairwise

from armsledger.model.problem import Problem
from armsledger.model.report import Page, Report
from armsledger.model.values import Span
from armsledger.pages.body import body_of
from armsledger.pages.clutter import inside
from armsledger.pages.dating import dated
from armsledger.pages.language import language_of
from armsledger.pages.lines import bare, lines_of
from armsledger.pages.split import sections
from armsledger.pages.versions import Notice, notices
from armsledger.pages.words import whose

CODES = {Notice.CORRECTION: "corrected", Notice.CLARIFICATION: "corrected", Notice.RETRACTION: "retracted"}
Found = tuple[tuple[Report, ...], tuple[Problem, ...]]


def reports(page: Page, *, now: datetime | None = None) -> Found:
    """The reports on `page`, in order, and what was wrong with it.

    `now` is when it was read, if anybody says. A report in a language that no reader reads is a report all the same.
    """
    lines = lines_of(page.text)
    if page.main:
        lines = [line for line in lines if any(s.start <= line.start and line.end <= s.end for s in page.main)] or lines
    gaps = [Span(a.end, b.start) for a, b in pairwise(page.main)]
    cuts = sorted([*inside(page.text), *gaps])
    found: list[Report] = []
    page_id = page.id
    hints = tuple(bare(v) for k, v in (*page.meta, ("title", page.title or "")) if k in ("heading", "title") and v)
    parts = [(section, *body_of(section, cuts, hints)) for section in sections(lines)] if lines else []
    parts = [part for part in parts if part[1]]
    for n, (section, body, title, clutter) in enumerate(parts, 1):
        words = whose(page, section, clutter, body, n)
        language = language_of(page.text, body)
        written, dating = dated(page, section.lines, clutter, title, body)
        heading = bare(section.lines[title].text) if title is not None else None
        found.append(
            Report(
                document=page.document if len(parts) == 1 else f"{page.document}#{n}",
                page=page_id,
                text=page.text,
                body=body,
                title=heading or (page.title or next(iter(hints), None) if n == 1 else None),
                publisher=words.publisher,
                agency=words.agency,
                author=words.author,
                language=language,
                url=page.url,
                written=written,
                dating=dating,
                read_at=now or page.fetched_at,
            )
        )
    told = tuple(
        Problem(
            code=CODES[one.notice],
            message=f"it says: “{' '.join(one.span.of(page.text).split())}”",
            place=page.document,
        )
        for one in notices(page.text)
        if one.notice in CODES
    )
    if not found:
        none = Problem(code="no_report", message="nothing on this page reads as a report", place=page.document)
        return (), (none, *told)
    return tuple(found), told

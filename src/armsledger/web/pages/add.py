"""Adding reports from the browser: pasted, uploaded or by their address, with how far it is and what came of it."""

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from armsledger.engine.register import touched
from armsledger.errors import NotFoundError
from armsledger.model.reading import Entry
from armsledger.web import audit, given
from armsledger.web.accounts import Right
from armsledger.web.claims import card
from armsledger.web.failures import Wrong
from armsledger.web.jobs import Full, Job
from armsledger.web.posting import Form, Sent, done, may, post
from armsledger.web.site import Here, Site, Visit
from armsledger.web.view import View, page, render
from armsledger.web.words import many

router = APIRouter(tags=["adding"])
ADDRESSES = 20  # at once
PASTED = 2_000_000  # characters
SHOWN = 100  # reports on the result page


@page(router, "/add", name="add", csv=False)
def add(visit: Here, _: None = may(Right.ADD)) -> View:
    """The form that takes reports."""
    return _form(visit)


def _form(visit: Visit, typed: Sent | None = None, wrong: Wrong | None = None, status: int = 200) -> View:
    names = ("text", "title", "publisher", "written", "source", "urls")
    shown = {
        "typed": {n: typed.text(n, PASTED) if typed else "" for n in names},
        "wrong": wrong,
        "megabytes": visit.site.settings.largest // given.MEGABYTE,
        "addresses": ADDRESSES,
    }
    return View(title="Add reports", template="add.html", data={}, shown=shown, status=status)


@post(router, "/add", right=Right.ADD)
def added(visit: Here, form: Form) -> Response:
    """What was sent is being read; the answer leads to how far it is."""
    try:
        what, to_read = _given(visit, form)
        place = visit.request.client.host if visit.request.client else ""
        job = visit.site.jobs.start(
            to_read,
            register=visit.site.deciding,
            who=visit.who,
            what=what,
            then=lambda job: logged(visit.site, job, place),
        )
    except Wrong as wrong:
        return render(_form(visit, form, wrong, 422), visit)
    except Full:
        return render(_form(visit, form, Wrong("reports", "too many wait to be read; try again soon"), 429), visit)
    return done(visit, f"/add/{job.id}", {"job": job.id, "url": f"/add/{job.id}.json"}, 202)


@page(router, "/add/{job}", name="added", csv=False)
def result(visit: Here, job: str, _: None = may(Right.ADD)) -> View:
    """How far a job is; once it is done, the reports, their claims, the deals they touch and what was wrong."""
    found = visit.site.jobs.get(job)
    if found is None:
        raise NotFoundError("this job is not remembered any more; what it read is in the ledger")
    reports = _reports(visit, found) if found.over else []
    deals = (
        [visit.ledger.deals.deal(d) for d in sorted(touched(visit.ledger, tuple(found.documents)))] if reports else []
    )
    return View(
        title=f"Adding {found.what}",
        template="added.html",
        piece="job",
        data={
            "job": found.id,
            "state": found.state,
            "pages": found.pages,
            "error": found.error,
            "reports": reports[:SHOWN],
            "deals": deals,
            "problems": [
                {"code": p.code, "message": p.message, "place": p.place, "line": p.line} for p in found.problems
            ],
        },
        shown={"found": found, "left": max(0, len(reports) - SHOWN)},
    )


def _reports(visit: Visit, job: Job) -> list[dict[str, Any]]:
    return [
        {
            "document": read.report.document,
            "title": read.report.title or read.report.document,
            "publisher": read.report.publisher,
            "claims": [card(Entry(claim=c, report=read.report), visit.site.names) for c in read.claims],
        }
        for read in visit.ledger.read_reports(job.documents)
    ]


def logged(site: Site, job: Job, place: str = "") -> None:
    """The audit log tells who added what."""
    audit.note(site.ledger.shelf, at=site.now(), who=job.who, what="added reports", on=job.what, place=place)


def _given(visit: Visit, form: Sent) -> tuple[str, dict[str, Any]]:
    """(what was given, in words; the same for the job). Raises Wrong where nothing was, or not as it should be."""
    text, urls = form.text("text", PASTED), [u.strip() for u in form.text("urls", 50_000).split() if u.strip()]
    files = [(PurePosixPath(f.filename or "").name, f.file.read()) for f in form.files("files")]
    if files:
        return many(len(files), "file"), given.uploaded(files)
    if text.strip():
        written = _day(form.text("written"))
        title, publisher = form.text("title", 500).strip(), form.text("publisher", 200).strip()
        source = _address("source", form.text("source")) if form.text("source").strip() else None
        return "a pasted report", given.pasted(text, title, publisher, written, source)
    if not urls:
        raise Wrong("reports", "paste a report, choose files, or give an address")
    if len(urls) > ADDRESSES:
        raise Wrong("urls", f"{ADDRESSES} addresses at once are taken")
    return many(len(urls), "address", "addresses"), given.addressed([_address("urls", url) for url in urls])


def _address(name: str, text: str) -> str:
    """Only the web: an address such as file:///etc/passwd would read this machine."""
    if not re.fullmatch(r"https?://[^\s/]+\S*", text.strip(), re.IGNORECASE):
        raise Wrong(name, f"{text.strip()[:80]} is no address: it begins with https://")
    return text.strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError:
        raise Wrong("written", "write the day as 2024-01-31") from None

"""Where the reports come from: publishers with how much they gave and how fresh they are."""

from datetime import date
from typing import Any

from armsledger.ledger import Outlet
from armsledger.web.site import Visit

FRESH, STALE = 14, 60  # days since the newest report: a dot each for fresh, ageing, silent


def press(visit: Visit) -> list[dict[str, Any]]:
    """One row a publisher as of today, those with most reports first."""
    return visit.of_reports(("press", visit.today), lambda: [_row(o, visit.today) for o in visit.ledger.outlets()])


def _row(told: Outlet, today: date) -> dict[str, Any]:
    newest = told.last_written
    age = (today - date.fromisoformat(newest)).days if newest else None
    freshness = "unknown" if age is None else "fresh" if age <= FRESH else "ageing" if age <= STALE else "silent"
    return {
        "publisher": told.name,
        "reports": told.reports,
        "claims": told.claims,
        "claimless": told.claimless,
        "copies": told.copies,
        "first_written": told.first_written,
        "last_written": newest,
        "last_read": told.last_read.isoformat(),
        "freshness": freshness,
    }

"""Where the reports come from: publishers with how much they gave and how fresh they are."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from armsledger.ledger import Headline
from armsledger.web.site import Visit

FRESH, STALE = 14, 60  # days since the newest report: a dot each for fresh, ageing, silent


def headlines(visit: Visit) -> tuple[Headline, ...]:
    """Every report that counts, kept while the evidence stands as it is."""
    return visit.kept(("headlines", visit.ledger.position()), visit.ledger.headlines)


def press(visit: Visit) -> list[dict[str, Any]]:
    """One row a publisher, as of today."""
    key = ("press", visit.ledger.position(), visit.today)
    return visit.kept(key, lambda: outlets(headlines(visit), visit.today))


def outlet(line: Headline) -> str:
    """The publisher, else the agency, else the host of the address; `not told` where there is none."""
    return line.publisher or line.agency or (urlsplit(line.url).hostname if line.url else None) or "not told"


def outlets(lines: Iterable[Headline], today: date) -> list[dict[str, Any]]:
    """One row a publisher, those with most reports first; `copies` are reports that tell another's story."""
    found: dict[str, list[Headline]] = {}
    for line in lines:
        found.setdefault(outlet(line), []).append(line)
    rows = []
    for name, told in found.items():
        days = [d for line in told if (d := line.written[1] or line.written[0])]
        newest = max(days, default=None)
        age = (today - date.fromisoformat(newest)).days if newest else None
        rows.append(
            {
                "publisher": name,
                "reports": len(told),
                "claims": sum(line.claims for line in told),
                "claimless": sum(not line.claims for line in told),
                "copies": sum(bool(line.origin) and line.origin != line.document for line in told),
                "first_written": min(days, default=None),
                "last_written": newest,
                "last_read": max(line.read_at for line in told).isoformat(),
                "freshness": "unknown"
                if age is None
                else "fresh"
                if age <= FRESH
                else "ageing"
                if age <= STALE
                else "silent",
            }
        )
    return sorted(rows, key=lambda r: (-r["reports"], r["publisher"]))

"""Two reports in our own words with the claims they make, as files."""

import json
from pathlib import Path
from typing import Any

TALKS = "Pakistan is in talks to sell eight JF-17 fighters to Bangladesh."
ORDER = "Russia has sold four Mi-35M helicopters to Pakistan."
MORE = "Officials in Islamabad said that Russia is in talks to sell Pakistan more Mi-35M helicopters."
REPORTS = {"first": f"Jets for Dhaka\n\n{TALKS} {ORDER}", "second": f"More helicopters\n\n{MORE}"}


def given(document: str, quote: str, **more: Any) -> dict[str, Any]:
    start = REPORTS[document].index(quote)
    return {
        "document": document,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "kind": "transfer",
        "stage": "talks",
        "supplier": ["PAK"],
        "recipient": ["BGD"],
        "items": [{"designation": "JF-17", "category": "aircraft", "mode": "goods", "quantity": {"min": 8, "max": 8}}],
    } | more


MI_35 = [{"designation": "Mi-35M", "category": "helicopter", "mode": "goods", "quantity": None}]
CLAIMS = [
    given("first", TALKS),
    given("first", ORDER, stage="order", supplier=["RUS"], recipient=["PAK"], items=MI_35),
    given("second", MORE, supplier=["RUS"], recipient=["PAK"], items=MI_35),
]


def write(folder: Path, more: str = "") -> tuple[str, str]:
    """A file of reports and a file of claims are there; their names. `more` words stand at the end of each report."""
    reports, claims = folder / "reports.jsonl", folder / "claims.jsonl"
    written = {"first": "2026-01-10", "second": {"from": "2026-03-01", "to": "2026-03-05"}}
    lines = [{"document": name, "text": text + more, "written": written[name]} for name, text in REPORTS.items()]
    reports.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    claims.write_text("".join(json.dumps(line) + "\n" for line in CLAIMS), encoding="utf-8")
    return reports.name, claims.name

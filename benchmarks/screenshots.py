"""Every page of a served register as pictures: `python -m benchmarks.screenshots --ledger FILE` (or `make screenshots`).

Writes `screenshots/{width}-{theme}/{page}.png` for 1440 and 390 pixels, light and dark; says what overflows or fails.
Drives the Chromium that is there (E2E_CHROMIUM, else chromium on the path); nothing is downloaded.
"""

import argparse
import os
import shutil
import socket
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Page, sync_playwright

from armsledger.knowledge import Knowledge
from armsledger.ledger import Ledger
from armsledger.web.app import create_app

WIDTHS, THEMES = (1440, 390), ("light", "dark")
TALLEST = 6000
PLAIN = (
    "/ /register /pipeline /network /review /search /changes /sources /data /api /method /health /patterns /markets "
    "/forecast /embargoes /add /nothing-here"
)
BEYOND = """() => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
    && !e.closest('.tw, .canvas, .board, pre')).slice(0, 3).map(e => e.tagName + '.' + e.className)"""


def addresses(ledger: Ledger) -> dict[str, str]:
    """Every page by the name of its picture; those of one thing with the fullest there is."""
    found = {path.strip("/") or "overview": path for path in PLAIN.split()}
    deals = list(ledger.deals.each())
    if not deals:
        return found
    deal = max(deals, key=lambda d: (len(d["contradictions"]), len(d["claims"])))
    claim = deal["claims"][0]
    report = claim["document"].replace("#", "%23")
    found["deal"] = f"/deal/{deal['deal']}"
    found["report"] = f"/report/{report}?claim={claim['claim']}#c-{claim['claim']}"
    found["claim"] = f"/claim/{claim['claim']}"
    found["edit"] = f"/review/{claim['claim']}/edit"
    found["split"] = f"/review/{deal['deal']}/split"
    near = next((d for d in deals if d is not deal and d["recipient"] == deal["recipient"]), None)
    found["merge"] = f"/review/{deal['deal']}/merge" + (f"?other={near['deal']}" if near else "")
    found["merge-offers"] = f"/review/{deal['deal']}/merge"
    found["register-filtered"] = "/register?stage=delivery&contested=yes&density=dense"
    found["register-as-of"] = f"/register?as_of={deal['first_reported']}"
    company = next(
        (p for d in deals for p in (*d["supplier"], *d["recipient"]) if p.endswith(")") and p[0] != "?"), None
    )
    if company:
        found["company"] = f"/company/{quote(company.rpartition(' (')[0])}"
    found["country"] = f"/country/{deal['supplier'][0].rpartition('(')[2].rstrip(')')}"
    found["search-hits"] = f"/search?q={(deal['items'] or [{}])[0].get('designation') or 'arms'}"
    typed = next((i["designation"] for d in deals for i in d["items"] if i["designation"]), None)
    if typed:
        found["equipment"] = f"/equipment/{typed.replace('/', '%2F')}"
    return found


def shoot(page: Page, base: str, name: str, path: str, folder: Path, width: int) -> list[str]:
    """The picture is in the folder; says what was wrong with the page."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{path}: {error}"))
    page.on(
        "request",
        lambda r: wrong.append(f"{path}: asks {r.url}") if not r.url.startswith((base, "data:", "blob:")) else None,
    )
    page.goto(base + path, wait_until="networkidle")
    page.evaluate("scrollTo(0, 0)")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append(f"{path}: wider than {width} pixels: {page.evaluate(BEYOND)}")
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size(
        {"width": width, "height": max(900, height)}
    )  # what keeps to the window's edge stands at the page's
    page.screenshot(path=folder / f"{name}.png")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--pages", nargs="*", help="names of pictures; all by themselves")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    given = parser.parse_args()
    chromium = os.environ.get("E2E_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("no Chromium is here: install it, or name one in E2E_CHROMIUM")
    options: dict[str, Any] = {"executable_path": chromium, "args": ["--no-sandbox"] if os.geteuid() == 0 else []}
    with Ledger.open(given.ledger) as ledger, socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(create_app(ledger, knowledge=Knowledge()), log_level="error"))
        running = threading.Thread(target=server.run, args=([listening],), daemon=True)
        running.start()
        while not server.started:
            time.sleep(0.05)
        wrong: list[str] = []
        with sync_playwright() as driver:
            browser = driver.chromium.launch(**options)
            for width in WIDTHS:
                for theme in THEMES:
                    folder = given.out / f"{width}-{theme}"
                    folder.mkdir(parents=True, exist_ok=True)
                    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
                    for name, path in addresses(ledger).items():
                        if given.pages and name not in given.pages:
                            continue
                        page = context.new_page()
                        wrong += [f"{width} {theme} {line}" for line in shoot(page, base, name, path, folder, width)]
                        page.close()
                    context.close()
            browser.close()
        server.should_exit = True
        running.join(10)
    print("\n".join([*wrong, f"pictures lie in {given.out}"]))
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())

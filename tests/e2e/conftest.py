"""A real server on loopback over a small ledger of our own, and one browser for the whole session."""

import os
import shutil
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from armsledger.ledger import Ledger
from armsledger.model.reading import Reader
from armsledger.web.accounts import Accounts, Role
from armsledger.web.app import create_app
from armsledger.web.serving import bound
from armsledger.web.settings import Settings
from armsledger.web.site import shipped_reader
from tests.web.corpus import fill

ROOT = Path(__file__).parents[2]
AXE = ROOT / "vendor/axe/axe.min.js"
WAIT_MS = 30_000
PASSWORD = "correct horse battery"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("browser"))


def chromium() -> str | None:
    """A browser that is here; none is ever downloaded."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("E2E_CHROMIUM") or next((found for n in names if (found := shutil.which(n))), None)


@cache
def cached_reader() -> Reader:
    return shipped_reader()


class Server:
    """The app served by uvicorn in a thread of this process."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.ledger = ledger
        app = create_app(ledger, settings=settings, make_reader=cached_reader)
        self._app, self._socket = app, bound("127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none"))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        self._socket.close()
        self._app.state.site.jobs.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One person's register; tests that decide use `own`."""
    with Ledger.open(tmp_path_factory.mktemp("e2e") / "press.db", create=True) as ledger:
        fill(ledger)
        server = Server(ledger, Settings())
        yield server
        server.stop()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """A register that this test alone changes."""
    with Ledger.open(tmp_path / "own.db", create=True) as ledger:
        fill(ledger)
        server = Server(ledger, Settings())
        yield server
        server.stop()


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Server]:
    """A register with two reviewers' accounts."""
    with Ledger.open(tmp_path / "shared.db", create=True) as ledger:
        fill(ledger)
        server = Server(ledger, Settings(users=True))
        for name in ("Rita", "Rolf"):
            Accounts(ledger.shelf).add(name, PASSWORD, Role.REVIEWER, now=server._app.state.site.now())
        yield server
        server.stop()


@pytest.fixture(scope="session")
def playwright_() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright_: Playwright) -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no chromium here: install one, or name it by E2E_CHROMIUM")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    started = playwright_.chromium.launch(
        executable_path=path, args=[*sandbox, "--font-render-hinting=none", "--disable-dev-shm-usage"]
    )
    yield started
    started.close()


class Watched:
    """A page with all that it should not do written down."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.wrong = page, address, list[str]()
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on(
            "console", lambda m: self.wrong.append(f"console: {m.text}") if m.type in ("error", "warning") else None
        )
        page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda r: None if self._ours(r.url) else self.wrong.append(f"foreign request: {r.url}"))

    def _ours(self, url: str) -> bool:
        return url.startswith((self.address, "data:", "blob:"))

    def open(self, path: str) -> Page:
        answer = self.page.goto(self.address + path)
        assert answer is not None and answer.status < 400, (path, answer and answer.status)
        return self.page


def watched(browser: Browser, address: str, **options: object) -> tuple[BrowserContext, Watched]:
    context = browser.new_context(bypass_csp=False, reduced_motion="reduce", timezone_id="UTC", **options)  # type: ignore[arg-type]
    return context, Watched(context.new_page(), address)


@pytest.fixture
def at(browser: Browser, served: Server) -> Iterator[Watched]:
    """A fresh page of the register that nobody changes; whatever it did wrong fails the test at its end."""
    context, page = watched(browser, served.address)
    yield page
    context.close()
    assert page.wrong == []

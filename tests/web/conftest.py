from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from armsledger.ledger import Ledger
from armsledger.web.app import create_app
from armsledger.web.settings import Settings
from tests.web.corpus import NOW, fill


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger that tests only read."""
    with Ledger.open(tmp_path_factory.mktemp("press") / "press.db", create=True) as ledger:
        fill(ledger)
        yield ledger


def client_of(ledger: Ledger, **settings: bool) -> TestClient:
    app = create_app(ledger, settings=Settings(**settings), now=lambda: NOW)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def web(press: Ledger) -> TestClient:
    return client_of(press)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[TestClient]:
    """A ledger in which nothing was read yet."""
    with Ledger.open(tmp_path / "bare.db", create=True) as ledger:
        yield client_of(ledger)

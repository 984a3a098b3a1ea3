"""Views of the register kept under a name."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from armsledger.ledger import Ledger
from tests.web.conftest import client_of
from tests.web.corpus import fill


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    with Ledger.open(tmp_path / "own.db", create=True) as ledger:
        fill(ledger)
        yield client_of(ledger)


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def send(web: TestClient, path: str, **fields: str) -> int:
    form = {"token": token_of(web.get("/register").text), **fields}
    return web.post(path, data=form, follow_redirects=False, headers={"Origin": "http://127.0.0.1"}).status_code


def test_a_view_is_kept_and_forgotten(own: TestClient) -> None:
    assert send(own, "/views", name="Boats", address="/register?designation=Heron&density=dense") == 303
    page = own.get("/register").text
    assert '<a href="/register?designation=Heron&amp;density=dense">Boats</a>' in page
    drop = re.search(r'action="(/views/[^"]+/drop)"', page)
    assert drop is not None and send(own, drop[1]) == 303
    assert "Boats" not in own.get("/register").text


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/health"])
def test_a_view_leads_nowhere_but_to_the_register(own: TestClient, address: str) -> None:
    assert send(own, "/views", name="Away", address=address) == 422


def test_a_view_needs_a_name_and_the_form_its_token(own: TestClient) -> None:
    assert send(own, "/views", name=" ", address="/register") == 422
    assert own.post("/views", data={"name": "x", "address": "/register"}).status_code == 403


def test_a_view_can_be_cited_with_its_filters(own: TestClient) -> None:
    told = own.get("/register/cite.csl?supplier=PRT&as_of=2026-03-05").json()[0]
    assert told["URL"].endswith("/register?supplier=PRT&as_of=2026-03-05")
    assert told["issued"]["date-parts"] == [[2026, 3, 5]]

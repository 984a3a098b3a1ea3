"""Adding reports from the browser, over HTTP."""

import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from armsledger.ledger import Ledger
from armsledger.model.reading import Reader
from armsledger.web.app import create_app
from armsledger.web.site import shipped_reader
from tests.web.conftest import NOW
from tests.web.test_people import token_of

STORY = (
    "Lisbon, 3 May 2026. Portugal has sold six Heron patrol boats to Uruguay for 40 million euros, the ministry said."
)
ATTACK = "<svg onload=alert(1)>\u202etxt.exe</svg> Portugal sold two Heron boats to Uruguay <script>alert(2)</script>."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "add.db", create=True) as made:
        yield made


@pytest.fixture
def mine(ledger: Ledger) -> TestClient:
    app = create_app(ledger, now=lambda: NOW, make_reader=cached_reader)
    return TestClient(app, base_url="http://127.0.0.1")


@cache
def cached_reader() -> Reader:
    """Made once for all tests: it takes a while to load."""
    return shipped_reader()


def send(client: TestClient, **given: Any) -> dict[str, Any]:
    """What came of the job that this starts."""
    token = token_of(client.get("/add").text)
    answer = client.post("/add", data={"token": token, **given.pop("data", {})}, **given)
    assert answer.status_code == 200, answer.text
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found: dict[str, Any] = client.get(f"{answer.url.path}.json").json()
        if found["state"] in ("done", "failed"):
            return found | {"page": client.get(answer.url.path).text}
        time.sleep(0.05)
    raise AssertionError("the job took too long")


def test_a_pasted_report_is_read_with_what_is_said_of_it(mine: TestClient, ledger: Ledger) -> None:
    given = {"text": STORY, "title": "Boats for Uruguay", "publisher": "Harbour Gazette", "written": "2026-05-03"}
    found = send(mine, data=given)
    assert found["state"] == "done", found["error"]
    (report,) = found["reports"]
    assert (report["title"], report["publisher"]) == ("Boats for Uruguay", "Harbour Gazette")
    assert report["document"].startswith("boats-for-uruguay-")
    assert any(c["kind"] == "transfer" for c in report["claims"]) and found["deals"]
    assert ledger.report(report["document"]).report.known_on().isoformat() == "2026-05-03"  # type: ignore[union-attr]
    again = send(mine, data=given)
    assert "read before" in again["page"]


def test_uploaded_files_and_what_cannot_be_read(mine: TestClient) -> None:
    files = [("files", ("harbour.txt", STORY.encode(), "text/plain")), ("files", ("a.exe", b"MZ\x00", "x/y"))]
    found = send(mine, files=files)
    assert [r["document"] for r in found["reports"]] == ["harbour"]
    assert [p["code"] for p in found["problems"] if p["place"] == "a.exe"] == ["unsupported"]
    assert "a.exe" in found["page"]


def test_a_file_name_is_no_path(mine: TestClient, tmp_path: Path) -> None:
    found = send(mine, files=[("files", ("../../etc/harbour.txt", STORY.encode(), "text/plain"))])
    assert [r["document"] for r in found["reports"]] == ["harbour"]


def test_an_attack_stays_text(mine: TestClient) -> None:
    found = send(mine, data={"text": ATTACK, "title": '"><script>alert(3)</script>'})
    for page in (found["page"], mine.get(f"/report/{found['reports'][0]['document']}").text):
        assert "<script>alert" not in page and "<svg onload" not in page
        assert "&lt;svg onload" in page or "&lt;script&gt;alert(3)" in page


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": "  "},
        {"urls": "/etc/passwd"},
        {"urls": "file:///etc/passwd"},
        {"urls": "ftp://harbour.example/x"},
        {"urls": "\n".join(f"https://harbour.example/{n}" for n in range(21))},
        {"text": STORY, "written": "yesterday"},
        {"text": STORY, "source": "javascript:alert(1)"},
    ],
)
def test_what_cannot_be_taken_is_told(mine: TestClient, given: dict[str, str]) -> None:
    token = token_of(mine.get("/add").text)
    answer = mine.post("/add", data={"token": token} | given)
    assert answer.status_code == 422 and 'role="alert"' in answer.text


def test_an_address_that_cannot_be_had_is_a_problem(mine: TestClient) -> None:
    found = send(mine, data={"urls": "http://127.0.0.1:9/article"})
    assert found["state"] == "done" and not found["reports"]
    assert found["problems"], "private addresses are not fetched for whoever asks"


def test_a_job_that_is_not_remembered(mine: TestClient) -> None:
    assert mine.get("/add/0000.json").status_code == 404

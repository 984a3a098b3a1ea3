"""Adding reports from the browser, over HTTP."""

import time
from collections.abc import Iterator
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import pytest
from fastapi.testclient import TestClient

from armsledger.ledger import Ledger
from armsledger.model.reading import Reader
from armsledger.web.app import create_app
from armsledger.web.given import opened, pasted
from armsledger.web.jobs import Jobs
from armsledger.web.settings import Settings
from armsledger.web.site import Site, shipped_reader
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


@pytest.fixture
def news() -> Iterator[str]:
    """The address of a page on this machine, which is no public address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = not self.path.endswith("robots.txt")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(STORY.encode() if found else b"")

        def log_message(self, *_: object) -> None:
            """Tests say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        running = Thread(target=server.serve_forever, daemon=True)
        running.start()
        yield f"http://127.0.0.1:{server.server_port}/harbour"
        server.shutdown()
        running.join(10)


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


def test_what_a_server_left_is_read_by_the_next(ledger: Ledger) -> None:
    given = pasted(STORY, "Boats for Uruguay", "Harbour Gazette", None, None)
    stopped = Jobs(ledger, cached_reader, opens=partial(opened, now=lambda: NOW), now=lambda: NOW)
    stopped._thread.shutdown()
    with pytest.raises(RuntimeError):
        stopped.start(given, register=Lock(), who="ana", what="a pasted report", then=lambda job: None)
    (job,) = (key for key, _ in ledger.shelf.items("adding"))
    client = TestClient(create_app(ledger, now=lambda: NOW, make_reader=cached_reader), base_url="http://127.0.0.1")
    assert client.get(f"/add/{job}.json").json()["state"] == "waiting", "whoever asks is told, by any server"
    site: Site = client.app.state.site  # type: ignore[attr-defined]
    assert site.jobs.resume(site.deciding, lambda job: None) == 1
    site.jobs.close()
    told = client.get(f"/add/{job}.json").json()
    assert told["state"] == "done", told["error"]
    assert [r["title"] for r in told["reports"]] == ["Boats for Uruguay"]
    assert list(ledger.shelf.items("adding given")) == [], "what was given is kept no longer than it is needed"
    assert site.jobs.resume(site.deciding, lambda job: None) == 0


def test_private_networks_are_fetched_from_where_the_setting_says_so(ledger: Ledger, news: str) -> None:
    for private, count in ((False, 0), (True, 1)):
        settings = Settings(private=private)
        app = create_app(ledger, now=lambda: NOW, make_reader=cached_reader, settings=settings)
        found = send(TestClient(app, base_url="http://127.0.0.1"), data={"urls": news})
        assert len(found["reports"]) == count, found


def test_a_job_that_is_not_remembered(mine: TestClient) -> None:
    assert mine.get("/add/0000.json").status_code == 404

"""The whole program against a server that means harm: each page a clear problem record, memory and time bounded."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

TWO_GIGABYTES = 2_000_000_000
CHUNK = b"<p>Norland has ordered nine patrol boats, and more of the same follows without an end.</p>\n" * 11_000
SPARE = 250  # megabytes above what the program takes for a page that is not there: a page of 50 MB, held and copied


class Handler(BaseHTTPRequestHandler):
    sent: dict[str, int]

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, f"on_{self.path.strip('/')}", lambda: self.send_error(404))()

    def pour(self, total: int, **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        while self.sent.get(self.path, 0) < total:
            self.sent[self.path] = self.sent.get(self.path, 0) + self.wfile.write(CHUNK)

    def on_huge(self) -> None:
        self.pour(TWO_GIGABYTES, Content_Length=str(TWO_GIGABYTES))

    def on_huge_untold(self) -> None:
        self.pour(TWO_GIGABYTES)

    def on_endless(self) -> None:
        self.pour(1 << 60)

    def on_liar(self) -> None:
        self.pour(1, Content_Length="900000000000000000000000000000")

    def on_short(self) -> None:
        self.pour(1, Content_Length="40000000")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    Handler.sent = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def read(url: str, folder: Path) -> tuple[int, list[dict[str, Any]], int, float]:
    """(exit code, problems, megabytes at most, seconds) of `armsledger read` in a process of its own."""
    place = folder / f"{url.rpartition('/')[2]}.db"
    settings = {"ARMSLEDGER_FETCH_PRIVATE": "true", "ARMSLEDGER_LEDGER": str(place), "ARMSLEDGER_READER": "fast"}
    command = [sys.executable, "-c", "from armsledger.cli import main; main()"]
    start = time.monotonic()
    with (folder / "said.txt").open("wb") as said:
        child = subprocess.Popen([*command, "read", url], env=os.environ | settings, stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    took = time.monotonic() - start
    listed = subprocess.run(
        [*command, "problems", "--json"], env=os.environ | settings, check=True, capture_output=True, text=True
    )
    problems = [json.loads(line) for line in listed.stdout.splitlines()]
    return child.returncode, problems, usage.ru_maxrss // 1024, took


@pytest.mark.long
@pytest.mark.timeout(900)
def test_two_gigabytes_and_other_lies_cost_no_more_than_the_limit(server: str, tmp_path: Path) -> None:
    _, absent, least, _ = read(f"{server}/absent", tmp_path)
    assert [p["code"] for p in absent] == ["not_there"]
    sys.stdout.write(f"\na page that is not there: {least} MB\n")
    for path, code in (
        ("huge", "too_large"),
        ("huge_untold", "too_large"),
        ("endless", "too_large"),
        ("liar", "fetch_failed"),
        ("short", "fetch_failed"),
    ):
        status, problems, memory, took = read(f"{server}/{path}", tmp_path)
        sent = Handler.sent.get(f"/{path}", 0) / 1e6
        told = f"{path}: {problems[0]['code']}: {problems[0]['message']}"
        sys.stdout.write(f"{told}; {memory} MB, {sent:,.0f} MB sent, {took:.1f} s\n")
        assert status == 4
        assert [(p["code"], p["place"]) for p in problems] == [(code, f"{server}/{path}")]
        assert memory < least + SPARE
        assert sent < 500

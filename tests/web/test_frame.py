"""What every page keeps: three forms, headers, one shape for failures, escaping."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from armsledger.web.assets import manifest

PAGES = ("/", "/register", "/pipeline", "/network", "/search?q=Heron", "/changes", "/sources", "/health")
PLAIN = ("/data", "/api", "/method", "/patterns", "/markets", "/forecast", "/embargoes")


def deal_of(web: TestClient, words: str) -> str:
    found = web.get("/register.json", params={"q": words}).json()["deals"]
    assert len(found) == 1, [d["title"] for d in found]
    return str(found[0]["deal"])


def ended(path: str, ending: str) -> str:
    stem, _, query = path.partition("?")
    return f"{'/overview' if stem == '/' else stem}.{ending}?{query}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_also_json_and_csv(web: TestClient, path: str) -> None:
    assert web.get(path).headers["content-type"].startswith("text/html")
    assert web.get(ended(path, "html")).text == web.get(path).text
    told = web.get(ended(path, "json")).json()
    assert told["title"] and told["url"] == path and "next" in told
    assert list(csv.DictReader(io.StringIO(web.get(ended(path, "csv")).text)))


@pytest.mark.parametrize("path", PLAIN)
def test_pages_of_words_are_also_json(web: TestClient, path: str) -> None:
    assert web.get(path).status_code == 200
    assert web.get(f"{path}.json").json()["title"]
    assert web.get(f"{path}.csv").status_code == 404


@pytest.mark.parametrize("path", [p for p in PAGES if "?" not in p])
def test_an_empty_ledger_says_what_to_do(bare: TestClient, path: str) -> None:
    page = bare.get(path)
    assert page.status_code == 200
    assert 'class="empty"' in page.text
    assert bare.get(ended(path, "csv")).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, "/nothing-here", "/static/icon.svg"])
def test_no_answer_lets_a_script_or_another_host_in(web: TestClient, path: str) -> None:
    headers = web.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


class Attributes(HTMLParser):
    """The names of all attributes: words of a report may say onerror= without there being one."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _ in attrs}


@pytest.mark.parametrize("path", [*PAGES, *PLAIN])
def test_pages_hold_no_inline_script_style_or_handler(web: TestClient, path: str) -> None:
    text = web.get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text
    seen = Attributes()
    seen.feed(text)
    assert not {name for name in seen.names if name == "style" or name.startswith("on")}
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!news\.example)[^"]*', text)


def test_what_was_seen_is_not_sent_again(web: TestClient) -> None:
    first = web.get("/register")
    again = web.get("/register", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = web.get("/register?q=Heron", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_head_is_get_without_the_body(web: TestClient) -> None:
    answer = web.head("/register")
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["etag"] == web.get("/register").headers["etag"]


def test_built_files_are_kept_a_year(web: TestClient) -> None:
    for name in manifest().values():
        assert "max-age=31536000" in web.get(f"/static/{name}").headers["cache-control"]
    assert "immutable" not in web.get("/static/icon.svg").headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "status", "code", "named"),
    [
        ("/nothing.json", 404, "not_found", None),
        ("/deal/zzz.json", 404, "not_found", None),
        ("/register.json?stage=sold", 422, "invalid", 0),
        ("/register.json?when=someday", 422, "invalid", "when"),
        ("/register.json?after=%25%25", 422, "invalid", "after"),
        ("/register.csv?as_of=yesterday", 422, "invalid", "as_of"),
    ],
)
def test_failures_have_one_shape(web: TestClient, path: str, status: int, code: str, named: object) -> None:
    answer = web.get(path)
    error = answer.json()["error"]
    assert (answer.status_code, error["status"], error["code"]) == (status, status, code)
    assert set(error) == {"status", "code", "message", "help", "fields"}
    assert error["message"] and error["help"]
    if named is not None:
        assert error["fields"][0]["message"]
        assert named == 0 or error["fields"][0]["name"] == named


def test_a_failure_is_a_page_where_a_page_was_asked(web: TestClient) -> None:
    answer = web.get("/register?when=someday")
    assert answer.status_code == 422
    assert "2012-Q1" in answer.text and "<main" in answer.text


def test_words_of_reports_are_never_markup(web: TestClient) -> None:
    page = web.get(f"/deal/{deal_of(web, 'Örn')}").text
    assert "<script>alert" not in page and "<img src=x" not in page and "<b>7</b>" not in page
    assert "&lt;script&gt;alert" in page
    cell = web.get("/register.csv", params={"q": "Örn"}).text
    assert "Örn <b>7</b>" in cell

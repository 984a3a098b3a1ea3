"""The watch list asks for what is new, tries again what failed, and keeps its state as a value."""

import json
from datetime import UTC, datetime

from armsledger.errors import FetchError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources.opening import Fetched, Opening
from armsledger.sources.watch import Watched, poll

NOW = datetime(2031, 5, 5, 12, tzinfo=UTC)
STORY = b"<html><body><h1>Boats for Norland</h1><p>Norland has ordered nine patrol boats from Sudria, its navy said on Monday after long talks.</p></body></html>"


class Net:
    """Answers from a table; remembers what it was asked."""

    def __init__(self, answers: dict[str, bytes | str]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        self.asked.append(url)
        answer = self.answers.get(url, "not_there")
        if isinstance(answer, str):
            raise FetchError(f"{url}: {answer}", answer)
        if etag == "same":
            return Fetched(url=url, data=None)
        return Fetched(
            url=url,
            data=answer,
            media_type="application/rss+xml" if b"<rss" in answer else "text/html",
            etag="same" if "feed" in url else None,
        )


def feed(*names: str) -> bytes:
    items = "".join(f"<item><title>{n}</title><link>https://post.example/{n}</link></item>" for n in names)
    return f"<rss><channel>{items}</channel></rss>".encode()


def polled(watched: Watched, net: Net) -> tuple[list[str], list[str], Watched]:
    found = list(poll(watched, net, Opening(), NOW))
    state = found.pop()
    assert isinstance(state, Watched)
    return [p.document for p in found if isinstance(p, Page)], [p.code for p in found if isinstance(p, Problem)], state


URL = "https://post.example/feed"


def test_only_what_is_new_is_fetched() -> None:
    net = Net(
        {
            URL: feed("a", "b"),
            "https://post.example/a": STORY,
            "https://post.example/b": STORY,
            "https://post.example/c": STORY,
        }
    )
    pages, problems, state = polled(Watched(url=URL), net)
    assert (pages, problems) == (["https://post.example/a", "https://post.example/b"], [])
    net.answers[URL], net.asked = feed("c", "a", "b"), []
    pages, _, state = polled(Watched.parse(state.json() | {"etag": None}), net)
    assert pages == ["https://post.example/c"]
    assert net.asked == [URL, "https://post.example/c"]
    assert state.polled_at == "2031-05-05T12:00:00+00:00"


def test_nothing_changed_costs_one_question() -> None:
    net = Net({URL: feed("a"), "https://post.example/a": STORY})
    _, _, state = polled(Watched(url=URL), net)
    net.asked = []
    assert polled(state, net)[0] == []
    assert net.asked == [URL]


def test_one_entry_failing_stops_none_and_is_tried_three_times() -> None:
    net = Net({URL: feed("gone", "b"), "https://post.example/b": STORY})
    state = Watched(url=URL)
    for n in range(3):
        pages, problems, state = polled(state, net)
        assert pages == (["https://post.example/b"] if n == 0 else [])
        assert problems == ["not_there"]
        assert state.failures == 0
    net.asked = []
    polled(state, net)
    assert net.asked == [URL]


def test_a_feed_that_fails_is_told_and_counted() -> None:
    pages, problems, state = polled(Watched(url=URL, seen=("x",)), Net({URL: "timeout"}))
    assert (pages, problems, state.failures, state.seen) == ([], ["timeout"], 1, ("x",))
    assert state.problem is not None
    assert "timeout" in state.problem


def test_a_broken_feed_is_told() -> None:
    assert polled(Watched(url=URL), Net({URL: b"<rss><channel><item>"}))[1] == ["unreadable"]


def test_a_watched_page_is_read_when_it_changes() -> None:
    assert polled(Watched(url="https://post.example/page"), Net({"https://post.example/page": STORY}))[0] == [
        "https://post.example/page"
    ]


def test_the_state_survives_json() -> None:
    state = Watched(url=URL, etag="e", seen=("a", "b"), failed=(("c", 2),), failures=1)
    assert Watched.parse(json.loads(json.dumps(state.json()))) == state

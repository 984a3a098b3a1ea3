"""The watch list asks for what is new, tries again what failed, and keeps its state as a value."""

import gzip
import json
from datetime import UTC, datetime

from armsledger.errors import FetchError
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.sources import open_place
from armsledger.sources.opening import Fetched, Opening
from armsledger.sources.watch import Watched, poll

NOW = datetime(2031, 5, 5, 12, tzinfo=UTC)
STORY = b"<html><body><h1>Boats for Norland</h1><p>Norland has ordered nine patrol boats from Sudria, its navy said on Monday after long talks.</p></body></html>"


class Net:
    """Answers from a table; remembers what it was asked."""

    def __init__(self, answers: dict[str, bytes | str], media_type: str = "text/html") -> None:
        self.answers, self.media_type = answers, media_type
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
            media_type="application/rss+xml" if b"<rss" in answer else self.media_type,
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


def test_what_the_feed_says_was_written_anew_is_asked_for_again() -> None:
    before = feed("a", "b").replace(b"<title>a", b"<updated>2031-05-05T08:00:00Z</updated><title>a")
    net = Net({URL: before, "https://post.example/a": STORY, "https://post.example/b": STORY})
    _, _, state = polled(Watched(url=URL), net)
    for after in (before.replace(b"T08", b"T09"), before.replace(b"<title>b", b"<title>Corrected: b")):
        net.answers[URL], net.asked = after, []
        pages, _, new = polled(Watched.parse(state.json() | {"etag": None}), net)
        assert len(pages) == 1
        assert net.asked == [URL, *pages]
        assert polled(Watched.parse(new.json() | {"etag": None}), net)[0] == []


def test_a_long_list_is_read_in_turn() -> None:
    names = [f"p{n}" for n in range(700)]
    net = Net({URL: feed(*names)} | {f"https://post.example/{n}": STORY for n in names})
    first, _, state = polled(Watched(url=URL), net)
    assert (len(first), state.etag) == (500, None)
    second, _, state = polled(state, net)
    assert (first + second, state.etag) == ([f"https://post.example/{n}" for n in names], "same")
    assert len(state.seen) == 700


def test_the_state_of_earlier_versions_is_taken() -> None:
    assert Watched.parse({"url": URL, "seen": ["a"]}).seen == (("a", ""),)


def sitemap(*names: str, kind: str = "url") -> bytes:
    return (
        f"<{kind}s>{''.join(f'<{kind}><loc>https://post.example/{n}</loc></{kind}>' for n in names)}</{kind}s>".encode()
    )


def test_lists_of_lists_are_followed_and_one_failing_stops_none() -> None:
    """An index that names itself, another index, a packed list and one that is gone."""
    index, other = "https://post.example/index", "https://post.example/other"
    net = Net(
        {
            index: b"<sitemapindex>" + sitemap("index", "gone", "other", "packed", kind="sitemap") + b"</sitemapindex>",
            other: b"<sitemapindex>" + sitemap("index", "plain", kind="sitemap") + b"</sitemapindex>",
            "https://post.example/packed": gzip.compress(b"<urlset>" + sitemap("a") + b"</urlset>"),
            "https://post.example/plain": b"<urlset>" + sitemap("b", "a") + b"</urlset>",
            "https://post.example/a": STORY,
            "https://post.example/b": STORY,
        }
    )
    pages, problems, _ = polled(Watched(url=index), net)
    assert (sorted(pages), problems) == (["https://post.example/a", "https://post.example/b"], ["not_there"])
    found = list(open_place(index, Opening(fetch=net)))
    assert [x.place for x in found if isinstance(x, Problem)] == ["https://post.example/gone"]


def test_more_lists_and_pages_than_are_read_at_a_time_are_told() -> None:
    names = [f"p{n}" for n in range(600)]
    net = Net(
        {
            URL: feed(*names),
            "https://post.example/index": b"<sitemapindex>" + sitemap(*names, kind="sitemap") + b"</sitemapindex>",
        }
        | {f"https://post.example/{n}": STORY for n in names}
    )
    (problem,) = [x for x in open_place(URL, Opening(fetch=net)) if isinstance(x, Problem)]
    assert (problem.code, problem.place) == ("too_many_members", URL)
    assert "watch list" in problem.message
    codes = [x.code for x in open_place("https://post.example/index", Opening(fetch=net)) if isinstance(x, Problem)]
    assert (codes.count("unreadable"), codes[-1]) == (20, "too_many_members")


def test_the_addresss_ending_tells_where_the_server_does_not() -> None:
    answers = {
        "/x/list.jsonl.gz": gzip.compress(b'{"document": "n-1", "text": "words"}'),
        "/t.csv": b"id,text\nn-2,words",
    }
    net = Net(
        {f"https://post.example{path}": data for path, data in answers.items()}, media_type="application/octet-stream"
    )
    found = [page for url in net.answers for page in open_place(url, Opening(fetch=net))]
    assert [x.document for x in found if isinstance(x, Page)] == ["n-1", "n-2"]


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
    pages, problems, state = polled(Watched(url=URL, seen=(("x", ""),)), Net({URL: "timeout"}))
    assert (pages, problems, state.failures, state.seen) == ([], ["timeout"], 1, (("x", ""),))
    assert state.problem is not None
    assert "timeout" in state.problem


def test_a_broken_feed_is_told() -> None:
    assert polled(Watched(url=URL), Net({URL: b"<rss><channel><item>"}))[1] == ["unreadable"]


def test_a_watched_page_is_read_when_it_changes() -> None:
    assert polled(Watched(url="https://post.example/page"), Net({"https://post.example/page": STORY}))[0] == [
        "https://post.example/page"
    ]


def test_the_state_survives_json() -> None:
    state = Watched(url=URL, etag="e", seen=(("a", "x"), ("b", "")), failed=(("c", 2),), failures=1)
    assert Watched.parse(json.loads(json.dumps(state.json()))) == state

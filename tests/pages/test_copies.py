"""Copies, cut copies and rewritings of one story are one origin, in whatever order they come; others are not."""

import random
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from armsledger.model.report import Report
from armsledger.model.values import Period, Span
from armsledger.pages.copies import Origins
from tests.pages.corpus.pages import stories

HERE = Path(__file__).parent / "corpus"


def report(
    text: str, name: str, written: date | None = None, agency: str | None = None, publisher: str | None = None
) -> Report:
    period = Period.day(written) if written else None
    return Report(
        document=name,
        page=name,
        text=text,
        body=(Span(0, len(text)),),
        written=period,
        agency=agency,
        publisher=publisher,
    )


def told(name: str) -> dict[str, str]:
    blocks = (HERE / name).read_text("utf-8").split("=== ")[1:]
    return {b.partition("\n")[0].strip(): b.partition("\n")[2] for b in blocks}


STORIES = {s.key: "\n".join(s.paragraphs) for s in stories()}


def grouped(reports: list[Report]) -> set[frozenset[str]]:
    origins = Origins()
    for one in reports:
        origins.add(one)
    names = {r.id: r.document for r in reports}
    return {frozenset(names[i] for i in group) for group in origins.groups()}


def test_every_story_is_its_own_origin() -> None:
    assert len(grouped([report(t, k) for k, t in STORIES.items()])) == len(STORIES)


def test_a_copy_with_another_outlets_frame_and_a_third_cut_off_is_one_origin() -> None:
    text = STORIES["submarine"]
    words = text.split(" ")
    copies = [text, "By wire. " + text + " More follows.", " ".join(words[: len(words) * 2 // 3])]
    assert len(grouped([report(t, str(n)) for n, t in enumerate(copies)])) == 1


def test_the_origin_is_the_earliest_written() -> None:
    late, early = (
        report(STORIES["pact"], "late", date(2027, 10, 20)),
        report(STORIES["pact"], "early", date(2027, 10, 18)),
    )
    origins = Origins()
    origins.add(late)
    assert origins.add(early) == early.id
    assert origins.origin(late.id) == early.id


def test_most_rewritings_join_their_story_and_no_independent_report_does() -> None:
    again, other = told("rewritten.txt"), told("independent.txt")
    reports = [report(t, f"{k}:told") for k, t in STORIES.items()]
    reports += [report(t, f"{k}:again") for k, t in again.items()]
    reports += [report(t, f"{k}:other") for k, t in other.items()]
    groups = grouped(reports)
    joined = sum(frozenset((f"{k}:told", f"{k}:again")) in groups for k in again)
    assert joined >= 0.85 * len(again)
    assert all(frozenset((f"{k}:other",)) in groups for k in other)


def test_the_order_does_not_matter() -> None:
    reports = [report(t, f"{k}:told") for k, t in STORIES.items()] + [
        report(t, f"{k}:again") for k, t in told("rewritten.txt").items()
    ]
    seen = []
    for seed in range(4):
        random.Random(seed).shuffle(reports)
        seen.append(grouped(reports))
    assert all(a == b for a, b in pairwise(seen))


def test_adding_twice_is_once() -> None:
    origins = Origins()
    one = report(STORIES["tanks"], "t")
    assert origins.add(one) == origins.add(one)
    assert len(origins) == 1


def test_a_story_told_again_months_later_is_another() -> None:
    first = report(STORIES["rifles"], "a", date(2029, 5, 25))
    later = report(told("rewritten.txt")["rifles"], "b", date(2029, 11, 25))
    assert len(grouped([first, later])) == 2


def test_a_report_that_names_its_source_follows_it() -> None:
    """The chain needs less in common than two strangers do."""
    quote = (
        '"We are down to questions of financing," Klara Winter told workers. The boats would be delivered from 2035.'
    )
    chained = report(quote + " Elsewhere in Brennhafen, 40 homes were sold on Friday.", "c", agency="Quay Post")
    source = report(STORIES["submarine"], "s", publisher="Quay Post")
    assert len(grouped([source, chained])) == 1


def test_an_unknown_report_has_no_origin() -> None:
    with pytest.raises(KeyError):
        Origins().origin("no such id")


@pytest.mark.parametrize("text", ["", "Short.", "一二三 🚁"])
def test_texts_with_little_in_them_are_taken(text: str) -> None:
    assert len(grouped([report(text, "a"), report(STORIES["pact"], "b")])) == 2

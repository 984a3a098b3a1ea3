"""Every page of the corpus gives its reports: their words, nothing else's, their headlines, days and makers."""

import io
import re
from collections import Counter

import pytest

from armsledger.model.report import Page, Report
from armsledger.pages import reports
from armsledger.sources.opening import Blob, Opening
from armsledger.sources.places import open_blob
from tests.pages.corpus.pages import Case, cases, expected_words

CASES = {case.name: case for case in cases()}


def opened(case: Case) -> Page:
    blob = Blob(name=case.name + case.site.suffix, place=case.name, stream=io.BytesIO(case.content.encode()))
    (page,) = open_blob(blob, Opening())
    assert isinstance(page, Page)
    return page


def read(case: Case) -> tuple[Report, ...]:
    return reports(opened(case))[0]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_there_are_sixty_pages_and_more_from_twenty_kinds_of_site() -> None:
    assert len(CASES) >= 60
    assert len({case.site.name for case in CASES.values()}) >= 20


@pytest.mark.parametrize("name", CASES)
def test_the_bodies_are_the_stories_words_and_no_others(name: str) -> None:
    case = CASES[name]
    found = read(case)
    assert [r.title for r in found] == [s.title for s in case.stories]
    for report, story in zip(found, case.stories, strict=True):
        got = Counter(words(" ".join(s.of(report.text) for s in report.body)))
        want = Counter(words(expected_words(story, case.site)))
        assert (want - got, got - want) == (Counter(), Counter())


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if c.site.dated])
def test_the_day_is_the_one_the_page_tells(name: str) -> None:
    case = CASES[name]
    for report, story in zip(read(case), case.stories, strict=True):
        assert report.written is not None
        assert (report.written.first_on, report.written.last_on) == (story.written, story.written)
        assert report.dating[0].reason


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if not c.site.dated])
def test_where_no_page_tells_nobody_invents_a_day(name: str) -> None:
    for report in read(CASES[name]):
        assert report.written is None or report.written.first_on != report.written.last_on


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if c.site.outlet or c.site.author])
def test_outlet_and_author_are_those_the_page_names(name: str) -> None:
    case = CASES[name]
    report = read(case)[0]
    if case.site.outlet:
        assert report.publisher == case.site.outlet
    if case.site.author:
        assert report.author == case.stories[0].author


def test_wire_stories_carry_their_agency() -> None:
    assert {read(c)[0].agency for c in CASES.values() if c.site.name == "wire"} == {"Reuters"}


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if c.site.suffix == ".html"])
def test_offsets_lead_back_into_the_page_as_it_came(name: str) -> None:
    from armsledger.sources.html import source_of

    case = CASES[name]
    if case.site.name == "scripted":
        pytest.skip("its words stand in a script")
    page = opened(case)
    for report in reports(page)[0]:
        source, place = source_of(page, report.body[0])
        first = words(report.body[0].of(page.text))[:5]
        assert words(source[place.start : place.end])[:5] == first

"""The day of writing comes from what the text bears out; a page's own date is doubted where the text is far older."""

from datetime import UTC, date, datetime

import pytest

from armsledger.model.report import Page, Report
from armsledger.pages import reports

FILLER = "The yard has built such boats for half the coasts of the region, and the navy knows each of them well."


def only(text: str, **more: object) -> Report:
    (report,), _ = reports(Page(document="p", text=text, **more), now=datetime(2034, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
    return report


def column(window: str) -> str:
    """A column on an old visit below the banner of the day it was printed out."""
    return (
        "Coast Review – ideas\n\nThursday, March 9, 2034\n\nNorland opens its yards\n\nDr. Ansa Vell |\n\n"
        f"The ban on boats for Sudria, in force since 2019, was eased in October 2024. {FILLER}\n\n"
        f"Sudria was the eighth largest buyer {window}, and its purchases this year go on. The fifth boat came in February this year. {FILLER}\n"
    )


def test_a_column_of_years_ago_is_not_of_its_banners_day() -> None:
    found = only(column("between 2021 and 2025"))
    assert found.written is not None
    assert (found.written.first_on, found.written.last_on) == (date(2026, 3, 1), date(2026, 12, 31))
    assert "is complete" in found.dating[0].reason
    doubted = [d for d in found.dating if d.doubted]
    assert [(d.period.first_on, "newer than 2025" in d.reason) for d in doubted] == [(date(2034, 3, 9), True)]


def test_the_banner_of_an_old_text_bounds_it_from_above() -> None:
    found = only(column("in 2025, after 2023 and 2021"))
    assert found.written is not None
    assert (found.written.first_on, found.written.last_on) == (date(2025, 1, 1), date(2034, 3, 9))
    assert "the page is of a later day" in found.dating[0].reason


def test_a_banner_that_the_text_bears_out_is_believed() -> None:
    found = only(column("between 2021 and 2025").replace("in October 2024", "on 2 March 2034"))
    assert found.written is not None
    assert (found.written.first_on, found.written.last_on) == (date(2034, 3, 9), date(2034, 3, 9))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Purchases between 2021 and 2025 rose by half.", date(2026, 1, 1)),
        ("Between 2031 and 2035 the navy will get nine boats. The talks began in 2024.", date(2024, 1, 1)),
        ("The talks began in 2024.", date(2024, 1, 1)),
    ],
)
def test_years_that_are_over_bound_it_from_below(words: str, first: date) -> None:
    found = only(f"Boats for Norland\n{words} {FILLER}\n{FILLER}")
    assert found.written is not None
    assert found.written.first_on == first


def test_where_nothing_tells_it_is_unknown_and_never_today() -> None:
    found = only(f"Boats for Norland\n{FILLER}\n{FILLER}")
    assert (found.written, found.dating) == (None, ())


def test_a_day_without_a_year_stays_without_one() -> None:
    found = only(f"Boats for Norland\nThe navy ordered nine boats on 22 August, it said. {FILLER}")
    assert found.written is None
    assert found.dating[0].days == ("08-22", "09-21")

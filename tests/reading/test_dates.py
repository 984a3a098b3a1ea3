from datetime import date

import pytest

from armsledger.model.values import Period
from armsledger.reading.dates import Clock, dates

DAY = Clock(written=Period.day(date(2021, 9, 15)))  # a Wednesday
YEAR = Clock(written=Period(first_on=date(2021, 1, 1), last_on=date(2021, 12, 31)))


def read(words: str, clock: Clock = DAY) -> tuple[str | None, str | None]:
    (found,) = dates(words, 0, len(words), clock)
    first, last = found.value.first_on, found.value.last_on
    return (first.isoformat() if first else None, last.isoformat() if last else None)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in 2018", "2018-01-01", "2018-12-31"),
        ("by 2020", None, "2020-12-31"),
        ("by the end of 2022", None, "2022-12-31"),
        ("since 2010", "2010-01-01", None),
        ("between 2007 and 2012", "2007-01-01", "2012-12-31"),
        ("2013-17", "2013-01-01", "2017-12-31"),
        ("during the 1990s", "1990-01-01", "1999-12-31"),
        ("in the late 1990s", "1995-01-01", "1999-12-31"),
        ("on 3 May 2019", "2019-05-03", "2019-05-03"),
        ("on May 3, 2019", "2019-05-03", "2019-05-03"),
        ("in December 2016", "2016-12-01", "2016-12-31"),
        ("between December 2016 and July 2017", "2016-12-01", "2017-07-31"),
        ("in early 2017", "2017-01-01", "2017-04-30"),
        ("in the first quarter of 2018", "2018-01-01", "2018-03-31"),
        ("in the second half of 2018", "2018-07-01", "2018-12-31"),
        ("the summer of 2017", "2017-06-01", "2017-08-31"),
        ("last year", "2020-01-01", "2020-12-31"),
        ("February this year", "2021-02-01", "2021-02-28"),
        ("later this year", "2021-01-01", "2021-12-31"),
        ("last week", "2021-09-06", "2021-09-12"),
        ("last month", "2021-08-01", "2021-08-31"),
        ("on Monday", "2021-09-13", "2021-09-13"),
        ("yesterday", "2021-09-14", "2021-09-14"),
        ("three years ago", "2018-01-01", "2018-12-31"),
        ("over the next two years", "2021-01-01", "2022-12-31"),
        ("on 31 August", "2021-08-31", "2021-08-31"),
        ("It said in June", "2021-06-01", "2021-06-30"),
        ("It will come in June", "2022-06-01", "2022-06-30"),
    ],
)
def test_periods(words: str, first: str | None, last: str | None) -> None:
    assert read(words) == (first, last)


def test_fiscal_years_start_where_the_state_has_them_start() -> None:
    assert read("in fiscal 2016", Clock(fiscal_start=4)) == ("2016-04-01", "2017-03-31")
    assert read("in fiscal 2016", Clock(fiscal_start=10)) == ("2015-10-01", "2016-09-30")


def test_a_year_of_writing_is_enough_for_years() -> None:
    assert read("last year", YEAR) == ("2020-01-01", "2020-12-31")
    assert dates("on Monday", 0, 9, YEAR) == []


def test_without_a_day_of_writing_relative_words_say_nothing() -> None:
    assert dates("last year and on Monday", 0, 23, Clock()) == []


@pytest.mark.parametrize("words", ["a 2016-pound bomb", "2000 rounds", "may buy", "the march north"])
def test_no_date(words: str) -> None:
    assert dates(words, 0, len(words), DAY) == []

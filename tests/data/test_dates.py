"""Dates as editors know them."""

from datetime import date

import pytest

from orgbriefs.data.dates import PartialDate, begun, ended


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2006-05-23", date(2006, 5, 23), date(2006, 5, 23)),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2006", date(2006, 1, 1), date(2006, 12, 31)),
    ],
)
def test_a_partial_date_stands_for_every_day_in_it(text: str, first: date, last: date) -> None:
    assert (PartialDate(text).first, PartialDate(text).last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "2006-13",
        "2006-02-30",
        "06",
        "2006/05/23",
        "yesterday",
        "2006\n",
        "0999",
        "9999-12-31",
        "٢٠٠٦",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate(text)


def test_a_vague_beginning_counts_late_and_an_end_day_still_counts() -> None:
    assert not begun(PartialDate("2006"), date(2006, 6, 30))
    assert begun(PartialDate("2006"), date(2006, 12, 31))
    assert not ended(PartialDate("2009-08-18"), date(2009, 8, 18))
    assert ended(PartialDate("2009-08-18"), date(2009, 8, 19))


def test_every_year_that_is_allowed_has_a_last_day() -> None:
    assert PartialDate("9998").last == date(9998, 12, 31)
    assert PartialDate("1000-02").last == date(1000, 2, 28)

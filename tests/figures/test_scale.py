"""Years along a figure: round, and as many as have room."""

from __future__ import annotations

import pytest

from orgbriefs.figures.drawing import year_ticks


@pytest.mark.parametrize(
    ("most", "years"),
    [
        (9, [1980, 1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020]),
        (4.5, [1980, 1990, 2000, 2010, 2020]),
        (2, [1980, 2000, 2020]),
        (0.1, [2000]),
    ],
)
def test_years_have_room(most: float, years: list[int]) -> None:
    assert year_ticks(1980, 2020, most) == years

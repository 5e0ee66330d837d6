"""The overlap of more countries than go on a page."""

from __future__ import annotations

from orgbriefs.content.captions.overlap import Row, groups_of
from orgbriefs.language.values import CountryName


def test_countries_that_take_part_in_the_same_are_told_together() -> None:
    names = {name: CountryName(code=name, name=name) for name in "ABCD"}
    marks = {
        "A": ("member", ""),
        "B": ("member", "member"),
        "C": ("member", ""),
        "D": ("other", ""),
    }
    groups = groups_of([Row(names[name], marks[name]) for name in "ABCD"])
    told = [("".join(c.name for c in group.countries), group.marks) for group in groups]
    assert told == [("B", marks["B"]), ("AC", marks["A"]), ("D", marks["D"])]

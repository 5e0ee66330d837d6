"""Statuses are told apart in print, in grey, and by those who see colours otherwise."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import combinations

import pytest
from coloraide import Color
from editions import content
from lxml import etree
from small_project import ROOT

from orgbriefs.content.values import Organization, Status
from orgbriefs.design import Design
from orgbriefs.design.contrast import contrast
from orgbriefs.figures.balance import fills
from orgbriefs.figures.drawing import Drawing, text_width
from orgbriefs.figures.legend import Entry, Legend
from orgbriefs.figures.marks import marks_of

DESIGN = Design.read(ROOT / "templates", ROOT / "out")
FOUR = [content(name, date(2025, 12, 31), data=ROOT) for name in ("cis", "csto", "guam", "sco")]
#: How a colour is seen: in grey, and by those to whom one kind of cones is missing.
SEEN = ("grayscale", "protan", "deutan", "tritan")
#: The least contrast of two flat fills.
LEAST = 1.5


def seen(colour: str, as_by: str) -> str:
    return str(Color(colour).filter(as_by).convert("srgb").clip().to_string(hex=True))


def statuses(counting: int, others: int) -> list[Status]:
    """So many statuses that count, and others."""
    base = FOUR[0].statuses[0]
    return [
        dataclasses.replace(base, id=f"s{number}", label=f"s{number}", counts=number < counting)
        for number in range(counting + others)
    ]


@pytest.mark.parametrize("organization", FOUR, ids=lambda o: o.id)
def test_no_two_statuses_look_alike(organization: Organization) -> None:
    drawing = Drawing(10, DESIGN)
    shown = statuses(4, 4)
    marks = marks_of(shown, organization.colour)
    assert len({mark.kind for mark in marks.values()}) == len(shown)
    flat = [fill for mark in marks.values() if (fill := mark.fill(drawing)).startswith("#")]
    assert len(flat) == 2
    for one, other in combinations([*flat, DESIGN.tokens.colours.paper], 2):
        for way in SEEN:
            assert contrast(seen(one, way), seen(other, way)) >= LEAST, (one, other, way)


@pytest.mark.parametrize("organization", FOUR, ids=lambda o: o.id)
def test_the_parts_of_a_bar_are_told_by_their_lightness(organization: Organization) -> None:
    parts = fills(Drawing(10, DESIGN), organization.colour)
    for one, other in combinations(parts, 2):
        for way in SEEN:
            assert contrast(seen(one, way), seen(other, way)) >= LEAST, (one, other, way)


def test_every_swatch_of_a_legend_is_that_of_its_status() -> None:
    drawing = Drawing(20, DESIGN)
    shown = statuses(2, 3)
    marks = marks_of(shown, "#1d4e79")
    entries = [Entry(marks[status.id], status.label) for status in shown]
    legend = Legend.laid_out(entries, 40, DESIGN)
    assert len(legend.lines) > 1
    legend.draw(drawing, 0, 0)
    root = etree.fromstring(drawing.svg("title", "description").encode())
    swatches = [r.get("fill") for r in root.iter("{*}rect") if r.get("width") == "2.60"]
    assert len(swatches) == len(set(swatches)) == len(shown)
    named = {f"url(#{pattern.get('id')})" for pattern in root.iter("{*}pattern")}
    assert {fill for fill in swatches if fill.startswith("url")} == named


def test_letters_of_east_asia_take_more_room() -> None:
    assert text_width("上海", 10) == pytest.approx(2 * 10 * 25.4 / 72)
    assert text_width("ab", 10) < text_width("上海", 10)

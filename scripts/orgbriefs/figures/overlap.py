"""Which country takes part in which organizations: a matrix of dots.

A row is a country. Where there are more countries than rows go on a page, it is all those that take
part in the same, with their names beside the dots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgbriefs.content.captions.overlap import Group, groups_of, rows_of
from orgbriefs.content.values import Organization
from orgbriefs.design import Design
from orgbriefs.figures.drawing import Drawing, text_width, wrapped
from orgbriefs.language.language import Language

_TOP, _SUM = 13.0, 14.0
#: Columns are at most so wide; full and hollow dots, their radius; in millimetres.
_WIDEST, _FULL, _HOLLOW = 30.0, 1.6, 1.4
#: What the names of those who take part in the same take, in parts of the width; from one line of
#: them to the next, in millimetres.
_NAMES, _LEADING = 0.4, 3.4
#: By how much every other abbreviation stands lower, where they are too long to stand side by side.
_TIER = 4.0


@dataclass(frozen=True)
class _Row:
    """A row of the picture: its lines of names, the marks of those named, and a number."""

    names: tuple[str, ...]
    marks: tuple[str, ...]
    number: int


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures, colours = design.tokens.figures, design.tokens.colours
    sizes, row = figures.sizes, figures.rows.overlap
    rows = rows_of(organizations)
    if len(rows) * row <= figures.tallest - _TOP - 1:
        left, counted = figures.labels.overlap, "figure.overlap.sum"
        lines = [_Row((each.country.name,), each.marks, each.number) for each in rows]
    else:
        left, counted = figures.width * _NAMES, "figure.overlap.states"
        lines = [_row_of(group, left - 2, sizes.text, language) for group in groups_of(rows)]
    heights = [row + (len(line.names) - 1) * _LEADING for line in lines]
    step = min((figures.width - left - _SUM) / len(organizations), _WIDEST)
    names = [organization.name.abbreviation for organization in organizations]
    tiers = 2 if any(text_width(name, sizes.name) > step - 1 for name in names) else 1
    lower = _TIER * (tiers - 1)
    bottom = _TOP + lower + sum(heights)
    drawing = Drawing(bottom + 1, design)
    centres = [left + step * (i + 0.5) for i in range(len(organizations))]
    for index, (organization, at) in enumerate(zip(organizations, centres, strict=True)):
        drawing.text(
            at,
            5 + _TIER * (index % tiers),
            organization.name.abbreviation,
            size=sizes.name,
            weight=600,
            anchor="middle",
            fill=organization.colour,
            width=step * tiers - 1,
        )
        drawing.text(
            at,
            9.4 + lower,
            language.number(organization.number),
            size=sizes.count,
            anchor="middle",
            fill=colours.muted,
        )
    total = centres[-1] + step / 2 + 6
    drawing.text(
        total,
        5 if tiers == 1 else 9.4 + lower,
        language.message(counted),
        size=sizes.text,
        anchor="middle",
        fill=colours.muted,
    )
    right, top = total + 6, _TOP + lower
    for line, height in zip(lines, heights, strict=True):
        middle = top + height / 2
        drawing.rule((0, top), (right, top))
        size = sizes.row if len(line.names) == 1 else sizes.text
        for index, words in enumerate(line.names):
            baseline = top + row / 2 + index * _LEADING + 1.1
            drawing.text(0.5, baseline, words, size=size, width=left - 2)
        inside = [at for at, mark in zip(centres, line.marks, strict=True) if mark == "member"]
        if len(inside) > 1:
            drawing.line(
                [(inside[0], middle), (inside[-1], middle)], colours.muted, figures.strokes.thin
            )
        for organization, at, mark in zip(organizations, centres, line.marks, strict=True):
            if mark == "member":
                drawing.disc(at, middle, _FULL, organization.colour)
            elif mark == "other":
                drawing.disc(at, middle, _HOLLOW, colours.paper, organization.colour)
        number = language.number(line.number)
        drawing.text(total, middle + 1.1, number, size=sizes.row, anchor="middle")
        top += height
    drawing.rule((0, bottom), (right, bottom))
    return drawing


def _row_of(group: Group, width: float, size: float, language: Language) -> _Row:
    names = language.message("list.enumerated").join(c.name for c in group.countries)
    return _Row(tuple(wrapped(names, width, size)), group.marks, len(group.countries))

"""Which country takes part in which organizations: a matrix of dots."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.captions.overlap import rows_of
from orgbriefs.content.values import Organization
from orgbriefs.design import Design
from orgbriefs.figures.drawing import Drawing
from orgbriefs.language.language import Language

_TOP, _SUM = 13.0, 14.0
#: Columns are at most so wide; full and hollow dots, their radius; in millimetres.
_WIDEST, _FULL, _HOLLOW = 30.0, 1.6, 1.4


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures, colours = design.tokens.figures, design.tokens.colours
    sizes, row, left = figures.sizes, figures.rows.overlap, figures.labels.overlap
    rows = rows_of(organizations)
    bottom = _TOP + len(rows) * row
    drawing = Drawing(bottom + 1, design)
    step = min((drawing.width - left - _SUM) / len(organizations), _WIDEST)
    centres = [left + step * (i + 0.5) for i in range(len(organizations))]
    for organization, at in zip(organizations, centres, strict=True):
        drawing.text(
            at,
            5,
            organization.name.abbreviation,
            size=sizes.name,
            weight=600,
            anchor="middle",
            fill=organization.colour,
        )
        drawing.text(
            at,
            9.4,
            language.number(organization.number),
            size=sizes.count,
            anchor="middle",
            fill=colours.muted,
        )
    total = centres[-1] + step / 2 + 6
    drawing.text(
        total,
        5,
        language.message("figure.overlap.sum"),
        size=sizes.text,
        anchor="middle",
        fill=colours.muted,
    )
    right = total + 6
    for index, line in enumerate(rows):
        top = _TOP + index * row
        middle = top + row / 2
        drawing.rule((0, top), (right, top))
        drawing.text(0.5, middle + 1.1, line.country.name, size=sizes.row, width=left - 2)
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
        drawing.text(
            total, middle + 1.1, language.number(line.number), size=sizes.row, anchor="middle"
        )
    drawing.rule((0, bottom), (right, bottom))
    return drawing

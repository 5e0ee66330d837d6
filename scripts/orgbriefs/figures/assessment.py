"""Judgements side by side: a line a criterion, a column an organization."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.captions.assessment import lines_of
from orgbriefs.content.values import Organization, ScaleStep
from orgbriefs.design import Design
from orgbriefs.figures.drawing import Drawing, text_width
from orgbriefs.language.language import Language

_HEAD, _GROUP, _LEAST = 6.0, 5.6, 8.0
_SQUARE, _GAP = 2.0, 0.5


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures, colours = design.tokens.figures, design.tokens.colours
    sizes, row, left = figures.sizes, figures.rows.assessment, figures.labels.assessment
    lines = lines_of(organizations)
    groups = {line.group.id for line in lines}
    height = _HEAD + len(lines) * row + len(groups) * _GROUP + 1
    drawing = Drawing(max(height, _LEAST), design)
    column = (drawing.width - left) / max(len(organizations), 1)
    for index, organization in enumerate(organizations):
        drawing.text(
            left + index * column,
            4,
            organization.name.abbreviation,
            size=sizes.name,
            weight=600,
            fill=organization.colour,
            width=column - 1,
        )
    top, group = _HEAD, ""
    for line in lines:
        if line.group.id != group:
            group = line.group.id
            drawing.text(
                0.5,
                top + 4,
                line.group.title,
                size=sizes.text,
                weight=600,
                fill=colours.accent,
                width=drawing.width - 1,
            )
            top += _GROUP
        drawing.rule((0, top), (drawing.width, top))
        title = line.criterion.title
        drawing.text(0.5, top + 3.7, title, size=sizes.text, width=left - 2)
        most = line.group.scale[-1].level
        for index, (organization, step) in enumerate(zip(organizations, line.steps, strict=True)):
            _judgement(drawing, left + index * column, top, column, step, most, organization.colour)
        top += row
    drawing.rule((0, top), (drawing.width, top))
    return drawing


def _judgement(
    drawing: Drawing,
    x: float,
    top: float,
    room: float,
    step: ScaleStep | None,
    most: int,
    colour: str,
) -> None:
    """Squares for the level, and its label where there is room."""
    tokens = drawing.design.tokens
    colours, figures = tokens.colours, tokens.figures
    if step is None:
        drawing.text(x, top + 3.7, "–", size=figures.sizes.text, fill=colours.muted)
        return
    for place in range(most):
        fill = colour if place < step.level else colours.paper
        drawing.box(x + place * (_SQUARE + _GAP), top + 1.7, _SQUARE, _SQUARE, fill, colour)
    after = most * (_SQUARE + _GAP) + 0.8
    if text_width(step.label, figures.sizes.small) <= room - after - 1:
        drawing.text(x + after, top + 3.6, step.label, size=figures.sizes.small, fill=colours.muted)

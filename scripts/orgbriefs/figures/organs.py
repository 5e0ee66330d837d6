"""How an organization is built: its organs by level, from the highest down.

No lines are drawn between them, since the data do not say which organ answers to which.
"""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.captions.organs import rows_of
from orgbriefs.content.values import Organ, Organization
from orgbriefs.design import Design
from orgbriefs.design.contrast import mixed
from orgbriefs.figures.drawing import Drawing, wrapped
from orgbriefs.language.language import Language

_GAP, _PAD, _BETWEEN = 3.0, 1.1, 2.4
#: Boxes on one line.
_ABREAST = 3


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    (organization,) = organizations
    figures, colours, colour = design.tokens.figures, design.tokens.colours, organization.colour
    line, left, size = figures.rows.organs, figures.labels.organs, figures.sizes.text
    width = (figures.width - left - figures.strokes.thin - (_ABREAST - 1) * _GAP) / _ABREAST
    lines = [
        (language.message(f"level.{level}") if start == 0 else "", organs[start : start + _ABREAST])
        for level, organs in rows_of(organization)
        for start in range(0, len(organs), _ABREAST)
    ]
    laid = [
        (label, [wrapped(_words(o, language), width - 2 * _PAD, size) for o in organs])
        for label, organs in lines
    ]
    heights = [max(len(words) for words in boxes) * line + 2 * _PAD for _, boxes in laid]
    drawing = Drawing(sum(heights) + _BETWEEN * max(len(laid) - 1, 0) + 1, design)
    top = 0.5
    for index, ((label, boxes), height) in enumerate(zip(laid, heights, strict=True)):
        if index and label:
            between = top - _BETWEEN / 2
            drawing.rule((0, between), (drawing.width, between))
        drawing.text(0.5, top + height / 2 + 1.1, label, size=size, fill=colours.muted)
        first = index == 0
        fill = colour if first else mixed(colour, colours.paper, figures.tints.organ)
        for place, words in enumerate(boxes):
            x = left + place * (width + _GAP)
            drawing.box(x, top, width, height, fill, colour)
            start = top + height / 2 - (len(words) - 1) * line / 2 + 1
            for row, text in enumerate(words):
                drawing.text(
                    x + width / 2,
                    start + row * line,
                    text,
                    size=size,
                    anchor="middle",
                    weight=600 if first else 400,
                    fill=colours.paper if first else colours.ink,
                )
        top += height + _BETWEEN
    return drawing


def _words(organ: Organ, language: Language) -> str:
    """The name, and the seat where the name does not say it."""
    if organ.seat is None or organ.seat in organ.name:
        return organ.name
    return language.message("figure.organs.box", organ=organ.name, seat=organ.seat)

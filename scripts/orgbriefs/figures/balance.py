"""How weight is spread inside each organization: the largest, the second and the others."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.captions.balance import parts_of
from orgbriefs.content.values import Organization, Weight
from orgbriefs.design import Design
from orgbriefs.design.contrast import mixed
from orgbriefs.figures.drawing import Drawing
from orgbriefs.language.language import Language, capitalized

#: The heads of the columns; from one organization to the next; its name.
_TOP, _GAP, _HEADING = 5.6, 2.4, 4.8
#: A bar is so much lower than its row; what stands beside it keeps so far from it.
_SPACE, _PAD = 0.8, 3.0
#: What bar and columns take of the room beside the measures.
_BAR, *_COLUMNS = 0.42, 0.22, 0.22, 0.14
#: The least height of the picture, in millimetres.
_LEAST = 8.0
#: A swatch in the head of a column.
_SWATCH = 2.4


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures = design.tokens.figures
    row = figures.rows.balance
    weighed = [o for o in organizations if o.weights]
    height = sum(_HEADING + len(o.weights) * row + _GAP for o in weighed)
    drawing = Drawing(_TOP + max(height, _LEAST), design)
    if weighed:
        _heads(drawing, language)
    top = _TOP
    for organization in weighed:
        drawing.text(
            0.5,
            top + 3.4,
            organization.name.abbreviation,
            size=figures.sizes.name,
            weight=600,
            fill=organization.colour,
            width=drawing.width,
        )
        top += _HEADING
        for weight in organization.weights:
            label = capitalized(language.message(f"measure.{weight.measure}"))
            drawing.text(
                0.5, top + 2.9, label, size=figures.sizes.text, width=figures.labels.balance - 2
            )
            _bar(drawing, weight, top, organization.colour, language)
            top += row
        top += _GAP
    return drawing


def _places(drawing: Drawing) -> tuple[float, list[tuple[float, float]]]:
    """The width of a bar, and where each column begins, with its width."""
    left = drawing.design.tokens.figures.labels.balance
    room = drawing.width - left
    at, columns = left + room * _BAR, []
    for share in _COLUMNS:
        columns.append((at + _PAD, room * share - _PAD))
        at += room * share
    return room * _BAR, columns


def fills(drawing: Drawing, colour: str) -> tuple[str, str, str]:
    """Of the largest, the second and the others: told apart by their lightness."""
    colours, tints = drawing.design.tokens.colours, drawing.design.tokens.figures.tints
    return colour, mixed(colour, colours.paper, tints.looser), colours.paper


def _heads(drawing: Drawing, language: Language) -> None:
    colours, sizes = drawing.design.tokens.colours, drawing.design.tokens.figures.sizes
    heads = ("figure.balance.largest", "figure.balance.second", "figure.balance.rest")
    shades = fills(drawing, colours.muted)
    for (at, room), head, fill in zip(_places(drawing)[1], heads, shades, strict=True):
        drawing.box(at, 1.0, _SWATCH, _SWATCH, fill, colours.muted)
        after = _SWATCH + 1
        words = language.message(head)
        drawing.text(
            at + after, 3.1, words, size=sizes.small, fill=colours.muted, width=room - after
        )


def _bar(drawing: Drawing, weight: Weight, top: float, colour: str, language: Language) -> None:
    figures = drawing.design.tokens.figures
    width, columns = _places(drawing)
    at = figures.labels.balance
    shades = fills(drawing, colour)
    for part, fill, (column, room) in zip(parts_of(weight), shades, columns, strict=False):
        length = part.share * width
        drawing.box(at, top, length, figures.rows.balance - _SPACE, fill, colour)
        at += length
        drawing.text(
            column, top + 2.9, language.say(part.words), size=figures.sizes.small, width=room
        )

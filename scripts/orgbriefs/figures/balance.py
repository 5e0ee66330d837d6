"""How weight is spread inside each organization: a bar of shares for each measure."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.values import Organization, Weight
from orgbriefs.design import Design
from orgbriefs.figures.drawing import Drawing, text_width
from orgbriefs.language.language import Language, capitalized
from orgbriefs.language.values import message

_TOP, _GAP, _HEADING = 1.0, 2.4, 4.8
#: A bar is so much lower than its row; what stands in it keeps so far from its ends.
_SPACE, _PAD = 0.8, 1.2
#: The least height of the picture, in millimetres.
_LEAST = 8.0


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures = design.tokens.figures
    row = figures.rows.balance
    weighed = [o for o in organizations if o.weights]
    height = sum(_HEADING + len(o.weights) * row + _GAP for o in weighed)
    drawing = Drawing(_TOP + max(height, _LEAST), design)
    top = _TOP
    for organization in weighed:
        drawing.text(
            0.5,
            top + 3.4,
            organization.name.abbreviation,
            size=figures.sizes.name,
            weight=600,
            fill=organization.colour,
        )
        top += _HEADING
        for weight in organization.weights:
            label = capitalized(language.message(f"measure.{weight.measure}"))
            drawing.text(0.5, top + 2.9, label, size=figures.sizes.text)
            _bar(drawing, weight, top, organization.colour, language)
            top += row
        top += _GAP
    return drawing


def _bar(drawing: Drawing, weight: Weight, top: float, colour: str, language: Language) -> None:
    tokens = drawing.design.tokens
    colours, figures = tokens.colours, tokens.figures
    at = figures.labels.balance
    width = drawing.width - at
    for rank, share in enumerate(weight.shares):
        length = share.share * width
        fill = colour if rank == 0 else colours.tint if rank % 2 else colours.rule
        ink = colours.paper if rank == 0 else colours.ink
        drawing.box(at, top, length, figures.rows.balance - _SPACE, fill, colours.paper)
        said = language.say(
            message("figure.balance.share", country=share.country, share=share.share)
        )
        for words in (said, share.country.name, share.country.code):
            if length >= text_width(words, figures.sizes.small) + 2 * _PAD:
                drawing.text(at + _PAD, top + 2.85, words, size=figures.sizes.small, fill=ink)
                break
        at += length

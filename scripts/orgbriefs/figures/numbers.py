"""How many states took part in each organization, over time: step lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from orgbriefs.content.values import Organization
from orgbriefs.design import Design
from orgbriefs.figures.drawing import Drawing
from orgbriefs.figures.scale import YearScale
from orgbriefs.language.language import Language

_TOP, _RIGHT, _BOTTOM = 4.0, 24.0, 7.0
_DASHES = ("", "2.4 0.9", "0.9 0.7", "3.5 0.8 0.8 0.8")
#: From one label at the end of a line to the next, and between equal lines, in millimetres.
_APART, _SHIFT = 3.6, 0.45


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures, colours = design.tokens.figures, design.tokens.colours
    left, height = figures.labels.numbers, figures.chart
    drawing = Drawing(_TOP + height + _BOTTOM, design)
    scale = YearScale(
        date(min(o.founded.first.year for o in organizations), 1, 1),
        organizations[0].as_of,
        left,
        drawing.width - _RIGHT,
    )
    highest = max((count.number for o in organizations for count in o.counts), default=0) + 1

    def y(number: float) -> float:
        return _TOP + height - number * height / highest

    step = next(s for s in (2, 5, 10, 20, 50, 100) if highest / s <= 12)
    for number in range(0, highest + 1, step):
        drawing.rule((left, y(number)), (scale.right, y(number)))
        drawing.text(
            left - 2,
            y(number) + 1,
            language.number(number),
            size=figures.sizes.small,
            anchor="end",
            fill=colours.muted,
        )
    scale.label(drawing, _TOP + height)
    ends: list[tuple[float, str, str]] = []
    for index, organization in enumerate(organizations):
        shift = (index - (len(organizations) - 1) / 2) * _SHIFT  # equal numbers stay apart
        points: list[tuple[float, float]] = []
        for count in organization.counts:
            if points:
                points.append((scale.at(count.day), points[-1][1]))
            points.append((scale.at(count.day), y(count.number) + shift))
        if not points:  # nobody ever took part
            points.append((scale.at(organization.founded.last), y(0) + shift))
        points.append((scale.right, points[-1][1]))
        dash = _DASHES[index % len(_DASHES)]
        drawing.line(points, organization.colour, figures.strokes.line, dash)
        label = language.message(
            "figure.numbers.end", name=organization.name.abbreviation, number=organization.number
        )
        ends.append((points[-1][1], label, organization.colour))
    lowest = float("-inf")
    for at, label, colour in sorted(ends):
        lowest = max(at, lowest + _APART)
        drawing.text(
            scale.right + 1.5,
            lowest + 1.1,
            label,
            size=figures.sizes.row,
            weight=600,
            fill=colour,
        )
    return drawing

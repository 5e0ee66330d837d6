"""How many states took part in each organization, over time: a row each on a common scale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from orgbriefs.content.values import Organization
from orgbriefs.design import Design
from orgbriefs.design.contrast import mixed
from orgbriefs.figures.drawing import Drawing, text_width
from orgbriefs.figures.scale import YearScale
from orgbriefs.language.language import Language

_TOP, _RIGHT, _BOTTOM = 1.0, 10.0, 5.0
#: The height of a row with few and with many of them, and what of it is free above the highest.
_HIGH, _LOW, _FREE = 16.0, 9.0, 3.0
#: The distance of a number from the ends of its step; it stands above steps that are lower.
_PAD, _INSIDE = 0.9, 3.6


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures, colours = design.tokens.figures, design.tokens.colours
    row = min(_HIGH, max(_LOW, figures.chart * 2 / max(len(organizations), 1)))
    bottom = _TOP + row * len(organizations)
    drawing = Drawing(bottom + _BOTTOM, design)
    scale = YearScale(
        date(min(o.founded.first.year for o in organizations), 1, 1),
        organizations[0].as_of,
        figures.labels.numbers,
        drawing.width - _RIGHT,
    )
    highest = max((count.number for o in organizations for count in o.counts), default=1)
    for index, organization in enumerate(organizations):
        base = _TOP + (index + 1) * row
        drawing.text(
            0.5,
            base - 0.8,
            organization.name.abbreviation,
            size=figures.sizes.name,
            weight=600,
            fill=organization.colour,
            width=figures.labels.numbers - 2,
        )
        steps = _steps(organization, scale, base, (row - _FREE) / max(highest, 1))
        if steps:
            corners = [(steps[0][0], base)]
            for (at, y), (end, _) in zip(steps, [*steps[1:], (scale.right, base)], strict=True):
                corners += [(at, y), (end, y)]
            tint = mixed(organization.colour, colours.paper, figures.tints.lane)
            outline = "L".join(f"{x:.2f} {y:.2f}" for x, y in [*corners, (scale.right, base)])
            drawing.path(f"M{outline}Z", tint, "none", 0)
            drawing.line(corners[1:], organization.colour, figures.strokes.line)
        drawing.rule((figures.labels.numbers, base), (scale.right, base))
        _numbers(drawing, organization, steps, scale.right, base, language)
    scale.label(drawing, bottom)
    return drawing


def _steps(
    organization: Organization, scale: YearScale, base: float, unit: float
) -> list[tuple[float, float]]:
    """Where each number begins, and how high it is drawn."""
    return [(scale.at(count.day), base - count.number * unit) for count in organization.counts]


def _numbers(
    drawing: Drawing,
    organization: Organization,
    steps: Sequence[tuple[float, float]],
    right: float,
    base: float,
    language: Language,
) -> None:
    """Each number on its step, where that is long enough; the last one at the end."""
    figures = drawing.design.tokens.figures
    ends = [*(at for at, _ in steps[1:]), right]
    for (at, y), end, count in zip(steps, ends, organization.counts, strict=False):
        words = language.number(count.number)
        if text_width(words, figures.sizes.small) + 2 * _PAD <= end - at:
            high = base - y >= _INSIDE
            below = y + 3.1 if high else y - 0.8
            drawing.text(at + _PAD, below, words, size=figures.sizes.small)
    last = steps[-1][1] if steps else base
    drawing.text(
        right + 1.5,
        last + 1.1,
        language.number(organization.number),
        size=figures.sizes.row,
        weight=600,
        fill=organization.colour,
    )

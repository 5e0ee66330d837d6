"""Where the participants lie: a map an organization, each of its own part of the world."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.values import Organization
from orgbriefs.design import Design
from orgbriefs.figures.country_map import Cartographer, draw_map
from orgbriefs.figures.drawing import Drawing, text_width
from orgbriefs.figures.legend import Entry, Legend
from orgbriefs.figures.marks import marks_of
from orgbriefs.language.language import Language

_GAP = 5.0
#: The least and the greatest height of a map that stands alone, in parts of its width.
_LOWEST, _HIGHEST = 0.42, 0.72
#: Maps of more organizations are lower, so that all go on a page with some text.
_SEVERAL = 6
#: How much wider than plain letters bold ones are.
_BOLD = 1.15
#: From the name to the legend.
_AFTER = 3.0


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """All of them side by side."""
    figures = design.tokens.figures
    columns = 1 if len(organizations) == 1 else 2 if len(organizations) <= 4 else 3
    width = (figures.width - _GAP * (columns - 1)) / columns
    if columns == 1:
        heights = width * _LOWEST, width * _HIGHEST
    else:
        height = width * (figures.map if len(organizations) <= _SEVERAL else _LOWEST)
        heights = height, height
    cartographer = Cartographer(design, language)
    maps, legends = [], []
    for organization in organizations:
        marks = marks_of([group.status for group in organization.groups], organization.colour)
        maps.append(cartographer.map(organization, marks, width, heights))
        entries = [
            Entry(marks[group.status.id], f"{group.number} {group.label}")
            for group in organization.groups
        ]
        name = text_width(organization.name.abbreviation, figures.sizes.name) * _BOLD
        legends.append(Legend.laid_out(entries, width, design, first=name + _AFTER))
    starts = range(0, len(maps), columns)
    above = [max(legend.height for legend in legends[s : s + columns]) for s in starts]
    below = [max(shown.height for shown in maps[s : s + columns]) for s in starts]
    drawing = Drawing(sum(above) + sum(below) + (len(above) - 1) * _GAP / 2 + 0.5, design)
    top = 0.0
    for start, head, height in zip(starts, above, below, strict=True):
        for column, index in enumerate(range(start, min(start + columns, len(maps)))):
            x, organization, legend = column * (width + _GAP), organizations[index], legends[index]
            y = top  # names of maps side by side stand on one line
            drawing.text(
                x,
                y + 3.4,
                organization.name.abbreviation,
                size=figures.sizes.name,
                weight=600,
                fill=organization.colour,
                width=width - _AFTER,
            )
            legend.draw(drawing, x, y)
            draw_map(drawing, maps[index], x, top + head)
        top += head + height + _GAP / 2
    return drawing

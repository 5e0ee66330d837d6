"""Who took part in one organization, and when: one bar a country, gaps visible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from orgbriefs.content.captions.membership import rows_of
from orgbriefs.content.values import Organization, Status
from orgbriefs.design import Design
from orgbriefs.figures.drawing import Drawing, text_width
from orgbriefs.figures.scale import YearScale
from orgbriefs.language.language import Language

_RIGHT, _TOP, _BOTTOM = 8.0, 8.0, 5.0
#: A bar is so much lower than its row, and a looser tie a line of this height, in millimetres.
_SPACE, _LINE = 1.6, 0.9
#: The width of a bar in the legend, and the distances beside it.
_SAMPLE, _BESIDE = 6.0, 1.0


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    (organization,) = organizations
    figures, colours = design.tokens.figures, design.tokens.colours
    row, left = figures.rows.membership, figures.labels.membership
    rows = rows_of(organization)
    used = [
        status
        for status in organization.statuses
        if any(entry.status == status for _, entries in rows for entry in entries)
    ]
    bottom = _TOP + len(rows) * row
    drawing = Drawing(bottom + _BOTTOM, design)
    scale = YearScale(
        date(organization.founded.first.year, 1, 1),
        date(organization.as_of.year, 12, 31),
        left,
        drawing.width - _RIGHT,
    )
    at = left
    for status in used:
        _bar(drawing, at, _BESIDE, _SAMPLE, organization.colour, status, used)
        drawing.text(
            at + _SAMPLE + _BESIDE,
            3.6,
            status.label,
            size=figures.sizes.small,
            fill=colours.muted,
        )
        at += _SAMPLE + 4 * _BESIDE + text_width(status.label, figures.sizes.small)
    scale.label(drawing, bottom, _TOP - 1)
    for index, (country, entries) in enumerate(rows):
        y = _TOP + index * row
        drawing.text(left - 2, y + row - 0.9, country.name, size=figures.sizes.text, anchor="end")
        for entry in entries:
            start = scale.at(entry.interval.start.first)
            end = entry.interval.end
            stop = scale.at(end.last if end is not None else organization.as_of)
            _bar(
                drawing,
                start,
                y + 0.7,
                max(stop - start, 0.6),
                organization.colour,
                entry.status,
                used,
            )
    return drawing


def _bar(
    drawing: Drawing,
    x: float,
    y: float,
    width: float,
    colour: str,
    status: Status,
    used: Sequence[Status],
) -> None:
    """A status is told by fill and height, never by colour alone."""
    tokens = drawing.design.tokens
    height = tokens.figures.rows.membership - _SPACE
    thick, paper = tokens.figures.strokes.thick, tokens.colours.paper
    rank = [s.id for s in used if s.counts].index(status.id) if status.counts else None
    if rank is None:
        drawing.box(x, y + (height - _LINE) / 2, width, _LINE, tokens.colours.muted)
    elif rank == 0:
        drawing.box(x, y, width, height, colour)
    elif rank == 1:
        drawing.box(x, y, width, height, paper, colour, thick)
    else:
        drawing.box(x, y, width, height, paper, colour, thick, "1 0.7")

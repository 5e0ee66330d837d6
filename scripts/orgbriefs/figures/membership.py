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
#: Type may fill more of a close row than of a wide one.
_CLOSER = 1.3
#: The width of a bar in the legend, and the distances beside it.
_SAMPLE, _BESIDE = 6.0, 1.0


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    (organization,) = organizations
    figures, colours = design.tokens.figures, design.tokens.colours
    left, rows = figures.labels.membership, rows_of(organization)
    # Many rows are set closer, and their type smaller, so that the figure fits a page.
    row = min(figures.rows.membership, (figures.tallest - _TOP - _BOTTOM) / max(len(rows), 1))
    close = row / figures.rows.membership
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
        size = figures.sizes.text * min(1.0, close * _CLOSER)
        base, room = y + row - 0.9 * close, left - 3
        drawing.text(left - 2, base, country.name, size=size, anchor="end", width=room)
        for entry in entries:
            start = scale.at(entry.interval.start.first)
            end = entry.interval.end
            stop = scale.at(end.last if end is not None else organization.as_of)
            _bar(
                drawing,
                start,
                y + 0.7 * close,
                max(stop - start, 0.6),
                organization.colour,
                entry.status,
                used,
                close,
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
    close: float = 1.0,
) -> None:
    """A status is told by fill and height, never by colour alone."""
    tokens = drawing.design.tokens
    height = (tokens.figures.rows.membership - _SPACE) * close
    thick, paper = tokens.figures.strokes.thick, tokens.colours.paper
    rank = [s.id for s in used if s.counts].index(status.id) if status.counts else None
    if rank is None:
        line = _LINE * close
        drawing.box(x, y + (height - line) / 2, width, line, tokens.colours.muted)
    elif rank == 0:
        drawing.box(x, y, width, height, colour)
    elif rank == 1:
        drawing.box(x, y, width, height, paper, colour, thick)
    else:
        drawing.box(x, y, width, height, paper, colour, thick, "1 0.7")

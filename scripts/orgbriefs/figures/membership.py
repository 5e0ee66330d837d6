"""Who took part in one organization, and when: a bar a country, gaps visible.

Where there are many, those with the same years share a bar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from orgbriefs.content.captions.membership import rows_of
from orgbriefs.content.values import Membership, Organization
from orgbriefs.design import Design
from orgbriefs.figures.country_map import Cartographer, draw_map
from orgbriefs.figures.drawing import MIDDLE, Drawing, wrapped
from orgbriefs.figures.legend import Entry, Legend
from orgbriefs.figures.marks import Mark, marks_of
from orgbriefs.figures.scale import YearScale
from orgbriefs.language.language import Language
from orgbriefs.language.values import CountryName

_BOTTOM = 5.0
#: What the last year takes beyond the bars, and the distance of labels from them.
_RIGHT, _BEFORE = 4.0, 2.0
#: A bar is so much lower than its row, and at least so long; a looser tie has this part of its
#: height.
_SPACE, _SHORTEST, _LOOSER = 1.6, 0.6, 0.55
#: More rows than these are told together where their years are the same.
_MANY = 16
#: Type may fill more of a close row than of a wide one.
_CLOSER = 1.3
#: What labels of several countries take, in parts of the width, and the distance of their lines.
_SHARED, _LINE = 0.42, 2.9
#: What the bars beside a map take, in parts of the width: less where more countries than these have
#: to be named on the map. Then the distance between them, in millimetres, and the least and the
#: greatest height of the map in parts of its own width, unless the bars are higher.
_BARS, _NARROW_BARS, _NAMED, _GAP, _LEAST, _MOST = 0.58, 0.42, 16, 5.0, 0.54, 0.66


@dataclass(frozen=True)
class _Row:
    """A bar, and the lines of its label."""

    lines: tuple[str, ...]
    entries: tuple[Membership, ...]
    height: float


@dataclass(frozen=True)
class _Bars:
    """The bars of an organization, laid out in a width."""

    organization: Organization
    rows: tuple[_Row, ...]
    label: float
    width: float

    @property
    def height(self) -> float:
        """With the years below, in millimetres."""
        return sum(row.height for row in self.rows) + _BOTTOM


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    (organization,) = organizations
    width = design.tokens.figures.width
    marks, legend = _legend(organization, width, design)
    bars = _laid_out(organization, width, design, design.tokens.figures.tallest - legend.height)
    drawing = Drawing(legend.height + bars.height, design)
    legend.draw(drawing, 0.0 if bars.label > width / 3 else bars.label, 0.0)
    _draw_bars(drawing, bars, marks, legend.height)
    return drawing


def draw_with_map(
    organizations: Sequence[Organization], design: Design, language: Language
) -> Drawing:
    """The picture with a map beside it, under one legend."""
    (organization,) = organizations
    width = design.tokens.figures.width
    marks, legend = _legend(organization, width, design, on_the_day=True)
    most = design.tokens.figures.tallest - legend.height
    named = sum(group.number for group in organization.groups)
    beside = width * (_BARS if named <= _NAMED else _NARROW_BARS)
    bars = _laid_out(organization, beside, design, most)
    left = beside + _GAP
    wide = width - left
    heights = wide * _LEAST, max(wide * _MOST, bars.height - _BOTTOM)
    shown = Cartographer(design, language).map(organization, marks, wide, heights)
    drawing = Drawing(legend.height + max(bars.height, shown.height + 0.5), design)
    legend.draw(drawing, 0.0, 0.0)
    _draw_bars(drawing, bars, marks, legend.height)
    draw_map(drawing, shown, left, legend.height)
    return drawing


def _legend(
    organization: Organization, width: float, design: Design, *, on_the_day: bool = False
) -> tuple[Mapping[str, Mark], Legend]:
    """The marks of all statuses that are shown, and the legend of them."""
    shown = {entry.status for _, entries in rows_of(organization) for entry in entries}
    if on_the_day:
        shown |= {group.status for group in organization.groups}
    statuses = [status for status in organization.statuses if status in shown]
    marks = marks_of(statuses, organization.colour)
    entries = [Entry(marks[status.id], status.label) for status in statuses]
    room = width if on_the_day else width - design.tokens.figures.labels.membership
    return marks, Legend.laid_out(entries, room, design)


def _laid_out(organization: Organization, width: float, design: Design, tallest: float) -> _Bars:
    """The bars, in ``tallest`` millimetres at most: many rows are set closer."""
    figures = design.tokens.figures
    histories = rows_of(organization)
    if len(histories) > _MANY:
        label = width * _SHARED
        shared = _alike(histories)
        whole = [
            (wrapped(", ".join(names), label - _BEFORE, figures.sizes.text), entries)
            for names, entries in shared
        ]
    else:
        label = figures.labels.membership
        whole = [([country.name], entries) for country, entries in histories]
    most = max((len(lines) for lines, _ in whole), default=1)
    while True:
        rows = [_row(lines, entries, most, figures.rows.membership) for lines, entries in whole]
        close = (tallest - _BOTTOM) / max(sum(row.height for row in rows), 1)
        if close >= 1 or most == 1:
            break
        most -= 1
    rows = [_Row(row.lines, row.entries, row.height * min(close, 1)) for row in rows]
    return _Bars(organization, tuple(rows), label, width)


def _row(lines: Sequence[str], entries: tuple[Membership, ...], most: int, least: float) -> _Row:
    """A row with at most so many lines: the text that goes with the figure names all."""
    kept = [*lines[: most - 1], f"{lines[most - 1]} …"] if len(lines) > most else lines
    return _Row(tuple(kept), entries, max(least, len(kept) * _LINE + _SPACE / 2))


def _alike(
    histories: Sequence[tuple[CountryName, tuple[Membership, ...]]],
) -> list[tuple[list[str], tuple[Membership, ...]]]:
    """The countries whose statuses and years are the same, together."""
    shared: dict[object, tuple[list[str], tuple[Membership, ...]]] = {}
    for country, entries in histories:
        years = tuple(
            (e.status.id, e.interval.start.first.year, e.interval.end and e.interval.end.last.year)
            for e in entries
        )
        shared.setdefault(years, ([], entries))[0].append(country.name)
    return list(shared.values())


def _draw_bars(drawing: Drawing, bars: _Bars, marks: Mapping[str, Mark], top: float) -> None:
    figures = drawing.design.tokens.figures
    organization = bars.organization
    scale = YearScale(
        date(organization.founded.first.year, 1, 1),
        date(organization.as_of.year, 12, 31),
        bars.label,
        bars.width - _RIGHT,
    )
    scale.label(drawing, top + bars.height - _BOTTOM, top)
    drawn: dict[Mark, list[str]] = {}
    for row in bars.rows:
        whole = len(row.lines) * _LINE + _SPACE / 2
        close = min(1.0, row.height / max(whole, figures.rows.membership))
        size, line = figures.sizes.text * min(1.0, close * _CLOSER), _LINE * close
        first = top + row.height / 2 - (len(row.lines) - 1) * line / 2
        for number, words in enumerate(row.lines):
            drawing.text(
                bars.label - _BEFORE,
                first + number * line + size * MIDDLE,
                words,
                size=size,
                anchor="end",
                width=bars.label - _BEFORE,
            )
        height = (figures.rows.membership - _SPACE) * close
        for entry in row.entries:
            start = scale.at(entry.interval.start.first)
            end = entry.interval.end
            stop = scale.at(end.last if end is not None else organization.as_of)
            mark = marks[entry.status.id]
            own = height if entry.status.counts else height * _LOOSER
            drawn.setdefault(mark, []).append(
                f"M{start:.2f} {top + row.height / 2 - own / 2:.2f}"
                f"h{max(stop - start, _SHORTEST):.2f}v{own:.2f}H{start:.2f}Z"
            )
        top += row.height
    for mark, outlines in drawn.items():
        drawing.path("".join(outlines), mark.fill(drawing), mark.colour, figures.strokes.thin)

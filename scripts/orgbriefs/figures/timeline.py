"""When organizations were founded, renamed, joined and left: one lane each on a common scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from orgbriefs.data.model import Instrument
from orgbriefs.edition.participation import participants, present_name
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.figures.drawing import Caption, Drawing, mixed, text_width, year_ticks
from orgbriefs.figures.tokens import Tokens
from orgbriefs.wording import day, in_words, join

_LEFT, _RIGHT, _TOP = 17.0, 3.0, 1.0
_LINE, _BAR, _SIZE = 3.1, 3.2, 7.0
#: The least distance between two labels on one line, in millimetres.
_APART = 1.5


@dataclass(frozen=True)
class Turn:
    """A day on which the circle of participants changed."""

    day: date
    joined: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def turns(edition: OrganizationAt) -> list[Turn]:
    """The days after the founding on which countries joined or left, with their codes."""
    edges = {
        edge
        for entry in edition.organization.membership
        for edge in (entry.start.last, entry.end.last + timedelta(1) if entry.end else None)
        if edge is not None and edge <= edition.as_of
    }
    found, before = [], set[str]()
    for edge in sorted(edges):
        now = {m.country for m in participants(edition, edge)}
        if now != before and before:
            found.append(Turn(edge, sorted(now - before), sorted(before - now)))
        before = now
    return found


def _foundations(edition: OrganizationAt) -> list[Instrument]:
    """The instruments that the organization rests or rested on, by day of signature."""
    return [i for i in edition.organization.instruments if i.founding]


def describe(editions: Sequence[OrganizationAt]) -> Caption:
    """The finding and the alternative text."""
    names = {c.code: c.name for e in editions for c in e.countries}
    told = []
    for edition in editions:
        own = [f"founded {day(edition.organization.founded)}"]
        own += [f"{i.title} signed {day(i.signed)}" for i in _foundations(edition)]
        for turn in turns(edition):
            parts = [f"{join([names[c] for c in turn.joined])} joined"] if turn.joined else []
            parts += [f"{join([names[c] for c in turn.left])} left"] if turn.left else []
            own.append(f"{turn.day.year}: {' and '.join(parts)}")
        told.append(f"{present_name(edition).abbreviation}: {'; '.join(own)}")
    return Caption(
        _finding(editions),
        f"A lane for each organization on a scale of years. {'. '.join(told)}.",
        "Diamond: founding instrument signed. Plus: joined; minus: left, or no longer counted. "
        "Countries by their ISO codes.",
    )


def _finding(editions: Sequence[OrganizationAt]) -> str:
    latest = {e.organization.id: max((t.day for t in turns(e)), default=None) for e in editions}
    moved = {k: d for k, d in latest.items() if d is not None}
    label = {e.organization.id: present_name(e).abbreviation for e in editions}
    if len(editions) == 1:
        first = editions[0].organization.founded.first.year
        return f"{label[editions[0].organization.id]} since {first}"
    years = [e.organization.founded.first.year for e in editions]
    span = f"in {years[0]}" if len(set(years)) == 1 else f"between {min(years)} and {max(years)}"
    finding = f"The {in_words(len(editions))} were founded {span}"
    if not moved:
        return finding
    last = max(moved, key=lambda key: moved[key])
    return f"{finding}; {label[last]} was the last whose circle changed, in {moved[last].year}"


def draw(editions: Sequence[OrganizationAt], tokens: Tokens) -> str:
    """The picture as SVG."""
    colours = tokens.colours
    begin = date(min(e.organization.founded.first.year for e in editions), 1, 1)
    end = date(editions[0].as_of.year, 12, 31)
    scale = (Drawing.width - _LEFT - _RIGHT) / max((end - begin).days, 1)

    def x(on: date) -> float:
        return _LEFT + (min(max(on, begin), end) - begin).days * scale

    lanes = [_laid(edition, x) for edition in editions]
    bottom = _TOP + sum(lane.height for lane in lanes)
    drawing = Drawing(bottom + 5, tokens)
    for year in year_ticks(begin.year, end.year):
        at = x(date(year, 1, 1))
        drawing.line([(at, _TOP), (at, bottom)], colours.rule, 0.15)
        drawing.text(at, bottom + 3.6, str(year), size=7, anchor="middle", fill=colours.muted)
    top = _TOP
    for edition, lane in zip(editions, lanes, strict=True):
        middle = top + lane.above.height + _BAR / 2 + 1
        colour = edition.organization.colour
        name = present_name(edition).abbreviation
        drawing.text(0.5, middle + 1.2, name, size=9, weight=600, fill=colour)
        start, stop = x(edition.organization.founded.first), x(edition.as_of)
        drawing.box(start, middle - 0.9, stop - start, 1.8, mixed(colour, colours.paper, 0.3))
        for instrument in _foundations(edition):
            drawing.diamond(x(instrument.signed.first), middle, 1.5, colour)
        for turn in turns(edition):
            at = x(turn.day)
            drawing.line([(at, middle - 1.5), (at, middle + 1.5)], colour, 0.5)
        for label in lane.above.placed:
            y = middle - 2.6 - label.row * _LINE
            drawing.text(label.left, y, label.words, size=_SIZE)
        for label in lane.below.placed:
            y = middle + 4.7 + label.row * _LINE
            drawing.text(label.left, y, label.words, size=_SIZE, fill=colour)
        top += lane.height
    return drawing.svg(describe(editions))


@dataclass(frozen=True)
class _Label:
    left: float
    right: float
    row: int
    words: str


class _Labels:
    """Labels along a lane, on as many lines as keep them apart."""

    def __init__(self) -> None:
        self.placed: list[_Label] = []

    @property
    def height(self) -> float:
        """Millimetres that the lines take."""
        return _LINE * (1 + max((label.row for label in self.placed), default=-1))

    def put(self, at: float, words: str) -> None:
        """Put ``words`` beside the mark at ``at``, on the first line that has room."""
        width = text_width(words, _SIZE)
        left = min(at - 0.8, Drawing.width - width)
        row = 0
        while any(
            label.row == row and left < label.right + _APART and label.left - _APART < left + width
            for label in self.placed
        ):
            row += 1
        self.placed.append(_Label(left, left + width, row, words))


@dataclass(frozen=True)
class _Lane:
    above: _Labels
    below: _Labels

    @property
    def height(self) -> float:
        """With some space to the next lane."""
        return self.above.height + self.below.height + _BAR + 4


def _laid(edition: OrganizationAt, x: Callable[[date], float]) -> _Lane:
    above, below = _Labels(), _Labels()
    for instrument in _foundations(edition):
        signed = instrument.signed.first
        above.put(x(signed), f"{signed.year} {instrument.title}")
    for turn in turns(edition):
        words = [f"+{' '.join(turn.joined)}"] if turn.joined else []
        words += [f"−{' '.join(turn.left)}"] if turn.left else []
        below.put(x(turn.day), f"{turn.day.year} {' '.join(words)}")
    return _Lane(above, below)

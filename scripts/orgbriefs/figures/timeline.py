"""When organizations were founded, renamed, joined and left: one lane each on a common scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from orgbriefs.content.captions.timeline import foundations, turn_in_short
from orgbriefs.content.values import Organization
from orgbriefs.design import Design
from orgbriefs.design.contrast import mixed
from orgbriefs.figures.drawing import Drawing, shortened, text_width
from orgbriefs.figures.scale import YearScale
from orgbriefs.language.language import Language

_RIGHT, _TOP, _BOTTOM, _BAR, _BETWEEN = 16.0, 1.0, 5.0, 3.2, 2.4
_DIAMOND, _LANE, _TURN = 1.5, 1.8, 3.0
#: The least distance between two labels on one line, in millimetres.
_APART = 1.5
#: The longest label, in millimetres; longer ones are abridged.
_LONGEST = 80.0
#: A lane has at most so many lines of labels on each side.
_MOST = 8


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures, colours = design.tokens.figures, design.tokens.colours
    line = figures.rows.timeline
    scale = YearScale(
        date(min(o.founded.first.year for o in organizations), 1, 1),
        date(organizations[0].as_of.year, 12, 31),
        figures.labels.timeline,
        figures.width - _RIGHT,
    )
    # Where the lanes would be too high for a page, the labels farthest from them are left out.
    for most in range(_MOST, 0, -1):
        lanes = [_laid(o, scale, design, language, most) for o in organizations]
        bottom = _TOP + sum(lane.height(line) for lane in lanes)
        if bottom + _BOTTOM <= figures.tallest:
            break
    drawing = Drawing(bottom + _BOTTOM, design)
    scale.label(drawing, bottom)
    drawing.rule((scale.left, bottom), (scale.right, bottom))
    top = _TOP
    for organization, lane in zip(organizations, lanes, strict=True):
        middle = top + lane.above.height(line) + _BAR / 2 + 1
        colour = organization.colour
        drawing.text(
            0.5,
            middle + 1.2,
            organization.name.abbreviation,
            size=figures.sizes.name,
            weight=600,
            fill=colour,
            width=figures.labels.timeline - 2,
        )
        start, stop = scale.at(organization.founded.first), scale.at(organization.as_of)
        tint = mixed(colour, colours.paper, figures.tints.lane)
        _leaders(drawing, lane, middle, line)
        drawing.box(start, middle - _LANE / 2, stop - start, _LANE, tint)
        for instrument in foundations(organization):
            drawing.diamond(scale.at(instrument.signed.first), middle, _DIAMOND, colour)
        for turn in organization.turns:
            at = scale.at(turn.day)
            ends = [(at, middle - _TURN / 2), (at, middle + _TURN / 2)]
            drawing.line(ends, colour, figures.strokes.thick)
        for labels, fill in ((lane.above, colours.ink), (lane.below, colour)):
            for label in labels.placed:
                y = _base(middle, label.row, line, above=labels is lane.above)
                drawing.text(
                    label.left,
                    y,
                    label.words,
                    size=figures.sizes.small,
                    fill=fill,
                    halo=colours.paper,
                )
        top += lane.height(line)
    return drawing


def _base(middle: float, row: int, line: float, *, above: bool) -> float:
    """The baseline of a label."""
    return middle - 2.6 - row * line if above else middle + 4.7 + row * line


def _leaders(drawing: Drawing, lane: _Lane, middle: float, line: float) -> None:
    """From each mark to its label, where others lie between."""
    tokens = drawing.design.tokens
    for labels in (lane.above, lane.below):
        for label in labels.placed:
            if label.row:
                end = _base(middle, label.row, line, above=labels is lane.above)
                end += 0.4 if labels is lane.above else -2.2
                ends = [(label.at, middle), (label.at, end)]
                drawing.line(ends, tokens.colours.rule, tokens.figures.strokes.thin)


@dataclass(frozen=True)
class _Label:
    #: Where its mark is.
    at: float
    left: float
    right: float
    row: int
    words: str


@dataclass
class _Labels:
    """Labels along a lane, on as many lines as keep them, and the lines to them, apart."""

    design: Design
    most: int
    placed: list[_Label] = field(default_factory=list)

    def height(self, line: float) -> float:
        """Millimetres that the lines take."""
        return line * (1 + max((label.row for label in self.placed), default=-1))

    def put(self, marks: Sequence[tuple[float, str]]) -> None:
        """Put each mark's words at it, on the first line that has room.

        They begin at the mark, or end at it where they would reach beyond the picture; these from
        the left, the others from the right, so that the lines to those farther out are free.
        """
        laid = [self._label(at, words) for at, words in marks]
        ending = sorted((label for label in laid if label.left < label.at - 1), key=_place)
        beginning = sorted((label for label in laid if label.left >= label.at - 1), key=_place)
        for label in (*ending, *reversed(beginning)):
            rows = [replace(label, row=row) for row in range(self.most)]
            free = [row for row in rows if all(_apart(row, other) for other in self.placed)]
            # At worst, a line runs behind another label, never one label over another.
            free += [row for row in rows if all(_beside(row, other) for other in self.placed)]
            self.placed += free[:1]

    def _label(self, at: float, words: str) -> _Label:
        figures = self.design.tokens.figures
        words = shortened(words, _LONGEST, figures.sizes.small)
        width = text_width(words, figures.sizes.small)
        left = at - 0.5 if at + width <= figures.width else max(at + 0.5 - width, 0.0)
        return _Label(at, left, left + width, 0, words)


def _place(label: _Label) -> float:
    return label.at


def _beside(one: _Label, other: _Label) -> bool:
    """Whether neither label touches the other."""
    return (
        one.row != other.row or one.left >= other.right + _APART or other.left >= one.right + _APART
    )


def _apart(one: _Label, other: _Label) -> bool:
    """Whether neither label touches the other, or the line to it."""
    low, high = (one, other) if one.row < other.row else (other, one)
    return _beside(one, other) and (
        one.row == other.row or not low.left - 0.3 < high.at < low.right + 0.3
    )


@dataclass(frozen=True)
class _Lane:
    above: _Labels
    below: _Labels

    def height(self, line: float) -> float:
        """With some space to the next lane."""
        return self.above.height(line) + self.below.height(line) + _BAR + _BETWEEN


def _laid(
    organization: Organization, scale: YearScale, design: Design, language: Language, most: int
) -> _Lane:
    above, below = _Labels(design, most), _Labels(design, most)
    above.put(
        [
            (scale.at(i.signed.first), f"{i.signed.first.year} {i.title}")
            for i in foundations(organization)
        ]
    )
    below.put(
        [(scale.at(turn.day), language.say(turn_in_short(turn))) for turn in organization.turns]
    )
    return _Lane(above, below)

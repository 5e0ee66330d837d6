"""When organizations were founded, renamed, joined and left: one lane each on a common scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from orgbriefs.content.captions.timeline import foundations
from orgbriefs.content.values import Organization
from orgbriefs.design import Design
from orgbriefs.design.contrast import mixed
from orgbriefs.figures.drawing import Drawing, text_width
from orgbriefs.figures.scale import YearScale
from orgbriefs.language.language import Language

_RIGHT, _TOP, _BOTTOM, _BAR, _BETWEEN = 3.0, 1.0, 5.0, 3.2, 4.0
_DIAMOND, _LANE, _TURN = 1.5, 1.8, 3.0
#: The least distance between two labels on one line, in millimetres.
_APART = 1.5


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures, colours = design.tokens.figures, design.tokens.colours
    line, size = figures.rows.timeline, figures.sizes.small
    scale = YearScale(
        date(min(o.founded.first.year for o in organizations), 1, 1),
        date(organizations[0].as_of.year, 12, 31),
        figures.labels.timeline,
        figures.width - _RIGHT,
    )
    lanes = [_laid(organization, scale, design) for organization in organizations]
    bottom = _TOP + sum(lane.height(line) for lane in lanes)
    drawing = Drawing(bottom + _BOTTOM, design)
    scale.label(drawing, bottom, _TOP)
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
        )
        start, stop = scale.at(organization.founded.first), scale.at(organization.as_of)
        tint = mixed(colour, colours.paper, figures.tints.lane)
        drawing.box(start, middle - _LANE / 2, stop - start, _LANE, tint)
        for instrument in foundations(organization):
            drawing.diamond(scale.at(instrument.signed.first), middle, _DIAMOND, colour)
        for turn in organization.turns:
            at = scale.at(turn.day)
            ends = [(at, middle - _TURN / 2), (at, middle + _TURN / 2)]
            drawing.line(ends, colour, figures.strokes.thick)
        for label in lane.above.placed:
            drawing.text(label.left, middle - 2.6 - label.row * line, label.words, size=size)
        for label in lane.below.placed:
            y = middle + 4.7 + label.row * line
            drawing.text(label.left, y, label.words, size=size, fill=colour)
        top += lane.height(line)
    return drawing


@dataclass(frozen=True)
class _Label:
    left: float
    right: float
    row: int
    words: str


@dataclass
class _Labels:
    """Labels along a lane, on as many lines as keep them apart."""

    design: Design
    placed: list[_Label] = field(default_factory=list)

    def height(self, line: float) -> float:
        """Millimetres that the lines take."""
        return line * (1 + max((label.row for label in self.placed), default=-1))

    def put(self, at: float, words: str) -> None:
        """Put ``words`` beside the mark at ``at``, on the first line that has room."""
        figures = self.design.tokens.figures
        width = text_width(words, figures.sizes.small)
        left = min(at - 0.8, figures.width - width)
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

    def height(self, line: float) -> float:
        """With some space to the next lane."""
        return self.above.height(line) + self.below.height(line) + _BAR + _BETWEEN


def _laid(organization: Organization, scale: YearScale, design: Design) -> _Lane:
    above, below = _Labels(design), _Labels(design)
    for instrument in foundations(organization):
        signed = instrument.signed.first
        above.put(scale.at(signed), f"{signed.year} {instrument.title}")
    for turn in organization.turns:
        joined = " ".join(sorted(country.code for country in turn.joined))
        left = " ".join(sorted(country.code for country in turn.left))
        words = [f"+{joined}"] if joined else []
        words += [f"−{left}"] if left else []
        below.put(scale.at(turn.day), f"{turn.day.year} {' '.join(words)}")
    return _Lane(above, below)

"""A scale of years along a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from orgbriefs.figures.drawing import Drawing, text_width, year_ticks

#: How many steps of years there are at the most, and the least distance between two years in
#: millimetres.
_STEPS, _APART = 9, 1.5


@dataclass(frozen=True)
class YearScale:
    """Days from ``begin`` to ``end`` between two distances from the left, in millimetres."""

    begin: date
    end: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where ``day`` falls; what lies outside, at the nearer end."""
        share = (self.right - self.left) / max((self.end - self.begin).days, 1)
        return self.left + (min(max(day, self.begin), self.end) - self.begin).days * share

    def label(self, drawing: Drawing, bottom: float, top: float | None = None) -> None:
        """Name round years below ``bottom``, with rules up to ``top`` if it is given."""
        tokens = drawing.design.tokens
        room = text_width("2000", tokens.figures.sizes.small) + _APART
        most = min(_STEPS, (self.right - self.left) / room)
        for year in year_ticks(self.begin.year, self.end.year, most):
            at = self.at(date(year, 1, 1))
            if top is not None:
                drawing.rule((at, top), (at, bottom))
            drawing.text(
                at,
                bottom + 3.6,
                str(year),
                size=tokens.figures.sizes.small,
                anchor="middle",
                fill=tokens.colours.muted,
            )

"""How statuses are told apart in a figure: by lightness and by pattern, never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orgbriefs.content.values import Status
from orgbriefs.design.contrast import mixed
from orgbriefs.figures.drawing import Drawing

#: A pattern's tile, in millimetres, and what is drawn in it, in parts of the tile's side. Diagonals
#: reach over the corners, so that tiles join without a gap.
_TILE = 1.1
_PATTERNS: Mapping[str, str] = {
    "rising": "M-.25 .25L.25 -.25M-.25 1.25L1.25 -.25M.75 1.25L1.25 .75",
    "dotted": "",
    "crossed": "M.5 0L.5 1M0 .5L1 .5",
    "falling": "M-.25 .75L.25 1.25M-.25 -.25L1.25 1.25M.75 -.25L1.25 .25",
    "level": "M0 .5L1 .5",
    "upright": "M.5 0L.5 1",
}
#: Of statuses that count, the closest tie first; of others likewise; the last stands for the rest.
_COUNTING = ("solid", "tint", "crossed", "upright")
_OTHERS = ("rising", "dotted", "level", "falling")


@dataclass(frozen=True)
class Mark:
    """What stands for a status: a fill in one colour."""

    kind: str
    colour: str

    @property
    def is_solid(self) -> bool:
        """Whether it is the full colour, on which words stand in that of the paper."""
        return self.kind == "solid"

    def fill(self, drawing: Drawing) -> str:
        """The fill for a shape of ``drawing``."""
        tokens = drawing.design.tokens
        paper, strokes = tokens.colours.paper, tokens.figures.strokes
        if self.is_solid:
            return self.colour
        if self.kind == "tint":
            return mixed(self.colour, paper, tokens.figures.tints.looser)
        if self.kind == "dotted":
            inner = f'<circle cx=".5" cy=".5" r=".27" fill="{self.colour}"/>'
        else:
            inner = (
                f'<path d="{_PATTERNS[self.kind]}" stroke="{self.colour}" fill="none" '
                f'stroke-width="{strokes.thin / _TILE:.3f}"/>'
            )
        name = f"{self.kind}-{self.colour.removeprefix('#')}"
        return drawing.pattern(name, _TILE, paper, inner)


def marks_of(statuses: Sequence[Status], colour: str) -> Mapping[str, Mark]:
    """The marks of the statuses of a figure, by their ids.

    Args:
        statuses: those shown, from the closest tie.
        colour: the organization's.
    """
    marks: dict[str, Mark] = {}
    for kinds, counts in ((_COUNTING, True), (_OTHERS, False)):
        alike = [status.id for status in statuses if status.counts is counts]
        for rank, status in enumerate(alike):
            marks[status] = Mark(kinds[min(rank, len(kinds) - 1)], colour)
    return marks

"""The legend of a figure: a swatch and a word for each mark, in as many lines as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgbriefs.design import Design
from orgbriefs.figures.drawing import Drawing, text_width
from orgbriefs.figures.marks import Mark

#: The side of a swatch, the distance to its words, and to the next entry, in millimetres.
_SWATCH, _BESIDE, _APART = 2.6, 1.0, 3.5
#: From line to line, and below the last.
_LINE, _BELOW = 3.4, 2.2


@dataclass(frozen=True)
class Entry:
    """A mark, and what it stands for."""

    mark: Mark
    words: str


@dataclass(frozen=True)
class Legend:
    """Entries in lines, each with its distance from the left."""

    lines: tuple[tuple[tuple[float, Entry], ...], ...]

    @classmethod
    def laid_out(
        cls, entries: Sequence[Entry], width: float, design: Design, first: float = 0.0
    ) -> Legend:
        """The entries in lines of ``width`` millimetres; something stands before the first."""
        lines: list[list[tuple[float, Entry]]] = [[]]
        at = first
        for entry in entries:
            room = _SWATCH + _BESIDE + text_width(entry.words, design.tokens.figures.sizes.small)
            if at + room > width and (lines[-1] or first):
                lines.append([])
                at = 0.0
            lines[-1].append((at, entry))
            at += room + _APART
        return cls(tuple(map(tuple, lines)))

    @property
    def height(self) -> float:
        """In millimetres."""
        return len(self.lines) * _LINE + _BELOW

    def draw(self, drawing: Drawing, x: float, y: float) -> None:
        """Draw it with its upper left corner there."""
        size = drawing.design.tokens.figures.sizes.small
        for row, line in enumerate(self.lines):
            middle = y + 2.4 + row * _LINE
            for at, entry in line:
                fill = entry.mark.fill(drawing)
                top = middle - _SWATCH / 2
                drawing.box(x + at, top, _SWATCH, _SWATCH, fill, entry.mark.colour)
                after = x + at + _SWATCH + _BESIDE
                drawing.text(
                    after, middle + 0.9, entry.words, size=size, width=drawing.width - after
                )

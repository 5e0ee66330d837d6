"""A very small SVG vocabulary: lines, boxes and text in millimetres and points."""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from orgbriefs.design import Design

_POINT = 25.4 / 72
#: A line of text stands so far above the middle of its letters, in millimetres a point.
MIDDLE = 0.131
#: Type in figures is made smaller down to this size, in points.
_SMALLEST = 7.0
_ROUNDING = 1.001
#: How wide the stroke of a halo is, in millimetres.
_HALO = 0.7


@dataclass
class Drawing:
    """An SVG picture under construction; lengths in millimetres, type in points."""

    height: float
    design: Design
    #: As wide as the text of the page, if nothing else is said.
    width: float = 0.0
    parts: list[str] = field(default_factory=list)
    _patterns: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.width = self.width or self.design.tokens.figures.width

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        stroke: str = "none",
        stroke_width: float = 0.0,
        dash: str = "",
    ) -> None:
        """A rectangle; its line is thin if nothing else is said."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        line = stroke_width or self.design.tokens.figures.strokes.thin
        self.parts.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
            f'fill="{fill}" stroke="{stroke}" stroke-width="{line:g}"{dashed}/>'
        )

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """A thin line around something."""
        self.box(x, y, width, height, "none", self.design.tokens.colours.rule)

    def line(
        self, points: list[tuple[float, float]], stroke: str, width: float, dash: str = ""
    ) -> None:
        """A polyline."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self.parts.append(
            f'<polyline points="{path}" fill="none" stroke="{stroke}" '
            f'stroke-width="{width:g}"{dashed}/>'
        )

    def rule(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A hairline that helps the eye."""
        tokens = self.design.tokens
        self.line([start, end], tokens.colours.rule, tokens.figures.strokes.hairline)

    def diamond(self, x: float, y: float, radius: float, fill: str) -> None:
        """A square on its corner."""
        self.path(
            f"M{x - radius:.2f} {y:.2f}L{x:.2f} {y - radius:.2f}"
            f"L{x + radius:.2f} {y:.2f}L{x:.2f} {y + radius:.2f}Z",
            fill,
            self.design.tokens.colours.paper,
            self.design.tokens.figures.strokes.thin,
        )

    def path(self, commands: str, fill: str, stroke: str, width: float) -> None:
        """A closed shape, by the commands of an SVG path."""
        self.parts.append(
            f'<path d="{commands}" fill="{fill}" fill-rule="evenodd" stroke="{stroke}" '
            f'stroke-width="{width:g}" stroke-linejoin="round"/>'
        )

    def pattern(self, name: str, tile: float, ground: str, inner: str) -> str:
        """A fill of tiles, by what stands in each, in parts of its side; ``tile`` millimetres."""
        self._patterns[name] = (
            f'<pattern id="{name}" width="{tile:g}" height="{tile:g}" '
            f'patternUnits="userSpaceOnUse"><rect width="{tile:g}" height="{tile:g}" '
            f'fill="{ground}"/><g transform="scale({tile:g})">{inner}</g></pattern>'
        )
        return f"url(#{name})"

    def open_clip(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Until :meth:`close_clip`, draw from this corner, and only within this size."""
        self.parts.append(
            f'<clipPath id="{name}"><rect width="{width:.2f}" height="{height:.2f}"/></clipPath>'
            f'<g transform="translate({x:.2f} {y:.2f})"><g clip-path="url(#{name})">'
        )

    def close_clip(self) -> None:
        """Draw again on the whole."""
        self.parts.append("</g></g>")

    def disc(self, x: float, y: float, radius: float, fill: str, stroke: str = "none") -> None:
        """A circle."""
        width = self.design.tokens.figures.strokes.thin
        self.parts.append(
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{fill}" '
            f'stroke="{stroke}" stroke-width="{width:g}"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        anchor: str = "start",
        weight: int = 400,
        fill: str | None = None,
        width: float | None = None,
        halo: str | None = None,
    ) -> None:
        """A line of text; ``y`` is its baseline, ``size`` in points.

        Args:
            x: where it begins, has its middle or ends, by ``anchor``.
            y: its baseline.
            words: the text.
            size: in points.
            anchor: ``start``, ``middle`` or ``end``.
            weight: 400 or 600.
            fill: its colour, the ink's if nothing else is said.
            width: the room that there is, if it is bounded.
            halo: the colour of a thin ground behind the letters.

        Where there is only so much ``width``, in millimetres, longer words are set smaller, and
        those that are still too long abridged: the text of the document has them whole.
        """
        if width is not None:
            words, size = fitted(words, width, size)
        colour = fill or self.design.tokens.colours.ink
        line = (
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size * _POINT:.3f}" '
            f'font-weight="{weight}" text-anchor="{anchor}" '
        )
        if halo is not None:
            # Below the letters: a stroke of their own would eat into them.
            self.parts.append(
                f'{line}fill="{halo}" stroke="{halo}" stroke-width="{_HALO:g}" '
                f'stroke-linejoin="round" aria-hidden="true">{escape(words)}</text>'
            )
        self.parts.append(f'{line}fill="{colour}">{escape(words)}</text>')

    def svg(self, title: str, description: str) -> str:
        """The finished picture, with title and description for those who cannot see it."""
        fonts = self.design.tokens.fonts
        family = quoteattr(f"{fonts.heading}, {self.design.other_families}")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}mm" '
            f'height="{self.height:g}mm" viewBox="0 0 {self.width:g} {self.height:g}" '
            f'font-family={family} role="img">\n'
            f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>\n"
            + (f"<defs>{''.join(self._patterns.values())}</defs>\n" if self._patterns else "")
            + "\n".join(self.parts)
            + "\n</svg>\n"
        )


def year_ticks(first: int, last: int, most: float) -> list[int]:
    """Round years from ``first`` to ``last``, with no more than ``most`` steps between them."""
    span = max(last - first, 1)
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500)
    step = next((step for step in steps if span / step <= most), 1000)
    return [year for year in range(first, last + 1) if year % step == 0]


#: Widths of letters in the sans font, in thousandths of the type size; of the rest, the last.
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|! ", 235),
    **dict.fromkeys("frtI-()", 330),
    **dict.fromkeys("mwMW", 800),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 590),
}
_OTHER = 510


#: Letters of East Asian scripts are squares, by their property of width (Unicode, UAX 11).
_SQUARE, _WIDE = 1000, ("W", "F")


def text_width(words: str, size: float) -> float:
    """About how wide a line of text is, in millimetres, at a type size in points."""
    return sum(map(_width, words)) / 1000 * size * _POINT


def _width(letter: str) -> int:
    if letter > "\u1100" and east_asian_width(letter) in _WIDE:
        return _SQUARE
    return _WIDTHS.get(letter, _OTHER)


def fitted(words: str, width: float, size: float) -> tuple[str, float]:
    """The words, and the size at which they fit; abridged where they are longer still."""
    needed = text_width(words, size)
    if needed <= width:
        return words, size
    size = max(min(size, _SMALLEST), size * width / needed)
    return shortened(words, width, size), size


def shortened(words: str, width: float, size: float) -> str:
    """The words, abridged where they are longer than ``width`` millimetres."""
    if text_width(words, size) <= width * _ROUNDING:
        return words
    kept = words
    while kept and text_width(f"{kept}…", size) > width:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def wrapped(words: str, width: float, size: float) -> list[str]:
    """The words in lines of at most ``width`` millimetres; a longer word has a line of its own."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines

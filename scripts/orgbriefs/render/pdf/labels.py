"""Labels of figures are set whole.

WeasyPrint 70 sets the text of a picture letter by letter, each placed for itself, and one that has
its middle or its end at a point in a group of its own. A plain label is set at once instead: its
letters are kerned and joined, and it takes a tenth of the room and of the time. What is placed
letter by letter on purpose is left to WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw import text as drawing
from weasyprint.matrix import Matrix
from weasyprint.svg import SVG
from weasyprint.svg.text import Style, TextBox
from weasyprint.svg.utils import size
from weasyprint.text.line_break import split_first_line

#: What places letters, or asks for more than ink (SVG 1.1, 10 and 14).
_OTHERWISE = (
    "alignment-baseline",
    "clip-path",
    "direction",
    "display-anchor",
    "dominant-baseline",
    "dx",
    "dy",
    "filter",
    "letter-spacing",
    "mask",
    "opacity",
    "rotate",
    "textLength",
    "transform",
)
#: How much of a label is before the point at which it is placed.
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


@contextmanager
def labels_whole() -> Iterator[None]:
    """While a document is written: set plain labels as a whole."""
    before = SVG.draw_node

    def draw_node(
        svg: Any, node: Any, font_size: float, fill_stroke: bool = True, context: Any = None
    ) -> None:
        if fill_stroke and _is_plain(node):
            _draw(svg, node, size(node.get("font-size", "1em"), font_size, font_size))
        else:
            before(svg, node, font_size, fill_stroke, context)

    SVG.draw_node = draw_node
    try:
        yield
    finally:
        SVG.draw_node = before


def _is_plain(node: Any) -> bool:
    """Whether a node is a line of text at a point, in one style and one colour."""
    return bool(
        node.tag == "text"
        and node.text
        and node.visible
        and not len(node._etree_node)
        and not any(name in node.attrib for name in _OTHERWISE)
        and not any("url(" in node.get(paint, "") for paint in ("fill", "stroke"))
        and all(len(node.get(place, "").split()) == 1 for place in ("x", "y"))
        and node.get("text-anchor", "start") in _BEFORE
        and node.get("font-weight", "400").isdecimal()
    )


def _draw(svg: Any, node: Any, font_size: float) -> None:
    style = Style(INITIAL_VALUES)
    style.font_config = svg.font_config
    style["font_family"] = [
        name.strip().strip("\"'") for name in node.get("font-family", "sans-serif").split(",")
    ]
    style["font_style"] = node.get("font-style", "normal")
    style["font_weight"] = int(node.get("font-weight", "400"))
    style["font_size"] = font_size
    layout, _, _, width, _, baseline = split_first_line(node.text, style, svg.context, inf, 0)
    x, y = svg.point(node.get("x"), node.get("y"), font_size)
    svg.stream.push_state()
    fill, stroke = svg.set_graphical_state(node, font_size)
    svg.stream.begin_text()
    layout.reactivate(style)
    letters = TextBox(layout, style)
    letters.baseline = baseline
    svg.fill_stroke(fill, stroke, text=True)
    begin = x - _BEFORE[node.get("text-anchor", "start")] * width
    drawing.draw_first_line(svg.stream, letters, "none", "none", Matrix(d=-1, e=begin, f=y))
    svg.stream.end_text()
    svg.stream.pop_state()

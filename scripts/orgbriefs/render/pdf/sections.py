"""On which page each section is likely to begin: for formats that have no pages yet."""

from __future__ import annotations

from orgbriefs.render.pdf.engine import Engine
from orgbriefs.render.protocol import StyleSheet


def pages_of_sections(engine: Engine, html: str, styles: tuple[StyleSheet, ...]) -> dict[str, int]:
    """The page on which each ``section`` with an id begins in these styles, by its id."""
    document = engine.laid_out(engine.parsed(html), styles, tagged=False)
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            if box.element_tag == "section" and (identifier := box.element.get("id")):
                found.setdefault(identifier, number)
    return found

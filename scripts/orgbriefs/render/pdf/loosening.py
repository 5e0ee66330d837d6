"""Draw figures anew with more between their rows, where a page cannot be filled otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from orgbriefs.html.composed import FIGURE
from orgbriefs.render.pdf.fetcher import ROWS
from orgbriefs.render.pdf.flow import classes
from orgbriefs.render.pdf.layout import MILLIMETRE

#: How far apart the rows of a figure may be, in parts of what they are.
_MOST = 1.35
#: By how much a figure must grow for that, in millimetres.
_WORTH = 1


class Loosening:
    """Figures with their rows further apart.

    Args:
        context: what WeasyPrint lays the document out with.
    """

    def __init__(self, context: Any) -> None:
        self._context = context

    def gains(self, page: boxes.PageBox, done: set[Element]) -> dict[Element, float]:
        """By how much the figures on a page may grow, in pixels, but for those that have.

        Args:
            page: the page.
            done: the pictures that have.
        """
        found = {}
        for figure in page.children[0].descendants():
            if figure.element_tag != "figure" or "picture" in classes(figure):
                continue
            for box in figure.descendants():
                if isinstance(box, boxes.BlockReplacedBox) and box.element not in done:
                    *_, ratio = self._drawn(box, _MOST).get_intrinsic_size(1, 1)
                    found[box.element] = box.width / ratio - box.height
        return {each: gain for each, gain in found.items() if gain >= _WORTH * MILLIMETRE}

    def loosen(self, root: boxes.Box, gains: Mapping[Element, float], share: float) -> None:
        """Have figures grow by a share of that, in the box from which pages are made anew."""
        for box in root.descendants():
            if isinstance(box, boxes.BlockReplacedBox) and box.element in gains:
                box.replacement = self._drawn(box, 1 + share * (_MOST - 1))

    def _drawn(self, box: boxes.Box, share: float) -> Any:
        source = box.element.get("src", "")
        if not source.startswith(FIGURE):
            return box.replacement
        return self._context.get_image_from_uri(
            url=f"{source}{ROWS}{share:.3f}", forced_mime_type="image/svg+xml"
        )

"""Copy-fitting: the largest type that keeps a document to its pages, and what is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from weasyprint import Document
from weasyprint.formatting_structure.boxes import LineBox

from orgbriefs.problems import Place, Problem, shown


def largest(at: Callable[[float], Document], scales: Sequence[float], most: int) -> Document:
    """The document at the greatest scale that keeps it to ``most`` pages, by bisection.

    Args:
        at: lays the document out at a scale.
        scales: from the smallest; when even this needs more pages, its layout is returned.
        most: pages.
    """
    fitting = at(scales[0])
    if len(fitting.pages) > most:
        return fitting
    low, high = 0, len(scales)
    while high - low > 1:
        middle = (low + high) // 2
        document = at(scales[middle])
        if len(document.pages) <= most:
            low, fitting = middle, document
        else:
            high = middle
    return fitting


def wrong_length(document: Document, pages: tuple[int, int], rejected: Path) -> Problem | None:
    """What to say of a document outside its least and greatest number of pages."""
    number = len(document.pages)
    least, most = pages
    if least <= number <= most:
        return None
    asked = str(least) if least == most else f"{least} to {most}"
    name = rejected.name.replace(".rejected", "")
    over = sum(_lines(page) for page in document.pages[most:])
    amount = f"by about {over} lines " if number > most else ""
    return Problem(
        Place(name),
        f"the document has {number} pages and must have {asked}",
        fix=f"{'shorten' if over else 'lengthen'} its texts in data/ {amount}"
        f"(see {shown(rejected)})",
    )


def _lines(page: object) -> int:
    """Lines of text in the body of a page; its running lines do not count."""
    root = page._page_box.children[0]  # type: ignore[attr-defined]
    return sum(isinstance(box, LineBox) for box in root.descendants())

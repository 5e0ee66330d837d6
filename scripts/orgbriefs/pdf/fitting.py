"""Copy-fitting: the largest type that keeps a document to its pages, and what is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from weasyprint import Document
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import LineBox

from orgbriefs.problems import Place, Problem, shown


@dataclass(frozen=True)
class Extent:
    """How long a document of a kind is in PDF."""

    #: The least and the greatest number of pages allowed.
    pages: tuple[int, int]
    #: The number of pages its type is made to fit, where one of the scales does.
    wanted: int
    #: What the type sizes may be multiplied by, from the smallest.
    scales: tuple[float, ...] = (1.0,)


#: Added where a document is too short for its pages: the element that may opens a page.
SPREAD = ".may-open-page { break-before: page }"
#: A last page filled less than this looks forgotten.
_THIN = 0.4


def fitted(at: Callable[[float, str], Document], extent: Extent) -> Document:
    """The document at the greatest scale that keeps it to the pages wanted, by bisection.

    Where no scale does, the greatest that keeps it to the pages allowed, and where even the
    smallest has more pages than that, the smallest. Where it has too few, or leaves the last
    page nearly empty, it is spread.

    Args:
        at: lays the document out at a scale, with more CSS.
        extent: how long it may be.
    """
    low, high = 0, len(extent.scales)
    fitting = None
    while low < high:
        middle = (low + high) // 2
        document = at(extent.scales[middle], "")
        if len(document.pages) <= extent.wanted:
            low, fitting = middle + 1, document
        else:
            high = middle
    if fitting is None:
        return at(extent.scales[-1], "") if extent.wanted < extent.pages[1] else document
    if len(extent.scales) > 1 and low == len(extent.scales) and _is_thin(fitting, extent):
        spread = at(extent.scales[-1], SPREAD)
        return spread if len(spread.pages) <= extent.wanted else fitting
    return fitting


def _is_thin(document: Document, extent: Extent) -> bool:
    pages = document.pages
    return len(pages) < extent.pages[0] or (
        len(pages) == extent.wanted and filled(pages[-1]) < _THIN
    )


def filled(page: Page) -> float:
    """How far down the text block a page is filled, from 0 to 1."""
    body = page._page_box
    top, height = body.content_box_y(), body.height
    bottoms = [
        box.position_y + box.height
        for box in body.children[0].descendants()
        if isinstance(box, LineBox) and box.height
    ]
    return max(0.0, min((max(bottoms, default=top) - top) / height, 1.0))


def wrong_length(document: Document, extent: Extent, rejected: Path) -> Problem | None:
    """What to say of a document outside its least and greatest number of pages."""
    number = len(document.pages)
    least, most = extent.pages
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


def _lines(page: Page) -> int:
    """Lines of text in the body of a page; its running lines do not count."""
    return sum(isinstance(box, LineBox) for box in page._page_box.children[0].descendants())

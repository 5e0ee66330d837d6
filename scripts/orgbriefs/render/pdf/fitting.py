"""Copy-fitting: the largest type that keeps a document to its pages, and what is over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from weasyprint import Document

from orgbriefs.problems import Place, Problem
from orgbriefs.render.pdf.layout import faults, fills, lines_of
from orgbriefs.render.protocol import Extent, Fitting

#: Lays the document out at a scale of its type.
At = Callable[[float, Fitting], Document]


@dataclass(frozen=True)
class Fitted:
    """A document laid out, and the scale of its type."""

    document: Document
    scale: float


#: The styles of a document whose pages need nothing.
_PLAIN = Fitting()
#: A last page filled less than this looks forgotten.
_THIN = 0.6
#: Where that much of a spread page is free, its ``.room`` becomes ruled lines for notes.
_ROOM = 0.25
#: The room that a document takes grows with this power of its type's scale; figures stay.
_GROWTH = 1.3
#: How many smaller scales are tried to mend a fault.
_STEPS_TO_MEND = 3


def fitted(at: At, extent: Extent, leading: float, characters: int) -> Fitted:
    """The document at a scale at which it fills the pages wanted.

    The first scale is guessed from the number of characters. How full the pages are then tells
    which to try next, until a scale fits of which the next is likely to be too large. What the
    document holds alone decides: it is fitted alike whenever it is made.

    Where a page has a fault that a slightly smaller scale avoids, that one is taken.

    Where no scale does, the greatest that keeps it to the pages allowed, and where even the
    smallest has more pages than that, the smallest. Where it has too few, or leaves the last
    page half empty, it is spread, and what is then left free is ruled for notes.

    Args:
        at: lays the document out at a scale.
        extent: how long it may be.
        leading: the height of a line of running text at scale 1, in points.
        characters: how many it has.
    """
    low, high = 0, len(extent.scales)
    tried = _first_guess(extent, characters)
    fitting = None
    while low < high:
        document = at(extent.scales[tried], _PLAIN)
        likely = _likely(document, extent.scales[tried], extent, leading)
        if len(document.pages) <= extent.wanted:
            low, fitting = tried + 1, Fitted(document, extent.scales[tried])
            if likely < low:
                break
        else:
            high = tried
        tried = min(max(likely, low), high - 1)
    if fitting is None:
        if extent.wanted < extent.pages[1]:
            return Fitted(at(extent.scales[-1], _PLAIN), extent.scales[-1])
        return Fitted(document, extent.scales[0])
    if len(extent.scales) > 1 and low == len(extent.scales) and _is_thin(fitting, extent, leading):
        return _spread(at, fitting, extent, leading)
    return _without_faults(at, fitting, extent)


def _first_guess(extent: Extent, characters: int) -> int:
    """The place among the scales that a text of this length is likely to need.

    Type takes room in height and in width.
    """
    scale = sqrt(extent.wanted * extent.holds / max(characters, 1))
    return max(bisect_right(extent.scales, scale) - 1, 0)


def _likely(document: Document, scale: float, extent: Extent, leading: float) -> int:
    """The place among the scales of the greatest that is likely to fill the pages wanted.

    What the pages leave free because the next block does not go in, they are likely to leave again
    in larger type; in smaller type it may go in.
    """
    pages = [page.filled for page in fills(document, leading)]
    size = len(pages) - 1 + pages[-1] if len(pages) <= extent.wanted else sum(pages)
    growth = extent.wanted / max(size, 0.1)
    return bisect_right(extent.scales, scale * growth ** (1 / _GROWTH)) - 1


def _without_faults(at: At, fitting: Fitted, extent: Extent) -> Fitted:
    """A slightly smaller scale at which nothing is to mend; where there is none, as it was."""
    if not faults(fitting.document):
        return fitting
    smaller = [scale for scale in extent.scales if scale < fitting.scale]
    for scale in reversed(smaller[-_STEPS_TO_MEND:]):
        document = at(scale, _PLAIN)
        if len(document.pages) <= extent.wanted and not faults(document):
            return Fitted(document, scale)
    return fitting


def _is_thin(fitting: Fitted, extent: Extent, leading: float) -> bool:
    pages = fills(fitting.document, leading)
    return len(pages) < extent.pages[0] or (
        len(pages) == extent.wanted and pages[-1].filled < _THIN
    )


def _spread(at: At, fitting: Fitted, extent: Extent, leading: float) -> Fitted:
    """The document with its parts on pages of their own, and room for notes below them."""
    document = at(fitting.scale, Fitting(spread=True))
    if len(document.pages) > extent.wanted:
        return fitting
    rooms = tuple(
        (page.number, float(round(height)))
        for page in fills(document, leading)
        if page.filled < 1 - _ROOM
        # Two lines for the heading of the room, one for its margin.
        if (height := (page.lines_free - 3) * leading) > 0
    )
    if rooms:
        document = at(fitting.scale, Fitting(spread=True, rooms=rooms))
    return Fitted(document, fitting.scale)


def wrong_length(fitting: Fitted, extent: Extent, name: Path) -> Problem | None:
    """What to say of a document outside its least and greatest number of pages."""
    pages = fitting.document.pages
    number = len(pages)
    least, most = extent.pages
    if least <= number <= most:
        return None
    asked = str(least) if least == most else f"{least} to {most}"
    over = [line for page in pages[most:] for line in lines_of(page)]
    return Problem(
        Place(name),
        f"the document has {number} pages and must have {asked}, at its smallest type",
        f"too much from: {over[0].words}" if over else "",
        f"shorten its texts in data/ by about {len(over)} lines"
        if over
        else "lengthen its texts in data/",
    )

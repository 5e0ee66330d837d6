"""Copy-fitting: the largest type that keeps a document to its pages, and what is over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from pathlib import Path

from weasyprint import Document

from orgbriefs.problems import Place, Problem
from orgbriefs.render.pdf.layout import faults, fills, lines_of, pages_of
from orgbriefs.render.protocol import Extent, Fault, Layout

#: Lays the document out at a scale of its type.
At = Callable[[float], Document]


@dataclass(frozen=True)
class Fitted:
    """A document laid out, and the scale of its type."""

    document: Document
    scale: float

    @cached_property
    def faults(self) -> list[Fault]:
        """What a designer would mend on its pages."""
        return faults(self.document)


#: A last page filled less than this looks forgotten: the text goes on one page less, if it can.
_THIN = 0.35
#: A last page filled this much is full: no larger type is looked for.
_FULL = 0.85
#: Type is not made smaller than this for it.
_LEAST = 0.93
#: The room that a document takes grows with this power of its type's scale; figures stay.
_GROWTH = 1.3
#: A text so many times too long for its smallest type is not tried in it.
_FAR = 0.8
#: How many smaller scales are tried to mend a fault.
_STEPS_TO_MEND = 7


def fitted(at: At, extent: Extent, leading: float, characters: int) -> Fitted:
    """The document at a scale at which it fills the pages wanted.

    The first scale is guessed from the number of characters. How full the pages are then tells
    which to try next, until a scale fits of which the next is likely to be too large, or one that
    fills the pages where a larger has proved too large. What the document holds alone decides: it
    is fitted alike whenever it is made.

    Where a page has a fault that a slightly smaller scale avoids, that one is taken, or else the
    one with the least of them.

    Where no scale does, the greatest that keeps it to the pages allowed, and where even the
    smallest has more pages than that, the smallest. Where the last page would hold little, and
    slightly smaller type does without it, that is taken.

    Args:
        at: lays the document out at a scale.
        extent: how long it may be.
        leading: the height of a line of running text at scale 1, in points.
        characters: how many it has.
    """
    if extent.wanted < extent.pages[1] and _is_far_longer(extent, characters):
        return _without_faults(at, Fitted(at(extent.scales[-1]), extent.scales[-1]), extent)
    low, high = 0, len(extent.scales)
    tried = _first_guess(extent, characters)
    fitting = None
    while low < high:
        document = at(extent.scales[tried])
        likely = _likely(document, extent.scales[tried], extent, leading)
        if len(document.pages) <= extent.wanted:
            low, fitting = tried + 1, Fitted(document, extent.scales[tried])
            enough = high < len(extent.scales) and _is_full(document, extent, leading)
            if likely < low or enough:
                break
        else:
            high = tried
        tried = min(max(likely, low), high - 1)
    if fitting is None:
        if extent.wanted < extent.pages[1]:
            largest = Fitted(at(extent.scales[-1]), extent.scales[-1])
            return _without_faults(at, largest, extent)
        return Fitted(document, extent.scales[0])
    return _without_faults(at, _on_fewer_pages(at, fitting, extent, leading), extent)


def _is_far_longer(extent: Extent, characters: int) -> bool:
    """Whether no scale can bring a text of this length near the pages that are wanted."""
    return extent.wanted * extent.holds < characters * extent.scales[0] ** 2 * _FAR


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


def _is_full(document: Document, extent: Extent, leading: float) -> bool:
    """Whether a document fills the pages that are wanted."""
    filled = fills(document, leading)
    return len(filled) == extent.wanted and filled[-1].filled >= _FULL


def _without_faults(at: At, fitting: Fitted, extent: Extent) -> Fitted:
    """A slightly smaller scale at which nothing is to mend, or else the least, or as it was."""
    best, least = fitting, _weight(fitting)
    smaller = [scale for scale in extent.scales if scale < fitting.scale]
    most = max(extent.wanted, len(fitting.document.pages))
    for scale in reversed(smaller[-_STEPS_TO_MEND:]):
        if not any(least):
            break
        made = Fitted(at(scale), scale)
        weight = _weight(made)
        if len(made.document.pages) <= most and weight < least:
            best, least = made, weight
    return best


def _weight(fitting: Fitted) -> tuple[int, int]:
    """How much is to mend in a document: what cannot be borne, and what can."""
    slight = sum(fault.slight for fault in fitting.faults)
    return len(fitting.faults) - slight, slight


def _on_fewer_pages(at: At, fitting: Fitted, extent: Extent, leading: float) -> Fitted:
    """The document on a page less, where its last page would hold little."""
    number = len(fitting.document.pages)
    if number == extent.pages[0] or fills(fitting.document, leading)[-1].filled >= _THIN:
        return fitting
    smaller = [scale for scale in extent.scales if _LEAST <= scale < fitting.scale]
    for scale in reversed(smaller):
        document = at(scale)
        if len(document.pages) < number:
            return Fitted(document, scale)
    return fitting


def layout_of(fit: Fitted, leading: float, apparatus: float) -> Layout:
    """How a document came out.

    Args:
        fit: its pages.
        leading: the height of a line of running text at scale 1, in points.
        apparatus: the share of notes and sources in its characters.
    """
    pages = tuple(fills(fit.document, leading * fit.scale))
    return Layout(fit.scale, pages, tuple(fit.faults), apparatus)


def wrong_length(fitting: Fitted, extent: Extent, name: Path) -> Problem | None:
    """What to say of a document outside its least and greatest number of pages."""
    pages = pages_of(fitting.document)
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

"""Copy-fitting: the type that keeps a document to its pages, and what is over."""

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
_FULL = 0.8
#: Larger type than the house's own is looked for where the last page is filled this much at least.
_NEARLY_FULL = 0.6
#: The room that a document takes grows with this power of its type's scale; figures stay.
_GROWTH = 1.3
#: A text so many times too long for its smallest type is not tried in it.
_FAR = 0.8
#: How many other scales are tried to mend a fault.
_STEPS_TO_MEND = 7


def fitted(at: At, extent: Extent, leading: float, characters: int) -> Fitted:
    """The document at a scale that keeps it to its pages, the house's own if that can be.

    The first scale is guessed from the number of characters. How full the pages are then tells
    which to try next, until a scale fits of which the next is likely to be too large. Type is
    larger than the house's own only where that fills pages that are nearly full. What the document
    holds alone decides: it is fitted alike whenever it is made.

    Where the last page would hold little, and smaller type does without it, that is taken. Where a
    page has a fault that a slightly different scale avoids, that one is taken, or else the one with
    the least of them. Where even the smallest type has more pages than are allowed, that is it.

    Args:
        at: lays the document out at a scale.
        extent: how long it may be.
        leading: the height of a line of running text at scale 1, in points.
        characters: how many it has.
    """
    trials = _Trials(at, extent, leading)
    place = None
    if not (trials.may_be_longer and _is_far_longer(extent, characters)):
        place = _fitting(trials, _first_guess(extent, characters))
    if place is not None:
        place = _on_fewer_pages(trials, place)
    elif trials.may_be_longer:
        place = trials.house
    else:
        return trials.fitted(0)
    return trials.fitted(_without_faults(trials, place))


class _Trials:
    """A document at the scales that were tried, each known by its place among them.

    What came of each is noted, and two layouts are kept, which take much memory: the last, and the
    one that is the best so far.
    """

    def __init__(self, at: At, extent: Extent, leading: float) -> None:
        self._at, self.extent, self._leading = at, extent, leading
        self._pages: dict[int, tuple[float, ...]] = {}
        self._weights: dict[int, tuple[int, int]] = {}
        self._last: tuple[int, Fitted] | None = None
        self._best: tuple[int, Fitted] | None = None
        #: The place of the house's own scale.
        self.house = bisect_right(extent.scales, 1.0) - 1
        #: Whether it may have more pages than are wanted.
        self.may_be_longer = extent.wanted < extent.pages[1]

    def fitted(self, place: int) -> Fitted:
        """The document at a scale."""
        for kept in (self._last, self._best):
            if kept is not None and kept[0] == place:
                return kept[1]
        self._last = None
        made = Fitted(self._at(self.extent.scales[place]), self.extent.scales[place])
        slight = sum(fault.slight for fault in made.faults)
        self._weights[place] = len(made.faults) - slight, slight
        self._pages[place] = tuple(page.filled for page in fills(made.document, self._leading))
        self._last = place, made
        return made

    def prefer(self, place: int) -> None:
        """Keep the layout at a scale until another is preferred."""
        self._best = place, self.fitted(place)

    def is_tried(self, place: int) -> bool:
        """Whether it is known what comes of a scale."""
        return place in self._pages

    def pages(self, place: int) -> tuple[float, ...]:
        """How full each page is."""
        if not self.is_tried(place):
            self.fitted(place)
        return self._pages[place]

    def weight(self, place: int) -> tuple[int, int]:
        """How much is to mend: what cannot be borne, and what can."""
        if not self.is_tried(place):
            self.fitted(place)
        return self._weights[place]

    def likely(self, place: int, wanted: int) -> int:
        """The place of the greatest scale that is likely to fill so many pages.

        What the pages leave free because the next block does not go in, they are likely to leave
        again in larger type; in smaller type it may go in.
        """
        pages = self.pages(place)
        size = len(pages) - 1 + pages[-1] if len(pages) <= wanted else sum(pages)
        growth = wanted / max(size, 0.1)
        scale = self.extent.scales[place] * growth ** (1 / _GROWTH)
        return bisect_right(self.extent.scales, scale) - 1


def _fitting(trials: _Trials, guess: int) -> int | None:
    """A place at which the document goes on the pages wanted; ``None`` if there is none."""
    extent, house = trials.extent, trials.house
    low, high, fitting = 0, len(extent.scales), None
    tried = min(guess, house)
    while low < high:
        pages = trials.pages(tried)
        if len(pages) <= extent.wanted:
            low, fitting = tried + 1, tried
            trials.prefer(tried)
            is_last = len(pages) == extent.wanted
            if tried >= house and not (is_last and _NEARLY_FULL <= pages[-1] < _FULL):
                break
            is_full = is_last and pages[-1] >= _FULL
            if trials.likely(tried, extent.wanted) < low or (is_full and high < len(extent.scales)):
                break
        else:
            high = tried
        largest = house if low <= house else high
        tried = min(max(trials.likely(tried, extent.wanted), low), high - 1, largest)
    return fitting


def characters_at_most(extent: Extent) -> float:
    """How many characters the smallest type brings on the pages wanted, about.

    Type takes room in height and in width.
    """
    return extent.wanted * extent.holds / extent.scales[0] ** 2


def _is_far_longer(extent: Extent, characters: int) -> bool:
    """Whether no scale can bring a text of this length near the pages that are wanted."""
    return characters_at_most(extent) < characters * _FAR


def _first_guess(extent: Extent, characters: int) -> int:
    """The place among the scales that a text of this length is likely to need."""
    scale = sqrt(extent.wanted * extent.holds / max(characters, 1))
    return max(bisect_right(extent.scales, scale) - 1, 0)


def _on_fewer_pages(trials: _Trials, place: int) -> int:
    """A smaller scale with a page less, where the last would hold little, if there is one.

    The one that is likely to do is tried first.
    """
    pages = trials.pages(place)
    if place == 0 or len(pages) == trials.extent.pages[0] or pages[-1] >= _THIN:
        return place
    trials.prefer(place)
    likely = max(min(trials.likely(place, len(pages) - 1), place - 1), 0)
    if len(trials.pages(likely)) < len(pages):
        return likely
    if likely == 0 or len(trials.pages(0)) >= len(pages):
        return place
    low, high = 0, likely
    while high - low > 1:
        middle = (low + high) // 2
        if len(trials.pages(middle)) < len(pages):
            low = middle
        else:
            high = middle
    return low


def _without_faults(trials: _Trials, place: int) -> int:
    """The nearest scale at which nothing is to mend, or else the least.

    Where the smallest type is known to mend nothing, none between is tried.
    """
    if not any(trials.weight(place)):
        return place
    if trials.is_tried(0) and trials.weight(0) >= trials.weight(place):
        return place
    best = place
    most = max(trials.extent.wanted, len(trials.pages(place)))
    others = [other for other in range(len(trials.extent.scales)) if other != place]
    # Of two that are as near, the smaller.
    for other in sorted(others, key=lambda each: (abs(each - place), each))[:_STEPS_TO_MEND]:
        trials.prefer(best)
        if len(trials.pages(other)) <= most and trials.weight(other) < trials.weight(best):
            best = other
        if not any(trials.weight(best)):
            break
    return best


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

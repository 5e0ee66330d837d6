"""Mend pages where CSS cannot: let text flow past what does not go on a page.

A figure or a short table that does not go on the rest of a page leaves it empty. Typographers let
it float: the text behind it comes first (Bringhurst; CSS Page Floats, which WeasyPrint lacks). So
it is set behind as much of the following text as fills the page, with the floats that it passes,
so that they keep their order: no further than into the next part, never past a box or out of the
section on an organization. Else it comes before text of its own part, or what follows and goes on
the page comes before it: a table before a figure, a short part before one of figures only. Where
nothing can be moved, a page is closed up so that what comes next goes on it (:mod:`.tightening`),
or what stands on it is spread over it (:mod:`.spacing`). And a word that would be broken over a
page, or whose end would stand alone on a last line, is kept whole.

WeasyPrint makes pages anew from the first that has changed, and stops where they are as they were
before; so a change costs a page or two, not a layout of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.document
import weasyprint.layout
from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.floating import (
    Heights,
    before_what,
    behind_what,
    brought_forward,
    height,
    heights_on,
)
from orgbriefs.render.pdf.flow import Flow, has_notes
from orgbriefs.render.pdf.layout import EMPTY, MILLIMETRE, first_element, free_at_end
from orgbriefs.render.pdf.parting import broken_words
from orgbriefs.render.pdf.spacing import can_be_spread, spread
from orgbriefs.render.pdf.tightening import tightened

#: How often pages are made anew, at most: for what is mended, and for the numbers of pages.
_LOOPS = 16
#: How often something is moved, at most, and then spread.
_PASSES, _SPREADS = 8, 2
#: How often one float is moved, at most.
_MOVES = 2
#: On how many pages, from the one it leaves empty, a float and what it moves past may stand.
_REACH = 3

Pages = Sequence[boxes.PageBox]
#: What boxes hold.
Children = Mapping[boxes.Box, Sequence[boxes.Box]]
#: Where a page begins, as WeasyPrint says it: which box in a box, in which again one has a number.
Begun = dict[int, Any] | None


@contextmanager
def pages_mended() -> Iterator[None]:
    """While a document is laid out: make pages anew until nothing more can be mended."""
    layout, document = weasyprint.layout, weasyprint.document
    originals = layout.make_all_pages, document.layout_document
    layout.make_all_pages = _mending(layout.make_all_pages)
    document.layout_document = partial(document.layout_document, max_loops=_LOOPS)
    try:
        yield
    finally:
        layout.make_all_pages, document.layout_document = originals


class _Moves:
    """How often each float was moved, and which part it is from; what was set apart."""

    def __init__(self) -> None:
        self.apart: set[Element] = set()
        self._counted: Counter[Element] = Counter()
        self._homes: dict[Element, boxes.Box | None] = {}
        self._closed_up: set[Element] = set()

    def may(self, box: boxes.Box, page: boxes.PageBox) -> bool:
        """Whether it may be moved: once again only where the page cannot be filled otherwise."""
        number = self._counted[box.element]
        return not number or (number < _MOVES and not can_be_spread(page, self.apart))

    def parts(self, flow: Flow, at: int) -> int:
        """Into how many parts behind its own it may go from where it is."""
        part = flow.part(at)
        return int(self._homes.setdefault(flow.blocks[at].element, part) is part)

    def count(self, box: boxes.Box) -> None:
        self._counted[box.element] += 1

    def may_be_closed_up(self, box: boxes.Box) -> bool:
        """Whether it has not been tried before."""
        new = box.element not in self._closed_up
        self._closed_up.add(box.element)
        return new


def _mending(make_all_pages: Callable[..., Iterator[boxes.PageBox]]) -> Callable[..., Pages]:
    moves = _Moves()
    passes = 0

    def make_and_mend(context: Any, root: boxes.Box, html: Any, pages: Pages) -> Pages:
        nonlocal passes
        made = list(make_all_pages(context, root, html, pages))
        changed: list[int] = []
        if passes < _PASSES:
            changed = [*_keep_whole(made, root), *_move_one(context, made, root, moves)]
        if not changed and passes < _PASSES + _SPREADS:
            changed = list(spread(made, root, moves.apart))
        if changed:
            passes += 1
            for number in changed:
                _make_anew(context, number)
        return made

    return make_and_mend


def _make_anew(context: Any, number: int) -> None:
    """Have WeasyPrint make the page of a number, from 0, and those that change by it."""
    *_, state = context.page_maker[number]
    state["content_changed"] = True


def _keep_whole(pages: Pages, root: boxes.Box) -> Iterator[int]:
    """Keep words whole that are broken badly; the first page of each paragraph."""
    broken = broken_words(pages)
    if not broken:
        return
    for box in root.descendants():
        if (number := broken.get(box.element)) is not None and box.style["hyphens"] != "manual":
            box.style = box.style.copy()
            box.style["hyphens"] = "manual"
            yield number


def _move_one(context: Any, pages: Pages, root: boxes.Box, moves: _Moves) -> Iterator[int]:
    """Fill the first page that can be, of those left empty; the pages that change."""
    flow: Flow | None = None
    heights: Heights = {}
    for number, (page, following) in enumerate(pairwise(pages)):
        if free_at_end(page) <= EMPTY * MILLIMETRE:
            continue
        flow = flow or Flow(root)
        heights = heights or heights_on(pages)
        if not _fill(root, flow, page, following, heights, moves):
            continue
        yield from _begun_where_they_were(context, root, flow.before)
        # What is moved may begin a page before, or end a page after.
        yield from range(max(number - 1, 0), min(number + _REACH, len(pages)))
        return


def _begun_where_they_were(context: Any, root: boxes.Box, before: Children) -> Iterator[int]:
    """Have pages begin with the same box as before a move; those of which that box was moved.

    WeasyPrint counts boxes within boxes. Where it counts another number of them, a page could seem
    to begin where it did, and what is on it be printed twice or not at all.
    """
    for number, (begun, *rest) in enumerate(context.page_maker):
        try:
            context.page_maker[number] = (_counted_anew(begun, root, before), *rest)
        except ValueError:
            yield from (number - 1, number)


def _counted_anew(begun: Begun, box: boxes.Box, before: Children) -> Begun:
    """The place of a box in another, as it is counted now."""
    if begun is None or not isinstance(box, boxes.BlockContainerBox):
        return begun
    [(at, inner)] = begun.items()
    held = before.get(box, box.children)
    if at >= len(held):
        return begun
    return {list(box.children).index(held[at]): _counted_anew(inner, held[at], before)}


def _fill(
    root: boxes.Box,
    flow: Flow,
    page: boxes.PageBox,
    following: boxes.PageBox,
    heights: Heights,
    moves: _Moves,
) -> bool:
    """Fill a page that what begins the following one leaves empty, if that can be done."""
    at = flow.of(first_element(following))
    if at is None:
        return False
    free, place = free_at_end(page), flow.float_from(at)
    if place is not None and moves.may(flow.blocks[place], page):
        float_ = flow.blocks[place]
        group, target = behind_what(flow, at, place, free, heights, moves.parts(flow, place))
        if target is not None:
            moves.count(float_)
            flow.move(group, target, offset=1)
            return True
        group = flow.group(place)
        needed = height(group, heights) - free
        target = before_what(flow, place, needed, heights_on([page]))
        if target is not None and not has_notes(group):
            moves.count(float_)
            flow.move(group, target, offset=0)
            return True
    brought = brought_forward(flow, at, free, heights)
    if brought:
        flow.move(brought, flow.blocks[at], offset=0)
        return True
    group = flow.together(at)
    return moves.may_be_closed_up(group[0]) and tightened(page, following, group, root)

"""Mend pages where CSS cannot: let text flow past what does not go on a page.

A figure or a short table that does not go on the rest of a page leaves it empty. Typographers let
it float: the text behind it comes first (Bringhurst; CSS Page Floats, which WeasyPrint lacks). So
it is set behind as much of the following text as fills the page, with the floats that it passes,
so that they keep their order: no further than into the next part, never past a box or out of the
section on an organization. Else it comes before text of its own part, or what follows and goes on
the page comes before it: a table before a figure, a short part before one of figures only.

Where nothing can be moved, a page is closed up so that what comes next goes on it
(:mod:`.tightening`), the list that ends the document is divided (:mod:`.dividing`), some pages
share out what one would leave empty (:mod:`.sharing`), or what stands on a page is spread over it
(:mod:`.spacing`). And a word that would be broken over a page, or whose end would stand alone on a
last line, is kept whole.

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

from orgbriefs.render.pdf.dividing import divided
from orgbriefs.render.pdf.floating import (
    Heights,
    Shift,
    before_what,
    behind_what,
    brought_forward,
    height,
    heights_on,
)
from orgbriefs.render.pdf.flow import Flow, has_notes
from orgbriefs.render.pdf.layout import EMPTY, MILLIMETRE, first_element, free_at_end, pages_of
from orgbriefs.render.pdf.loosening import Loosening
from orgbriefs.render.pdf.parting import alone_at_end, broken_words, late_notes
from orgbriefs.render.pdf.sharing import shared_out
from orgbriefs.render.pdf.spacing import can_be_spread, spread
from orgbriefs.render.pdf.tightening import lacking, tightened

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


class _Moves:
    """How often each float was moved, and which part it is from; what was set apart."""

    def __init__(self, *, boldly: bool) -> None:
        self.boldly = boldly
        #: Whether something would have been moved otherwise the other way.
        self.forked = False
        self.apart: set[Element] = set()
        self._counted: Counter[Element] = Counter()
        self._homes: dict[Element, boxes.Box | None] = {}
        self._drawn: set[Element] = set()

    def may(self, box: boxes.Box, page: boxes.PageBox) -> bool:
        """Whether it may be moved: once again only where the page cannot be filled otherwise."""
        number = self._counted[box.element]
        return not number or (number < _MOVES and not can_be_spread(page, self.apart))

    def parts(self, flow: Flow, at: int) -> int:
        """Into how many parts behind its own it may go from where it is."""
        part = flow.part(at)
        return int(self._homes.setdefault(flow.blocks[at].element, part) is part)

    def chosen(self, near: Shift | None, far: Shift | None) -> Shift | None:
        """Where a float goes: a little further, or boldly where the page is full."""
        self.forked |= near != far and not (near is not None and near.fills)
        return (far or near) if self.boldly else near

    def count(self, box: boxes.Box) -> None:
        self._counted[box.element] += 1

    def may_be_drawn_together(self, box: boxes.Box, page: boxes.PageBox) -> bool:
        """Whether that has not been tried before what begins with a box."""
        empty = free_at_end(page) > EMPTY * MILLIMETRE
        if empty and not self.boldly and can_be_spread(page, self.apart):
            self.forked = True
            return False
        new = box.element not in self._drawn
        self._drawn.add(box.element)
        return new


def mended(lay_out: Callable[[], weasyprint.Document], most: int) -> weasyprint.Document:
    """A document, of which pages are made anew until nothing more can be mended.

    Floats go as little further as is of use, and pages are spread rather than closed up. Where that
    leaves a page empty, the document is laid out once more: floats go as far as fills the page, and
    pages are closed up where they can be. The better of the two is taken.

    Args:
        lay_out: lays the document out.
        most: how many pages it may have; what has more is not taken, and not laid out once more.
    """
    moves = _Moves(boldly=False)
    with _pages_mended(moves):
        made = lay_out()
    empty = _empty_pages(made)
    if not (empty and moves.forked) or len(pages_of(made)) > most:
        return made
    with _pages_mended(_Moves(boldly=True)):
        other = lay_out()
    return other if _empty_pages(other) < empty else made


def _empty_pages(document: weasyprint.Document) -> int:
    *pages, _ = pages_of(document)
    return sum(free_at_end(page) > EMPTY * MILLIMETRE for page in pages)


@contextmanager
def _pages_mended(moves: _Moves) -> Iterator[None]:
    layout, document = weasyprint.layout, weasyprint.document
    originals = layout.make_all_pages, document.layout_document
    layout.make_all_pages = _mending(layout.make_all_pages, moves)
    document.layout_document = partial(document.layout_document, max_loops=_LOOPS)
    try:
        yield
    finally:
        layout.make_all_pages, document.layout_document = originals


def _mending(
    make_all_pages: Callable[..., Iterator[boxes.PageBox]], moves: _Moves
) -> Callable[..., Pages]:
    passes = 0

    def make_and_mend(context: Any, root: boxes.Box, html: Any, pages: Pages) -> Pages:
        nonlocal passes
        made = []
        for page in make_all_pages(context, root, html, pages):
            made.append(page)
            if context.reported_footnotes and len(made) < len(context.page_maker):
                _make_anew(context, len(made))  # notes that go on would stay until another is made
        changed: list[int] = []
        if passes < _PASSES:
            changed = [*_keep_whole(made, root), *_keep_notes(made, root)]
            changed += _move_one(context, made, root, moves)
            changed = changed or list(shared_out(made, root, moves.apart, Loosening(context)))
        if not changed and passes < _PASSES + _SPREADS:
            changed = list(spread(made, root, moves.apart, Loosening(context)))
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


def _keep_notes(pages: Pages, root: boxes.Box) -> Iterator[int]:
    """Have a note on the page of its call: what goes on from that page begins on the next."""
    for called, number, _ in late_notes(pages):
        goes_on = first_element(pages[number - 1])
        split = [
            box
            for box in pages[called - 1].children[0].descendants()
            if isinstance(box, boxes.BlockBox) and box.element is goes_on
        ]
        if number != called + 1 or not split or split[0].border_height() > EMPTY * MILLIMETRE:
            continue
        for box in root.descendants():
            if isinstance(box, boxes.BlockBox) and box.element is goes_on:
                box.style = box.style.copy()
                box.style["break_before"] = "page"
                break
        yield from (called - 1, called)


def _move_one(context: Any, pages: Pages, root: boxes.Box, moves: _Moves) -> Iterator[int]:
    """Fill the first page that can be, of those left empty; the pages that change."""
    flow: Flow | None = None
    heights: Heights = {}
    for number, (page, following) in enumerate(pairwise(pages)):
        ends = following is pages[-1] and any(alone_at_end(pages))
        if not ends and free_at_end(page) <= EMPTY * MILLIMETRE:
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
            context.page_maker[number] = (counted_anew(begun, root, before), *rest)
        except ValueError:
            yield from (number - 1, number)


def counted_anew(begun: Begun, box: boxes.Box, before: Children) -> Begun:
    """The place of a box in another, as it is counted now."""
    if begun is None or not isinstance(box, boxes.BlockContainerBox):
        return begun
    [(at, inner)] = begun.items()
    held = before.get(box, box.children)
    if at >= len(held):
        return begun
    return {list(box.children).index(held[at]): counted_anew(inner, held[at], before)}


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
    shift: Shift | None = None
    if place is not None and moves.may(flow.blocks[place], page):
        parts = moves.parts(flow, place)
        near, far = (
            behind_what(flow, at, place, free, heights, parts, boldly=boldly)
            for boldly in (False, True)
        )
        shift = moves.chosen(near, far)
        if shift is not None and (shift.fills or not moves.boldly):
            return _shifted(flow, place, shift, moves)
        group = flow.group(place)
        needed = height(group, heights) - free
        target = before_what(flow, place, needed, heights_on([page]))
        if target is not None and not has_notes(group):
            moves.count(flow.blocks[place])
            flow.move(group, target, offset=0)
            return True
    brought = brought_forward(flow, at, free, heights)
    if brought:
        flow.move(brought, flow.blocks[at], offset=0)
        return True
    if _drawn_together(root, flow, at, page, following, moves):
        return True
    return place is not None and shift is not None and _shifted(flow, place, shift, moves)


def _drawn_together(
    root: boxes.Box,
    flow: Flow,
    at: int,
    page: boxes.PageBox,
    following: boxes.PageBox,
    moves: _Moves,
) -> bool:
    """Close a page up for what begins the next, or divide the list that ends the document."""
    group = flow.together(at)
    if not moves.may_be_drawn_together(group[0], page):
        return False
    lacks = lacking(page, following, flow.blocks[at - 1], group)
    if lacks is not None and tightened(page, following, group, lacks, root):
        return True
    ends = group[-1] is flow.blocks[-1]
    return ends and divided(page, following, group, lacks, root)


def _shifted(flow: Flow, place: int, shift: Shift, moves: _Moves) -> bool:
    moves.count(flow.blocks[place])
    flow.move(shift.group, shift.target, offset=1)
    return True

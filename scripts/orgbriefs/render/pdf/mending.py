"""Mend pages where CSS cannot: let text flow past what does not go on a page.

A figure or a short table that does not go on the rest of a page leaves it empty. Typographers let
it float: the text behind it comes first (Bringhurst; CSS Page Floats, which WeasyPrint lacks). So
it is set behind as much of the following text as fills the page, with the floats that follow it,
so that they keep their order: no further than into the next part, never past a box or out of the
section on an organization. Else it comes before text of its own part. And a word that would be
broken over a page, or whose end would stand alone on a last line, is kept whole.

WeasyPrint makes pages anew from the first that has changed, and stops where they are as they were
before; so a change costs a page or two, not a layout of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import pairwise, takewhile
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.document
import weasyprint.layout
from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.layout import EMPTY, MILLIMETRE, first_element, free_at_end
from orgbriefs.render.pdf.parting import broken_words

#: How often pages are made anew, at most: for what is mended, and for the numbers of pages.
_LOOPS = 16
#: How often something is mended, at most.
_PASSES = 8
#: How often one float is moved, at most.
_MOVES = 2
#: On how many pages, from the one it leaves empty, a float and what it moves past may stand.
_REACH = 3
#: What text must fill, in millimetres, for a float to go behind it where the page stays emptier
#: than it should.
_WORTH = 15
_TEXT = ("p", "ul", "ol", "blockquote")
_HEADINGS = ("h2", "h3", "h4")
#: What text is found in, and what a float does not leave.
_CONTAINERS = ("section", "div")
_BOUNDS = ("organization",)
#: The panel of key facts below the heading of a section.
_PANEL = "together"
#: What stands at the end, behind all figures and tables.
_END = ("notes", "bibliography", "closing")

Pages = Sequence[boxes.PageBox]
#: Each box of the document that is laid out, and the one around it.
Parents = dict[boxes.Box, boxes.Box]


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


def _mending(make_all_pages: Callable[..., Iterator[boxes.PageBox]]) -> Callable[..., Pages]:
    moved: Counter[Element] = Counter()
    passes = 0

    def make_and_mend(context: Any, root: boxes.Box, html: Any, pages: Pages) -> Pages:
        nonlocal passes
        made = list(make_all_pages(context, root, html, pages))
        if passes < _PASSES:
            changed = [*_keep_whole(made, root), *_float_one(made, root, moved)]
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


def _float_one(pages: Pages, root: boxes.Box, moved: Counter[Element]) -> Iterator[int]:
    """Let the first that leaves a page empty float, if it can; the pages that change."""
    heights: dict[Element, float] = {}
    parents: Parents = {}
    for number, (page, following) in enumerate(pairwise(pages)):
        if (free := free_at_end(page)) <= EMPTY * MILLIMETRE:
            continue
        parents = parents or _parents(root)
        heights = heights or _heights(pages)
        float_ = _float_of(first_element(following), parents)
        if float_ is None or moved[float_.element] >= _MOVES:
            continue
        part = _part(float_, parents)
        if not _try_to_move(float_, parents, free, heights, _heights([page])):
            continue
        # In another part than its own it goes no further.
        same = _part(float_, _parents(root)) is part
        moved[float_.element] += 1 if same else _MOVES
        # What it now stands before or behind may begin a page before, or end a page after it.
        yield from range(max(number - 1, 0), min(number + _REACH, len(pages)))
        return


def _try_to_move(
    float_: boxes.Box,
    parents: Parents,
    free: float,
    heights: dict[Element, float],
    on_page: dict[Element, float],
) -> bool:
    """Let a float go behind text that follows it or its neighbours, or before text, if it can."""
    groups = list(_groups(float_, parents))
    for group in groups:
        if any(box.footnote for member in group for box in member.descendants()):
            return False  # its notes would be out of order
        if (target := _behind_what(group, parents, free, heights)) is not None:
            _move(group, target, parents, offset=1)
            return True
    group = groups[0]
    needed = sum(heights.get(box.element, 0) for box in group) - free
    if (target := _before_what(group, parents, needed, on_page)) is not None:
        _move(group, target, parents, offset=0)
        return True
    return False


def _parents(root: boxes.Box) -> Parents:
    found: Parents = {}
    rest = [root]
    while rest:
        box = rest.pop()
        for child in getattr(box, "children", ()):
            found[child] = box
            rest.append(child)
    return found


def _part(box: boxes.Box, parents: Parents) -> boxes.Box:
    """What a box is in of the document's main parts."""
    while (parent := parents.get(box)) is not None and parent.element_tag != "main":
        box = parent
    return box


def _float_of(element: Element | None, parents: Parents) -> boxes.Box | None:
    """The figure, table or panel that an element is, is part of, or heads."""
    step = next((box for box in parents if box.element is element), None)
    while step is not None:
        if _is_float(step) and not _is_float(parents[step]):
            return step
        if step.element_tag == "h2":
            return next((child for child in parents[step].children if _is_panel(child)), None)
        step = parents.get(step)
    return None


def _is_float(box: boxes.Box) -> bool:
    return box.element_tag in ("figure", "table") or _is_panel(box)


def _is_panel(box: boxes.Box) -> bool:
    return _PANEL in _classes(box)


def _classes(box: boxes.Box) -> list[str]:
    return (box.element.get("class") or "").split() if box.element is not None else []


def _groups(float_: boxes.Box, parents: Parents) -> Iterator[list[boxes.Box]]:
    """A figure, a table or a panel with the source lines below it; then with the next as well.

    Floats that follow one another go together, so that they keep their order.
    """
    siblings = list(parents[float_].children)
    group: list[boxes.Box] = []
    rest = siblings[siblings.index(float_) :]
    while rest and _is_float(rest[0]) and (not group or not _is_panel(rest[0])):
        group += [rest[0], *takewhile(lambda box: "source" in _classes(box), rest[1:])]
        yield list(group)
        rest = siblings[siblings.index(group[-1]) + 1 :]


def _behind_what(
    group: list[boxes.Box], parents: Parents, free: float, heights: dict[Element, float]
) -> boxes.Box | None:
    """The block of text behind which the page is fuller; ``None`` if there is too little text."""
    filled, target = 0.0, None
    for block in _following(group[-1], parents):
        if block.element_tag in _TEXT:
            target = block
        filled += heights.get(block.element, 0)
        if filled >= free:
            break
    worth = min(free - EMPTY * MILLIMETRE, _WORTH * MILLIMETRE)
    return target if filled >= worth else None


def _before_what(
    group: list[boxes.Box], parents: Parents, needed: float, on_page: dict[Element, float]
) -> boxes.Box | None:
    """The block of text on the page before that makes room, if it goes behind the float."""
    freed = 0.0
    before: boxes.Box | None = None
    for block in _preceding(group[0], parents):
        is_heading = block.element_tag in _HEADINGS
        if block.element not in on_page or (is_heading and parents[block] is parents[group[0]]):
            return None  # it stays below its own heading
        if freed >= needed and before is not None and not is_heading:
            return before  # and no other heading stands above it
        freed += on_page[block.element]
        before = block
    return None


def _preceding(box: boxes.Box, parents: Parents) -> Iterator[boxes.Box]:
    """Headings and blocks of text that come before, the nearest first."""
    siblings = parents[box].children
    for sibling in reversed(siblings[: siblings.index(box)]):
        for block in reversed(list(_blocks(sibling))):
            if block is None:
                return
            yield block


def _following(box: boxes.Box, parents: Parents) -> Iterator[boxes.Box]:
    """Headings and blocks of text that follow, as far as a float may go: into the next part."""
    parts = 0
    while (parent := parents.get(box)) is not None and parent.element_tag != "body":
        siblings = parent.children
        for sibling in siblings[siblings.index(box) + 1 :]:
            for block in _blocks(sibling):
                parts += block is not None and block.element_tag == "h2"
                if block is None or parts > 1:
                    return
                yield block
        if set(_classes(parent)) & set(_BOUNDS):
            return
        box = parent


def _blocks(box: boxes.Box) -> Iterator[boxes.Box | None]:
    """The blocks in a box, ``None`` where a float goes no further."""
    classes = _classes(box)
    if set(classes) & {*_BOUNDS, _PANEL, *_END, "source"}:
        yield None
    elif box.element_tag in (*_TEXT, *_HEADINGS):
        yield box
    elif box.element_tag in _CONTAINERS:
        for child in box.children:
            yield from _blocks(child)
    else:
        yield None


def _heights(pages: Pages) -> dict[Element, float]:
    """The heights of headings and blocks of text, over all pages, with what is below them."""
    found: dict[Element, float] = {}
    for page in pages:
        for box in page.children[0].descendants():
            if (
                isinstance(box, boxes.BlockLevelBox)
                and box.element is not None
                and not box.is_floated()
            ):
                height = box.height + box.margin_bottom
                found[box.element] = found.get(box.element, 0) + height
    return found


def _move(group: list[boxes.Box], target: boxes.Box, parents: Parents, *, offset: int) -> None:
    while parents[target].style["break_inside"] == "avoid":
        target = parents[target]  # where it could not be parted from the text
    old, new = parents[group[0]], parents[target]
    old.children = [child for child in old.children if child not in group]
    at = list(new.children).index(target) + offset
    new.children = [*new.children[:at], *group, *new.children[at:]]

"""Divide the list of notes or works that ends a document, so that no page of it looks forgotten.

The closing block does not stand alone: a list that would just go on a page goes on the next one
with it, and leaves the page empty. And where a list goes on of itself, a few notes may stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.flow import all_of, placed
from orgbriefs.render.pdf.layout import EMPTY, MILLIMETRE, text_ends
from orgbriefs.render.pdf.parting import FEW_LINES, lines_in

#: How much emptier a page may be that is spread then: above the heading of the list, at the least.
_SPREAD = 6


@dataclass(frozen=True)
class _Item:
    """How high an entry of a list is, in pixels, and how many lines it has."""

    height: float
    lines: int


def divided(
    page: boxes.PageBox,
    following: boxes.PageBox,
    group: Sequence[boxes.Box],
    lacks: float | None,
    root: boxes.Box,
) -> bool:
    """Have the last page begin within the list of a group, if both pages are full enough then.

    Args:
        page: the page before the last.
        following: the last page.
        group: the blocks that begin the last page, or of which the list goes on there.
        lacks: the room that the page lacks for all of them, in pixels.
        root: the box of the document, from which pages are made anew.
    """
    listed = next((box for block in group for box in _lists(block)), None)
    if listed is None:
        return False
    here, there = _items(page, listed), _items(following, listed)
    if group[-1] is listed or not there or not (here or lacks):
        return False
    items = [*here, *there]
    columns = listed.style["column_count"]
    [begun, *_] = placed(page if here else following, [listed])
    if here:
        room = text_ends(page) - begun.content_box_y()
    else:
        ends = max(box.border_box_y() + box.border_height() for box in placed(following, group))
        room = ends - begun.content_box_y() - lacks
    closing = sum(len(lines_in(box)) for box in placed(following, group[-1:]))
    left = sum(item.lines for item in items) + closing
    high = max(item.height for item in items)
    number = None
    for at, (height, lines) in enumerate(_sums(items)):
        filled = height / columns
        if filled + high > room or left - lines <= FEW_LINES:
            break
        if filled + (EMPTY + _SPREAD) * MILLIMETRE > room:
            number = at + 1
    if number is None:
        return False
    _divide(root, listed, len(listed.children) - len(items) + number)
    return True


def _lists(block: boxes.Box) -> Iterator[boxes.Box]:
    """The lists in columns that a block is or has."""
    for box in all_of(block):
        if isinstance(box, boxes.BlockBox) and box.style["column_count"] != "auto":
            yield box


def _items(page: boxes.PageBox, listed: boxes.Box) -> list[_Item]:
    """The entries of a list that stand on a page."""
    return [_Item(box.margin_height(), len(lines_in(box))) for box in placed(page, listed.children)]


def _sums(items: Sequence[_Item]) -> Iterator[tuple[float, int]]:
    """The heights and lines of entries, added up."""
    heights = accumulate(item.height for item in items)
    return zip(heights, accumulate(item.lines for item in items), strict=True)


def _divide(root: boxes.Box, listed: boxes.Box, number: int) -> None:
    """Make two lists of one, the second on a page of its own."""
    holder = next(box for box in root.descendants() if listed in getattr(box, "children", ()))
    first, second = (
        listed.copy_with_children(children)
        for children in (listed.children[:number], listed.children[number:])
    )
    for part in (first, second):
        part.style = part.style.copy()
    second.style["break_before"] = "page"
    at = list(holder.children).index(listed)
    holder.children = [*holder.children[:at], first, second, *holder.children[at + 1 :]]

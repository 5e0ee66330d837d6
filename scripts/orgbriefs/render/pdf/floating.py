"""What may be moved to fill a page that a figure, a table or a panel leaves empty.

Nothing here moves anything: :mod:`.mending` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.flow import (
    Flow,
    has_notes,
    is_end,
    is_float,
    is_heading,
    is_panel,
    is_source,
    is_text,
)
from orgbriefs.render.pdf.layout import EMPTY, MILLIMETRE

#: What text must fill, in millimetres, for a float to go behind it where the page stays emptier
#: than it should.
_WORTH = 15
#: What is above a heading, and what of a paragraph must go on a page with it, in millimetres.
_ABOVE, _BEGINNING = 6, 12
#: What is to be left below a float that stays, in millimetres: heights are known nearly.
_SPARE = 2
#: What a float does not leave.
_BOUND = "organization"

#: How high the elements of blocks are, over some pages, in pixels.
Heights = dict[Element, float]


@dataclass(frozen=True)
class Shift:
    """What floats together, the block behind which it goes, and whether that fills the page."""

    group: list[boxes.Box]
    target: boxes.Box
    fills: bool


def behind_what(
    flow: Flow, at: int, place: int, free: float, heights: Heights, parts: int, *, boldly: bool
) -> Shift | None:
    """Where a float goes for the page to be fuller; ``None`` if it cannot.

    It goes as little further as is worth it, or boldly as far as fills the page.

    Args:
        flow: the blocks of the document.
        at: what stands first on the next page: the float, or the heading above it.
        place: the float.
        free: what is empty on the page, in pixels.
        heights: how high blocks are, in pixels.
        parts: into how many of the parts that follow it may go.
        boldly: whether it may go into any, and leave behind what goes on the page: the panel of a
            part, a list, a table that only figures pass, a figure that only tables pass.
    """
    enough = free - EMPTY * MILLIMETRE
    least = enough if boldly else min(enough, _WORTH * MILLIMETRE)
    bound, entered = flow.within(place, _BOUND), None
    passed = flow.group(place)
    filled = height(flow.blocks[at:place], heights)
    begun = stays = False
    shown = True  # and may have source lines
    best: tuple[list[boxes.Box], boxes.Box] | None = None
    for number, block in enumerate(flow.blocks[place + len(passed) :], place + len(passed)):
        inside = flow.within(number, _BOUND)
        if inside is not bound and bound is None and entered is None:
            entered = inside
        elif inside is not (entered or bound):
            break
        parts -= block.element_tag == "h2"
        if is_end(block) or (parts < 0 and not boldly):
            break
        listed = boldly and block.element_tag == "dl"
        if is_float(block) or listed:
            if best is not None and filled >= least:
                break
            goes = height(flow.group(number), heights) + _SPARE * MILLIMETRE <= free - filled
            stays = boldly and goes and (listed or _keeps_order(block, passed) or is_panel(block))
            if listed and not stays:
                break
        if is_float(block) or listed or (is_source(block) and shown):
            if stays:
                filled += height([block], heights)
                best = passed, block
            else:
                passed = [*passed, block]
            shown = True
            continue
        shown = False
        if not is_text(block) and not is_heading(block):
            break
        filled += height([block], heights)
        if is_text(block):
            if not begun and filled - _excess(flow, block, heights) > free:
                break  # not even its beginning goes on the page
            begun, best = True, (passed, block)
            if filled >= free:
                break
    if best is None or filled < least or has_notes(best[0]):
        return None
    return Shift(*best, filled >= enough)


def _keeps_order(float_: boxes.Box, passed: Sequence[boxes.Box]) -> bool:
    """Whether a float is a table that only figures pass, or a figure that only tables pass."""
    kinds = {block.element_tag for block in passed if is_float(block)}
    return len(kinds) == 1 and kinds | {float_.element_tag} == {"figure", "table"}


def _excess(flow: Flow, block: boxes.Box, heights: Heights) -> float:
    """What of a block of text may go on on the next page."""
    if "avoid" in (flow.parents[block].style["break_inside"], block.style["break_inside"]):
        return 0
    return max(0, height([block], heights) - _BEGINNING * MILLIMETRE)


def before_what(flow: Flow, place: int, needed: float, on_page: Heights) -> boxes.Box | None:
    """The block of text on the page before that makes room, if it goes behind the float."""
    freed = 0.0
    before: boxes.Box | None = None
    own = flow.parents[flow.blocks[place]]
    for block in reversed(flow.blocks[:place]):
        heads = is_heading(block)
        if not (heads or is_text(block)) or block.element not in on_page:
            return None
        if heads and flow.parents[block] is own:
            return None  # it stays below its own heading
        if freed >= needed and before is not None and not heads:
            return before  # and no other heading stands above it
        freed += on_page[block.element]
        before = block
    return None


def brought_forward(flow: Flow, at: int, free: float, heights: Heights) -> list[boxes.Box]:
    """What follows the block at a place and goes on the page before it; nothing if nothing does.

    Tables come before figures and figures before tables, so that those of a kind keep their order;
    a part, with its heading, comes before one of figures and tables alone. Parts that a table of
    contents names stay where they are.
    """
    end = flow.end_of_part(at)
    passed = flow.blocks[at:end]
    if passed[0].element_tag == "h2":
        if _is_named(flow, passed[0]) or not all(is_float(b) or is_source(b) for b in passed[1:]):
            return []
    elif is_float(passed[0]):
        number = at
        kinds: set[str] = set()
        while number < end and is_float(flow.blocks[number]):
            group = flow.group(number)
            if kinds and group[0].element_tag not in kinds and _goes(group, free, heights):
                return group
            kinds.add(group[0].element_tag)
            number += len(group)
        if number < end:
            return []
    else:
        return []
    part = _part_of_its_own(flow, at, end)
    kinds = {block.element_tag for block in passed if is_float(block)}
    in_order = not any(is_panel(block) or block.element_tag in kinds for block in part)
    return part if in_order and _goes(part, free, heights) else []


def _part_of_its_own(flow: Flow, at: int, end: int) -> list[boxes.Box]:
    """The part that begins at an end, if it has a figure, a table or a list, and may be moved."""
    if end == len(flow.blocks) or flow.blocks[end].element_tag != "h2":
        return []
    places = range(end, flow.end_of_part(end))
    part = [flow.blocks[place] for place in places]
    shows = any(is_float(block) or block.element_tag == "dl" for block in part)
    bound = flow.within(at, _BOUND)
    leaves = any(flow.within(place, _BOUND) is not bound for place in places)
    return part if shows and not leaves and not _is_named(flow, part[0]) else []


def _is_named(flow: Flow, heading: boxes.Box) -> bool:
    """Whether a part has a name, by which a table of contents leads to it."""
    return flow.parents[heading].element.get("id") is not None


def _goes(group: list[boxes.Box], free: float, heights: Heights) -> bool:
    """Whether blocks go into what is free, and may: their notes would be out of order."""
    return bool(group) and height(group, heights) <= free and not has_notes(group)


def height(blocks: Sequence[boxes.Box], heights: Heights) -> float:
    """The height of blocks one below the other, with what is above headings and figures."""
    return sum(
        heights.get(block.element, 0)
        + (_ABOVE * MILLIMETRE if block.element_tag in ("h2", "figure") else 0)
        for block in blocks
    )


def heights_on(pages: Sequence[boxes.PageBox]) -> Heights:
    """The heights of blocks, over all pages, with what is below them."""
    found: Heights = {}
    for page in pages:
        _add_heights(page.children[0], found)
    return found


def _add_heights(box: boxes.Box, found: Heights) -> None:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.BlockLevelBox):
            if child.is_floated():
                continue
            if child.element is not None and child.element is not box.element:
                height = child.border_height() + child.margin_bottom
                found[child.element] = found.get(child.element, 0) + height
        _add_heights(child, found)

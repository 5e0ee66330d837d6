"""Spread what stands on a page over it, where the next block does not go on it.

Compositors call it vertical justification. Where nothing can be moved, the white at the foot of a
page goes above its headings, figures and tables, and a little of it between paragraphs and into
rows of tables; where that is not enough, lines that are too long for comfort are set to a measure
that is not, and figures are drawn with more between their rows. No distance changes by more than a
reader takes for the page's own rhythm; a page on which that does not help enough stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.flow import classes, is_heading, is_text
from orgbriefs.render.pdf.layout import EMPTY, MILLIMETRE, free_at_end
from orgbriefs.render.pdf.loosening import Loosening

#: By how much distances may grow, in millimetres: above headings, figures and tables; between
#: paragraphs and entries; in a row of a table.
WIDE, _NARROW, _ROW = 7.0, 2.0, 1.1
#: What stays empty at the foot, in millimetres: heights are known nearly.
_RESERVE = 6.0
#: How much lower than it must be what stands last is then, in millimetres.
_SPARE = 2.0
#: Lines longer than this are set shorter, to this measure, in millimetres.
_LONG, _MEASURE = 140.0, 128.0
#: How much of the height to be expected then is certain: last lines of paragraphs are short.
_CERTAIN = 0.85
#: What a wide distance is above, besides headings, and what a narrow one is between.
_APART = ("figure", "table", "aside", "blockquote")
_PANELS = ("together", "panel", "callout", "standfirst")
_ENTRIES = ("p", "li")
#: What belongs to the block before it.
_OWNED = ("source", "subtitle", "series")
#: The space above and below the words of a cell.
SIDES = ("padding_top", "padding_bottom")


@dataclass(frozen=True)
class _Block:
    """What is above a block, by how much that may grow, and what its measure gives; in pixels."""

    element: Element
    above: float = 0
    most: float = 0
    gain: float = 0


@dataclass(frozen=True)
class _Plan:
    """How a page is spread: its blocks, its tables, and how far of what they may be set apart.

    ``lacking`` is what is missing for the page to be full enough even so, in pixels.
    """

    blocks: dict[Element, _Block]
    tables: list[Element]
    share: float
    measured: bool
    lacking: float


def can_be_spread(page: boxes.PageBox, done: set[Element]) -> bool:
    """Whether a page is full enough when what stands on it is spread over it."""
    return _plan(page, done).lacking <= 0


def spread(
    pages: Sequence[boxes.PageBox], root: boxes.Box, done: set[Element], loosening: Loosening
) -> Iterator[int]:
    """Spread what stands on pages that are emptier than they should be; the pages that change.

    Args:
        pages: the pages, as they were made.
        root: the box of the document, from which pages are made anew.
        done: what has been set apart already, and is so no more than once; it is added to.
        loosening: gives figures more between their rows.
    """
    begun: dict[Element, int] = {}
    for number, (page, _) in enumerate(pairwise(pages)):
        for table in _tables(page):
            begun.setdefault(table, number)
        if free_at_end(page) <= EMPTY * MILLIMETRE:
            continue
        plan = _plan(page, done)
        if plan.lacking > 0:
            gains = loosening.gains(page, done)
            needed = plan.lacking + _SPARE * MILLIMETRE
            if sum(gains.values()) < needed:
                continue
            loosening.loosen(root, gains, needed / sum(gains.values()))
            done.update(gains)
        _set_apart(root, dict(plan.blocks), plan.share, measured=plan.measured)
        _pad(root, plan.tables, plan.share * _ROW * MILLIMETRE / len(SIDES))
        done.update(plan.blocks, plan.tables)
        # What of a table is on the page before moves onto this one.
        yield from range(min([number, *(begun[table] for table in plan.tables)]), number + 2)


def _plan(page: boxes.PageBox, done: set[Element]) -> _Plan:
    tables = [table for table in _tables(page) if table not in done]
    blocks = {block.element: block for block in _blocks(page) if block.element not in done}
    rows = sum(len(table.findall("./tbody/tr")) for table in tables)
    room = sum(block.most for block in blocks.values()) + rows * _ROW * MILLIMETRE
    free = free_at_end(page)
    needed, gain = free - EMPTY * MILLIMETRE, 0.0
    if room < needed:
        gain = sum(block.gain for block in blocks.values())
    share = (free - _RESERVE * MILLIMETRE - gain) / room if room else 0
    return _Plan(blocks, tables, max(0.0, min(share, 1.0)), gain > 0, needed - room - gain)


def wide_distances(page: boxes.PageBox) -> dict[Element, float]:
    """The white above headings, figures and tables on a page, in pixels."""
    return {b.element: b.above for b in _blocks(page) if b.most == WIDE * MILLIMETRE}


def _blocks(page: boxes.PageBox) -> Iterator[_Block]:
    """What may be set apart on a page, from its head to its foot."""
    yield from _below(page.children[0], 0.0, page.content_box_y())


def _below(box: boxes.Box, before: float, top: float) -> Iterator[_Block]:
    """What may be set apart in a box; ``before`` is the margin of what comes before it."""
    headed = False
    for child in box.children:
        if not isinstance(child, boxes.BlockLevelBox) or not child.is_in_normal_flow():
            continue
        above = max(before, child.margin_top)
        stays = headed or child.border_box_y() <= top + above + 1
        most = 0.0 if stays else _most(child) * MILLIMETRE
        if most or is_text(child):
            yield _Block(child.element, above, most, _gain_of_measure(child))
        if _holds(child):
            yield from _below(child, above, top)
        before, headed = child.margin_bottom, is_heading(child)


def _most(box: boxes.Box) -> float:
    """By how much what is above a box may grow, in millimetres."""
    if classes(box).intersection(_OWNED):
        return 0
    if is_heading(box) or box.element_tag in _APART or classes(box).intersection(_PANELS):
        return WIDE
    return _NARROW if box.element_tag in _ENTRIES or "key-facts" in classes(box) else 0


def _holds(box: boxes.Box) -> bool:
    """Whether blocks in a box are set apart too."""
    return (
        isinstance(box, boxes.BlockBox)
        and not is_heading(box)
        and box.element_tag not in (*_ENTRIES, "figure", "table")
        and not classes(box) & {"together", "panel"}
        and box.style["column_count"] == box.style["column_width"] == "auto"
    )


def _gain_of_measure(box: boxes.Box) -> float:
    """How much higher a block of text is at a shorter measure, in pixels."""
    if not is_text(box) or box.width < _LONG * MILLIMETRE:
        return 0
    return float(box.height * (box.width / (_MEASURE * MILLIMETRE) - 1) * _CERTAIN)


def _tables(page: boxes.PageBox) -> list[Element]:
    return [
        box.element
        for box in page.children[0].descendants()
        if isinstance(box, boxes.TableBox) and box.element is not None
    ]


def _set_apart(
    root: boxes.Box, blocks: dict[Element, _Block], share: float, *, measured: bool
) -> None:
    for box in root.descendants():
        # The outermost box of an element has its margins: of a table the one around it.
        if not isinstance(box, boxes.BlockLevelBox) or box.element not in blocks:
            continue
        block = blocks.pop(box.element)
        if block.most:
            set_lengths(box, margin_top=block.above + share * block.most)
        if measured and block.gain:
            set_lengths(box, max_width=_MEASURE * MILLIMETRE)


def _pad(root: boxes.Box, tables: Sequence[Element], more: float) -> None:
    """Give cells of tables more space above and below, in pixels."""
    cells = {cell for table in tables for cell in table.iterfind("./tbody/tr/*")}
    for box in root.descendants():
        if isinstance(box, boxes.TableCellBox) and box.element in cells:
            set_lengths(box, **{side: box.style[side].value + more for side in SIDES})


def set_lengths(box: boxes.Box, **lengths: float) -> None:
    """Change lengths of a box's style, in pixels."""
    box.style = box.style.copy()
    for name, pixels in lengths.items():
        box.style[name] = Dimension(pixels, "px")

"""Columns of equal height, reckoned instead of tried.

WeasyPrint balances columns by laying their content out again and again, each time a little higher,
until it goes in: up to thirty times for a list of sources. Where no item may be broken, the least
height follows from the heights of the items (CSS Multi-column Layout, section 7.1, leaves the
method open): they are laid out once, in one column, and then moved into theirs. Other content is
left to WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import block, column
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.percent import percentage

#: How exactly heights are found, in pixels.
_EXACT = 0.01
#: What WeasyPrint says of the page after one that ends within columns.
_GOES_ON = {"break": "any", "page": None}
_UNBROKEN = ("avoid", "avoid-page", "avoid-column")

#: From where to where an item reaches in a single column, in pixels.
Span = tuple[float, float]


@contextmanager
def columns_reckoned() -> Iterator[None]:
    """While a document is laid out: balance columns by reckoning, where that can be done."""
    original = block.columns_layout
    block.columns_layout = _reckoning(original)
    try:
        yield
    finally:
        block.columns_layout = original


@dataclass(frozen=True)
class _Measured:
    """Items laid out one below the other, to be moved to their columns."""

    column: Box
    spans: Sequence[Span]
    #: How far each item is from the left edge of its column.
    insets: Sequence[float]
    #: What WeasyPrint says of the page after the last.
    next_page: Any
    #: The numbers of those that stand on a page, or stood there before it was made anew.
    given: set[int] = field(default_factory=set)

    def at(self, number: int, left: float, top: float) -> Box:
        """An item at a place; one that stands elsewhere stays there, and its copy is moved."""
        item, inset = self.column.children[number], self.insets[number]
        right, down = left + inset - item.position_x, top - item.border_box_y()
        if number in self.given and max(abs(right), abs(down)) > _EXACT:
            item = _copied(item)
        self.given.add(number)
        item.translate(right, down)
        return item


def _copied(box: Box) -> Box:
    copy = box.copy()
    copy.children = [_copied(child) for child in box.children]
    return copy


def _reckoning(lay_out: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    # Elements and styles are known by identity: the HTML and the boxes keep them alive. A style
    # changes where a page is mended.
    measured: dict[tuple[int, float, int], _Measured] = {}

    def columns_layout(
        context: Any,
        box: Box,
        bottom_space: float,
        skip_stack: dict[int, Any] | None,
        containing_block: Box,
        page_is_empty: bool,
        absolute_boxes: list[Box],
        fixed_boxes: list[Box],
        adjoining_margins: list[float],
        *styles: Any,
    ) -> tuple[Any, ...]:
        def as_usual() -> tuple[Any, ...]:
            return lay_out(
                context,
                box,
                bottom_space,
                skip_stack,
                containing_block,
                page_is_empty,
                absolute_boxes,
                fixed_boxes,
                adjoining_margins,
                *styles,
            )

        if not _can_be_reckoned(box, skip_stack):
            return as_usual()
        first = next(iter(skip_stack)) if skip_stack else 0
        count = box.style["column_count"]
        whole = box.copy()
        whole.position_y += block.collapse_margin(adjoining_margins)
        block.block_level_width(whole, containing_block)
        gap = percentage(box.style["column_gap"], box.style, whole.width)
        width = max(0.0, whole.width - (count - 1) * gap) / count
        key = id(box.element), width, hash(tuple(id(each.style) for each in box.descendants()))
        if key not in measured:
            measured[key] = _in_one_column(context, whole, containing_block, width, styles)
        items = measured[key]
        spans = items.spans[first:]
        room = context.page_bottom - bottom_space - whole.content_box_y()
        end = _fits(spans, room, count)
        if end == 0:
            return as_usual()
        resume_at = {first + end: None} if end < len(spans) else None
        height = room if resume_at else least_height(spans, count)
        whole.children = _placed(items, first, whole, height, width + gap, count)
        whole.height = whole.children[0].height
        absolute_boxes += _not_laid_out(whole.children)
        return whole, resume_at, _GOES_ON if resume_at else items.next_page, [], False

    return columns_layout


def _in_one_column(
    context: Any, box: Box, containing_block: Box, width: float, styles: tuple[Any, ...]
) -> _Measured:
    """The items of a list, one below the other however far down."""
    items = [child.copy() for child in box.children]
    top = box.content_box_y()
    whole = column._create_column_box(box, containing_block, items, width, top)
    context.in_column = True
    laid_out, _, next_page, *_ = block.block_box_layout(
        context,
        whole,
        -inf,
        None,
        containing_block,
        True,
        [],
        [],
        [],
        *styles,
        discard=False,
        max_lines=None,
    )
    context.in_column = False
    begins = [child.border_box_y() for child in laid_out.children]
    bottom = laid_out.content_box_y() + laid_out.height
    left = laid_out.content_box_x()
    return _Measured(
        laid_out,
        list(zip(begins, [*begins[1:], bottom], strict=True)),
        [child.position_x - left for child in laid_out.children],
        next_page,
    )


def _placed(
    items: _Measured, first: int, box: Box, height: float, step: float, count: int
) -> list[Box]:
    """Items from a place on in columns of a height, each so far from the one before.

    What is below the last item of a column counts in the last column alone, as for WeasyPrint.
    """
    columns, top, lowest = [], box.content_box_y(), 0.0
    spans = items.spans[first:]
    for number, places in enumerate(_filled(spans, height)[:count]):
        left = box.content_box_x() + number * step
        children = []
        for place in places:
            below_top = spans[place][0] - spans[places.start][0]
            children.append(items.at(first + place, left, top + below_top))
        last, is_end = children[-1], places.stop == len(spans)
        below = spans[-1][1] - spans[-1][0] if is_end else last.border_height()
        lowest = max(lowest, last.border_box_y() - top + below)
        columns.append(items.column.copy_with_children(children))
        columns[-1].position_x, columns[-1].position_y = left, top
    for placed in columns:
        placed.height = lowest
    return columns


def _not_laid_out(columns: Sequence[Box]) -> list[AbsolutePlaceholder]:
    """What the page has to place in columns, such as the marks of lists."""
    return [
        inner
        for box in columns
        for inner in box.descendants()
        if isinstance(inner, AbsolutePlaceholder) and not inner._layout_done
    ]


def least_height(spans: Sequence[Span], count: int) -> float:
    """The least height at which items go into so many columns, in the unit of the spans.

    Args:
        spans: where each item begins and ends, were they all in one column.
        count: how many columns there are.
    """
    if not spans:
        return 0
    low = max(end - begin for begin, end in spans)
    high = max(low, spans[-1][1] - spans[0][0])
    while high - low > _EXACT:
        middle = (low + high) / 2
        if len(_filled(spans, middle)) <= count:
            high = middle
        else:
            low = middle
    return high


def _fits(spans: Sequence[Span], room: float, count: int) -> int:
    """How many items go into so many columns of a height."""
    if not spans or spans[0][1] - spans[0][0] > room:
        return 0
    return _filled(spans, room)[:count][-1].stop


def _filled(spans: Sequence[Span], height: float) -> list[range]:
    """Which items stand in each column of a height."""
    filled, start = [], 0
    for item, (_, end) in enumerate(spans):
        if end - spans[start][0] > height and item > start:
            filled.append(range(start, item))
            start = item
    return [*filled, range(start, len(spans))]


def _can_be_reckoned(box: Box, skip_stack: dict[int, Any] | None) -> bool:
    style = box.style
    return (
        bool(box.children)
        and style["column_width"] == "auto"
        and style["position"] != "relative"
        and style["column_gap"] != "normal"
        and style["height"] == "auto"
        and style["column_fill"] == "balance"
        and (skip_stack is None or all(inner is None for inner in skip_stack.values()))
        and all(
            child.is_in_normal_flow()
            and child.style["margin_top"] == ZERO_PIXELS
            and child.style["break_inside"] in _UNBROKEN
            and child.style["column_span"] != "all"
            for child in box.children
        )
        and not any(inner.footnote for inner in box.descendants())
    )

"""The room for the footnotes of a page, as the sum of their heights.

WeasyPrint lays all notes of a page out anew with each note that is added, to learn their height. A
note has the same height beside others as alone, unless margins collapse or the area is limited; so
each is laid out once, and its height kept as long as one layout of a document lasts. What is drawn
is laid out by WeasyPrint as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf

from weasyprint.formatting_structure import build
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import LayoutContext
from weasyprint.layout.block import block_level_layout


@contextmanager
def footnotes_added_up() -> Iterator[None]:
    """While a document is laid out: lay no note out twice to learn how high it is."""
    original = LayoutContext._update_footnote_area
    LayoutContext._update_footnote_area = _adding_up(original)
    try:
        yield
    finally:
        LayoutContext._update_footnote_area = original


def _adding_up(update: Callable[[LayoutContext], bool]) -> Callable[[LayoutContext], bool]:
    # Notes and styles are known by identity: the layout keeps them alive.
    known: dict[tuple[int, float], float] = {}

    def height_of(context: LayoutContext, note: Box) -> float:
        area = context.current_footnote_area
        key = id(note), area.page.width
        if key not in known:
            alone = build.create_anonymous_boxes(area.copy_with_children([note.deepcopy()]))
            known[key] = block_level_layout(context, alone, -inf, None, area.page)[0].height
        return known[key]

    def update_footnote_area(context: LayoutContext) -> bool:
        """Whether the notes overflow their area."""
        area, notes = context.current_footnote_area, context.current_page_footnotes
        if not notes or not _has_simple_heights(area, notes):
            return update(context)
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.children = notes
        area.height = sum(height_of(context, note) for note in notes)
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return False

    return update_footnote_area


def _has_simple_heights(area: Box, notes: list[Box]) -> bool:
    """Whether the notes' heights add up to that of an area that may grow."""
    return area.style["max_height"].value == inf and all(
        note.style[f"margin_{side}"].value == 0 for note in notes for side in ("top", "bottom")
    )

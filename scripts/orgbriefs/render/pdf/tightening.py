"""Close up what stands on a page, where what comes next lacks only a little room to go on it too.

Compositors win a line or two so: the white above headings, figures and tables, the rows of short
tables and the figures give a little each, on the page and in what comes onto it, all in proportion.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.flow import all_of, classes, margin_above, placed
from orgbriefs.render.pdf.layout import MILLIMETRE, text_ends
from orgbriefs.render.pdf.spacing import SIDES, set_lengths, wide_distances

#: How much may be taken away: of the white above what stands apart, of the space in the cells of
#: tables, and of the height of figures.
_NEARER, _CLOSER, _SMALLER = 0.4, 0.6, 0.08
#: What is to be left, in millimetres: heights are known nearly.
_SPARE = 2


def lacking(
    page: boxes.PageBox, following: boxes.PageBox, last: boxes.Box, group: Sequence[boxes.Box]
) -> float | None:
    """The room that a page lacks for what begins the next, in pixels; ``None`` if that goes on.

    Args:
        page: the page that is emptier than it should be.
        following: the page behind it.
        last: the block that ends the page.
        group: the blocks that begin the next one, and stay together.
    """
    above, begun = placed(page, [last]), placed(following, group)
    if not above or not begun or begun[-1].element is not group[-1].element:
        return None
    top = min(box.border_box_y() for box in begun)
    bottom = max(box.border_box_y() + box.border_height() for box in begun)
    between = max(above[0].margin_bottom, margin_above(group[0]))
    ends = above[0].border_box_y() + above[0].border_height()
    return float(ends + between + bottom - top + _SPARE * MILLIMETRE - text_ends(page))


def tightened(
    page: boxes.PageBox,
    following: boxes.PageBox,
    group: Sequence[boxes.Box],
    lacks: float,
    root: boxes.Box,
) -> bool:
    """Close a page up, if what begins the next goes on it then.

    Args:
        page: the page that is emptier than it should be.
        following: the page behind it.
        group: the blocks that begin the next one, and stay together.
        lacks: the room that the page lacks for them, in pixels.
        root: the box of the document, from which pages are made anew.
    """
    coming = {inner.element for block in group for inner in all_of(block)}
    standing = [
        *page.children[0].descendants(),
        *(box for box in following.children[0].descendants() if box.element in coming),
    ]
    distances = wide_distances(page)
    tables = {box.element: _padding(box) for box in standing if _is_short_table(box)}
    pictures = {b.element: b.height for b in standing if isinstance(b, boxes.BlockReplacedBox)}
    room = (
        _NEARER * sum(distances.values())
        + _CLOSER * sum(tables.values())
        + _SMALLER * sum(pictures.values())
    )
    if not 0 < lacks <= room:
        return False
    _take_away(root, lacks / room, distances, set(tables), pictures)
    return True


def _is_short_table(box: boxes.Box) -> bool:
    """Whether a box is a table that is whole on its page."""
    return isinstance(box, boxes.TableBox) and "short" in classes(box)


def _padding(table: boxes.TableBox) -> float:
    """The space above and below the words in the rows of a table, in pixels."""
    cells = [box for box in table.descendants() if isinstance(box, boxes.TableCellBox)]
    most = max((sum(cell.style[side].value for side in SIDES) for cell in cells), default=0)
    return float(most * len(list(table.element.iter("tr"))))


def _take_away(
    root: boxes.Box,
    share: float,
    distances: dict[Element, float],
    tables: set[Element],
    pictures: dict[Element, float],
) -> None:
    """Take so much of all that may be taken away."""
    above = dict(distances)
    cells = set(chain.from_iterable(row for table in tables for row in table.iter("tr")))
    for box in root.descendants():
        if isinstance(box, boxes.TableCellBox) and box.element in cells:
            left = {side: box.style[side].value * (1 - share * _CLOSER) for side in SIDES}
            set_lengths(box, **left)
        elif isinstance(box, boxes.BlockReplacedBox) and box.element in pictures:
            set_lengths(box, max_height=pictures[box.element] * (1 - share * _SMALLER))
        # The outermost box of an element has its margins: of a table the one around it.
        elif isinstance(box, boxes.BlockLevelBox) and box.element in above:
            set_lengths(box, margin_top=above.pop(box.element) * (1 - share * _NEARER))

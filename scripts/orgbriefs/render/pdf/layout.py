"""Read a laid-out document back: how full its pages are, and what a designer would mend.

Nothing here is guessed from the text: lines, their places and the elements they belong to are
taken from the boxes that WeasyPrint is about to draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.boxes import PageBox

from orgbriefs.render.pdf.parting import parted
from orgbriefs.render.protocol import Fault, PageFill

#: CSS pixels in a point.
PX = 4 / 3
_HEADINGS = {"h1", "h2", "h3", "h4", "caption", "figcaption"}
_PARAGRAPHS = {"p", "li", "dd"}
#: What may stick out of the text block, in pixels: rounding, and hanging punctuation.
_TOLERANCE = 1.5
#: How exactly places are known, in pixels.
_ROUNDING = 0.1
#: By how much two lines may share their height, in pixels: less than letters do.
_OVERLAP = 5
#: A stretch of a page, in millimetres, that looks forgotten where nothing stands on it.
EMPTY = 35
#: CSS pixels in a millimetre.
MILLIMETRE = 96 / 25.4
#: What is between two columns, in millimetres, so that no eye runs on from one into the other.
GUTTER = 3


@dataclass(frozen=True)
class Line:
    """A line of text: the element whose text it is, its words, and its place in pixels.

    ``column`` is the box beside which other text may run: a column, a float, or the page's body.
    """

    element: object
    column: object
    tag: str
    words: str
    left: float
    right: float
    top: float
    bottom: float


def pages_of(document: Document) -> list[PageBox]:
    """The pages of a document, as boxes."""
    return [page._page_box for page in document.pages]


def fills(document: Document, leading: float) -> list[PageFill]:
    """How full each page is.

    Args:
        document: the document, laid out.
        leading: the height of a line of running text, in points.
    """
    return [_fill(number, page, leading * PX) for number, page in enumerate(pages_of(document), 1)]


def faults(document: Document) -> list[Fault]:
    """What a designer would mend on the pages of a document.

    Headings at the foot of a page, single lines, text beyond its block, upon its notes or over
    other text, columns that almost touch, empty stretches; and what is parted from its own: rows,
    source lines, notes, the parts of a word (:mod:`.parting`).
    """
    found: list[Fault] = []
    seen: dict[int, list[tuple[int, Line]]] = {}
    pages = pages_of(document)
    last = len(pages)
    for number, page in enumerate(pages, 1):
        lines = list(lines_of(page))
        if not lines:
            continue
        lowest = max(lines, key=lambda line: (line.bottom, -line.left))
        if number < last and _is_stranded(lowest, lines):
            found.append(Fault(number, "a heading stands at the foot", lowest.words))
        _, right, _, bottom = _text_block(page)
        found += [
            Fault(number, "text runs over the edge", line.words)
            for line in lines
            if line.right > right + _TOLERANCE
        ]
        found += [
            Fault(number, "text runs into the notes", line.words)
            for line in lines
            if line.bottom > bottom + _TOLERANCE
        ]
        found += [
            Fault(number, f"text is {gap / MILLIMETRE:.1f} mm from another column", line.words)
            for line, gap in _crowded(lines)
        ]
        found += [Fault(number, "text runs into other text", line.words) for line in _over(lines)]
        for line in lines:
            if line.tag in _PARAGRAPHS:
                seen.setdefault(id(line.element), []).append((number, line))
        if (empty := _empty(page, at_end=number == last)) > EMPTY * MILLIMETRE:
            what = f"{empty / MILLIMETRE:.0f} mm of the page are empty"
            found.append(Fault(number, what, lowest.words, slight=True))
    found += [*_single_lines(seen), *parted(pages)]
    return sorted(found, key=lambda fault: fault.page)


def _empty(page: PageBox, *, at_end: bool) -> float:
    """The longest stretch of the page, from top to bottom, on which nothing stands, in pixels.

    Args:
        page: the page.
        at_end: whether the document ends on it: what follows its text does not count then.
    """
    _, _, top, bottom = _text_block(page)
    longest, reached = 0.0, top
    for start, end in [*_spans(page), *([] if at_end else [(bottom, bottom)])]:
        longest, reached = max(longest, start - reached), max(reached, end)
    return longest


def free_at_end(page: PageBox) -> float:
    """What is empty at the end of a page, in pixels."""
    return text_ends(page) - max((end for _, end in _spans(page)), default=page.content_box_y())


def text_ends(page: PageBox) -> float:
    """Where the text of a page ends at the latest, above its footnotes; in pixels from its top."""
    _, _, _, bottom = _text_block(page)
    return bottom


def first_element(page: PageBox) -> Element | None:
    """The HTML element of what stands first on a page."""
    first: tuple[float, Element] | None = None
    for box in page.children[0].descendants():
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox) and box.height:
            element = box.element
            if element is not None and (first is None or box.position_y < first[0]):
                first = (box.position_y, element)
    return first[1] if first is not None else None


def _spans(page: PageBox) -> list[tuple[float, float]]:
    """From where to where something stands on a page, in pixels from its top."""
    return sorted(
        (box.position_y, box.position_y + box.height)
        for box in page.children[0].descendants()
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox) and box.height
    )


def lines_of(page: PageBox) -> Iterator[Line]:
    """The lines in the body of a page; running lines and footnotes do not count."""
    body = page.children[0]
    yield from _lines(body, None, "", body)


def _lines(box: object, element: object, tag: str, column: object) -> Iterator[Line]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            texts = list(_texts(child))
            words = "".join(text.text for text in texts).strip()
            if words and child.height:
                yield Line(
                    element,
                    column,
                    tag,
                    " ".join(words.split())[:80],
                    min(text.position_x for text in texts),
                    max(text.position_x + text.width for text in texts),
                    child.position_y,
                    child.position_y + child.height,
                )
            for inner in _blocks(child):
                yield from _lines(inner, inner.element, inner.element_tag or "", inner)
        else:
            own = isinstance(child, boxes.BlockContainerBox) and child.element_tag
            anonymous = not own or "::" in str(child.element_tag)
            yield from _lines(
                child,
                element if anonymous else child.element,
                tag if anonymous else child.element_tag,
                child if _is_column(child) else column,
            )


def _texts(box: boxes.Box) -> Iterator[boxes.TextBox]:
    """The pieces of a line's own text; what floats out of it is none of it."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox):
            if child.style["visibility"] == "visible":  # what running lines are taken from is not
                yield child
        elif not isinstance(child, boxes.BlockLevelBox):
            yield from _texts(child)


def _blocks(box: boxes.Box) -> Iterator[boxes.Box]:
    """What floats out of a line."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.BlockLevelBox):
            yield child
        else:
            yield from _blocks(child)


def _is_column(box: object) -> bool:
    """Whether text may run beside a box: a column (CSS Multi-column Layout), or a float."""
    return isinstance(box, boxes.Box) and bool(box.is_column or box.is_floated())


def _crowded(lines: list[Line]) -> Iterator[tuple[Line, float]]:
    """Lines that almost touch one of another column, with the gap in pixels."""
    for line, other in combinations(lines, 2):
        if other.column is line.column or other.top >= line.bottom or line.top >= other.bottom:
            continue
        gap = max(other.left - line.right, line.left - other.right)
        level = min(line.bottom, other.bottom) - max(line.top, other.top) > _TOLERANCE
        if level and -_TOLERANCE <= gap < GUTTER * MILLIMETRE - _ROUNDING:
            yield line, max(gap, 0)


def _over(lines: list[Line]) -> Iterator[Line]:
    """Lines that are printed over those above them."""
    above: list[Line] = []
    for line in sorted(lines, key=lambda line: line.top):
        above = [other for other in above if other.bottom > line.top + _OVERLAP]
        if any(
            min(line.right, other.right) - max(line.left, other.left) > _TOLERANCE
            for other in above
        ):
            yield line
        above.append(line)


def _is_stranded(lowest: Line, lines: list[Line]) -> bool:
    """Whether the lowest line is a heading's with nothing beside or below it."""
    if lowest.tag not in _HEADINGS:
        return False
    top = min(line.top for line in lines if line.element is lowest.element)
    return all(
        line.bottom <= top + _TOLERANCE for line in lines if line.element is not lowest.element
    )


def _single_lines(seen: dict[int, list[tuple[int, Line]]]) -> Iterator[Fault]:
    """Paragraphs of which a single line stands apart on a page."""
    for placed in seen.values():
        pages = [number for number, _ in placed]
        if len(set(pages)) == 1:
            continue
        for number, line in placed:
            if pages.count(number) == 1:
                yield Fault(number, "a single line of a paragraph stands apart", line.words)


def _text_block(page: PageBox) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of the page's text block, above its footnotes."""
    left, top = page.content_box_x(), page.content_box_y()
    bottom = top + page.height
    for child in page.children[1:]:
        if isinstance(child, boxes.FootnoteAreaBox) and child.children:
            bottom = min(bottom, child.position_y)
    return left, left + page.width, top, bottom


def _fill(number: int, page: PageBox, leading: float) -> PageFill:
    _, _, top, bottom = _text_block(page)
    lowest = max((end for _, end in _spans(page)), default=top)
    share = (lowest - top) / max(bottom - top, 1)
    free = max(0, int((bottom - lowest) / leading))
    return PageFill(number, max(0.0, min(share, 1.0)), free)

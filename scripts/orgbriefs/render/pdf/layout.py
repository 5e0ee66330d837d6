"""Read a laid-out document back: how full its pages are, and what a designer would mend.

Nothing here is guessed from the text: lines, their places and the elements they belong to are
taken from the boxes that WeasyPrint is about to draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.parting import parted
from orgbriefs.render.protocol import Fault, Layout, PageFill

#: CSS pixels in a point.
PX = 4 / 3
_HEADINGS = {"h1", "h2", "h3", "h4", "caption", "figcaption"}
_PARAGRAPHS = {"p", "li", "dd"}
#: What may stick out of the text block, in pixels: rounding, and hanging punctuation.
_TOLERANCE = 1.5
#: A stretch of a page, in millimetres, that looks forgotten where nothing stands on it.
EMPTY = 35
#: CSS pixels in a millimetre.
MILLIMETRE = 96 / 25.4


@dataclass(frozen=True)
class Line:
    """A line of text: the element whose text it is, its words, and its place in pixels."""

    element: object
    tag: str
    words: str
    left: float
    right: float
    top: float
    bottom: float


def layout_of(document: Document, scale: float, leading: float) -> Layout:
    """Read the layout of ``document``; ``leading`` is that of scale 1, in points."""
    return Layout(scale, tuple(fills(document, leading * scale)), tuple(faults(document)))


def fills(document: Document, leading: float) -> list[PageFill]:
    """How full each page is.

    Args:
        document: the document, laid out.
        leading: the height of a line of running text, in points.
    """
    return [_fill(number, page, leading * PX) for number, page in enumerate(document.pages, 1)]


def faults(document: Document) -> list[Fault]:
    """What a designer would mend on the pages of a document.

    Headings at the foot of a page, single lines, text beyond its block, empty stretches; and what
    is parted from its own: rows, source lines, notes, the parts of a word (:mod:`.parting`).
    """
    found: list[Fault] = []
    seen: dict[int, list[tuple[int, Line]]] = {}
    last = len(document.pages)
    for number, page in enumerate(document.pages, 1):
        lines = list(lines_of(page))
        if not lines:
            continue
        lowest = max(lines, key=lambda line: (line.bottom, -line.left))
        if number < last and _is_stranded(lowest, lines):
            found.append(Fault(number, "a heading stands at the foot", lowest.words))
        right = _text_block(page)[1]
        found += [
            Fault(number, "text runs over the edge", line.words)
            for line in lines
            if line.right > right + _TOLERANCE
        ]
        for line in lines:
            if line.tag in _PARAGRAPHS:
                seen.setdefault(id(line.element), []).append((number, line))
        if (empty := _empty(page, at_end=number == last)) > EMPTY * MILLIMETRE:
            what = f"{empty / MILLIMETRE:.0f} mm of the page are empty"
            found.append(Fault(number, what, lowest.words))
    found += [*_single_lines(seen), *parted(document)]
    return sorted(found, key=lambda fault: fault.page)


def _empty(page: Page, *, at_end: bool) -> float:
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


def free_at_end(page: Page) -> float:
    """What is empty at the end of a page, in pixels."""
    _, _, top, bottom = _text_block(page)
    return bottom - max((end for _, end in _spans(page)), default=top)


def first_element(page: Page) -> Element | None:
    """The HTML element of what stands first on a page."""
    first: tuple[float, Element] | None = None
    for box in page._page_box.children[0].descendants():
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox) and box.height:
            element = box.element
            if element is not None and (first is None or box.position_y < first[0]):
                first = (box.position_y, element)
    return first[1] if first is not None else None


def _spans(page: Page) -> list[tuple[float, float]]:
    """From where to where something stands on a page, in pixels from its top."""
    return sorted(
        (box.position_y, box.position_y + box.height)
        for box in page._page_box.children[0].descendants()
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox) and box.height
    )


def lines_of(page: Page) -> Iterator[Line]:
    """The lines in the body of a page; running lines and footnotes do not count."""
    yield from _lines(page._page_box.children[0], None, "")


def _lines(box: object, element: object, tag: str) -> Iterator[Line]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            words = "".join(
                b.text for b in child.descendants() if isinstance(b, boxes.TextBox)
            ).strip()
            if words and child.height:
                texts = [b for b in child.descendants() if isinstance(b, boxes.TextBox)]
                yield Line(
                    element,
                    tag,
                    " ".join(words.split())[:80],
                    min(b.position_x for b in texts),
                    max(b.position_x + b.width for b in texts),
                    child.position_y,
                    child.position_y + child.height,
                )
            for inner in child.descendants():
                if isinstance(inner, boxes.BlockLevelBox):
                    yield from _lines(inner, inner.element, inner.element_tag or "")
        else:
            own = isinstance(child, boxes.BlockContainerBox) and child.element_tag
            anonymous = not own or "::" in str(child.element_tag)
            yield from _lines(
                child,
                element if anonymous else child.element,
                tag if anonymous else child.element_tag,
            )


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


def _text_block(page: Page) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of the page's text block, above its footnotes."""
    box = page._page_box
    left, top = box.content_box_x(), box.content_box_y()
    bottom = top + box.height
    for child in box.children[1:]:
        if isinstance(child, boxes.FootnoteAreaBox) and child.children:
            bottom = min(bottom, child.position_y)
    return left, left + box.width, top, bottom


def _fill(number: int, page: Page, leading: float) -> PageFill:
    _, _, top, bottom = _text_block(page)
    lowest = max((end for _, end in _spans(page)), default=top)
    share = (lowest - top) / max(bottom - top, 1)
    free = max(0, int((bottom - lowest) / leading))
    return PageFill(number, max(0.0, min(share, 1.0)), free)

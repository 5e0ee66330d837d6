"""Mend a laid-out document where CSS cannot: let text flow past what does not go on a page.

A figure or a short table that does not go on the rest of a page leaves it empty. Typographers let
it float: the text behind it comes first (Bringhurst; CSS Page Floats, which WeasyPrint lacks). So
it is set behind as much of the following text as fills the page, but never past another figure or
table, a box, or the end of what it belongs to. And a word that would be broken over a page, or
whose end would stand alone on a last line, is kept whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import takewhile
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.layout import EMPTY, MILLIMETRE, first_element, free_at_end
from orgbriefs.render.pdf.parting import broken_words

#: How often a document is laid out anew, at most.
_PASSES = 6
#: How often one float is moved, at most.
_MOVES = 2
#: The class of a paragraph whose words are kept whole.
_WHOLE = "whole-words"
_TEXT = ("p", "ul", "ol", "blockquote")
#: What text is found in, and what a float does not leave.
_CONTAINERS = ("section", "div")
_BOUNDS = ("organization",)
#: The panel of key facts below the heading of a section.
_PANEL = "together"


def mended(document: Document, root: Element, again: Callable[[], Document]) -> Document:
    """The document, laid out anew until nothing more can be mended, or often enough.

    Args:
        document: as it was laid out first.
        root: its HTML, which is changed.
        again: lays that out.
    """
    moved: Counter[int] = Counter()
    for _ in range(_PASSES):
        parents = {child: parent for parent in root.iter() for child in parent}
        words = _keep_whole(document)
        if not (_float_one(document, parents, moved) or words):
            break
        document = again()
    return document


def _keep_whole(document: Document) -> bool:
    found = False
    for element in broken_words(document):
        classes = _classes(element)
        if _WHOLE not in classes:
            element.set("class", " ".join([*classes, _WHOLE]))
            found = True
    return found


def _float_one(document: Document, parents: dict[Element, Element], moved: Counter[int]) -> bool:
    """Let the first that leaves a page empty float, if it can."""
    heights = _heights(document.pages)
    for page, following in zip(document.pages, document.pages[1:], strict=False):
        if (free := free_at_end(page)) <= EMPTY * MILLIMETRE:
            continue
        first = first_element(following)
        float_ = _float_of(first, parents) if first is not None else None
        if float_ is None or moved[id(float_)] >= _MOVES:
            continue
        group = _group(float_, parents)
        if (target := _behind_what(group, parents, free, heights)) is not None:
            _move(group, target, parents, offset=1)
            moved[id(float_)] += 1
            return True
        needed = sum(heights.get(id(element), 0) for element in group) - free
        on_page = _heights([page])
        if (target := _before_what(group, parents, needed, on_page)) is not None:
            _move(group, target, parents, offset=0)
            moved[id(float_)] += 1
            return True
    return False


def _float_of(element: Element, parents: dict[Element, Element]) -> Element | None:
    """The figure, table or panel that an element is, is part of, or heads."""
    step: Element | None = element
    while step is not None:
        if step.tag in ("figure", "table") or _PANEL in _classes(step):
            return step
        if step.tag == "h2" and (around := parents.get(step)) is not None:
            return next((child for child in around if _PANEL in _classes(child)), None)
        step = parents.get(step)
    return None


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _group(float_: Element, parents: dict[Element, Element]) -> list[Element]:
    """A figure, a table or a panel with the source lines below it."""
    siblings = list(parents[float_])
    behind = siblings[siblings.index(float_) + 1 :]
    return [float_, *takewhile(lambda element: "source" in _classes(element), behind)]


def _behind_what(
    group: list[Element],
    parents: dict[Element, Element],
    free: float,
    heights: dict[int, float],
) -> Element | None:
    """The block of text behind which the page is full; ``None`` where there is too little text."""
    filled, target = 0.0, None
    for block in _following(group[-1], parents):
        if block.tag in _TEXT:
            target = block
        filled += heights.get(id(block), 0)
        if filled >= free:
            break
    return target if filled >= free - EMPTY * MILLIMETRE else None


def _before_what(
    group: list[Element],
    parents: dict[Element, Element],
    needed: float,
    on_page: dict[int, float],
) -> Element | None:
    """The block of text on the page before that makes room, if it goes behind the float."""
    freed = 0.0
    before: Element | None = None
    for block in _preceding(group[0], parents):
        if block.tag not in _TEXT or id(block) not in on_page:
            return None
        if freed >= needed and before is not None:
            return before
        freed += on_page[id(block)]
        before = block
    return None


def _preceding(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    """Headings and blocks of text that come before, the nearest first."""
    siblings = list(parents[element])
    for sibling in reversed(siblings[: siblings.index(element)]):
        for block in reversed(list(_blocks(sibling))):
            if block is None:
                return
            yield block


def _following(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    """Headings and blocks of text that follow, as far as a float may go."""
    while (parent := parents.get(element)) is not None and parent.tag != "body":
        siblings = list(parent)
        for sibling in siblings[siblings.index(element) + 1 :]:
            for block in _blocks(sibling):
                if block is None:
                    return
                yield block
        if set(_classes(parent)) & set(_BOUNDS):
            return
        element = parent


def _blocks(element: Element) -> Iterator[Element | None]:
    """The blocks in an element, ``None`` where a float goes no further."""
    classes = _classes(element)
    if element.tag in _TEXT or element.tag in ("h2", "h3", "h4"):
        yield element if "source" not in classes else None
    elif element.tag in _CONTAINERS and not set(classes) & {*_BOUNDS, _PANEL, "closing"}:
        for child in element:
            yield from _blocks(child)
    else:
        yield None


def _heights(pages: list[Page]) -> dict[int, float]:
    """The heights of headings and blocks of text, over all pages, with what is below them."""
    found: dict[int, float] = {}
    for page in pages:
        for box in page._page_box.children[0].descendants():
            if (
                isinstance(box, boxes.BlockLevelBox)
                and box.element is not None
                and not box.is_floated()
            ):
                found[id(box.element)] = (
                    found.get(id(box.element), 0) + box.height + box.margin_bottom
                )
    return found


def _move(
    group: list[Element], target: Element, parents: dict[Element, Element], *, offset: int
) -> None:
    old, new = parents[group[0]], parents[target]
    for element in group:
        old.remove(element)
    at = list(new).index(target) + offset
    for position, element in enumerate(group, at):
        new.insert(position, element)

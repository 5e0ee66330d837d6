"""The blocks of a document in their order: what is text, what floats, and how they are moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

_TEXT = ("p", "ul", "ol", "blockquote")
_HEADINGS = ("h2", "h3", "h4")
#: What only holds blocks.
_CONTAINERS = ("main", "section", "div")
#: The panel of key facts below the heading of a section.
_PANEL = "together"
#: What stands at the end, behind all figures and tables, and what stays together otherwise.
_NOTES = "notes"
_END = (_NOTES, "bibliography", "closing")
_WHOLE = (*_END, _PANEL, "panel")


class Flow:
    """The blocks of a document, none of which holds another of them."""

    def __init__(self, root: boxes.Box) -> None:
        self.parents: dict[boxes.Box, boxes.Box] = {}
        self.blocks: list[boxes.Box] = []
        #: What boxes held before something was moved out of them or into them.
        self.before: dict[boxes.Box, Sequence[boxes.Box]] = {}
        main = next((box for box in root.descendants() if box.element_tag == "main"), root)
        self._read(main)
        self._holding = {
            inner.element: at for at, block in enumerate(self.blocks) for inner in all_of(block)
        }

    def _read(self, box: boxes.Box) -> None:
        for child in box.children:
            self.parents[child] = box
            if child.element_tag in _CONTAINERS and not classes(child).intersection(_WHOLE):
                self._read(child)
            else:
                self.blocks.append(child)

    def of(self, element: Element | None) -> int | None:
        """Where the block stands that has an element."""
        return self._holding.get(element)

    def float_from(self, at: int) -> int | None:
        """Where the figure, table or panel stands that a block is, or that it heads."""
        if self.blocks[at].element_tag == "h2":
            at += 1 + len(list(takewhile(is_heading, self.blocks[at + 1 :])))
            return at if at < len(self.blocks) and is_panel(self.blocks[at]) else None
        return at if is_float(self.blocks[at]) else None

    def group(self, at: int) -> list[boxes.Box]:
        """A figure, table or panel with the source lines below it."""
        return [self.blocks[at], *takewhile(is_source, self.blocks[at + 1 :])]

    def together(self, at: int) -> list[boxes.Box]:
        """What goes on one page from a place on: headings, what they head, its source lines.

        What ends the document goes with what is before it; notes may be apart.
        """
        headed = at + len(list(takewhile(is_heading, self.blocks[at:-1])))
        found = [*self.blocks[at:headed], *self.group(headed)]
        return [*found, *takewhile(_is_tied, self.blocks[at + len(found) :])]

    def part(self, at: int) -> boxes.Box | None:
        """The heading of the part in which a block is."""
        return next((b for b in reversed(self.blocks[:at]) if b.element_tag == "h2"), None)

    def end_of_part(self, at: int) -> int:
        """Where the part ends that begins at a place: at the next heading, or at the end."""
        for place, block in enumerate(self.blocks[at + 1 :], at + 1):
            if block.element_tag == "h2" or is_end(block):
                return place
        return len(self.blocks)

    def within(self, at: int, name: str) -> boxes.Box | None:
        """What a block is in that has a class."""
        box: boxes.Box | None = self.parents[self.blocks[at]]
        while box is not None and name not in classes(box):
            box = self.parents.get(box)
        return box

    def move(self, group: Sequence[boxes.Box], target: boxes.Box, *, offset: int) -> None:
        """Set blocks before another (with an offset of 0) or behind it (1)."""
        moved = self._with_what_holds_only(group)
        for box in moved:
            old = self.parents[box]
            self.before.setdefault(old, old.children)
            old.children = [child for child in old.children if child is not box]
        while self.parents[target].style["break_inside"] == "avoid":
            target = self.parents[target]  # where it could not be parted from the text
        new = self.parents[target]
        self.before.setdefault(new, new.children)
        at = list(new.children).index(target) + offset
        new.children = [*new.children[:at], *moved, *new.children[at:]]

    def _with_what_holds_only(self, group: Sequence[boxes.Box]) -> list[boxes.Box]:
        """Sections instead of their blocks, where all of these are in a group."""
        found = list(group)
        while True:
            whole = next((self.parents[box] for box in found if self._is_whole(box, found)), None)
            if whole is None:
                return found
            at = found.index(whole.children[0])
            found = [box for box in found if box not in whole.children]
            found.insert(at, whole)

    def _is_whole(self, box: boxes.Box, found: Sequence[boxes.Box]) -> bool:
        """Whether all is found that stands with a block in a section, and is not in all others."""
        parent = self.parents[box]
        return parent in self.parents and all(child in found for child in parent.children)


def all_of(block: boxes.Box) -> Iterator[boxes.Box]:
    """A box and all that is in it."""
    return block.descendants() if isinstance(block, boxes.ParentBox) else iter((block,))


def placed(page: boxes.PageBox, blocks: Iterable[boxes.Box]) -> list[boxes.Box]:
    """Blocks as they are placed on a page: of each the outermost box, in the order of the page."""
    elements = {block.element for block in blocks}
    found: dict[Element, boxes.Box] = {}
    for box in page.children[0].descendants():
        if isinstance(box, boxes.BlockLevelBox) and box.element in elements:
            found.setdefault(box.element, box)
    return list(found.values())


def margin_above(box: boxes.Box) -> float:
    """The margin above a block: its own, or that of the first in it where that is more."""
    margin = box.style["margin_top"]
    own = 0.0 if margin == "auto" else float(margin.value)
    inner = next((c for c in box.children if isinstance(c, boxes.BlockLevelBox)), None)
    return own if inner is None else max(own, margin_above(inner))


def classes(box: boxes.Box) -> set[str]:
    """The classes of a box's element."""
    return set((box.element.get("class") or "").split()) if box.element is not None else set()


def is_text(box: boxes.Box) -> bool:
    """Whether a block is running text."""
    return box.element_tag in _TEXT and not classes(box) & {"source", "subtitle"}


def is_heading(box: boxes.Box) -> bool:
    """Whether a block is a heading, or the line below it."""
    return box.element_tag in _HEADINGS or "subtitle" in classes(box)


def is_float(box: boxes.Box) -> bool:
    """Whether a block is a figure, a table or a panel: what text may flow past."""
    return box.element_tag in ("figure", "table") or is_panel(box)


def is_panel(box: boxes.Box) -> bool:
    """Whether a block is the panel of key facts of a section."""
    return _PANEL in classes(box)


def is_source(box: boxes.Box) -> bool:
    """Whether a block is a line of sources, of what is above it."""
    return "source" in classes(box) and not is_end(box)


def is_end(box: boxes.Box) -> bool:
    """Whether a block ends the document: its notes, and what was left out for them."""
    return bool(classes(box).intersection(_END)) or (
        box.element is not None and box.element.get("data-left-out") is not None
    )


def _is_tied(box: boxes.Box) -> bool:
    return is_end(box) and _NOTES not in classes(box)


def has_notes(group: Sequence[boxes.Box]) -> bool:
    """Whether blocks call notes, which would be out of order elsewhere."""
    return any(inner.footnote for box in group for inner in all_of(box))

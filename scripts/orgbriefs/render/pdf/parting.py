"""What a break between pages or lines parts, and should not: rows, source lines, notes, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from orgbriefs.html.notes import NAMED
from orgbriefs.html.tables import FEW_ROWS
from orgbriefs.render.protocol import Fault

#: What WeasyPrint ends a line with where it breaks a word (Unicode, HYPHEN).
_HYPHEN = "\N{HYPHEN}"
_PARAGRAPHS = ("p", "li", "dd", "td")
#: A word, with the numbers of notes behind it.
_ONE_WORD = re.compile(r"\S*(?:[\s,]+\d+)*")

#: What ends a document, and how little of it looks forgotten on a page of its own.
_ENDS, FEW_LINES = ("closing", "notes"), 30
#: The class of what is read at a glance.
_PANEL = "panel"


@dataclass
class _Table:
    """How many rows of a table's body stand on each page."""

    caption: str
    rows: Counter[int] = field(default_factory=Counter)


def parted(pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    """Everything that is parted from its own, in no order."""
    yield from _tables(pages)
    yield from _sourcelines_in(pages)
    yield from _notes(pages)
    yield from _words(pages)
    yield from alone_at_end(pages)
    yield from _panels(pages)


def _panels(pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    """The panel of key facts, where it does not stand on one page."""
    begun: dict[int, int] = {}
    for number, page in enumerate(pages, 1):
        for box in page.children[0].descendants():
            if not isinstance(box, boxes.BlockBox) or not _has_class(box, _PANEL):
                continue
            if begun.setdefault(id(box.element), number) < number:
                yield Fault(number, "a panel is split", _text(box))


def _tables(pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    """Short tables that are split, and single rows of long ones."""
    tables: dict[int, _Table] = {}
    for number, page in enumerate(pages, 1):
        for box in page.children[0].descendants():
            if not isinstance(box, boxes.TableBox) or box.element is None:
                continue
            table = tables.setdefault(id(box.element), _Table(_caption(box.element)))
            for group in box.children:
                if group.element_tag == "tbody":
                    table.rows[number] += len(group.children)
    for table in tables.values():
        if len(table.rows) < 2:
            continue
        number, total = min(table.rows), table.rows.total()
        if total < FEW_ROWS:
            yield Fault(number, f"a table of {total} rows is split", table.caption)
        for page, rows in table.rows.items():
            if rows == 1:
                yield Fault(page, "a row of a table stands alone", table.caption)


def _caption(table: Element) -> str:
    caption = table.find("caption")
    return " ".join("".join(caption.itertext()).split()) if caption is not None else ""


def _sourcelines_in(pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    """Source lines at the head of a page: what they are about is on the one before."""
    for number, page in enumerate(pages, 1):
        lines = [
            box
            for box in page.children[0].descendants()
            if isinstance(box, boxes.BlockContainerBox) and _first_line(box) is not None
        ]
        if number == 1 or not lines:
            continue
        top = min(lines, key=lambda box: _first_line(box).position_y)  # type: ignore[union-attr]
        if _has_class(top, "source") and not _has_class(top, NAMED):
            yield Fault(number, "a source line is apart from what it is about", _text(top))


def _first_line(box: boxes.BlockContainerBox) -> boxes.LineBox | None:
    """The first line of text directly in a box."""
    return next((c for c in box.children if isinstance(c, boxes.LineBox) and c.height), None)


def _notes(pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    """Notes that are not on the page of their call."""
    for called, number, note in late_notes(pages):
        yield Fault(number, f"a note is called on page {called}", _text(note))


def late_notes(pages: Sequence[boxes.PageBox]) -> Iterator[tuple[int, int, boxes.Box]]:
    """Notes that are not on the page of their call, with the numbers of that page and of theirs."""
    areas = [
        (number, area)
        for number, page in enumerate(pages, 1)
        for area in page.children[1:]
        if isinstance(area, boxes.FootnoteAreaBox) and area.children
    ]
    if not areas:
        return
    calls: dict[int, int] = {}
    for number, page in enumerate(pages, 1):
        for box in page.children[0].descendants():
            if box.element_tag and box.element_tag.endswith("::footnote-call"):
                calls[id(box.element)] = number
    for number, area in areas:
        for note in area.children:
            called = calls.get(id(note.element), number)
            if called < number and _starts(note):
                yield called, number, note


def _starts(note: boxes.Box) -> bool:
    """Whether a note begins here, and does not go on from the page before."""
    return any((box.element_tag or "").endswith("::footnote-marker") for box in note.descendants())


def broken_words(pages: Sequence[boxes.PageBox]) -> dict[Element, int]:
    """The paragraphs of which a word is broken over a page, or ends alone on a last line.

    Each with the page on which that is, from 0.
    """
    return {element: fault.page - 1 for element, fault in _broken(pages)}


def _words(pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    yield from (fault for _, fault in _broken(pages))


def _broken(pages: Sequence[boxes.PageBox]) -> Iterator[tuple[Element, Fault]]:
    last: dict[int, tuple[int, str]] = {}
    for number, page in enumerate(pages, 1):
        for box in page.children[0].descendants():
            if not isinstance(box, boxes.BlockBox) or box.element_tag not in _PARAGRAPHS:
                continue
            lines = [_text(c) for c in box.children if isinstance(c, boxes.LineBox) and c.height]
            if not lines:
                continue
            before = last.get(id(box.element))
            if before is not None and before[1].endswith(_HYPHEN):
                yield box.element, Fault(before[0], "a word is broken over a page", before[1])
            if len(lines) > 1 and lines[-2].endswith(_HYPHEN) and _ONE_WORD.fullmatch(lines[-1]):
                yield box.element, Fault(number, "the end of a word stands alone", lines[-1])
            last[id(box.element)] = (number, lines[-1])


def alone_at_end(pages: Sequence[boxes.PageBox]) -> Iterator[Fault]:
    """A last page on which only the closing block stands, with a few notes at the most."""
    if len(pages) < 2:
        return
    lines = lines_in(pages[-1].children[0])
    ends = [
        box
        for box in pages[-1].children[0].descendants()
        if isinstance(box, boxes.BlockBox) and any(_has_class(box, name) for name in _ENDS)
    ]
    if not ends or sum(len(lines_in(box)) for box in ends) < len(lines):
        return
    if all(_has_class(box, "closing") for box in ends):
        yield Fault(len(pages), "the closing block stands alone", _text(lines_in(ends[0])[0]))
    elif len(lines) <= FEW_LINES:
        yield Fault(len(pages), "a few notes stand alone", _text(lines_in(ends[0])[0]))


def lines_in(box: boxes.Box) -> list[boxes.LineBox]:
    """The lines of text in a box."""
    return [inner for inner in box.descendants() if isinstance(inner, boxes.LineBox)]


def _has_class(box: boxes.Box, name: str) -> bool:
    return box.element is not None and name in (box.element.get("class") or "").split()


def _text(box: boxes.Box) -> str:
    words = "".join(inner.text for inner in box.descendants() if isinstance(inner, boxes.TextBox))
    return " ".join(words.split())[:80]

"""Words that run from right to left, wherever they stand among others, are marked as such.

Names in other languages say their direction in the templates. Here it is found for all other text,
so that figures and brackets beside such words stay where they belong, in every format (HTML
Standard, 4.5.26; Unicode Standard Annex 9).
"""

from __future__ import annotations

from lxml.html import Element, HtmlElement

from orgbriefs.language.writing import STRETCH


def mark_directions(root: HtmlElement) -> None:
    """Put every stretch of such words into an element that says so, and isolates it."""
    if STRETCH.search(root.text_content()) is None:
        return
    for element in [e for e in root.iter() if isinstance(e.tag, str)]:
        if element.get("dir") is None and element.getparent() is not None:
            before, marked = _parted(element.text)
            if marked and not _within(element):
                element.text = before
                for position, part in enumerate(marked):
                    element.insert(position, part)
        before, marked = _parted(element.tail)
        if marked and (parent := element.getparent()) is not None and not _within(parent):
            element.tail = before
            at = parent.index(element) + 1
            for position, part in enumerate(marked, at):
                parent.insert(position, part)


def _within(element: HtmlElement) -> bool:
    """Whether the direction is told already."""
    return bool(element.xpath("ancestor-or-self::*[@dir]"))


def _parted(text: str | None) -> tuple[str, list[HtmlElement]]:
    """A text up to its first such stretch, and each stretch with the words behind it."""
    found: list[HtmlElement] = []
    before, at = "", 0
    for match in STRETCH.finditer(text or ""):
        between = (text or "")[at : match.start()]
        if found:
            found[-1].tail = between
        else:
            before = between
        found.append(Element("bdi", dir="rtl"))
        found[-1].text = match[0]
        at = match.end()
    if found:
        found[-1].tail = (text or "")[at:]
    return before, found

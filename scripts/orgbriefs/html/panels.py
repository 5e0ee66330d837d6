"""The panel of key facts on a fact sheet: beside the text, or across the page above it."""

from __future__ import annotations

from itertools import takewhile

from lxml.html import HtmlElement

#: So many characters of text are as high as one of the panel's, which is narrow and in small type.
_AS_HIGH = 1.6
#: So many characters above a panel fill half a page: it might not be whole at the end of it.
_HALF = 1800
_TEXT = ("section", "aside", "p", "div")
#: What does not stand beside a panel.
_BELOW = ".//table | .//figure | .//dl | self::*[@class='notes']"


def place_panels(root: HtmlElement) -> None:
    """Give panels the class ``across`` where they do not go beside the text.

    It would end far above their end, or they would begin far below the head of the page: what
    floats is not kept whole.
    """
    for panel in root.find_class("panel"):
        text = takewhile(_stands_beside, panel.itersiblings())
        above = panel.itersiblings(preceding=True)
        if sum(map(_length, text)) < _AS_HIGH * _length(panel) or sum(map(_length, above)) > _HALF:
            panel.classes.add("across")


def _stands_beside(element: HtmlElement) -> bool:
    return element.tag in _TEXT and not element.xpath(_BELOW)


def _length(element: HtmlElement) -> int:
    return len(" ".join(element.text_content().split()))

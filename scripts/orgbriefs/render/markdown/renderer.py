"""HTML to Markdown: the words, tables and notes; figures by their alternative text.

As GitHub and Pandoc read it: notes are ``[^1]``, and what would be taken for markup in the
words themselves is escaped (CommonMark 0.31, 2.4).
"""

from __future__ import annotations

import re

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markdownify import MarkdownConverter

from orgbriefs.html.composed import Composed
from orgbriefs.html.fetching import is_safe
from orgbriefs.html.terms import BESIDE
from orgbriefs.render.protocol import Order, Rendering

#: Emphasis, code, links, HTML, columns, and entities.
_MARKUP = re.compile(r"[\\`*_\[\]<>|]|&(?=#?\w+;)")


class MarkdownRenderer:
    """Markdown."""

    def render(self, document: Composed, order: Order) -> Rendering:
        """The document's words."""
        root = lxml_html.document_fromstring(document.html)
        body = root.find(".//body")
        for element in body.xpath(".//*[@data-medium]"):
            element.drop_tree()
        for image in body.xpath(".//figure//img[@alt]"):
            image.tag, image.text = "p", image.get("alt")
        for link in body.xpath(".//a[@href]"):
            # Markdown knows no places within a document that all who read it agree on.
            if link.get("href").startswith("#") or not is_safe(link.get("href")):
                link.drop_tag()
        for terms in body.xpath(".//dl"):
            _list_terms(terms)
        converter = _Converter(heading_style="ATX", bullets="-", strip=["img"])
        notes = [_take_note(element, number, converter) for number, element in _footnotes(body)]
        text = converter.convert(lxml_html.tostring(body, encoding="unicode"))
        lines = [line.rstrip() for line in text.replace("\N{NO-BREAK SPACE}", " ").splitlines()]
        content = "\n".join([*_without_gaps(lines), "", *notes]).strip() + "\n"
        return Rendering(content.encode("utf-8"))


class _Converter(MarkdownConverter):
    """Escapes what the words hold, and lets the marks of notes stand."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """``text`` so that it shows as it is."""
        return _escaped(text)

    def convert_sup(self, element: object, text: str, parent_tags: set[str]) -> str:
        """The mark of a note, or the number of one in a list, which keeps its own."""
        number = element.get("data-note")  # type: ignore[attr-defined]
        return f"[^{number}]" if number else f"<sup>{text}</sup>"


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: "\\" + found[0], text)


def _list_terms(terms: HtmlElement) -> None:
    """Make terms and what they are a list of points: GitHub knows no lists of terms."""
    terms.tag = "ul"
    for pair in terms:
        pair.tag = "li"
    for term in terms.iter("dt"):
        term.tag, term.tail = "strong", ": "
    for meaning in list(terms.iter("dd")):
        meaning.drop_tag()


def _footnotes(body: HtmlElement) -> list[tuple[int, HtmlElement]]:
    return list(enumerate(body.xpath(f".//*[@class='footnote' or @class='{BESIDE}']"), 1))


def _take_note(element: HtmlElement, number: int, converter: MarkdownConverter) -> str:
    """Leave a mark in place of the note, and return the note."""
    tail, element.tail = element.tail, None
    words = " ".join(converter.convert(lxml_html.tostring(element, encoding="unicode")).split())
    element.clear()
    element.tag, element.tail = "sup", tail
    element.set("data-note", str(number))
    element.text = str(number)
    return f"[^{number}]: {words}"


def _without_gaps(lines: list[str]) -> list[str]:
    """At most one empty line between others."""
    return [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]

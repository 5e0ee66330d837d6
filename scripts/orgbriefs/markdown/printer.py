"""HTML to Markdown, for release notes and wikis: the words, tables and notes, no figures."""

from __future__ import annotations

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markdownify import markdownify


def markdown_of(html: str) -> str:
    """The document as Markdown, with notes as ``[^1]`` (as GitHub and Pandoc write them)."""
    root = lxml_html.document_fromstring(html)
    body = root.find(".//body")
    for element in body.xpath(".//*[@data-medium]"):
        element.drop_tree()
    notes = [_take_note(element, number) for number, element in _footnotes(body)]
    text = markdownify(
        lxml_html.tostring(body, encoding="unicode"),
        heading_style="ATX",
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
        strip=["img"],
    )
    lines = [line.rstrip() for line in text.replace("\N{NO-BREAK SPACE}", " ").splitlines()]
    return "\n".join([*_without_gaps(lines), "", *notes]).strip() + "\n"


def _footnotes(body: HtmlElement) -> list[tuple[int, HtmlElement]]:
    return list(enumerate(body.xpath(".//*[@class='footnote']"), 1))


def _take_note(element: HtmlElement, number: int) -> str:
    """Leave the mark in place of the note, and return the note."""
    words = " ".join(element.text_content().split())
    tail = element.tail
    element.clear()
    element.text, element.tail = f"[^{number}]", tail
    return f"[^{number}]: {words}"


def _without_gaps(lines: list[str]) -> list[str]:
    """At most one empty line between others."""
    return [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]

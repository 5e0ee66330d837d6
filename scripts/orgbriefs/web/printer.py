"""The composed HTML as one accessible web page, in the same words as PDF and Word.

The page stands alone: its style sheet and its figures are in it, and nothing is fetched. It
follows WCAG 2.2: landmarks, a way past the contents, headings in order, tables with captions
that scroll within themselves, figures with their alternative text, and notes that link both
ways (Digital Publishing WAI-ARIA 1.1: ``doc-noteref``, ``doc-endnotes``, ``doc-backlink``).
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html as lxml_html
from lxml.html import HtmlElement, builder

#: Where a figure goes once the rest is written: SVG is not HTML, and lxml would change it.
_PLACE = "<!--figure {}-->"
_BACK = "\N{LEFTWARDS ARROW WITH HOOK}\N{VARIATION SELECTOR-15}"


def web_page(html: str, css: str, figures: Path) -> str:
    """The page.

    Args:
        html: the document, as composed.
        css: all styles, in order.
        figures: the folder of the figures' SVG files.
    """
    root = lxml_html.document_fromstring(html)
    for element in root.xpath("//*[@data-medium]"):
        if "web" not in element.get("data-medium").split():
            element.drop_tree()
        else:
            del element.attrib["data-medium"]
    _complete_head(root, css)
    _let_past_contents(root)
    _move_notes(root)
    for table in root.xpath("//table"):
        _let_scroll(table)
    pictures = _take_figures(root, figures)
    text = lxml_html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    for place, picture in pictures.items():
        text = text.replace(place, picture)
    return text + "\n"


def _complete_head(root: HtmlElement, css: str) -> None:
    head = root.find("head")
    for name in ("running-header", "running-footer"):
        for meta in head.xpath(f"meta[@name='{name}']"):
            head.remove(meta)
    head.append(
        builder.META({"name": "viewport", "content": "width=device-width, initial-scale=1"})
    )
    head.append(builder.STYLE(css))


def _let_past_contents(root: HtmlElement) -> None:
    """A link to the text, the first that a keyboard reaches."""
    root.find(".//main").set("id", "text")
    root.find("body").insert(0, builder.A("Skip to the text", {"href": "#text", "class": "skip"}))


def _move_notes(root: HtmlElement) -> None:
    """Footnotes become a numbered list before the closing block, with links there and back."""
    notes = root.xpath("//span[@class='footnote']")
    if not notes:
        return
    listed = builder.OL()
    for number, note in enumerate(notes, 1):
        item = builder.LI({"id": f"note-{number}"})
        item.text = (note.text or "").lstrip()
        item.extend(list(note))
        back = builder.A(
            _BACK,
            {
                "href": f"#note-call-{number}",
                "role": "doc-backlink",
                "aria-label": f"Back to the text at note {number}",
            },
        )
        back.tail = None
        _append_text(item, " ")
        item.append(back)
        listed.append(item)
        call = builder.A(
            str(number),
            {"href": f"#note-{number}", "role": "doc-noteref", "aria-label": f"Note {number}"},
        )
        mark = builder.SUP(call, {"id": f"note-call-{number}"})
        mark.tail = note.tail
        note.getparent().replace(note, mark)
    section = builder.SECTION(
        builder.H2("Notes", {"id": "notes-title"}),
        listed,
        {"class": "notes", "role": "doc-endnotes", "aria-labelledby": "notes-title"},
    )
    closing = root.xpath("//section[@class='closing']")
    if closing:
        closing[0].addprevious(section)
    else:
        root.find(".//main").append(section)


def _append_text(element: HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _let_scroll(table: HtmlElement) -> None:
    """On a narrow screen a table scrolls by itself, with the keyboard too (WCAG 2.2, 2.1.1)."""
    caption = table.find("caption")
    words = " ".join(caption.text_content().split()) if caption is not None else "Table"
    around = builder.DIV(
        {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": words}
    )
    table.addprevious(around)
    around.tail, table.tail = table.tail, None
    around.append(table)


def _take_figures(root: HtmlElement, figures: Path) -> dict[str, str]:
    """The figures' SVG by the comments left in their places; each says what it shows."""
    found = {}
    for number, image in enumerate(root.xpath("//figure//img")):
        source = Path(image.get("src")).name
        picture = (figures / source).read_text(encoding="utf-8")
        picture = re.sub(r"<title>.*?</title>\s*<desc>.*?</desc>\s*", "", picture, flags=re.DOTALL)
        words = lxml_html.tostring(builder.P({"aria-label": image.get("alt")}), encoding="unicode")
        label = words.removeprefix("<p ").removesuffix("></p>")
        place = _PLACE.format(number)
        found[place] = re.sub(
            r'<svg xmlns="[^"]*" width="[^"]*" height="[^"]*"', f"<svg {label}", picture, count=1
        )
        comment = lxml_html.HtmlComment(place.removeprefix("<!--").removesuffix("-->"))
        comment.tail = image.tail
        image.getparent().replace(image, comment)
    return found

"""The composed HTML as one accessible web page, in the same words as PDF and Word.

The page stands alone: its style sheet, fonts and figures are in it, and nothing is fetched. It
follows WCAG 2.2: landmarks, a way past the contents, headings in order, tables with captions
that scroll within themselves, figures with their alternative text, and notes that link both
ways (Digital Publishing WAI-ARIA 1.1: ``doc-noteref``, ``doc-endnotes``, ``doc-backlink``).
"""

from __future__ import annotations

import re
from itertools import chain, count

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement, builder

from orgbriefs.design.webfonts import embedded
from orgbriefs.html.composed import Composed, Metadata
from orgbriefs.html.fetching import in_style_sheet, is_safe
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.render.figures import name_of, svg_of
from orgbriefs.render.protocol import CARD, Order, Rendering, StyleSheet
from orgbriefs.render.web.card import HEIGHT, WIDTH, card_of

_SVG = "{http://www.w3.org/2000/svg}"
#: Where a figure goes once the rest is written: SVG is not HTML, and lxml would change it.
_PLACE = "figure {}"
_BACK = "\N{UPWARDS ARROW}"
#: What a note's name begins with.
_NOTE = "note-"
#: A page with at least so many characters and sections has a list of contents.
_LONG, _SECTIONS = 20_000, 4


class WebRenderer:
    """Web pages."""

    def render(self, document: Composed, order: Order) -> Rendering:
        """The page.

        Raises:
            InputError: when a style sheet would fetch something, or holds what would end it within
                the page.
        """
        root = lxml_html.document_fromstring(document.html)
        for element in root.xpath("//*[@data-medium]"):
            if "web" not in element.get("data-medium").split():
                element.drop_tree()
            else:
                del element.attrib["data-medium"]
        _complete_head(root, order.style_at(1.0))
        _describe_to_networks(root, document.metadata)
        _let_past_contents(root, order.language)
        _name_sections(root)
        _name_asides(root)
        _list_contents(root, order.language)
        _move_notes(root, order.language)
        _lead_back(root, order.language)
        for table in root.xpath("//table"):
            _let_scroll(table, table.find("caption"), order.language.message("web.table"))
        for figure in root.xpath("//figure[not(contains(@class, 'picture'))]"):
            words = order.language.message("web.figure")
            _let_scroll(figure.find(".//img"), figure.find("figcaption"), words)
        for link in root.xpath("//a[@href]"):
            if not is_safe(link.get("href")):
                del link.attrib["href"]
        pictures = _take_figures(root, document)
        shown = "".join((root.text_content(), *pictures.values()))
        root.find("head").append(builder.STYLE(embedded(order.design.fonts, shown)))
        text = lxml_html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
        for place, picture in pictures.items():
            text = text.replace(place, picture)
        return Rendering((text + "\n").encode("utf-8"), card=_card(document.metadata, order))


def _complete_head(root: HtmlElement, styles: tuple[StyleSheet, ...]) -> None:
    for style in styles:
        if "</" in style.text:
            line = style.text[: style.text.index("</")].count("\n") + 1
            fix = "write '<\\/' in a text, or leave it out"
            place = Place(style.path, line)
            raise InputError([Problem(place, "a style sheet may not hold '</'", fix=fix)])
    if fetched := [p for style in styles for p in in_style_sheet(style.path, style.text)]:
        raise InputError(fetched)
    head = root.find("head")
    head.append(
        builder.META({"name": "viewport", "content": "width=device-width, initial-scale=1"})
    )
    # Without this, browsers ask the server for one, and say that there is none.
    head.append(builder.LINK(rel="icon", href="data:,"))
    head.append(builder.STYLE("\n".join(style.text for style in styles)))


def _describe_to_networks(root: HtmlElement, metadata: Metadata) -> None:
    """What a link to the page shows where it is shared (The Open Graph protocol).

    A picture is named by its whole address only, so that a page without one has none.
    """
    told = {
        "og:type": "article",
        "og:title": metadata.title,
        "og:description": metadata.description,
        "og:locale": metadata.language.replace("-", "_"),
    }
    head = root.find("head")
    if metadata.address is not None:
        told["og:url"] = metadata.address
        told["og:image"] = metadata.address.removesuffix(".html") + CARD
        told["og:image:width"], told["og:image:height"] = str(WIDTH), str(HEIGHT)
        told["og:image:alt"] = metadata.title
        told["twitter:card"] = "summary_large_image"
        head.append(builder.LINK(rel="canonical", href=metadata.address))
    head.extend(builder.META({"property": name, "content": value}) for name, value in told.items())


def _card(metadata: Metadata, order: Order) -> bytes | None:
    """The picture for networks, where the page has an address."""
    return None if metadata.address is None else card_of(metadata, order)


def _let_past_contents(root: HtmlElement, language: Language) -> None:
    """A link to the text, the first that a keyboard reaches."""
    root.find(".//main").set("id", "text")
    words = language.message("web.skip")
    root.find("body").insert(0, builder.A(words, {"href": "#text", "class": "skip"}))


def _name_sections(root: HtmlElement) -> None:
    """Each heading of a section that has no name yet bears one, made of its words: for links."""
    for heading in root.xpath("//main//h2[not(@id)][not(parent::section[@id])]"):
        if heading.getparent().tag != "nav":
            _name(heading, root)


def _name_asides(root: HtmlElement) -> None:
    """What stands beside the text is told apart by its heading (WCAG 2.2, 2.4.6)."""
    for aside in root.xpath("//main//aside[not(@aria-label)][not(@aria-labelledby)]"):
        for heading in aside.xpath("(.//h2 | .//h3 | .//h4)[1]"):
            if heading.get("id") is None:
                _name(heading, root)
            aside.set("aria-labelledby", heading.get("id"))


def _name(heading: HtmlElement, root: HtmlElement) -> None:
    """Give a heading a name that is made of its words and that nothing else on the page has."""
    taken = set(root.xpath("//@id"))
    words = "-".join(re.findall(r"[^\W_]+", heading.text_content().lower())) or "section"
    numbered = (f"{words}-{number}" for number in count(2))
    heading.set("id", next(name for name in chain([words], numbered) if name not in taken))


def _list_contents(root: HtmlElement, language: Language) -> None:
    """A long page whose template gives it no contents has a list of its sections before them."""
    main = root.find(".//main")
    listed = []
    for heading in main.xpath(".//h2[not(ancestor::nav)]"):
        name = heading.get("id") or heading.getparent().get("id")
        if name is not None and heading.getparent().tag in ("main", "section"):
            words = " ".join(heading.text_content().split())
            listed.append(builder.LI(builder.A(words, {"href": f"#{name}"})))
    long = len(listed) >= _SECTIONS and len(main.text_content()) >= _LONG
    if not long or root.xpath("//nav[contains(@class, 'contents')]"):
        return
    words = language.message("heading.contents")
    title = builder.H2(words, {"class": "minor"})
    main.insert(0, builder.NAV(title, builder.OL(*listed), {"class": "contents"}))
    main[0].set("aria-label", words)


def _move_notes(root: HtmlElement, language: Language) -> None:
    """Footnotes become a numbered list before the closing block, with links there and back."""
    notes = root.xpath("//span[@class='footnote']")
    if not notes:
        return
    listed = builder.OL()
    for number, note in enumerate(notes, 1):
        listed.append(_listed(note, number, language))
        call = builder.A(
            str(number),
            {
                "href": f"#note-{number}",
                "role": "doc-noteref",
                "aria-label": language.message("web.note", number=number),
            },
        )
        mark = builder.SUP(call, {"id": f"note-call-{number}"})
        mark.tail = note.tail
        note.getparent().replace(note, mark)
    section = builder.SECTION(
        builder.H2(language.message("web.notes"), {"id": "notes-title"}),
        listed,
        {"class": "notes", "role": "doc-endnotes", "aria-labelledby": "notes-title"},
    )
    closing = root.xpath("//section[@class='closing']")
    if closing:
        closing[0].addprevious(section)
    else:
        root.find(".//main").append(section)


def _lead_back(root: HtmlElement, language: Language) -> None:
    """Notes that stand in a list already are called and left as those that were moved there: a
    call says what it leads to, and a note leads back to its first."""
    items = {item.get("id"): item for item in root.xpath("//li[starts-with(@id, 'note-')]")}
    for call in root.xpath("//a[starts-with(@href, '#note-')][not(@role)]"):
        item = items.get(call.get("href").removeprefix("#"))
        if item is None:
            continue
        number = item.get("id").removeprefix(_NOTE)
        call.set("role", "doc-noteref")
        call.set("aria-label", language.message("web.note", number=number))
        if not item.xpath(".//a[@role='doc-backlink']"):
            call.set("id", f"note-call-{number}")
            _append_text(item, " ")
            item.append(_back(number, language))
    for around in {item.getparent().getparent() for item in items.values()}:
        if around.tag == "section" and "role" not in around.attrib:
            around.set("role", "doc-endnotes")


def _listed(note: HtmlElement, number: int, language: Language) -> HtmlElement:
    """The note as an item of the list, with the link back."""
    item = builder.LI({"id": f"note-{number}"})
    item.text = (note.text or "").lstrip()
    item.extend(list(note))
    _append_text(item, " ")
    item.append(_back(number, language))
    return item


def _back(number: int | str, language: Language) -> HtmlElement:
    """The link from a note to its call."""
    words = language.message("web.note-back", number=number)
    told = {"href": f"#note-call-{number}", "role": "doc-backlink", "aria-label": words}
    return builder.A(_BACK, told)


def _append_text(element: HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _let_scroll(element: HtmlElement, caption: HtmlElement | None, words: str) -> None:
    """On a narrow screen it scrolls by itself, with the keyboard too (WCAG 2.2, 2.1.1).

    Args:
        element: a table or a picture.
        caption: what it is called, if anything.
        words: what it is called otherwise.
    """
    if caption is not None:
        words = " ".join(caption.text_content().split())
    around = builder.DIV(
        {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": words}
    )
    element.addprevious(around)
    around.tail, element.tail = element.tail, None
    around.append(element)


def _take_figures(root: HtmlElement, document: Composed) -> dict[str, str]:
    """The figures' SVG by the comments left in their places."""
    found = {}
    for number, image in enumerate(root.xpath("//figure//img")):
        comment = lxml_html.HtmlComment(_PLACE.format(number))
        comment.tail = image.tail
        found[f"<!--{comment.text}-->"] = _picture(
            svg_of(document, name_of(image)),
            image.get("alt"),
            sized="picture" in image.getparent().classes,
            number=number,
        )
        image.getparent().replace(image, comment)
    return found


def _picture(svg: str, words: str, *, sized: bool, number: int) -> str:
    """The figure as wide as its place, unless it has a size, with what it shows as its label.

    Its parts are named for its ``number`` on the page, on which a name must not come twice.
    """
    svg = re.sub(r'( id="|url\(#)([\w-]+)', rf"\1figure-{number}-\2", svg)
    root = etree.fromstring(svg.encode("utf-8"))
    for name in ("title", "desc"):
        for element in root.findall(_SVG + name):
            root.remove(element)
    for name in () if sized else ("width", "height"):
        root.attrib.pop(name, None)
    root.set("aria-label", words)
    return str(etree.tostring(root, encoding="unicode"))

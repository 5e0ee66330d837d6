"""Figures: the picture as wide as the text, and what stands below it."""

from __future__ import annotations

import io

from docx.oxml.ns import qn
from docx.shared import Length, Mm
from lxml.html import HtmlElement

from orgbriefs.render.figures import name_of
from orgbriefs.render.word.captions import print_caption
from orgbriefs.render.word.inline import print_inline
from orgbriefs.render.word.writer import Writer


def figure_names(root: HtmlElement) -> list[str]:
    """The names of the figures that are placed, each once."""
    return list(dict.fromkeys(name_of(image) for image in root.xpath("//figure//img[@src]")))


def print_figure(writer: Writer, element: HtmlElement) -> None:
    """Print a figure: caption, picture with its alternative text, and source."""
    caption = element.find("figcaption")
    if caption is not None:
        print_caption(writer, caption, "word.sequence-figure", element.get("id", ""))
    image = element.find(".//img")
    name = name_of(image)
    paragraph = writer.paragraph("Figure")
    content = io.BytesIO(writer.pictures[name])
    picture = paragraph.add_run().add_picture(content)
    wide = writer.width
    if "picture" in element.classes:  # as large as it is, if there is room
        wide = min(wide, picture.width)
    picture.width, picture.height = wide, Length(picture.height * wide // picture.width)
    if picture.height > (tallest := Mm(writer.tallest)):
        picture.width, picture.height = Length(picture.width * tallest // picture.height), tallest
    picture._inline.docPr.set("descr", image.get("alt"))
    for properties in (picture._inline.docPr, picture._inline.find(f".//{qn('pic:cNvPr')}")):
        properties.set("name", name)
    below = element.findall("p")
    for number, rest in enumerate(below, 1):
        line = writer.paragraph("Source Line")
        if number < len(below):
            line.paragraph_format.keep_with_next = True
        print_inline(writer, line, rest)

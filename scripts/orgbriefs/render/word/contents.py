"""A list of contents as Word makes it: a TOC field with its entries already in place.

Word renews it when the reader asks (F9). Until then it shows the entries written here, with
the page numbers that the same text has when WeasyPrint lays it out on the same paper.
"""

from __future__ import annotations

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx_plus.fields import add_field
from lxml.html import HtmlElement

from orgbriefs.render.word.inline import print_inline
from orgbriefs.render.word.writer import Writer

#: Headings of the first level, as links, hidden in web layout, by outline level.
_INSTRUCTION = ' TOC \\o "1-1" \\h \\z \\u '


def print_contents(writer: Writer, navigation: HtmlElement) -> None:
    """Print a list of links to sections, ``nav``, whose headings then get bookmarks."""
    targets = [_target(link) for link in navigation.iter("a")]
    writer.listed = {target: f"_Toc{index:08d}" for index, target in enumerate(targets, 1)}
    for heading in navigation.findall("h2"):
        print_inline(writer, writer.paragraph("Minor Heading"), heading)
    stops = writer.style("toc 1").paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(writer.width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    links = list(navigation.iter("a"))
    paragraphs = [writer.paragraph("toc 1") for _ in links]
    if not paragraphs:
        return
    for piece in (_mark("begin"), _instruction(), _mark("separate")):
        paragraphs[0]._p.append(piece)
    for link, paragraph in zip(links, paragraphs, strict=True):
        target = _target(link)
        words = link.text_content().strip()
        _entry(paragraph, words, writer.listed[target], writer.pages.get(target, 1))
    paragraphs[-1]._p.append(_mark("end"))


def _target(link: HtmlElement) -> str:
    return (link.get("href") or "").removeprefix("#")


def _entry(paragraph: Paragraph, words: str, bookmark: str, page: int) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    before = len(paragraph._p)
    paragraph.add_run(words)
    paragraph.add_run("\t")
    add_field(paragraph, instruction=f"PAGEREF {bookmark} \\h", initial_text=str(page))
    for piece in list(paragraph._p)[before:]:
        if piece.tag == qn("w:r"):
            link.append(piece)
    paragraph._p.append(link)


def _mark(kind: str) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _instruction() -> BaseOxmlElement:
    run = OxmlElement("w:r")
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = _INSTRUCTION
    run.append(words)
    return run

"""Lists: with bullets, with numbers, and of works cited."""

from __future__ import annotations

from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx_plus.layout import set_columns
from lxml.html import HtmlElement

from orgbriefs.render.word.inline import print_inline
from orgbriefs.render.word.writer import Writer


def print_list(writer: Writer, element: HtmlElement, *, numbered: bool) -> None:
    """Print ``ul`` or ``ol``."""
    number = _new_numbering(writer) if numbered else None
    for item in element.findall("li"):
        paragraph = writer.paragraph("List Number" if numbered else "List Bullet")
        if number is not None:
            reference = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            reference.get_or_add_ilvl().val = 0
            reference.get_or_add_numId().val = number
        for part in item.findall("p") or [item]:
            print_inline(writer, paragraph, part)


def print_bibliography(writer: Writer, element: HtmlElement) -> None:
    """Small entries in two columns, in a section of their own."""
    writer.file.add_section(WD_SECTION.CONTINUOUS)
    for item in element.findall("li"):
        print_inline(writer, writer.paragraph("Bibliography"), item)
    set_columns(writer.file.sections[-1], 2, space=round(writer.tokens.gaps.gutter * 20))
    set_columns(writer.file.add_section(WD_SECTION.CONTINUOUS), 1)


def _new_numbering(writer: Writer) -> int:
    """A numbering of its own that begins at 1, with the look of List Number."""
    style = writer.style("List Number").element
    base = int(style.find(f".//{qn('w:numId')}").get(qn("w:val")))
    numbering = writer.file.part.numbering_part.element
    abstract = numbering.num_having_numId(base).abstractNumId.val
    added = numbering.add_num(abstract)
    added.add_lvlOverride(0).add_startOverride(1)
    return int(added.numId)

"""Header and footer of a Word file."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Length
from docx_plus.fields import add_field
from lxml.html import HtmlElement


def set_running_lines(document: Document, root: HtmlElement, width: Length) -> None:
    """Header: series and title. Footer: marking, and page number of pages as fields."""
    meta = {m.get("name"): m.get("content") for m in root.xpath("//meta[@name]")}
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.style = document.styles["Header"]
    if not header.text:
        header.add_run(meta.get("running-header", ""))
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    if footer.text:
        return
    _right_tab(document, width)
    footer.add_run(meta.get("running-footer", "") + "\tPage ")
    add_field(footer, instruction="PAGE", initial_text="1")
    footer.add_run(" of ")
    add_field(footer, instruction="NUMPAGES", initial_text="1")


def _right_tab(document: Document, width: Length) -> None:
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)

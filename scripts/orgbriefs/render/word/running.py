"""Header and footer of a Word file."""

from __future__ import annotations

from docx.enum.text import WD_TAB_ALIGNMENT
from markupsafe import Markup

from orgbriefs.html.composed import Metadata
from orgbriefs.render.word.inline import print_message
from orgbriefs.render.word.writer import Writer

_PAGE = Markup('<span data-field="PAGE">1</span>')
_PAGES = Markup('<span data-field="NUMPAGES">1</span>')


def print_running_lines(writer: Writer, metadata: Metadata) -> None:
    """Header: series and title. Footer: marking, and page number of pages as fields.

    What a letterhead has in these places stays.
    """
    section = writer.file.sections[0]
    header = section.header.paragraphs[0]
    header.style = writer.style("Header")
    if not header.text:
        header.add_run(metadata.running_header)
    footer = section.footer.paragraphs[0]
    footer.style = writer.style("Footer")
    if footer.text:
        return
    stops = writer.style("Footer").paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(writer.width, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(metadata.running_footer + "\t")
    print_message(
        writer, footer, writer.language.message("word.page-of-pages", page=_PAGE, pages=_PAGES)
    )

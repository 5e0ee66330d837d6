"""Header and footer of a Word file."""

from __future__ import annotations

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.text.paragraph import Paragraph
from markupsafe import Markup

from orgbriefs.html.composed import Metadata
from orgbriefs.render.word.inline import print_message
from orgbriefs.render.word.writer import Writer

_PAGE = Markup('<span data-field="PAGE">1</span>')
_PAGES = Markup('<span data-field="NUMPAGES">1</span>')


def print_running_lines(writer: Writer, metadata: Metadata) -> None:
    """Header: series and title. Footer: marking, and page number of pages as fields.

    What a letterhead has in these places stays. Where it has nothing, the first page has no header,
    since the masthead says the same.
    """
    (section,) = writer.file.sections
    even = writer.file.settings.odd_and_even_pages_header_footer
    first = section.different_first_page_header_footer
    if not first and _is_empty(section.header) and _is_empty(section.footer):
        first = section.different_first_page_header_footer = True
    for header in (section.header, *([section.even_page_header] if even else [])):
        if _is_empty(header):
            line = _line(writer, header, "Header")
            line.add_run(metadata.running_header)
    footers = [section.footer]
    footers += [section.even_page_footer] if even else []
    # A first page of its own often has a header, and lacks the number of the page.
    footers += [section.first_page_footer] if first else []
    for footer in footers:
        if _is_empty(footer):
            _print_footer(writer, _line(writer, footer, "Footer"), metadata)


def _is_empty(place: _Header | _Footer) -> bool:
    """Whether nothing is there: no words, in content controls or not, no picture, no field."""
    kept = ("w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple", "w:tbl")
    element = place._element
    words = "".join(node.text or "" for node in element.iter(qn("w:t")))
    return not words.strip() and not any(True for _ in element.iter(*map(qn, kept)))


def _line(writer: Writer, place: _Header | _Footer, style: str) -> Paragraph:
    paragraphs = place.paragraphs
    line = paragraphs[0] if paragraphs else place.add_paragraph()
    return writer.styled(line, style)


def _print_footer(writer: Writer, footer: Paragraph, metadata: Metadata) -> None:
    stops = writer.style("Footer").paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(writer.width, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(metadata.running_footer + "\t")
    print_message(
        writer, footer, writer.language.message("word.page-of-pages", page=_PAGE, pages=_PAGES)
    )

"""What a document is built of, and what Word gets for it.

=============================  ==================================================
``h1``, ``h2``, ``h3``, ``h4``  Title, Heading 1, Heading 2, Heading 3
``p``                          Body Text, or the style of its class (see below)
``ul``, ``ol``                 List Bullet, List Number; each list counts by itself, and lists
                               within lists have levels; List Continue for further
                               paragraphs of a point
``blockquote``                 Quote
``ul.bibliography``            Bibliography
``.notes > ol``                the same, numbered
``dl``                         a table in the style Key Facts, terms as row headers;
                               ``dl.paired`` has two terms on a line
``table``                      Orgbriefs Table; ``thead`` repeats on each page;
                               ``caption`` becomes a Caption with a SEQ field
``figure``                     the picture with its alternative text, and a Caption
                               with a SEQ field
``nav``                        a TOC field, its entries and page numbers in place
``aside``                      Callout Heading and Callout, its points too
``.footnote``                  a real footnote
``.fill-in``                   a content control: what the recipient fills in
``a``                          a hyperlink; ``a.ref`` a REF field to a caption
``strong``, ``em``, ``sup``    Strong, Emphasis, Superscript
``lang="…"``                   the proofing language of the run
``data-medium="page web"``     left out, as all that is not for ``word``
=============================  ==================================================

Classes that lead to a style of their own: ``standfirst``, ``subtitle``, ``series``, ``source``,
``writing-line``, ``closing`` (Small Print); ``h2.minor`` becomes a Minor Heading.
"""

from __future__ import annotations

from docx.shared import Mm
from lxml.html import HtmlElement

from orgbriefs.render.word.contents import print_contents
from orgbriefs.render.word.inline import is_for_word, print_inline
from orgbriefs.render.word.lists import print_bibliography, print_list, print_notes
from orgbriefs.render.word.pictures import print_figure
from orgbriefs.render.word.tables import print_key_facts, print_table
from orgbriefs.render.word.writer import Writer

_HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
_CLASSES = {
    "standfirst": "Standfirst",
    "subtitle": "Subtitle",
    "series": "Series Line",
    "source": "Source Line",
    "writing-line": "Writing Line",
    "closing": "Small Print",
}
#: So many characters of a line of sources fill three lines.
_LONG_NOTE = 400
_CONTAINERS = {"body", "main", "section", "article", "header", "footer", "div"}


class UnknownElementError(ValueError):
    """An element that Word has nothing for; carries its name and its words."""

    def __init__(self, tag: str, words: str) -> None:
        super().__init__(f"Word has nothing for <{tag}>")
        self.words = words


def print_blocks(writer: Writer, element: HtmlElement, style: str = "Body Text") -> None:
    """Print what is in ``element``.

    Args:
        writer: what to add it to.
        element: holds blocks.
        style: of its paragraphs.

    Raises:
        UnknownElementError: when it holds something that is not in the list above.
    """
    for child in element:
        if is_for_word(child):
            _print_block(writer, child, style)


def _print_block(writer: Writer, element: HtmlElement, style: str) -> None:
    tag, classes = element.tag, list(element.classes)
    if tag in _HEADINGS:
        _print_heading(writer, element, style)
    elif tag == "p":
        if "writing-line" in classes or _goes_on_from_a_source_line(element):
            writer.keep_last()  # an answer stands below what is asked, sources below a note
        print_inline(writer, writer.paragraph(_style_of(classes, style)), element)
    elif tag == "ul" and "bibliography" in classes:
        print_bibliography(writer, element)
    elif tag == "ol" and "notes" in element.getparent().classes:
        print_notes(writer, element, lambda block: _print_block(writer, block, style))
    elif tag in ("ul", "ol") and style == "Callout":
        inset = Mm(writer.tokens.indents.callout)
        print_list(
            writer, element, lambda b: _print_block(writer, b, style), style=style, inset=inset
        )
    elif tag in ("ul", "ol"):
        print_list(writer, element, lambda block: _print_block(writer, block, style))
    elif tag == "blockquote":
        print_blocks(writer, element, "Quote")
    elif tag == "dl":
        print_key_facts(writer, element)
    elif tag == "table":
        print_table(writer, element)
    elif tag == "figure":
        print_figure(writer, element)
    elif tag == "aside":
        print_blocks(writer, element, "Callout")
    elif tag == "nav":
        print_contents(writer, element)
    elif tag in _CONTAINERS:
        if tag == "section":
            writer.section = element.get("id") or writer.section
        if "closing" in classes:
            writer.keep_last()  # so that it does not stand alone on a page
        print_blocks(writer, element, _style_of(classes, style))
    else:
        raise UnknownElementError(tag, element.text_content())


def _goes_on_from_a_source_line(element: HtmlElement) -> bool:
    """Whether it has the sources of a table below the note on it; long lines may be parted."""
    before = element.getprevious()
    return (
        "source" in element.classes
        and before is not None
        and "source" in before.classes
        and len(before.text_content()) < _LONG_NOTE
    )


def _print_heading(writer: Writer, element: HtmlElement, style: str) -> None:
    name = "Minor Heading" if "minor" in element.classes else _HEADINGS[element.tag]
    paragraph = writer.paragraph("Callout Heading" if style == "Callout" else name)
    print_inline(writer, paragraph, element)
    if writer.section in writer.listed:
        writer.bookmark(paragraph, writer.listed[writer.section])
    writer.section = ""


def _style_of(classes: list[str], style: str) -> str:
    """The style that a class asks for, else the one around."""
    return next((_CLASSES[c] for c in classes if c in _CLASSES), style)

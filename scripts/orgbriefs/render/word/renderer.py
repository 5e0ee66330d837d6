"""HTML to Word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html
from lxml.html import HtmlElement

from orgbriefs.html.composed import Composed
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.render.figures import svg_of
from orgbriefs.render.protocol import Order, Rendering
from orgbriefs.render.word.blocks import UnknownElementError, print_blocks
from orgbriefs.render.word.letterhead import open_letterhead
from orgbriefs.render.word.package import attach, packed, set_properties, set_up
from orgbriefs.render.word.pictures import figure_names
from orgbriefs.render.word.running import print_running_lines
from orgbriefs.render.word.writer import Writer


class WordRenderer:
    """Word files, in the user's letterhead or in the house's styles."""

    def render(self, document: Composed, order: Order) -> Rendering:
        """The document.

        Raises:
            InputError: when the letterhead cannot be used, or Word has nothing for an element.
        """
        root = lxml_html.document_fromstring(document.html)
        letterhead = open_letterhead(order)
        file = letterhead.file
        drawing = _drawn(document, order, root)
        tokens = order.design.tokens.word
        writer = Writer(
            file,
            letterhead.wardrobe.styles,
            order.language,
            tokens,
            drawing.pictures,
            drawing.pages,
        )
        try:
            print_blocks(writer, root.find(".//body"))
        except UnknownElementError as error:
            place = Place(Path(document.metadata.identifier))
            fix = "write it otherwise, or leave it to other formats by data-medium"
            raise InputError([Problem(place, str(error), error.words, fix)]) from None
        set_properties(file, document.metadata)
        set_up(file, order.language.tag)
        print_running_lines(writer, document.metadata)
        attach(file, order.facts)
        return Rendering(packed(file), warnings=drawing.warnings)


@dataclass(frozen=True)
class _Drawing:
    """What Word cannot do itself: figures as PNG, and the pages in the list of contents."""

    pictures: dict[str, bytes]
    pages: dict[str, int]
    warnings: tuple[Problem, ...] = ()


def _drawn(document: Composed, order: Order, root: HtmlElement) -> _Drawing:
    svg = {name: svg_of(document, name) for name in figure_names(root)}
    lists_contents = root.find(".//nav") is not None
    if not svg and not lists_contents:
        return _Drawing({}, {})
    from orgbriefs.render.pdf.engine import Engine, at_work
    from orgbriefs.render.pdf.journal import Journal
    from orgbriefs.render.pdf.sections import pages_of_sections
    from orgbriefs.render.raster import png_of_figure

    journal = Journal(Path(document.metadata.identifier))
    with at_work(journal):
        engine = Engine(order.fonts, order.fonts_folder, svg, order.reads, journal, document.html)
        figures = {name: png_of_figure(engine, name, picture) for name, picture in svg.items()}
        styles = order.style_at(1.0) if lists_contents else ()
        pages = pages_of_sections(engine, document.html, styles) if lists_contents else {}
    return _Drawing(figures, pages, journal.warnings)

"""The picture that networks show for a link to a page, as The Open Graph protocol asks for it."""

from __future__ import annotations

from pathlib import Path

from lxml.html import builder, tostring

from orgbriefs.html.composed import Metadata
from orgbriefs.html.headings import keep_ends
from orgbriefs.render.pdf.engine import Engine, at_work
from orgbriefs.render.pdf.journal import Journal
from orgbriefs.render.protocol import Order, StyleSheet
from orgbriefs.render.raster import png_of_page

#: In pixels: what the networks show without cutting anything off.
WIDTH, HEIGHT = 1200, 630
#: CSS has so many pixels to the inch.
_RESOLUTION = 96
#: Titles with more characters than this are set smaller.
_LONG = 70
_STYLE = Path(__file__).with_name("card.css")


def card_of(metadata: Metadata, order: Order) -> bytes:
    """A PNG with the document's masthead and foot, on its colour."""
    design = order.design
    colours, family = design.tokens.colours, design.tokens.fonts.heading
    title = builder.H1(metadata.heading)
    title.set("class", "long" if len(metadata.heading) > _LONG else "short")
    above = builder.P(metadata.masthead, {"class": "above"})
    page = builder.HTML(
        builder.BODY(above, title, builder.P(metadata.running_footer, {"class": "foot"})),
        lang=metadata.language,
        style=f"--ground: {colours.accent}; --paper: {colours.paper}; "
        f"--heading: '{family}', {design.other_families}",
    )
    keep_ends(page)
    journal = Journal(Path(metadata.identifier))
    with at_work(journal):
        text = tostring(page, encoding="unicode")
        engine = Engine(order.fonts, order.fonts_folder, {}, order.reads, journal, text)
        style = StyleSheet(_STYLE, _STYLE.read_text(encoding="utf-8"))
        source = engine.parsed(text)
        return png_of_page(engine, source, style, _RESOLUTION)

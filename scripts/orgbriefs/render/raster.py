"""Pictures as PNG, drawn by the same renderer and fonts as the PDF: figures for Word, cards."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import weasyprint
from lxml import etree
from lxml.html import builder, tostring

from orgbriefs.html.composed import FIGURE
from orgbriefs.render.pdf.engine import Engine
from orgbriefs.render.pdf.labels import labels_whole
from orgbriefs.render.protocol import StyleSheet

#: Dots per inch: sharp in print at the size used.
RESOLUTION = 300
_PAGE = Path(__file__).with_name("raster.css")


def png_of_figure(engine: Engine, name: str, svg: str) -> bytes:
    """A figure that ``engine`` knows as PNG at :data:`RESOLUTION`, in its own size."""
    root = etree.fromstring(svg.encode("utf-8"))
    size = f"--width: {root.get('width')}; --height: {root.get('height')}"
    page = builder.HTML(builder.BODY(builder.IMG(src=FIGURE + name)), style=size)
    source = engine.parsed(tostring(page, encoding="unicode"))
    style = StyleSheet(_PAGE, _PAGE.read_text(encoding="utf-8"))
    return png_of_page(engine, source, style, RESOLUTION)


def png_of_page(
    engine: Engine, source: weasyprint.HTML, style: StyleSheet, resolution: int
) -> bytes:
    """The first page of a document as PNG, in dots per inch."""
    with labels_whole():
        pdf = bytes(engine.laid_out(source, (style,), tagged=False).write_pdf())
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=resolution / 72).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, dpi=(resolution, resolution))
    return out.getvalue()

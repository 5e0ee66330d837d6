"""Figures as PNG for Word, drawn by the same renderer and faces as the PDF."""

from __future__ import annotations

import io
import re

import pypdfium2
import weasyprint
from weasyprint.text.fonts import FontConfiguration

#: Dots per inch: sharp in print at the size used.
RESOLUTION = 300


def png_of_pdf(pdf: bytes) -> bytes:
    """The first page of ``pdf`` as PNG at :data:`RESOLUTION`."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=RESOLUTION / 72).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, dpi=(RESOLUTION, RESOLUTION))
    return out.getvalue()


def pdf_of_svg(svg: str, css: str) -> bytes:
    """A page of the picture's own size."""
    match = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', svg)
    if match is None:
        raise ValueError("the picture has no size in millimetres")
    page = f"@page {{ size: {match[1]}mm {match[2]}mm; margin: 0 }} svg {{ display: block }}"
    fonts = FontConfiguration()
    return bytes(
        weasyprint.HTML(string=f"<html><body style='margin:0'>{svg}</body></html>").write_pdf(
            stylesheets=[weasyprint.CSS(string=css + page, font_config=fonts)], font_config=fonts
        )
    )

"""Finished documents: one HTML in, the bytes of a PDF, Word file, web page or Markdown out."""

from __future__ import annotations

from orgbriefs.config import Format
from orgbriefs.render.protocol import Renderer


def renderer_for(format: Format) -> Renderer:
    """The renderer of a format; what only others need is not imported."""
    if format in ("pdf", "print.pdf"):
        from orgbriefs.render.pdf.renderer import PdfRenderer

        return PdfRenderer()
    if format == "docx":
        from orgbriefs.render.word.renderer import WordRenderer

        return WordRenderer()
    if format == "html":
        from orgbriefs.render.web.renderer import WebRenderer

        return WebRenderer()
    from orgbriefs.render.markdown.renderer import MarkdownRenderer

    return MarkdownRenderer()

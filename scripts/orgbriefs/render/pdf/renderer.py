"""HTML to PDF: PDF/A-3a and PDF/UA-1 (ISO 19005-3, ISO 14289-1), the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pydyf
import weasyprint

from orgbriefs.html.composed import Composed
from orgbriefs.render.pdf import tagging
from orgbriefs.render.pdf.engine import Engine, at_work
from orgbriefs.render.pdf.fitting import fitted, wrong_length
from orgbriefs.render.pdf.journal import Journal
from orgbriefs.render.pdf.layout import layout_of
from orgbriefs.render.pdf.mending import mended
from orgbriefs.render.pdf.metadata import declare_ua, describe, facts_attached
from orgbriefs.render.protocol import Order, Rendering, WrongLengthError


class PdfRenderer:
    """PDF for the screen, or with the style sheet of a printing house for print."""

    def render(self, document: Composed, order: Order) -> Rendering:
        """The document, its type made to fit the pages of its kind.

        Raises:
            WrongLengthError: when it has more or fewer pages than allowed.
            InputError: when it uses a file that it may not, or a part of it could not be made.
        """
        name = Path(document.metadata.identifier)
        journal = Journal(name)
        leading = order.design.tokens.sizes.leading
        with at_work(journal):
            engine = Engine(order.fonts, order.fonts_folder, document.figures, order.reads, journal)
            source = engine.parsed(document.html)

            def at(scale: float) -> weasyprint.Document:
                return engine.laid_out(source, order.style_at(scale))

            fit = fitted(at, order.extent, leading, _characters(source))
            better = mended(fit.document, source.etree_element, lambda: at(fit.scale))
            if len(better.pages) <= max(len(fit.document.pages), order.extent.wanted):
                fit = replace(fit, document=better)
            content = _written(fit.document, document, order)
            if problem := wrong_length(fit, order.extent, name):
                raise WrongLengthError(problem, content)
            layout = layout_of(fit.document, fit.scale, leading)
        return Rendering(content, layout, journal.warnings)


def _characters(source: weasyprint.HTML) -> int:
    """The number of characters that are printed, about: spaces between elements do not count."""
    words = "".join(source.etree_element.find("body").itertext()).split()
    return sum(map(len, words)) + len(words)


def _written(laid_out: weasyprint.Document, document: Composed, order: Order) -> bytes:
    describe(laid_out, document.metadata)
    return bytes(
        laid_out.write_pdf(
            finisher=_finish,
            pdf_tags=True,
            pdf_variant="pdf/a-3a",
            attachments=[facts_attached(order.facts, document.metadata, order.language)],
            pdf_identifier=document.metadata.identifier.encode(),
        )
    )


def _finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    tagging.complete(document, pdf)
    declare_ua(pdf)
    _drop_unused_resources(pdf)
    # WeasyPrint 70 lists an associated file twice: as an attachment and as a file specification.
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _drop_unused_resources(pdf: pydyf.PDF) -> None:
    """Take out the empty lists of patterns and shadings that WeasyPrint gives each page."""
    for item in pdf.objects:
        for holder in (item, getattr(item, "extra", None)):
            resources = holder.get("Resources", holder) if isinstance(holder, dict) else {}
            for name in ("Pattern", "Shading"):
                if isinstance(resources, dict) and resources.get(name) == {}:
                    del resources[name]

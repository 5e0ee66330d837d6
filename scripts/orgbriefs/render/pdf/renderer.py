"""HTML to PDF: PDF/A-3a and PDF/UA-1 (ISO 19005-3, ISO 14289-1), the same bytes each time."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pydyf
import weasyprint

from orgbriefs.html.apparatus import apparatus_share
from orgbriefs.html.composed import Composed
from orgbriefs.render.pdf import tagging
from orgbriefs.render.pdf.engine import Engine, at_work
from orgbriefs.render.pdf.fitting import Fitted, fitted, layout_of, wrong_length
from orgbriefs.render.pdf.journal import Journal
from orgbriefs.render.pdf.labels import labels_whole
from orgbriefs.render.pdf.mending import mended
from orgbriefs.render.pdf.metadata import declare_ua, describe, facts_attached
from orgbriefs.render.pdf.runs import runs_marked
from orgbriefs.render.pdf.settling import settle
from orgbriefs.render.pdf.shortening import kept_to_its_pages
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
        with at_work(journal):
            engine = Engine(
                order.fonts,
                order.fonts_folder,
                document.figures,
                order.reads,
                journal,
                _text(document, order),
                order.redrawn,
            )
            shown, fit = kept_to_its_pages(
                document,
                order,
                fit=partial(_fitted, engine, order),
                characters=lambda composed: _characters(engine.parsed(composed.html)),
            )
            content = _written(fit.document, document, order)
            if problem := wrong_length(fit, order.extent, name):
                raise WrongLengthError(problem, content)
            apparatus = apparatus_share(engine.parsed(shown.html).etree_element.find("body"))
            layout = layout_of(fit, order.design.tokens.sizes.leading, apparatus)
        return Rendering(content, layout, journal.warnings)


def _text(document: Composed, order: Order) -> str:
    """All that is printed, and what style sheets add: marks of lists, words before others."""
    return "".join((document.html, *(style.text for style in order.style_at(1.0))))


def _fitted(engine: Engine, order: Order, document: Composed) -> Fitted:
    source = engine.parsed(document.html)

    def at(scale: float) -> weasyprint.Document:
        lay_out = partial(engine.laid_out, source, order.style_at(scale))
        return mended(lay_out, order.extent.pages[1])

    return fitted(at, order.extent, order.design.tokens.sizes.leading, _characters(source))


def _characters(source: weasyprint.HTML) -> int:
    """The number of characters that are printed, about: spaces between elements do not count."""
    words = "".join(source.etree_element.find("body").itertext()).split()
    return sum(map(len, words)) + len(words)


def _written(laid_out: weasyprint.Document, document: Composed, order: Order) -> bytes:
    describe(laid_out, document.metadata)
    with runs_marked(order.language.tag), labels_whole():
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
    settle(pdf)


def _drop_unused_resources(pdf: pydyf.PDF) -> None:
    """Take out the empty lists of patterns and shadings that WeasyPrint gives each page."""
    for item in pdf.objects:
        for holder in (item, getattr(item, "extra", None)):
            resources = holder.get("Resources", holder) if isinstance(holder, dict) else {}
            for name in ("Pattern", "Shading"):
                if isinstance(resources, dict) and resources.get(name) == {}:
                    del resources[name]

"""HTML to PDF by WeasyPrint: tagged, with bookmarks, nothing fetched, same bytes each time."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote

import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from orgbriefs.attachment import PDF_ATTACHMENT
from orgbriefs.files import write_whole
from orgbriefs.pdf import tagging
from orgbriefs.pdf.fitting import Extent, fitted, wrong_length
from orgbriefs.pdf.layout import Layout, layout_of
from orgbriefs.problems import InputError, Place, Problem

logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)

_UA_IDENTIFIER = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class _RefusedError(FatalURLFetchingError):
    """Ends the rendering: a document with a part missing is not published."""


class _ProjectFiles(URLFetcher):
    """Gives WeasyPrint local files below the allowed folders, and nothing else."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("file",))
        self._folders = [folder.resolve() for folder in folders]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file behind ``url``."""
        path = Path(unquote(url.removeprefix("file://"))).resolve()
        if not url.startswith("file://") or not any(
            path.is_relative_to(folder) for folder in self._folders
        ):
            raise _RefusedError(f"a document may use files of the project only, not {url}")
        if not path.is_file():
            raise _RefusedError(f"there is no file {path.name}")
        return super().fetch(url, headers)


def print_pdf(
    html: str,
    css: str,
    out: Path,
    *,
    base: Path,
    folders: Sequence[Path],
    sizes: Callable[[float], str],
    leading: float,
    extent: Extent,
    facts: bytes,
    as_of: date,
) -> Layout:
    """Write ``out``; say how it is laid out.

    Args:
        html: the document.
        css: all styles, in order.
        out: the PDF; appears whole or not at all.
        base: what relative addresses in the document start from.
        folders: where files it uses may lie.
        sizes: the type sizes as CSS, at a scale.
        leading: the height of a line of running text at scale 1, in points.
        extent: how many pages it may have; the type is made to fit.
        facts: the resolved data, as JSON, to travel with the document.
        as_of: the day of the facts.

    Raises:
        InputError: when the document has more or fewer pages than allowed.
    """
    at = _layouts(html, css, base=base, folders=folders, sizes=sizes)
    gc.disable()
    try:
        fitting = fitted(at, extent, leading)
        document = fitting.document
        rejected = out.with_suffix(".rejected.pdf")
        if problem := wrong_length(fitting, extent, rejected):
            write_whole(rejected, _written(document, out.name, facts, as_of))
            raise InputError([problem])
        write_whole(out, _written(document, out.name, facts, as_of))
        rejected.unlink(missing_ok=True)
    except _RefusedError as error:
        raise InputError(
            [Problem(Place(out.name), str(error), fix="correct the template or stylesheet")]
        ) from None
    finally:
        gc.enable()
    return layout_of(document, fitting.scale, leading)


def pages_of_sections(
    html: str,
    css: str,
    *,
    base: Path,
    folders: Sequence[Path],
    sizes: Callable[[float], str],
) -> dict[str, int]:
    """On which page each ``section`` with an id begins; the arguments are :func:`print_pdf`'s."""
    document = _layouts(html, css, base=base, folders=folders, sizes=sizes)(1.0, "")
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            if box.element_tag == "section" and (identifier := box.element.get("id")):
                found.setdefault(identifier, number)
    return found


def _layouts(
    html: str,
    css: str,
    *,
    base: Path,
    folders: Sequence[Path],
    sizes: Callable[[float], str],
) -> Callable[[float, str], weasyprint.Document]:
    """Lays the document out at a scale, with more CSS."""
    fonts = FontConfiguration()
    fetcher = _ProjectFiles(folders)
    address = base.as_uri() + "/"
    stylesheet = weasyprint.CSS(
        string=css, base_url=address, font_config=fonts, url_fetcher=fetcher
    )

    def at(scale: float, more: str) -> weasyprint.Document:
        sized = weasyprint.CSS(string=sizes(scale) + more, font_config=fonts, url_fetcher=fetcher)
        source = weasyprint.HTML(string=html, base_url=address, url_fetcher=fetcher)
        return source.render(stylesheets=[sized, stylesheet], font_config=fonts, pdf_tags=True)

    return at


def _written(document: weasyprint.Document, name: str, facts: bytes, as_of: date) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1 (ISO 19005-3, ISO 14289-1).

    Its facts are an associated file (ISO 19005-3, 6.8); ``Data`` says that the document is
    a view of what the file holds.
    """
    moment = datetime(as_of.year, as_of.month, as_of.day)
    attachment = weasyprint.Attachment(
        string=facts,
        name=PDF_ATTACHMENT,
        description="The facts and sources of this document",
        created=moment,
        modified=moment,
        relationship="Data",
    )
    return bytes(
        document.write_pdf(
            finisher=_finish,
            pdf_tags=True,
            pdf_variant="pdf/a-3a",
            attachments=[attachment],
            pdf_identifier=name.encode(),
        )
    )


def _finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    tagging.complete(document, pdf)
    _declare_ua(pdf)
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


def _declare_ua(pdf: pydyf.PDF) -> None:
    """Say in the metadata that the file is PDF/UA-1 too (ISO 14289-1, 5).

    WeasyPrint 70 writes one variant's identifier. PDF/A asks for a description of the
    other's schema (ISO 19005-3, 6.6.2.3).
    """
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    [packet] = metadata.stream
    head, end, tail = packet.rpartition(b"</rdf:RDF>")
    metadata.stream = [head + _UA_IDENTIFIER.encode() + end + tail]

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
from orgbriefs.pdf.fitting import Extent, fitted, wrong_length
from orgbriefs.problems import InputError, Place, Problem

logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)


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
    extent: Extent,
    facts: bytes,
    as_of: date,
) -> int:
    """Write ``out``; return its number of pages.

    Args:
        html: the document.
        css: all styles, in order.
        out: the PDF; appears whole or not at all.
        base: what relative addresses in the document start from.
        folders: where files it uses may lie.
        sizes: the type sizes as CSS, at a scale.
        extent: how many pages it may have; the type is made to fit.
        facts: the resolved data, as JSON, to travel with the document.
        as_of: the day of the facts.

    Raises:
        InputError: when the document has more or fewer pages than allowed.
    """
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

    gc.disable()
    try:
        document = fitted(at, extent)
        rejected = out.with_suffix(".rejected.pdf")
        if problem := wrong_length(document, extent, rejected):
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
    return len(document.pages)


def _written(document: weasyprint.Document, name: str, facts: bytes, as_of: date) -> bytes:
    """The document as tagged PDF/UA-1 (ISO 14289-1), its facts as an associated file.

    Associated files are those of ISO 32000-2, 14.13; ``Data`` says that the document is a
    view of what the file holds.
    """
    moment = datetime(as_of.year, as_of.month, as_of.day)
    attachment = weasyprint.Attachment(
        string=facts,
        name=PDF_ATTACHMENT,
        description="The facts and sources of this document",
        created=moment,
        modified=moment,
    )
    return bytes(
        document.write_pdf(
            finisher=_finish,
            pdf_tags=True,
            pdf_variant="pdf/ua-1",
            attachments=[attachment],
            pdf_identifier=name.encode(),
        )
    )


def _finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    _renumber_header_cells(pdf)
    # WeasyPrint 70 makes attachments associated files for PDF/A-3 only.
    files = [
        o for o in pdf.objects if isinstance(o, pydyf.Dictionary) and o.get("Type") == "/Filespec"
    ]
    for file in files:
        file["AFRelationship"] = "/Data"
    pdf.catalog["AF"] = pydyf.Array([file.reference for file in files])


def _renumber_header_cells(pdf: pydyf.PDF) -> None:
    """Stable identifiers for header cells.

    WeasyPrint 70 names them by memory address (``weasyprint/pdf/tags.py``), so that the
    same input gives other bytes each time.
    """
    objects = [o for o in pdf.objects if isinstance(o, dict)]
    names: dict[str, str] = {}
    for item in objects:
        if item.get("S") == "/TH" and "ID" in item:
            old = _text(item["ID"])
            names.setdefault(old, f"h{len(names) + 1}")
    for item in objects:
        if item.get("S") == "/TH" and "ID" in item:
            item["ID"] = pydyf.String(names[_text(item["ID"])])
        attributes = item.get("A")
        if isinstance(attributes, dict) and "Headers" in attributes:
            attributes["Headers"] = pydyf.Array(
                pydyf.String(names.get(_text(header), _text(header)))
                for header in attributes["Headers"]
            )


def _text(value: object) -> str:
    return str(getattr(value, "string", value))

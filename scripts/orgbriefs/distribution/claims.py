"""What a finished file says of itself, as far as the manifest says it too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pypdfium2
from lxml import etree
from lxml import html as lxml_html

from orgbriefs.render.attachment import FACTS_IN, WORD_PART

_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
#: Word shows no more of a title; what is longer was cut, and ends so.
_CUT = "…"
#: What an entity stands for is not looked up.
_XML = etree.XMLParser(resolve_entities=False, no_network=True)


def told_by(content: bytes, format_: str) -> Mapping[str, object]:
    """What a document says of itself, by the manifest's names; Markdown says nothing.

    Args:
        content: the document.
        format_: as in the manifest.
    """
    if format_ in ("pdf", "print.pdf"):
        return _by_pdf(content)
    if format_ == "docx":
        return _by_word_file(content)
    return _by_web_page(content) if format_ == "html" else {}


def agrees(name: str, claimed: object, told: object) -> bool:
    """Whether what the manifest claims is what the document says."""
    if name == "title" and isinstance(told, str) and told.endswith(_CUT):
        return str(claimed) == told or str(claimed).startswith(told.removesuffix(_CUT))
    return claimed == told


def _by_pdf(content: bytes) -> Mapping[str, object]:
    carried = FACTS_IN["pdf"]
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            attached = [
                pdf.get_attachment(number).get_name() for number in range(pdf.count_attachments())
            ]
            return {
                "pages": len(pdf),
                "title": pdf.get_metadata_value("Title"),
                "facts": carried if carried in attached else "not attached",
            }
    except pypdfium2.PdfiumError:
        return {"pages": "not to be counted"}


def _by_word_file(content: bytes) -> Mapping[str, object]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            core = etree.fromstring(package.read(_CORE), _XML)
            return {
                "title": core.findtext(f"{_DC}title"),
                "language": core.findtext(f"{_DC}language"),
                "facts": WORD_PART if WORD_PART in package.namelist() else "not attached",
            }
    except (zipfile.BadZipFile, KeyError, etree.LxmlError):
        return {"title": "not to be read"}


def _by_web_page(content: bytes) -> Mapping[str, object]:
    try:
        root = lxml_html.document_fromstring(content, lxml_html.HTMLParser(encoding="utf-8"))
    except etree.LxmlError:
        return {"title": "not to be read"}
    return {"title": root.findtext(".//title"), "language": root.get("lang")}

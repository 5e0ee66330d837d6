"""What a PDF says of itself: title, author, conformance, and the facts it carries."""

from __future__ import annotations

from datetime import datetime

import pydyf
import weasyprint

from orgbriefs.html.composed import Metadata
from orgbriefs.language.language import Language
from orgbriefs.render.attachment import PDF_ATTACHMENT

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


def describe(document: weasyprint.Document, metadata: Metadata) -> None:
    """Give a document its title, author, subject, keywords and language."""
    document.metadata.title = metadata.title
    document.metadata.authors = [metadata.author]
    document.metadata.description = metadata.description
    document.metadata.keywords = list(metadata.keywords)
    document.metadata.lang = metadata.language


def facts_attached(facts: bytes, metadata: Metadata, language: Language) -> weasyprint.Attachment:
    """The facts as an associated file (ISO 19005-3, 6.8).

    ``Data`` says that the document is a view of what the file holds.
    """
    moment = datetime(metadata.as_of.year, metadata.as_of.month, metadata.as_of.day)
    return weasyprint.Attachment(
        string=facts,
        name=PDF_ATTACHMENT,
        description=language.message("pdf.facts"),
        created=moment,
        modified=moment,
        relationship="Data",
    )


def declare_ua(pdf: pydyf.PDF) -> None:
    """Say in the metadata that the file is PDF/UA-1 too (ISO 14289-1, 5).

    WeasyPrint 70 writes one variant's identifier. PDF/A asks for a description of the
    other's schema (ISO 19005-3, 6.6.2.3).
    """
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    [packet] = metadata.stream
    head, end, tail = packet.rpartition(b"</rdf:RDF>")
    metadata.stream = [head + _UA_IDENTIFIER.encode() + end + tail]

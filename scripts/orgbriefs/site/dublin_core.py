"""Dublin Core: in the heads of pages, and as records that an OAI-PMH repository can take over.

DCMI Metadata Terms, section 3 (the fifteen elements); Open Archives Initiative Protocol for
Metadata Harvesting 2.0, section 4.5 and the schema ``oai_dc``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from orgbriefs.site.describing import MEDIA_TYPES, Description

_OAI = "http://www.openarchives.org/OAI/2.0/"
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def elements(described: Description) -> Iterator[tuple[str, str]]:
    """The elements of a paper with their values, in the order of the standard."""
    yield "title", described.title
    yield "creator", described.creator
    yield from (("subject", word) for word in described.keywords)
    if described.abstract is not None:
        yield "description", described.abstract
    yield "publisher", described.publisher
    yield "date", described.published or described.changed.isoformat()
    yield "type", "Text"
    yield "type", described.genre
    formats = dict.fromkeys(MEDIA_TYPES[file.format] for file in described.paper.files)
    yield from (("format", name) for name in formats)
    yield "identifier", described.identifier
    if described.location not in (None, described.identifier):
        yield "identifier", str(described.location)
    yield "language", described.paper.language
    yield "relation", described.series
    yield "coverage", described.paper.as_of.isoformat()
    yield "rights", described.licence


def records(described: Sequence[Description], base_url: str | None) -> bytes:
    """All papers as the answer to ``ListRecords`` in ``oai_dc``."""
    root = etree.Element(f"{{{_OAI}}}OAI-PMH", nsmap={None: _OAI, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{_OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    latest = max((d.changed.isoformat() for d in described), default="1970-01-01")
    _add(root, "responseDate", f"{latest}T00:00:00Z")
    request = _add(root, "request", base_url or "")
    request.set("verb", "ListRecords")
    request.set("metadataPrefix", "oai_dc")
    listed = _add(root, "ListRecords")
    for one in described:
        listed.append(_record(one))
    if not described:
        root.remove(listed)
        _add(root, "error").set("code", "noRecordsMatch")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _record(described: Description) -> etree._Element:
    record = etree.Element(f"{{{_OAI}}}record")
    header = _add(record, "header")
    _add(header, "identifier", described.identifier)
    _add(header, "datestamp", described.changed.isoformat())
    key = described.paper.key
    for name in (f"edition:{key.edition}", f"audience:{key.audience}", f"kind:{key.kind}"):
        _add(header, "setSpec", name)
    core = etree.SubElement(
        _add(record, "metadata"), f"{{{_OAI_DC}}}dc", nsmap={"oai_dc": _OAI_DC, "dc": _DC}
    )
    core.set(
        f"{{{_XSI}}}schemaLocation", f"{_OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    )
    _fill(core, elements(described))
    return record


def _fill(core: etree._Element, values: Iterable[tuple[str, str]]) -> None:
    for name, value in values:
        etree.SubElement(core, f"{{{_DC}}}{name}").text = value


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_OAI}}}{name}")
    element.text = text
    return element

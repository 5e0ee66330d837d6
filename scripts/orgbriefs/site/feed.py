"""An Atom feed of new and changed documents (RFC 4287), by when their content changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lxml import etree

from orgbriefs.config import House
from orgbriefs.site.describing import MEDIA_TYPES, Description

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
#: A feed tells what is new; all papers stand in the catalogue.
_LONGEST = 100


def feed(
    described: Sequence[Description], house: House, identifier: str, location: str | None
) -> bytes:
    """The feed, what changed last first.

    Args:
        described: all papers.
        house: who publishes them.
        identifier: a URI of the feed that stays.
        location: its absolute address, where the house has one.
    """
    newest = sorted(described, key=lambda d: (-d.changed.toordinal(), d.paper.folder))[:_LONGEST]
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(root, "title", house.series)
    _add(root, "id", identifier)
    _add(root, "updated", _moment(newest[0].changed if newest else date(1970, 1, 1)))
    _add(_add(root, "author"), "name", house.author)
    _add(root, "rights", house.licence)
    _link(root, "alternate", "index.html", "text/html")
    _link(root, "self", location or "feed.xml", "application/atom+xml")
    for one in newest:
        root.append(_entry(one))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _entry(described: Description) -> etree._Element:
    paper = described.paper
    entry = etree.Element(f"{{{_ATOM}}}entry")
    entry.set(f"{{{_XML}}}lang", paper.language)
    _add(entry, "title", f"{described.title} ({described.genre})")
    _add(entry, "id", described.identifier)
    if described.appeared is not None:
        _add(entry, "published", _moment(described.appeared))
    _add(entry, "updated", _moment(described.changed))
    if described.abstract is not None:
        _add(entry, "summary", described.abstract)
    for name in (paper.key.kind, paper.key.audience, paper.key.edition):
        _add(entry, "category").set("term", name)
    _link(entry, "alternate", f"{paper.address}/index.html", "text/html")
    for file in paper.files:
        link = _link(entry, "enclosure", file.address, MEDIA_TYPES[file.format])
        link.set("length", str(file.bytes))
    return entry


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = text
    return element


def _link(parent: etree._Element, relation: str, address: str, media: str) -> etree._Element:
    link = _add(parent, "link")
    for name, value in (("rel", relation), ("type", media), ("href", address)):
        link.set(name, value)
    return link

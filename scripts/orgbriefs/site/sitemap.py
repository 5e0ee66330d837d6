"""A sitemap (Sitemaps protocol 0.9): it needs absolute addresses, so it needs the house's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from orgbriefs.site.describing import Description

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages: Iterable[str], described: Sequence[Description]) -> bytes:
    """All pages, those of papers with the day on which their content changed.

    Args:
        pages: absolute addresses of the other pages.
        described: all papers, with their addresses.
    """
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap={None: _SITEMAP})
    for page in pages:
        _add(root, page)
    for one in described:
        if one.location is not None:
            changed = etree.SubElement(_add(root, one.location), f"{{{_SITEMAP}}}lastmod")
            changed.text = one.changed.isoformat()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(root: etree._Element, address: str) -> etree._Element:
    url = etree.SubElement(root, f"{{{_SITEMAP}}}url")
    etree.SubElement(url, f"{{{_SITEMAP}}}loc").text = address
    return url

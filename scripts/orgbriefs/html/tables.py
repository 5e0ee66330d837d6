"""Tables of a few rows, which stay whole on a page."""

from __future__ import annotations

from lxml.html import HtmlElement

#: A table of fewer rows is not split.
FEW_ROWS = 12


def mark_short_tables(root: HtmlElement) -> None:
    """Give tables of a few rows the class ``short``, by which style sheets keep them whole."""
    for table in root.iter("table"):
        if len(table.xpath("./tbody/tr")) < FEW_ROWS:
            table.classes.add("short")

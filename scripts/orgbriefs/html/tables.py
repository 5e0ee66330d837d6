"""Tables and lists of a few rows, which stay whole on a page; columns that tell nothing."""

from __future__ import annotations

from lxml.html import HtmlElement

#: A table of fewer rows is not split.
FEW_ROWS = 12
#: What stands in a cell for which there is nothing to say.
_NOTHING = "–"


def mark_short_tables(root: HtmlElement) -> None:
    """Give tables of a few rows the class ``short``, by which style sheets keep them whole.

    So it is with lists of terms or dates.
    """
    for table in root.iter("table", "dl"):
        if len(table.xpath("./tbody/tr | ./div")) < FEW_ROWS:
            table.classes.add("short")


def leave_out_empty_columns(root: HtmlElement) -> None:
    """Take out the columns in which no row says anything; the others get their room."""
    for table in root.iter("table"):
        if table.xpath(".//*[@colspan]"):
            continue
        rows = [list(row) for row in table.xpath("./tbody/tr")]
        empty = {
            at
            for at in range(len(rows[0]) if rows else 0)
            if all(row[at].text_content().strip() == _NOTHING for row in rows)
        }
        if not empty:
            continue
        for row in table.xpath("./thead/tr | ./tbody/tr | ./colgroup"):
            for at in sorted(empty, reverse=True):
                row.remove(row[at])
        columns = table.xpath("./colgroup/col")
        whole = sum(float(column.get("data-share")) for column in columns)
        for column in columns:
            share = f"{float(column.get('data-share')) / whole * 100:g}"
            column.set("data-share", share)
            column.set("style", f"width: {share}%")

"""The geometry of Word tables: which row and column lead, how wide the columns are."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Row
from lxml.html import HtmlElement


def set_look(
    table: Table, *, first_row: bool, first_column: bool, column_bands: bool = False
) -> None:
    """Say which parts the table style treats apart (ECMA-376, part 1, 17.4.55)."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    for name, on in (
        ("firstRow", first_row),
        ("lastRow", False),
        ("firstColumn", first_column),
        ("lastColumn", False),
        ("noHBand", True),
        ("noVBand", not column_bands),
    ):
        look.set(qn(f"w:{name}"), "1" if on else "0")
    look.set(
        qn("w:val"),
        f"{0x20 * first_row + 0x80 * first_column + 0x200 + 0x400 * (not column_bands):04X}",
    )


def set_row(row: _Row, *, header: bool) -> None:
    """Keep a row on one page; a header row is repeated on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def column_shares(element: HtmlElement, rows: list[list[HtmlElement]], columns: int) -> list[float]:
    """Widths from ``<col data-share="20">``, in percent, or by what stands in the columns."""
    given = [float(col.get("data-share", "0")) / 100 for col in element.xpath("./colgroup/col")]
    if len(given) == columns and all(given):
        return given
    longest = [6.0] * columns
    for cells in rows:
        if len(cells) == columns:
            for index, cell in enumerate(cells):
                longest[index] = max(longest[index], min(len(cell.text_content()), 48))
    return [length / sum(longest) for length in longest]


def set_widths(table: Table, shares: list[float], width: Length) -> None:
    """Give the columns their shares of ``width``."""
    for share, column in zip(shares, table.columns, strict=True):
        column.width = int(width * share)
    for row in table.rows:
        for share, cell in zip(shares, row.cells, strict=False):
            cell.width = int(width * share)

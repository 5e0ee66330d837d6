"""Tables, and lists of terms, which are tables too."""

from __future__ import annotations

from collections.abc import Callable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from lxml.html import HtmlElement

from orgbriefs.html.tables import FEW_ROWS
from orgbriefs.render.word.captions import print_caption
from orgbriefs.render.word.geometry import column_shares, set_look, set_row, set_widths
from orgbriefs.render.word.inline import is_for_word, print_inline
from orgbriefs.render.word.writer import Writer

#: The parts of the width that terms and definitions take, one pair on a line or two.
_PAIR = [0.24, 0.76]
_TWO_PAIRS = [0.12, 0.38, 0.12, 0.38]
#: How many lines a table may have that is not split, and how many characters go on one that is as
#: wide as the page.
_FEW_LINES, _CHARACTERS = 16, 110


def print_table(writer: Writer, element: HtmlElement) -> None:
    """Print a table with its caption; ``thead`` repeats on each page."""
    caption = element.find("caption")
    if caption is not None:
        print_caption(writer, caption, "word.sequence-table", element.get("id", ""))
    rows = [
        row.xpath("./th | ./td")
        for row in element.xpath("./thead/tr | ./tbody/tr | ./tr")
        if is_for_word(row)
    ]
    heads = len(element.xpath("./thead/tr"))
    columns = max(sum(int(c.get("colspan", "1")) for c in row) for row in rows)
    description = (
        caption.text_content() if caption is not None else writer.language.message("word.table")
    )
    shares = column_shares(element, rows, columns)
    few = len(rows) - heads < FEW_ROWS and _lines(rows, shares) <= _FEW_LINES
    whole = few and not _is_last(element)
    leads = _leading(heads, len(rows), whole=whole, sourced=_is_sourced(element))
    table = _new_table(writer, len(rows), columns, "Orgbriefs Table", description)
    set_look(table, first_row=True, first_column=False)
    for index, cells in enumerate(rows):
        at = 0
        row_cells = table.rows[index].cells
        for source in cells:
            span = int(source.get("colspan", "1"))
            cell = row_cells[at]
            if span > 1:
                cell = cell.merge(row_cells[at + span - 1])
            _print_cell(writer, cell, source, _style_of(source) + (" Lead" if leads(index) else ""))
            if at == 0 and leads(index):
                _lead_in_libreoffice(cell)
            at += span
        set_row(table.rows[index], header=index < heads)
    set_widths(table, shares, writer.width)


def print_key_facts(writer: Writer, element: HtmlElement) -> None:
    """Print terms and definitions; ``dl.paired`` has two of them on a line.

    A list of ``entries`` flows over pages, however short it is.
    """
    pairs = list(zip(element.findall(".//dt"), element.findall(".//dd"), strict=True))
    abreast = 2 if "paired" in element.classes else 1
    rows = -(-len(pairs) // abreast)
    description = element.get("aria-label") or writer.language.message("word.key-facts")
    table = _new_table(writer, rows, 2 * abreast, "Key Facts", description)
    whole = rows < FEW_ROWS and "entries" not in element.classes
    leads = _leading(0, rows, whole=whole, sourced=_is_sourced(element))
    set_look(table, first_row=False, first_column=True, column_bands=abreast > 1)
    for place, (term, definition) in enumerate(pairs):
        row, column = divmod(place, abreast)
        cells = table.rows[row].cells
        lead = " Lead" if leads(row) else ""
        _print_cell(writer, cells[2 * column], term, "Table Row Heading" + lead)
        if column == 0 and lead:
            _lead_in_libreoffice(cells[0])
        _print_cell(writer, cells[2 * column + 1], definition, "Table Text" + lead)
    for line in table.rows:
        set_row(line, header=False)
    set_widths(table, _TWO_PAIRS if abreast == 2 else _PAIR, writer.width)


def _lines(rows: list[list[HtmlElement]], shares: list[float]) -> int:
    """About how many lines a table has; one that spans columns counts as one."""
    return sum(
        max(
            -(-len(cell.text_content().strip()) // max(1, int(_CHARACTERS * share)))
            for cell, share in zip(cells, shares, strict=False)
        )
        if len(cells) == len(shares)
        else 1
        for cells in rows
    )


def _leading(heads: int, rows: int, *, whole: bool, sourced: bool) -> Callable[[int], bool]:
    """Whether a row stays on the page of what follows it.

    A table of a few rows of few lines is not split: Word has nothing to fill the hole that a tall
    one would leave on the page before. Of others no row stands alone at either end. The sources
    stand with the end.

    Args:
        heads: how many rows head the table.
        rows: how many it has with them.
        whole: whether it is not split.
        sourced: whether a line of sources follows.
    """
    last = rows - 1
    between = range(heads, last) if whole else (heads, last - 1)
    kept = {row for row in between if heads <= row < last} | ({last} if sourced else set())
    return kept.__contains__


def _lead_in_libreoffice(cell: _Cell) -> None:
    """Have LibreOffice keep a row with the next as Word does by the style of its paragraphs.

    LibreOffice looks at the first paragraph of a row, and not at its style; and it keeps a table
    with the line below only where all its rows are kept so.
    """
    cell.paragraphs[0].paragraph_format.keep_with_next = True


def _is_sourced(element: HtmlElement) -> bool:
    """Whether a line of sources stands below a table."""
    below = element.getnext()
    return below is not None and below.tag == "p" and "source" in below.classes


def _is_last(element: HtmlElement) -> bool:
    """Whether nothing but its sources stands between a table and the closing.

    The closing stays with what is above it, and would take the whole table to the next page.
    """
    blocks = "self::p or self::h2 or self::h3 or self::ul or self::ol or self::table or self::dl"
    after = element.xpath(f"(following::*[{blocks}][not(contains(@class, 'source'))])[1]")
    return bool(after and after[0].xpath("ancestor::*[contains(@class, 'closing')]"))


def _new_table(writer: Writer, rows: int, columns: int, style: str, description: str) -> Table:
    table = writer.file.add_table(rows, columns, style=writer.style(style))
    table.autofit = False
    properties = table._tbl.tblPr
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), " ".join(description.split()))
        properties.append(element)
    return table


def _print_cell(writer: Writer, cell: _Cell, source: HtmlElement, style: str) -> None:
    paragraph = cell.paragraphs[0]
    writer.styled(paragraph, style)
    blocks = source.findall("p")
    print_inline(writer, paragraph, blocks[0] if blocks else source)
    for block in blocks[1:]:
        print_inline(writer, writer.styled(cell.add_paragraph(), style), block)


def _style_of(cell: HtmlElement) -> str:
    if "stub" in cell.classes:
        return "Table Row Heading"
    if cell.tag != "th":
        return "Table Text"
    return "Table Row Heading" if cell.get("scope") == "row" else "Table Heading"

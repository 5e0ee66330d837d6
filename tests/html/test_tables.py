"""Tables as they are set: short ones whole, and without columns that tell nothing."""

from __future__ import annotations

from lxml import html as lxml_html

from orgbriefs.html.tables import leave_out_empty_columns

TABLE = """<table>
<colgroup><col data-share="20"><col data-share="30"><col data-share="50"></colgroup>
<thead><tr><th>A</th><th>B</th><th>C</th></tr></thead>
<tbody><tr><th>a</th><td>–</td><td>{}</td></tr>
<tr><th>b</th><td>–</td><td>–</td></tr></tbody></table>
"""


def made(table: str) -> list[list[str]]:
    root = lxml_html.document_fromstring(table)
    leave_out_empty_columns(root)
    return [
        *([c.get("data-share") for c in group] for group in root.iter("colgroup")),
        *([cell.text_content() for cell in row] for row in root.iter("tr")),
    ]


def test_a_column_in_which_no_row_says_anything_is_left_out() -> None:
    shares, head, *rows = made(TABLE.format("c"))
    assert [round(float(share)) for share in shares] == [29, 71]
    assert [head, *rows] == [["A", "C"], ["a", "c"], ["b", "–"]]
    assert made(TABLE.format("–"))[1:] == [["A"], ["a"], ["b"]]


def test_a_table_with_joined_cells_stays_as_it_is() -> None:
    table = "<table><tbody><tr><th>a</th><td colspan='2'>–</td></tr></tbody></table>"
    assert made(table) == [["a", "–"]]

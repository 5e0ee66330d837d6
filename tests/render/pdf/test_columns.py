"""Columns are reckoned as WeasyPrint would find them by trying."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.columns import columns_reckoned, least_height
from orgbriefs.render.pdf.mending import mended

CSS = """@page { size: 100mm 60mm; margin: 10mm } body { margin: 0; font: 10pt/12pt serif }
ul { columns: 3; column-gap: 3mm; margin: 0; padding: 0 }
li { break-inside: avoid; margin: 0 0 2pt }
"""


def test_the_least_height_breaks_no_item() -> None:
    assert least_height([], 2) == 0
    assert least_height([(0, 10), (10, 20), (20, 30)], 2) == pytest.approx(20, abs=0.02)
    assert least_height([(0, 40), (40, 50), (50, 60)], 2) == pytest.approx(40, abs=0.02)


@pytest.mark.parametrize("number", [0, 3, 7, 11, 30])
def test_items_stand_where_weasyprint_puts_them(number: int) -> None:
    items = "".join(f"<li>Item {n}{' and more' * (n % 4)}.</li>" for n in range(number))
    html = weasyprint.HTML(string=f"<p>Before.</p><ul>{items}</ul><p>After.</p>")
    styles = [weasyprint.CSS(string=CSS)]
    tried = _places(html.render(stylesheets=styles))
    with columns_reckoned():
        reckoned = _places(html.render(stylesheets=styles))
    assert [words for words, *_ in reckoned] == [words for words, *_ in tried]
    assert len(tried) > number
    for found, wanted in zip(reckoned, tried, strict=True):
        assert found[1:] == pytest.approx(wanted[1:], abs=1)


def test_what_stands_on_a_page_stays_there_when_it_is_tried_on_another() -> None:
    items = "".join(f"<li>Item {n}.</li>" for n in range(21))
    whole = f"<div style='break-inside: avoid'><ul>{items}</ul></div>"
    broken = "<p style='width: 24mm; hyphens: auto'>A very peacekeeping peacekeeping.</p>"
    html = weasyprint.HTML(string=f"<html lang=en><main>{broken}{whole}</main></html>")
    styles = [weasyprint.CSS(string=CSS + "ul { break-before: auto }")]

    def laid_out() -> weasyprint.Document:
        with columns_reckoned():
            return html.render(stylesheets=styles)

    found, wanted = (
        [place for place in _places(each) if place[0].startswith("Item")]
        for each in (mended(laid_out, most=9), laid_out())
    )
    assert {page for _, page, *_ in wanted} == {1}
    assert found == wanted


def _places(document: weasyprint.Document) -> list[tuple[str, int, float, float]]:
    """Each piece of text, its page and its place in pixels."""
    return [
        (box.text, number, box.position_x, box.position_y)
        for number, page in enumerate(document.pages)
        for box in page._page_box.descendants()
        if isinstance(box, boxes.TextBox)
    ]

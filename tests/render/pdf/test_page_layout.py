"""Reading pages back: what a designer would mend is found."""

from __future__ import annotations

import pytest
import weasyprint

from orgbriefs.render.pdf.layout import faults, fills

PAGE = "@page { size: 100mm 60mm; margin: 10mm } body { margin: 0; font: 10pt/12pt serif }"
LINES = "<br>".join(f"Line {n}" for n in range(1, 6))


def laid_out(body: str, css: str = "") -> weasyprint.Document:
    html = f"<html lang=en><body>{body}</body></html>"
    return weasyprint.HTML(string=html).render(
        stylesheets=[weasyprint.CSS(string=PAGE + "p { margin: 0 }" + css)]
    )


@pytest.mark.parametrize(
    ("body", "css", "said"),
    [
        (
            f"<p>{LINES}</p><h2>Stranded</h2><p>After it.</p>",
            "h2 { font-size: 10pt } h2 + p { break-before: page }",
            "page 1: a heading stands at the foot: “Stranded”",
        ),
        (
            f"<p>{LINES}<br>6<br>7<br>8</p><p>Alone<br>The rest<br>Last</p>",
            "body { orphans: 1; widows: 1 }",
            "page 1: a single line of a paragraph stands apart: “Alone”",
        ),
        (
            "<p style='white-space: nowrap'>" + "much too long " * 12 + "</p>",
            "",
            "page 1: text runs over the edge: “" + ("much too long " * 12).strip()[:80] + "”",
        ),
        (
            "<p>Little.</p><div style='break-before: page'><p>More.</p></div>",
            "",
            "page 1: 36 mm of the page are empty: “Little.”",
        ),
    ],
    ids=["heading", "single-line", "edge", "empty"],
)
def test_what_a_designer_would_mend_is_found(body: str, css: str, said: str) -> None:
    assert said in [str(fault) for fault in faults(laid_out(body, css))]


ROWS = "".join(f"<tr><td>Row {n}</td></tr>" for n in range(6))
TABLE = f"<table><caption>Facts</caption><tbody>{ROWS}</tbody></table>"


@pytest.mark.parametrize(
    ("body", "css", "said"),
    [
        (f"<p>{LINES}</p>{TABLE}", "", "page 1: a table of 6 rows is split: “Facts”"),
        (
            f"<p>{LINES}</p>{TABLE}",
            "tr:nth-child(2) { break-before: page }",
            "page 1: a row of a table stands alone: “Facts”",
        ),
        (
            f"<p>{LINES}</p><p class=source style='break-before: page'>Source.</p>",
            "",
            "page 2: a source line is apart from what it is about: “Source.”",
        ),
        (
            "<p style='width: 24mm'>A very peacekeeping peacekeeping.</p>",
            "p { hyphens: auto }",
            "page 1: the end of a word stands alone: “keeping.”",
        ),
        (
            f"<p>{LINES}</p><section class=closing><p>About.</p></section>",
            ".closing { break-before: page }",
            "page 2: the closing block stands alone: “About.”",
        ),
    ],
    ids=["split-table", "row", "source", "word", "closing"],
)
def test_what_is_parted_from_its_own_is_found(body: str, css: str, said: str) -> None:
    assert said in [str(fault) for fault in faults(laid_out(body, css))]


def test_a_heading_beside_its_paragraph_is_not_stranded() -> None:
    body = f"<p>{LINES}</p><h3>Beside it</h3><p>Text.</p><p style='break-before: page'>Next.</p>"
    css = "h3 { float: left; width: 20mm; margin: 0; font-size: 10pt } h3 + p { margin-left: 25mm }"
    assert not [f for f in faults(laid_out(body, css)) if "heading" in f.what]


def test_fills_are_measured_in_lines() -> None:
    (page,) = fills(laid_out(f"<p>{LINES}</p>"), leading=12)
    # The text block is 40 mm high: nine lines of 12 points, of which five are taken.
    assert page.lines_free == 4
    assert page.filled == pytest.approx(5 * 12 / (40 / 25.4 * 72), abs=0.01)

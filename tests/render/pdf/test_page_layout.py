"""Reading pages back: what a designer would mend is found."""

from __future__ import annotations

import pytest
import weasyprint

from orgbriefs.render.pdf.layout import faults, fills, lines_of, pages_of

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
        (
            "<p>Above.</p><p style='margin-top: -1.2em'>Over it.</p>",
            "",
            "page 1: text runs into other text: “Over it.”",
        ),
    ],
    ids=["heading", "single-line", "edge", "empty", "over"],
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
            f"<div class=panel>{LINES}<br>{LINES}</div><p>{LINES}</p><p>{LINES}</p>",
            ".panel { float: right; width: 20mm }",
            "page 2: a panel is split: “Line 4Line 5”",
        ),
        (
            "<p style='width: 24mm'>A very peacekeeping peacekeeping.</p>",
            "p { hyphens: auto }",
            "page 1: the end of a word stands alone: “keeping.”",
        ),
        (
            "<p style='width: 24mm'>A very peacekeeping peacekeeping.<sup>1</sup> <sup>2</sup></p>",
            "p { hyphens: auto }",
            "page 1: the end of a word stands alone: “keeping.1 2”",
        ),
        (
            f"<p>{LINES}</p><section class=closing><p>About.</p></section>",
            ".closing { break-before: page }",
            "page 2: the closing block stands alone: “About.”",
        ),
    ],
    ids=["split-table", "row", "source", "panel", "word", "word-with-notes", "closing"],
)
def test_what_is_parted_from_its_own_is_found(body: str, css: str, said: str) -> None:
    assert said in [str(fault) for fault in faults(laid_out(body, css))]


WORDS = "<p>" + "so it is " * 30 + "</p>"


@pytest.mark.parametrize(("gap", "found"), [(2.9, True), (3.0, False), (8.0, False)])
def test_columns_that_almost_touch_are_found(gap: float, found: bool) -> None:
    css = f"div {{ columns: 2; column-gap: {gap}mm; text-align: justify }}"
    said = [str(fault) for fault in faults(laid_out(f"<div>{WORDS}</div>", css))]
    crowded = [fault for fault in said if "from another column" in fault]
    assert bool(crowded) is found
    if found:
        assert crowded[0].startswith("page 1: text is 2.9 mm from another column: “so it is")


@pytest.mark.parametrize(("start", "found"), [(22, True), (24, False)])
def test_text_that_almost_touches_the_side_column_is_found(start: int, found: bool) -> None:
    css = (
        f"aside {{ float: left; width: 20mm; text-align: justify }} p {{ margin-left: {start}mm }}"
    )
    body = f"<aside>{'on and on ' * 9}</aside>{WORDS}"
    said = [str(fault) for fault in faults(laid_out(body, css))]
    assert any("from another column: “on and" in fault for fault in said) is found


def test_text_of_the_side_column_upon_the_notes_is_found() -> None:
    css = "aside { float: left; width: 20mm } p { margin-left: 25mm } span { float: footnote }"
    note = f"<span>{'Note. ' * 20}</span>"
    body = f"<aside>{LINES}<br>6<br>7<br>8</aside><p>Text.{note}</p>"
    assert "page 1: text runs into the notes: “8”" in "".join(
        str(fault) for fault in faults(laid_out(body, css))
    )
    shorter = f"<aside>Line 1</aside><p>Text.{note}</p>"
    assert not [f for f in faults(laid_out(shorter, css)) if "notes" in f.what]


def test_what_floats_out_of_a_line_is_no_part_of_it() -> None:
    css = (
        "p { margin-left: 40mm } span { float: left; clear: left; margin-left: -40mm; width: 30mm }"
    )
    body = "<p>A term<span>explained in the margin</span> in a sentence.</p>"
    found = [line.words for page in pages_of(laid_out(body, css)) for line in lines_of(page)]
    assert "A term in a sentence." in found
    assert "explained in the" in found


def test_a_heading_beside_its_paragraph_is_not_stranded() -> None:
    body = f"<p>{LINES}</p><h3>Beside it</h3><p>Text.</p><p style='break-before: page'>Next.</p>"
    css = "h3 { float: left; width: 20mm; margin: 0; font-size: 10pt } h3 + p { margin-left: 25mm }"
    assert not [f for f in faults(laid_out(body, css)) if "heading" in f.what]


def test_fills_are_measured_in_lines() -> None:
    (page,) = fills(laid_out(f"<p>{LINES}</p>"), leading=12)
    # The text block is 40 mm high: nine lines of 12 points, of which five are taken.
    assert page.lines_free == 4
    assert page.filled == pytest.approx(5 * 12 / (40 / 25.4 * 72), abs=0.01)

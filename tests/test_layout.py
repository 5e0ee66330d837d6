"""Reading pages back: what a designer would mend is found, and copy is fitted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import weasyprint
from conftest import Workspace

from orgbriefs.pdf.fitting import Extent, fitted
from orgbriefs.pdf.layout import faults, fills
from orgbriefs.pdf.printer import print_pdf
from orgbriefs.problems import InputError

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
            "page 1: the page is half empty after: “Little.”",
        ),
    ],
    ids=["heading", "single-line", "edge", "half-empty"],
)
def test_what_a_designer_would_mend_is_found(body: str, css: str, said: str) -> None:
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


def test_type_is_made_as_large_as_fits_and_smaller_where_that_mends_a_fault() -> None:
    asked = []

    def at(scale: float, more: str) -> weasyprint.Document:
        asked.append(scale)
        return laid_out(
            f"<p>{LINES}</p>", f"body {{ font-size: {10 * scale}pt; line-height: {12 * scale}pt }}"
        )

    extent = Extent(pages=(1, 1), wanted=1, scales=(0.5, 1.0, 1.5, 2.0, 2.5))
    assert fitted(at, extent, 12).scale == 1.5
    assert len(asked) <= 3


def printed(tmp_path: Path, body: str) -> Path:
    out = tmp_path / "sheet.pdf"
    print_pdf(
        f"<html lang=en><head><title>Sheet</title></head><body>{body}</body></html>",
        PAGE,
        out,
        base=tmp_path,
        folders=[tmp_path],
        sizes=lambda scale: "",
        leading=12,
        extent=Extent(pages=(2, 2), wanted=2),
        facts=b"{}",
        as_of=date(2020, 1, 1),
    )
    return out


def test_a_sheet_that_is_too_long_is_held_back_and_says_where(tmp_path: Path) -> None:
    long = "".join(f"<p>Paragraph {n}.</p>" for n in range(1, 16))
    with pytest.raises(InputError) as caught:
        printed(tmp_path, long)
    said = str(caught.value)
    assert "has 3 pages and must have 2" in said
    assert "too much from: Paragraph" in said
    assert "by about " in said
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_sheet_with_little_text_is_ruled_for_notes(built: Workspace) -> None:
    report = (built.path / "out/now/copy-fitting.md").read_text(encoding="utf-8")
    (line,) = [x for x in report.splitlines() if "beta-fact-sheet-students-now.pdf" in x]
    assert "page 1 is" in line
    assert "lines short, ruled for notes" in line
    assert "Nothing: no heading at the foot of a page" in report

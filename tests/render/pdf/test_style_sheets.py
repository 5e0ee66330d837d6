"""The shipped style sheets for paper: nothing in them is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint
from sheets import PAGE, TEMPLATES, composed, order

from orgbriefs.design import Design
from orgbriefs.html.templates import Templates
from orgbriefs.reads import Reads
from orgbriefs.render.pdf.layout import faults, lines_of, pages_of
from orgbriefs.render.pdf.renderer import PdfRenderer
from orgbriefs.render.protocol import StyleSheet


@pytest.mark.parametrize(
    "kind", ["briefing", "factsheet", "handout", "changes", "specimen", "press"]
)
def test_weasyprint_understands_all(kind: str, tmp_path: Path) -> None:
    templates = Templates(TEMPLATES, (), Reads())
    design = Design.read(TEMPLATES, tmp_path)

    def style_at(scale: float) -> tuple[StyleSheet, ...]:
        folder = TEMPLATES / "styles"
        organizations = {"one": design.tokens}
        tokens = templates.stylesheet(
            "styles/tokens.css",
            design=design,
            sizes=design.tokens.sizes.at(scale, design.tokens.floors),
            organizations=organizations,
            screen=False,
        )
        page = templates.stylesheet("styles/page.css", design=design, paper="Letter")
        own = [folder / "base.css", folder / f"{kind}.css"]
        return (
            StyleSheet(folder / "tokens.css", tokens),
            *(StyleSheet(path, path.read_text(encoding="utf-8")) for path in own),
            StyleSheet(folder / "page.css", page),
        )

    body = composed("<main><h1>Sheet</h1><p>Words.</p></main>")
    done = PdfRenderer().render(body, order(tmp_path, design=design, style_at=style_at))
    assert [str(problem) for problem in done.warnings] == []


def test_no_row_of_a_table_stands_alone() -> None:
    base = (TEMPLATES / "styles/base.css").read_text(encoding="utf-8")
    css = weasyprint.CSS(string=base + PAGE + "p, td { font: 10pt/12pt serif; margin: 0 }")
    rows = "".join(f"<tr><td>Row {number}</td></tr>" for number in range(13))
    for lines in range(10):
        above = f"<p>{'<br>'.join(['Line'] * lines)}</p>"
        page = f"<html lang=en><body>{above}<table><tbody>{rows}</tbody></table></body></html>"
        made = weasyprint.HTML(string=page).render(stylesheets=[css])
        assert [fault for fault in faults(made) if "row" in fault.what] == []


def test_a_table_without_a_source_line_is_not_tied_to_the_next_heading() -> None:
    base = (TEMPLATES / "styles/base.css").read_text(encoding="utf-8")
    own = "p, td, h2 { font: 10pt/12pt serif; margin: 0 } table, td { border: 0; padding: 0 }"
    css = weasyprint.CSS(string=base + PAGE + own)
    table = "<table><tbody><tr><td>Cell</td></tr></tbody></table>"
    for behind, cell_on in (("<h2>Next</h2>", 0), ("<p class=source>Source</p>", 1)):
        body = f"<p>{'<br>'.join('Line' for _ in range(8))}</p>{table}{behind}<p>Words</p>"
        html = weasyprint.HTML(string=f"<html lang=en><body>{body}</body></html>")
        pages = pages_of(html.render(stylesheets=[css]))
        [at] = [n for n, page in enumerate(pages) if "Cell" in {x.words for x in lines_of(page)}]
        assert at == cell_on

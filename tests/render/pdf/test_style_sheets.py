"""The shipped style sheets for paper: nothing in them is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets import TEMPLATES, composed, order

from orgbriefs.design import Design
from orgbriefs.html.templates import Templates
from orgbriefs.reads import Reads
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

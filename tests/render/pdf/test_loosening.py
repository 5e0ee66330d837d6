"""Figures are drawn with more between their rows where a page cannot be filled otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets import FIGURE, PAGE, SVG, composed, order

from orgbriefs.design import Design
from orgbriefs.render.pdf.renderer import PdfRenderer

CSS = PAGE + "@page { size: 100mm 120mm } figure { margin: 0 } figure img { display: block }"
NEXT = "<h2 style='break-before: page'>Next</h2>"


def rendered(folder: Path, lines: int) -> tuple[list[str], list[float]]:
    """The faults of a page with a figure and lines of text, and how the figure was drawn anew."""
    drawn: list[float] = []

    def redrawn(name: str, share: float) -> str:
        assert name == "bars"
        drawn.append(share)
        return SVG.replace("20", f"{20 * share:.2f}")

    text = "<br>".join("Words" for _ in range(lines))
    sheet = composed(f"<main><h1>Sheet</h1>{FIGURE}<p>{text}</p>{NEXT}</main>")
    layout = PdfRenderer().render(sheet, order(folder, CSS, redrawn=redrawn)).layout
    assert layout is not None
    return [fault.what for fault in layout.faults], drawn


def test_a_figure_grows_as_much_as_fills_the_page(tmp_path: Path) -> None:
    faults, drawn = rendered(tmp_path, 1)
    assert faults == []
    assert drawn
    assert all(1 < share <= 1.35 for share in drawn)


@pytest.mark.parametrize("lines", [0, 9])
def test_it_stays_as_it_is_where_that_does_not_help_or_is_not_needed(
    tmp_path: Path, lines: int
) -> None:
    faults, drawn = rendered(tmp_path, lines)
    assert bool(faults) == (lines == 0)
    assert set(drawn) <= {1.35}


def test_rows_are_set_further_apart(tmp_path: Path) -> None:
    templates = Path(__file__).parents[3] / "templates"
    design = Design.read(templates, tmp_path)
    figures, looser = design.tokens.figures, design.with_rows(1.5).tokens.figures
    assert looser.rows.overlap == figures.rows.overlap * 1.5
    assert looser.chart == figures.chart * 1.5
    assert looser.sizes == figures.sizes

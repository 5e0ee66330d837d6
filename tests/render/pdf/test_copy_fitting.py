"""Copy is fitted: as large as the pages allow, spread where there is too little."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint
from sheets import PAGE, composed, order

from orgbriefs.html.composed import Composed
from orgbriefs.render.pdf.fitting import Fitted, fitted
from orgbriefs.render.pdf.renderer import PdfRenderer
from orgbriefs.render.pdf.shortening import kept_to_its_pages
from orgbriefs.render.protocol import Extent, WrongLengthError

LINES = "<br>".join(f"Line {n}" for n in range(1, 6))


def laid_out(body: str, css: str) -> weasyprint.Document:
    return weasyprint.HTML(string=f"<html lang=en><body>{body}</body></html>").render(
        stylesheets=[weasyprint.CSS(string=PAGE + "p { margin: 0 }" + css)]
    )


def test_type_is_the_house_s_own_where_that_fits() -> None:
    asked = []

    def at(scale: float) -> weasyprint.Document:
        asked.append(scale)
        size = f"body {{ font-size: {10 * scale}pt; line-height: {12 * scale}pt }}"
        return laid_out("<p>A line.</p>", size)

    extent = Extent(pages=(1, 2), wanted=2, scales=(0.5, 1.0, 1.5, 2.0))
    assert fitted(at, extent, 12, 10).scale == 1.0
    assert asked == [1.0]


def test_type_is_made_larger_where_that_fills_a_page_that_is_nearly_full() -> None:
    asked = []

    def at(scale: float) -> weasyprint.Document:
        asked.append(scale)
        size = f"body {{ font-size: {10 * scale}pt; line-height: {12 * scale}pt }}"
        return laid_out(f"<p>{LINES}<br>Line 6</p>", size)

    extent = Extent(pages=(1, 1), wanted=1, scales=(0.5, 1.0, 1.2, 1.4, 1.6))
    assert fitted(at, extent, 12, 100).scale == 1.4
    assert asked == [1.0, 1.4]


def test_type_is_made_smaller_where_that_mends_a_fault() -> None:
    def at(scale: float) -> weasyprint.Document:
        wide = "<p style='white-space: nowrap'>" + "wide " * 12 + "</p>"
        return laid_out(
            f"<p>{LINES}<br>Line 6</p>{wide}",
            f"body {{ font-size: {20 * scale}pt; line-height: 12pt }}",
        )

    extent = Extent(pages=(1, 1), wanted=1, scales=(0.3, 0.5, 1.0))
    assert fitted(at, extent, 12, 100).scale < 1.0


def test_a_page_that_would_hold_little_is_done_without() -> None:
    def at(scale: float) -> weasyprint.Document:
        size = f"body {{ font-size: {10 * scale}pt; line-height: {12 * scale}pt }}"
        return laid_out(f"<p>{LINES}<br>6<br>7<br>8<br>9</p>", size + "p { orphans: 1; widows: 1 }")

    extent = Extent(pages=(1, 2), wanted=2, scales=(0.95, 1.0, 1.05))
    fit = fitted(at, extent, 12, 100)
    assert (fit.scale, len(fit.document.pages)) == (1.0, 1)


def test_a_sheet_that_is_too_long_is_held_back_and_says_where(tmp_path: Path) -> None:
    long = composed("".join(f"<p>Paragraph {n}.</p>" for n in range(1, 16)))
    with pytest.raises(WrongLengthError) as caught:
        PdfRenderer().render(long, order(tmp_path, extent=Extent(pages=(2, 2), wanted=2)))
    said = str(caught.value)
    assert "has 3 pages and must have 2" in said
    assert "too much from: Paragraph" in said
    assert "by about " in said
    assert caught.value.rejected.startswith(b"%PDF")


def test_a_sheet_that_is_too_short_says_so(tmp_path: Path) -> None:
    with pytest.raises(WrongLengthError, match="has 1 pages and must have 2"):
        PdfRenderer().render(
            composed("<p>Short.</p>"), order(tmp_path, extent=Extent(pages=(2, 2), wanted=2))
        )


def test_styles_that_stay_the_same_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    parse = weasyprint.CSS
    monkeypatch.setattr(weasyprint, "CSS", lambda **given: read.append(given) or parse(**given))
    extent = Extent(pages=(1, 1), wanted=1, scales=(0.9, 1.0, 1.1))
    PdfRenderer().render(composed("<p>Short.</p>"), order(tmp_path, extent=extent))
    assert len(read) == 2  # the fonts and the page


def test_a_text_that_is_far_too_long_is_shortened_before_it_is_laid_out(tmp_path: Path) -> None:
    def shortened(steps: int) -> Composed:
        return replace(composed("<p>A line.</p>" * (9 - steps)), yielding=(10,) * (9 - steps))

    tried = []

    def fit(document: Composed) -> Fitted:
        tried.append(document.html.count("<p>"))
        return Fitted(laid_out("<p>A line.</p>", ""), 1.0)

    given = order(
        tmp_path,
        extent=Extent(pages=(1, 1), wanted=1, scales=(1.0,), holds=50),
        shortened=shortened,
    )
    kept_to_its_pages(
        shortened(0), given, fit, characters=lambda document: 10 * document.html.count("<p>")
    )
    assert tried == [5]


def test_what_is_left_out_is_estimated_and_no_more_than_must_be(tmp_path: Path) -> None:
    asked = []

    def shortened(steps: int) -> Composed:
        asked.append(steps)
        kept = "".join(f"<p>Paragraph {n}.</p>" for n in range(1, 16 - steps))
        return replace(composed(kept), yielding=(13,) * (15 - steps))

    given = order(tmp_path, extent=Extent(pages=(1, 2), wanted=2), shortened=shortened)
    layout = PdfRenderer().render(shortened(0), given).layout
    assert layout is not None
    assert len(layout.pages) == 2
    fewest = asked[-1]
    assert len(asked) - 1 < fewest
    with pytest.raises(WrongLengthError):
        PdfRenderer().render(shortened(fewest - 1), replace(given, shortened=None))

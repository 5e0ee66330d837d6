"""Small documents for the tests of renderers, and orders to render them."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from orgbriefs.design import Design
from orgbriefs.html.composed import Composed, Metadata
from orgbriefs.language.language import Language
from orgbriefs.render.protocol import Extent, Order, StyleSheet

TEMPLATES = Path(__file__).parents[1] / "templates"
PAGE = "@page { size: 100mm 60mm; margin: 10mm } body { margin: 0; font: 10pt/12pt serif }"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="20mm" viewBox="0 0 60 20" '
    'role="img"><title>Bars</title><desc>A bar.</desc><rect width="30" height="20"/></svg>'
)
FIGURE = (
    '<figure id="figure-bars"><figcaption><span class="label" data-number="1">'
    'Figure\N{NO-BREAK SPACE}1.</span> Bars</figcaption><img src="figure:bars" alt="A bar.">'
    '<p class="source">Source: nobody.</p></figure>'
)


def composed(body: str, *, figures: Mapping[str, str] | None = None, **metadata: Any) -> Composed:
    """A document of a body's content."""
    said = Metadata(
        title="Sheet",
        heading="Sheet",
        masthead="Series · Sheet for all",
        author="The House",
        description="A sheet on nothing",
        keywords=("sheets", "nothing"),
        language="en-GB",
        as_of=date(2020, 1, 1),
        running_header="Series · Sheet",
        running_footer="Facts as of 1 January 2020",
        identifier="sheet",
    )
    said = replace(said, **metadata)
    return Composed(
        html=f'<!DOCTYPE html><html lang="{said.language}"><head>'
        f"<title>{html.escape(said.title)}</title></head><body>{body}</body></html>",
        metadata=said,
        figures={"bars": SVG} if figures is None else figures,
        kind="factsheet",
        audience="students",
    )


def order(folder: Path, css: str = PAGE, **settings: Any) -> Order:
    """An order with one style sheet, ``page.css`` in ``folder``, and no fonts of its own."""
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)

    def style_at(scale: float) -> tuple[StyleSheet, ...]:
        return (StyleSheet(folder / "page.css", css),)

    given: dict[str, Any] = {
        "paper": "A4",
        "design": replace(Design.read(TEMPLATES, fonts), fonts=()),
        "language": Language.load("en-GB"),
        "style_at": style_at,
        "fonts": StyleSheet(folder / "fonts.css", ""),
        "fonts_folder": fonts,
        "extent": Extent(pages=(1, 9), wanted=9),
        "facts": b'{"a": 1}',
    }
    return Order(**{**given, **settings})

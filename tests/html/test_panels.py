"""Where the panel of key facts stands."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from orgbriefs.html.panels import place_panels

PANEL = f"<div class='panel'>{'fact ' * 40}</div>"
TEXT = f"<section><h2>What it does</h2><p>{'word ' * 100}</p></section>"


@pytest.mark.parametrize(
    ("below", "across"),
    [
        (TEXT, False),
        ("<section><p>Little.</p></section>", True),
        (f"<figure>Bars</figure>{TEXT}", True),
        (f"<aside>Briefly.</aside><section class='notes'>{TEXT}</section>", True),
        ("", True),
    ],
)
def test_a_panel_stands_beside_text_as_high_as_itself(below: str, across: bool) -> None:
    root = lxml_html.document_fromstring(f"<body><p>First.</p>{PANEL}{below}</body>")
    place_panels(root)
    [panel] = root.find_class("panel")
    assert ("across" in panel.classes) is across


def test_a_panel_far_down_the_page_stands_across_it() -> None:
    root = lxml_html.document_fromstring(f"<body><p>{'word ' * 400}</p>{PANEL}{TEXT}</body>")
    place_panels(root)
    assert root.xpath("//*[@class='panel across']")

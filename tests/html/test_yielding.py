"""What goes first where there is too much."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html
from small_project import ROOT

from orgbriefs.html.yielding import leave_out
from orgbriefs.language.loading import load_language

PAGE = """<html><body>
<section data-yields="2" data-what="tests">Second</section>
<div class="yields" data-yields="3" data-what="dates"><dl><div data-yields="1"
data-what="earlier dates">First</div> <div>Kept</div></dl></div>
<p data-left-out="yes"></p></body></html>"""


@pytest.mark.parametrize(
    ("steps", "left", "words"),
    [
        (0, (6, 7, 11), ["Second", "First", "Kept"]),
        (1, (7, 11), ["Second", "Kept", "Left out for want of room: earlier dates."]),
        (2, (11,), ["Kept", "Left out for want of room: tests, earlier dates."]),
        (3, (), ["Left out for want of room: tests, dates."]),
    ],
)
def test_the_lowest_numbers_go_first_and_are_named(
    steps: int, left: tuple[int, ...], words: list[str]
) -> None:
    root = lxml_html.document_fromstring(PAGE)
    language = load_language("en-GB", ROOT / "templates")
    assert leave_out(root, steps, language) == left
    assert root.text_content().split() == " ".join(words).split()
    assert not root.xpath("//*[@data-yields or @data-what or @data-left-out or @class='yields']")

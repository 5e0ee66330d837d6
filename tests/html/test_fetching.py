"""A document fetches and runs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from orgbriefs.html.fetching import in_page, in_style_sheet, is_safe
from orgbriefs.problems import Place

PATH = Path("templates/documents/note/note.html")


def faults(body: str) -> list[str]:
    root = lxml_html.document_fromstring(f"<html><body><main>{body}</main></body></html>")
    return [problem.value for problem in in_page(root, Place(PATH))]


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        '<img src="https://example.org/x.png" alt="x">',
        '<img src="data:image/svg+xml,x" alt="x">',
        '<img src="figure:x" srcset="https://example.org/x.png 2x" alt="x">',
        '<iframe src="https://example.org"></iframe>',
        '<object data="x"></object>',
        '<embed src="x">',
        '<link rel="stylesheet" href="x.css">',
        '<base href="https://example.org">',
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
        '<form action="https://example.org"><input name="a"></form>',
        '<video poster="x"></video>',
        "<svg><use href='https://example.org/x.svg#a'/></svg>",
        "<style>@import 'x';</style>",
        '<p style="background: url(https://example.org/x)">x</p>',
        "<p style=\"background: image-set('x.png' 1x)\">x</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" JaVaScript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        '<a href="vbscript:x">x</a>',
        '<a href="//example.org">x</a>',
        '<a href="https://example.org" ping="https://example.org">x</a>',
        '<table background="x"><tr><td>x</td></tr></table>',
    ],
)
def test_a_page_that_fetches_or_runs_something_is_refused(body: str) -> None:
    assert faults(body)


def test_what_a_page_may_hold() -> None:
    body = (
        '<p style="width: 20%" class="x" id="y" data-cite="1" lang="en">x</p>'
        '<a href="https://example.org">x</a><a href="mailto:a@example.org">x</a>'
        '<a href="#y">x</a><img src="figure:x" alt="x">'
    )
    assert faults(body) == []


@pytest.mark.parametrize(
    "sheet",
    [
        "p { background: url(x.png) }",
        "p { background: url('https://example.org/x') }",
        r"p { background: \75rl(x) }",
        "p { background: URL(x) }",
        "p { background: image-set('x.png' 1x) }",
        "p { background: -webkit-image-set('x.png' 1x) }",
        "p { content: src('x') }",
        "@import 'x.css';",
        "@IMPORT url(x);",
        "@font-face { font-family: X; src: local(X) }",
        "@media print { @import 'x'; }",
        "@media print { p { background: url(x) } }",
        "p { width: expression(alert(1)) }",
    ],
)
def test_a_style_sheet_that_fetches_is_refused_with_its_place(sheet: str) -> None:
    [problem] = list(in_style_sheet(PATH, f"\n{sheet}"))[:1]
    assert problem.place.line == 2


def test_what_a_style_sheet_may_hold() -> None:
    sheet = "/* url(x) */ p::before { content: 'url(x) @import'; width: calc(1px + 2%) }"
    assert list(in_style_sheet(PATH, sheet)) == []


def test_addresses_that_lead_somewhere() -> None:
    safe = ["https://a.b", "HTTP://a.b", "mailto:a@b.c", "#x"]
    assert all(is_safe(address) for address in safe)
    assert not any(is_safe(address) for address in ("", "x", "/x", "ftp://a", "javascript:x"))

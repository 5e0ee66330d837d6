"""Markdown: the words, with nothing in them taken for markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from sheets import FIGURE, composed, order

from orgbriefs.render.markdown.renderer import MarkdownRenderer


def rendered(folder: Path, body: str) -> str:
    return MarkdownRenderer().render(composed(body), order(folder)).content.decode()


def test_words_tables_and_notes_are_kept(tmp_path: Path) -> None:
    body = (
        "<h1>Sheet</h1><p>Words<span class='footnote'>A note, <em>short</em>.</span> and more.</p>"
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr>"
        "</tbody></table><p data-medium='page'>Running</p>" + FIGURE
    )
    assert rendered(tmp_path, body) == (
        "# Sheet\n\nWords[^1] and more.\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n"
        "Figure 1. Bars\n\nA bar.\n\nSource: nobody.\n\n[^1]: A note, *short*.\n"
    )


def test_terms_are_points_of_a_list(tmp_path: Path) -> None:
    terms = (
        "<div><dt>1 May 2010</dt><dd>Signed.</dd></div><div><dt>2011</dt><dd>In force.</dd></div>"
    )
    body = f"<dl>{terms}</dl>"
    assert rendered(tmp_path, body) == "- **1 May 2010**: Signed.\n- **2011**: In force.\n"


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<!-- hidden -->",
        "a *b* _c_ **d**",
        "[words](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "`<b>`",
        "back\\slash \\*",
        "&lt;b&gt; &#60;",
        "a | b",
        "snake_case_name",
        "[^1]",
    ],
)
def test_what_looks_like_markup_shows_as_it_is(words: str, tmp_path: Path) -> None:
    from lxml.html import builder, fromstring, tostring

    body = tostring(builder.P(words), encoding="unicode")
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(rendered(tmp_path, body))
    assert fromstring(shown).text_content().strip() == words
    assert "<script" not in shown
    assert "<a" not in shown
    note = f"<p>x<span class='footnote'>{body.removeprefix('<p>').removesuffix('</p>')}</span></p>"
    text = rendered(tmp_path, note)
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(text.rpartition("[^1]: ")[2])
    assert fromstring(shown).text_content().strip() == words


@pytest.mark.parametrize("address", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x"])
def test_links_that_could_run_something_are_words_only(address: str, tmp_path: Path) -> None:
    assert rendered(tmp_path, f'<p>See <a href="{address}">this</a>.</p>') == "See this.\n"


def test_other_links_stay(tmp_path: Path) -> None:
    body = '<p>See <a href="https://example.org/a_b_(c) d">this</a>.</p>'
    shown = MarkdownIt().render(rendered(tmp_path, body))
    assert 'href="https://example.org/a_b_(c)%20d"' in shown

"""Markdown with citations."""

from __future__ import annotations

import pytest
from filling import ENGLISH
from lxml import html as lxml_html

from orgbriefs.data.citations import Citation, Locator
from orgbriefs.html.citations import CitationMarks, UnknownMarkError
from orgbriefs.html.placing import Placing
from orgbriefs.html.prose import Markdown


def made(text: str) -> tuple[str, CitationMarks]:
    marks = CitationMarks()
    return str(Markdown(marks, "‘’“”").blocks(text)), marks


def test_prose_is_markdown_with_citations_and_no_html_of_its_own() -> None:
    html, marks = made("In **1999** it met [@treaty, art. 1; @other].\n\n- one\n- two")
    assert "<strong>1999</strong>" in html
    assert "<li>one</li>" in html
    assert 'it met<span data-cite="0"></span>.' in html
    assert marks["0"] == (
        Citation("treaty", locator=Locator("article", "1")),
        Citation("other"),
    )
    assert "<script>" not in made("<script>alert(1)</script>")[0]


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("[see @a_b:c.d, p. 5, and more]", "see @a_b:c.d, p. 5, and more"),
        ("[-@a]", "-@a"),
        ("[@{strange key!}]", None),
        ("[@a, art. 5(c)]", "@a, art. 5(c)"),
    ],
)
def test_a_citation_stays_whole(text: str, citation: str | None) -> None:
    _, marks = made(f"It _is_ so {text}.")
    if citation is None:
        with pytest.raises(UnknownMarkError):
            marks["0"]
    else:
        [found] = marks["0"]
        assert str(found) == citation


@pytest.mark.parametrize(
    "text",
    [
        "\\[@a]",
        "`[@a]`",
        "[text](https://example.org)",
        "[@a](https://example.org)",
        "me@example.org",
    ],
)
def test_what_is_no_citation_is_none(text: str) -> None:
    assert "data-cite" not in made(text)[0]


def test_the_space_before_a_citation_goes_even_across_lines() -> None:
    assert (
        made("It is so\n[@a]. And\nso")[0] == '<p>It is so<span data-cite="0"></span>. And\nso</p>'
    )


def test_a_key_is_not_emphasis_nor_are_its_quotation_marks_set() -> None:
    html, marks = made('*So* [@a_b_c] it\'s "said" [@d_e].')
    assert html == (
        '<p><em>So</em><span data-cite="0"></span> it’s ‘said’<span data-cite="1"></span>.</p>'
    )
    assert [c.key for c in (*marks["0"], *marks["1"])] == ["a_b_c", "d_e"]


def test_control_characters_mean_nothing() -> None:
    assert "data-cite" not in made("a \x02@b\x03 c")[0]


def test_equal_citations_share_a_mark() -> None:
    html, _ = made("One [@a]. Two [@b]. Three [@a].")
    assert html.count('data-cite="0"') == 2


def test_the_language_has_its_own_quotation_marks() -> None:
    english = Placing.of(ENGLISH, CitationMarks()).markdown
    assert english.inline("\"so 'it' is\"") == "‘so “it” is’"
    french = Markdown(CitationMarks(), ("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»", "“", "”"))
    assert french.inline('"so"') == "«\N{NO-BREAK SPACE}so\N{NO-BREAK SPACE}»"
    assert Markdown(CitationMarks(), "„“‚‘").inline("\"so 'it' is\"") == "„so ‚it‘ is“"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("article 5(c), (r), (tm), +-", "article 5(c), (r), (tm), +-"),
        ("the '90s, '08, rock 'n' roll, don't", "the ’90s, ’08, rock ’n’ roll, don’t"),
        ("1999--2005, a --- b, so...", "1999–2005, a — b, so…"),
        ("....  -- ---- a-b", "....  – ---- a-b"),
        ('"it is over." [@treaty]', "“it is over.”"),
        ("\"a 'b' c\"", "“a ‘b’ c”"),
        ("<https://a.b/c--d...>", "https://a.b/c--d..."),
        ("<b>R&D</b> </script> a<b", "<b>R&D</b> </script> a<b"),
    ],
)
def test_typography_changes_marks_between_words_and_nothing_else(text: str, words: str) -> None:
    html = Markdown(CitationMarks(), "“”‘’").inline(text)
    assert lxml_html.fragment_fromstring(html, create_parent="p").text_content() == words


def test_emphasis_ends_before_a_citation() -> None:
    html, _ = made("*Charter (1999)* [@treaty]; **final.** [@treaty]")
    assert html.startswith("<p><em>Charter (1999)</em><span data-cite=")
    assert "<strong>final.</strong><span data-cite=" in html


def test_a_citation_may_open_a_paragraph_or_a_point() -> None:
    html, _ = made("One.\n\n[@treaty] says so.\n\n- [@treaty] says so")
    assert html.count("<p>") == 2
    assert "<li><span data-cite=" in html


def test_notes_are_written_where_they_stand_or_in_a_paragraph_of_their_own() -> None:
    html, _ = made('So ^[a "note" [@treaty]] and [^1].\n\n[^1]: Over\n*two* lines.\n\nNext.')
    assert '<span class="footnote">a “note”<span data-cite=' in html or "‘note’" in html
    assert '<span class="footnote">Over\n<em>two</em> lines.</span>' in html
    assert "<p>Next.</p>" in html


def test_tables_and_numbers_are_kept() -> None:
    html, _ = made("7. seven\n8. eight\n\n| a | b |\n|---|--:|\n| c | 1 |")
    assert '<ol start="7">' in html
    assert '<th scope="col" class="right">b</th>' in html

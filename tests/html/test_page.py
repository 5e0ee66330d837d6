"""Numbers, glossary terms and characters of a page."""

from __future__ import annotations

import pytest
from filling import ENGLISH, placing
from lxml import html as lxml_html
from lxml.html import HtmlElement

from orgbriefs.content.values import Term
from orgbriefs.html.glyphs import missing
from orgbriefs.html.headings import join_openings
from orgbriefs.html.numbering import UnknownReferenceError, number_captions
from orgbriefs.html.terms import explain_terms
from orgbriefs.language.values import Prose


def page(body: str) -> HtmlElement:
    return lxml_html.document_fromstring(f"<html><body>{body}</body></html>")


def source(root: HtmlElement) -> str:
    text = lxml_html.tostring(root.find("body"), encoding="unicode")
    return text.removeprefix("<body>").removesuffix("</body>").replace("\N{NO-BREAK SPACE}", " ")


def test_figures_and_tables_are_numbered_and_referred_to() -> None:
    root = page(
        '<p>See <a href="#figure-b"></a> and <a href="#t"></a>.</p>'
        "<figure><figcaption>One</figcaption></figure>"
        '<figure id="figure-b"><figcaption>Two <b>x</b></figcaption></figure>'
        '<table id="t"><caption>Three</caption></table>'
    )
    number_captions(root, ENGLISH)
    assert source(root) == (
        '<p>See <a href="#figure-b" class="ref">figure 2</a> and '
        '<a href="#t" class="ref">table 1</a>.</p>'
        '<figure><figcaption><span class="label" data-number="1">Figure 1.</span> One'
        "</figcaption></figure>"
        '<figure id="figure-b"><figcaption><span class="label" data-number="2">Figure 2.</span>'
        " Two <b>x</b></figcaption></figure>"
        '<table id="t"><caption><span class="label" data-number="1">Table 1.</span> Three'
        "</caption></table>"
    )


def test_a_reference_that_leads_nowhere_names_those_that_there_are() -> None:
    root = page('<a href="#map"></a><figure id="figure-map"><figcaption>x</figcaption></figure>')
    with pytest.raises(UnknownReferenceError) as caught:
        number_captions(root, ENGLISH)
    assert (caught.value.target, caught.value.known) == ("map", ("figure-map",))


def test_a_term_is_explained_where_it_first_stands() -> None:
    root = page("<div data-explain='yes'><p>The Pact, a pact; impact.</p><p>pact</p></div>")
    term = Term(term="pact", text=Prose(markdown="A *solemn* <text>"), sources=(), unverified=False)
    explain_terms(root, [term], placing())
    assert source(root) == (
        '<div><p>The <dfn>Pact</dfn><span class="footnote">A <em>solemn</em> &lt;text&gt; .</span>'
        ", a pact; impact.</p><p>pact</p></div>"
    )


def test_a_term_may_be_explained_in_the_margin() -> None:
    root = page("<div data-explain='yes'><p>The pact holds.</p></div>")
    root.find(".//body").set("data-terms", "margin")
    term = Term(term="pact", text=Prose(markdown="A <text>."), sources=(), unverified=False)
    explain_terms(root, [term], placing())
    assert source(root) == (
        '<body data-terms="margin"><div><p>The <dfn>pact</dfn><span class="beside" role="note">'
        "<strong>Pact</strong>: "
        "A &lt;text&gt;.</span> holds.</p></div>"
    )


def test_a_term_is_text() -> None:
    root = page("<div data-explain='yes'><p>a&lt;b c</p></div>")
    term = Term(term="a<b", text=Prose(markdown="x"), sources=(), unverified=False)
    explain_terms(root, [term], placing())
    assert "<dfn>a&lt;b</dfn>" in source(root)


def test_a_text_is_told_once_whatever_number_of_characters_it_lacks() -> None:
    root = page(
        "<p>Words before 上海组织 and after</p><p>fine</p><p>Words before 上海组织 and after</p>"
    )
    [found] = missing(root, set(map(ord, "abcdefghijklmnopqrstuvwxyzW ")))
    assert found.characters == "上海组织"
    assert found.words == "Words before 上海组织 and after"


def test_a_heading_keeps_with_the_paragraph_it_opens() -> None:
    root = page("<section><h3>H</h3><div><p>one</p><p>two</p></div></section>")
    join_openings(root)
    assert '<div class="opening"><h3>H</h3>\n<p>one</p>' in source(root)

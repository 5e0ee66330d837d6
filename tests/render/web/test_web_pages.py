"""Web pages: readable by everyone, and standing alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html
from reading import web_faults
from sheets import FIGURE, composed, order

from orgbriefs.problems import InputError
from orgbriefs.render.web.renderer import WebRenderer

BODY = (
    "<main><h1>Sheet</h1><p>One<span class='footnote'>First <em>note</em>.</span>, two"
    "<span class='footnote'>Second.</span>.</p>"
    "<table><caption>Rows</caption><thead><tr><th scope='col'>A</th></tr></thead>"
    f"<tbody><tr><td>1</td></tr></tbody></table>{FIGURE}</main>"
)


def rendered(folder: Path, body: str, css: str = "p { color: black }", **figures: str) -> str:
    document = composed(body, figures=figures or None)
    return WebRenderer().render(document, order(folder, css)).content.decode()


def test_a_page_has_no_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(rendered(tmp_path, BODY), encoding="utf-8")
    assert web_faults(page) == []


def test_faults_are_found(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text(
        "<html><body><h1>A</h1><h3>C</h3><a href='#x'></a><table><tr><th>1</th></tr></table>"
        "<p id='p'>1</p><p id='p'>2</p><img src='x.png'><svg></svg></body></html>"
    )
    found = web_faults(wrong)
    for said in (
        "no language",
        "headings are not in order",
        "two elements",
        "leads nowhere",
        "no words",
        "no scope",
        "no caption",
        "not in the page",
        "no alternative text",
        "no way past",
    ):
        assert any(said in fault for fault in found), said


def test_notes_lead_there_and_back(tmp_path: Path) -> None:
    root = lxml_html.document_fromstring(rendered(tmp_path, BODY))
    calls = root.xpath("//a[@role='doc-noteref']")
    backs = root.xpath("//a[@role='doc-backlink']")
    assert len(calls) == len(backs) == 2
    for number, (call, back) in enumerate(zip(calls, backs, strict=True), 1):
        assert call.get("href") == f"#note-{number}"
        assert call.getparent().get("id") == back.get("href").removeprefix("#")
        assert back.getparent().get("id") == f"note-{number}"
    assert [call.get("aria-label") for call in calls] == ["Note 1", "Note 2"]
    assert backs[1].get("aria-label") == "Back to the text at note 2"
    assert root.xpath("//main/section[@role='doc-endnotes']/h2")[0].text == "Notes"
    assert "One1, two2." in root.xpath("//p")[0].text_content()


LISTED = (
    "<main><h1>Paper</h1><p>One<sup class='note-number'><a href='#note-1'>1</a>, "
    "<a href='#note-2'>2</a></sup>, two<sup class='note-number'><a href='#note-1'>1</a></sup>.</p>"
    "<section id='sources' class='notes'><h2>Notes</h2><ol><li id='note-1'>First.</li>"
    "<li id='note-2'>Second.</li></ol></section></main>"
)


def test_listed_notes_lead_back_to_their_first_call(tmp_path: Path) -> None:
    root = lxml_html.document_fromstring(rendered(tmp_path, LISTED))
    calls = root.xpath("//a[@role='doc-noteref']")
    assert [call.get("aria-label") for call in calls] == ["Note 1", "Note 2", "Note 1"]
    assert [call.get("id") for call in calls] == ["note-call-1", "note-call-2", None]
    backs = root.xpath("//li/a[@role='doc-backlink']/@href")
    assert backs == ["#note-call-1", "#note-call-2"]
    assert root.get_element_by_id("sources").get("role") == "doc-endnotes"


def test_a_long_page_has_contents_and_a_short_one_has_none(tmp_path: Path) -> None:
    sections = "".join(
        f"<section id='part-{n}'><h2>Part {n}</h2><p>{{}}</p></section>" for n in range(5)
    )
    for words, names in (("word " * 1_000, [f"#part-{n}" for n in range(5)]), ("word", [])):
        body = f"<main><h1>T</h1>{sections.replace('{}', words)}</main>"
        root = lxml_html.document_fromstring(rendered(tmp_path, body))
        assert root.xpath("//main/nav[@class='contents']//a/@href") == names
    own = f"<nav class='contents'><a href='#part-0'>Mine</a></nav>{sections}"
    body = f"<main><h1>T</h1>{own.replace('{}', 'word ' * 1_000)}</main>"
    root = lxml_html.document_fromstring(rendered(tmp_path, body))
    assert root.xpath("//nav[@class='contents']//a/text()") == ["Mine"]


def test_what_stands_beside_the_text_is_told_apart(tmp_path: Path) -> None:
    body = "<main><h1>T</h1>" + "<aside><h3>Watch</h3><p>Text</p></aside>" * 2 + "</main>"
    root = lxml_html.document_fromstring(rendered(tmp_path, body))
    named = [aside.get("aria-labelledby") for aside in root.xpath("//aside")]
    assert named == root.xpath("//aside/h3/@id") == ["watch", "watch-2"]


def test_figures_are_in_the_page_with_what_they_show(tmp_path: Path) -> None:
    body = BODY.replace("A bar.", "A &quot;bar&quot; &amp; more")
    (picture,) = lxml_html.document_fromstring(rendered(tmp_path, body)).xpath("//figure//svg")
    assert picture.get("aria-label") == 'A "bar" & more'
    assert picture.get("width") is None
    assert picture.xpath("./title | ./desc") == []
    assert picture.get("viewbox") == "0 0 60 20"


def test_what_is_for_paper_alone_is_left_out(tmp_path: Path) -> None:
    made = rendered(
        tmp_path,
        "<div data-medium='page'>Running</div><p data-medium='page web'>Both</p>"
        "<p data-medium='word'>Form</p><main><h1>T</h1><p>Text&nbsp;&amp; more</p></main>",
    )
    assert "Running" not in made
    assert "Form" not in made
    assert "<p>Both</p>" in made


@pytest.mark.parametrize("address", ["javascript:alert(1)", " jAvascript:x", "data:text/html,x"])
def test_links_that_could_run_something_are_words_only(address: str, tmp_path: Path) -> None:
    made = rendered(tmp_path, f'<main><p>See <a href="{address}">this</a>.</p></main>')
    assert "<a>this</a>" in made


def test_a_style_sheet_cannot_end_its_element(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"page\.css:2:1: a style sheet may not hold"):
        rendered(tmp_path, BODY, "p {}\n/* </style><script>alert(1)</script> */")


def test_a_figure_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no figure of this name"):
        rendered(tmp_path, BODY, other="<svg/>")

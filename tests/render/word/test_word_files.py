"""Word files as Word users expect them: native things, found by name, with nothing to repair."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from reading import word_faults
from sheets import FIGURE, composed, order
from word_documents import EVERYTHING, TABLE

from orgbriefs.html.tables import FEW_ROWS
from orgbriefs.problems import InputError
from orgbriefs.render.word.renderer import WordRenderer
from orgbriefs.render.word.styles import STYLES


def rendered(folder: Path, body: str, **settings: object) -> Document:
    content = WordRenderer().render(composed(body), order(folder, **settings)).content
    return docx.Document(io.BytesIO(content))


def test_files_are_clean(tmp_path: Path) -> None:
    path = tmp_path / "sheet.docx"
    path.write_bytes(WordRenderer().render(composed(EVERYTHING), order(tmp_path)).content)
    assert word_faults(path) == []


def test_every_style_that_is_listed_is_used_and_every_one_used_is_listed(tmp_path: Path) -> None:
    content = WordRenderer().render(composed(EVERYTHING), order(tmp_path)).content
    names = {s.style_id: s.name for s in docx.Document(io.BytesIO(content)).styles}
    used = set()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in ("document", "footnotes", "header1", "footer1"):
            xml = package.read(f"word/{part}.xml").decode()
            used |= set(re.findall(r'<w:(?:p|r|tbl)Style w:val="([^"]*)"', xml))
    assert {names.get(style, style) for style in used} == set(STYLES)


def test_styles_are_of_their_kind(tmp_path: Path) -> None:
    styles = rendered(tmp_path, "<p>x</p>").styles
    assert {name: styles[name].type for name in STYLES} == dict(STYLES)
    assert styles["Key Facts"].type == WD_STYLE_TYPE.TABLE


def test_captions_and_references_are_fields(tmp_path: Path) -> None:
    body = f'<p>As <a class="ref" href="#figure-bars">figure 1</a> shows.</p>{FIGURE}'
    xml = rendered(tmp_path, body).element.xml
    assert "REF _Ref_figure_bars \\h \\* lower" in xml
    assert 'w:name="_Ref_figure_bars"' in xml
    assert "SEQ Figure \\* ARABIC" in xml


def test_a_reference_that_says_what_the_caption_says_is_not_lowered(tmp_path: Path) -> None:
    body = f'<p>Siehe <a class="ref" href="#figure-bars">Figure 1</a>.</p>{FIGURE}'
    xml = rendered(tmp_path, body).element.xml
    assert "REF _Ref_figure_bars \\h" in xml
    assert "lower" not in xml


def test_links_in_text_and_notes_lead_where_they_say(tmp_path: Path) -> None:
    link = '<a href="https://example.org/{0}">{0}</a>'
    mail = '<a href="mailto:office@example.org">the office</a>'
    note = f'<span class="footnote">A {link.format("note")}.</span>'
    body = f"<p>{link.format('text')}, {mail}.{note}</p>"
    content = WordRenderer().render(composed(body), order(tmp_path)).content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        leads = {
            part: re.findall(r'Target="((?:https?|mailto):[^"]*)"', package.read(name).decode())
            for part in ("document", "footnotes")
            if (name := f"word/_rels/{part}.xml.rels") in package.namelist()
        }
        notes = package.read("word/footnotes.xml").decode()
    assert leads["document"] == ["https://example.org/text", "mailto:office@example.org"]
    assert leads["footnotes"] == ["https://example.org/note"]
    assert re.search(r"<w:hyperlink [^>]*r:id=.*?>note<", notes, re.DOTALL)


def test_long_names_keep_bookmarks_apart(tmp_path: Path) -> None:
    long = "figure-" + "x" * 50
    body = "".join(FIGURE.replace("figure-bars", long + end) for end in "ab")
    found = rendered(tmp_path, body).element.body.iter(qn("w:bookmarkStart"))
    names = [mark.get(qn("w:name")) for mark in found]
    assert len(set(names)) == 2
    assert all(len(name) <= 40 for name in names)


def test_the_footer_says_pages_by_fields_within_a_whole_message(tmp_path: Path) -> None:
    footer = rendered(tmp_path, "<p>x</p>").sections[0].footer.paragraphs[0]
    assert footer.text == "Facts as of 1 January 2020\tPage 1 of 1"
    fields = [node.text.strip() for node in footer._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_what_the_recipient_fills_in_is_a_content_control(tmp_path: Path) -> None:
    body = rendered(tmp_path, EVERYTHING).element.body
    assert [tag.get(qn("w:val")) for tag in body.iter(qn("w:tag"))] == ["venue", "day"]
    (date,) = body.iter(qn("w:date"))
    assert date.find(qn("w:dateFormat")).get(qn("w:val")) == "d MMMM yyyy"
    assert date.find(qn("w:lid")).get(qn("w:val")) == "en-GB"


def test_header_rows_repeat_rows_stay_whole_and_columns_have_their_shares(tmp_path: Path) -> None:
    (table,) = rendered(tmp_path, TABLE).tables
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [
        True,
        False,
        False,
        False,
    ]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
    one, two = (column.width for column in table.columns)
    assert two / one == pytest.approx(3, abs=0.01)


def test_the_list_of_contents_is_a_field_with_its_entries_in_place(tmp_path: Path) -> None:
    document = rendered(tmp_path, EVERYTHING)
    assert 'TOC \\o "1-1"' in document.element.xml
    (entry,) = [p for p in document.paragraphs if p.style.name == "toc 1"]
    words = "".join(t.text or "" for t in entry._p.iter(qn("w:t")))
    # On the small page of the test's style sheet, the first section opens page 2.
    assert re.fullmatch(r"One[2-9]", words)


def test_sources_follow_their_heading_on_the_same_page(tmp_path: Path) -> None:
    works = '<ul class="bibliography"><li>A work.</li><li>Another.</li></ul>'
    document = rendered(tmp_path, f"<p>Text.</p><h2>Sources</h2>{works}<p>End.</p>")
    told = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert told[-5:] == [
        ("Body Text", "Text."),
        ("Heading 1", "Sources"),
        ("Bibliography", "A work."),
        ("Bibliography", "Another."),
        ("Body Text", "End."),
    ]
    assert len(document.sections) == 1  # whose columns LibreOffice would part from their heading


def test_notes_at_the_end_are_small_and_numbered(tmp_path: Path) -> None:
    notes = "<section class='notes'><ol><li>One.</li><li>Two.</li></ol></section>"
    (one, two) = rendered(tmp_path, f"<p>Text.</p>{notes}").paragraphs[-2:]
    assert {one.style.name, two.style.name} == {"Bibliography"}
    numbers = [paragraph._p.pPr.numPr.numId.val for paragraph in (one, two)]
    assert numbers[0] == numbers[1]


def test_files_know_what_they_are(tmp_path: Path) -> None:
    content = WordRenderer().render(composed("<p>x</p>"), order(tmp_path)).content
    core = docx.Document(io.BytesIO(content)).core_properties
    assert (core.title, core.author, core.subject) == ("Sheet", "The House", "A sheet on nothing")
    assert (core.keywords, core.language) == ("sheets, nothing", "en-GB")
    assert core.created.isoformat().startswith("2020-01-01")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        settings = package.read("word/settings.xml").decode()
        facts = package.read("customXml/facts.xml").decode()
    assert re.search(r'compatibilityMode"[^>]*w:val="15"', settings)
    assert 'w:percent="100"' in settings
    assert 'w:themeFontLang w:val="en-GB"' in settings
    assert '{"a": 1}' in facts


def test_a_property_too_long_for_word_is_cut(tmp_path: Path) -> None:
    document = composed("<p>x</p>", title="Long " * 100, keywords=("word",) * 100)
    content = WordRenderer().render(document, order(tmp_path)).content
    core = docx.Document(io.BytesIO(content)).core_properties
    assert len(core.title) == len(core.keywords) == 255


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html"])
def test_links_that_could_run_something_are_words_only(address: str, tmp_path: Path) -> None:
    document = rendered(tmp_path, f'<p>See <a href="{address}">this</a>.</p>')
    assert document.paragraphs[0].text == "See this."
    assert not list(document.element.body.iter(qn("w:hyperlink")))


def test_what_word_has_nothing_for_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        rendered(tmp_path, "<main><pre>x = 1</pre></main>")
    assert "Word has nothing for <pre>" in str(caught.value)
    assert "found: x = 1" in str(caught.value)


def test_a_figure_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no figure of this name"):
        rendered(tmp_path, FIGURE.replace("figure:bars", "figure:missing"))


def test_the_first_page_does_not_say_its_masthead_twice(tmp_path: Path) -> None:
    (first,) = rendered(tmp_path, EVERYTHING).sections
    assert first.different_first_page_header_footer
    assert not "".join(p.text for p in first.first_page_header.paragraphs)
    assert first.header.paragraphs[0].text == "Series · Sheet"
    assert first.first_page_footer.paragraphs[0].text == first.footer.paragraphs[0].text


def rows_kept(table: Table) -> list[bool]:
    """Whether each row stays on the page of what follows it."""
    return [
        bool(row.cells[0].paragraphs[0].style.paragraph_format.keep_with_next) for row in table.rows
    ]


def test_no_row_and_no_source_line_stands_alone(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(FEW_ROWS))
    table = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    source = '<p class="source">Source: nobody.</p>'
    sourced, plain = rendered(tmp_path, f"{table}{source}{table}<p>Text.</p>").tables
    between = [False] * (FEW_ROWS - 3)
    assert rows_kept(sourced) == [True, True, *between, True, True]
    assert rows_kept(plain) == [True, True, *between, True, False]


def test_a_table_of_few_rows_is_split_where_it_has_many_lines(tmp_path: Path) -> None:
    rows = f"<tr><td>{'Words and more words. ' * 20}</td></tr>" * 8
    table = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    (printed,) = rendered(tmp_path, f"{table}<p>Text.</p>").tables
    assert rows_kept(printed) == [True, True, *[False] * 5, True, False]


def test_libreoffice_keeps_rows_as_word_does(tmp_path: Path) -> None:
    body = "<tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>"
    (table,) = rendered(tmp_path, f'<table>{body}</table><p class="source">Source.</p>').tables
    kept = [
        [p.paragraph_format.keep_with_next for p in c.paragraphs] for c in table.columns[0].cells
    ]
    assert kept == [[True], [True]]


def test_short_tables_and_terms_stay_whole(tmp_path: Path) -> None:
    rows = "<tr><td>x</td></tr>" * (FEW_ROWS - 1)
    terms = "<div><dt>Seat</dt><dd>Riverton</dd></div>" * 4
    body = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    table, facts = rendered(tmp_path, f"{body}<dl>{terms}</dl><p>Text.</p>").tables
    assert rows_kept(table) == [True] * (FEW_ROWS - 1) + [False]
    assert rows_kept(facts) == [True, True, True, False]


@pytest.mark.parametrize(
    "end",
    [
        '<p class="writing-line">Answer</p>',
        '<section class="closing"><h2 class="minor">About</h2><p>One.</p><p>Two.</p></section>',
    ],
)
def test_what_ends_something_is_on_its_page(end: str, tmp_path: Path) -> None:
    last, *rest = rendered(tmp_path, f"<p>First.</p><p>Last.</p>{end}").paragraphs[1:]
    assert last.paragraph_format.keep_with_next
    assert {"Writing Line", "Small Print"} & {paragraph.style.name for paragraph in rest}


def test_lines_to_write_on_stay_together_but_not_with_what_follows(tmp_path: Path) -> None:
    lines = '<p class="writing-line">Answer</p>' * 3
    paragraphs = rendered(tmp_path, f"<p>Asked.</p>{lines}<h2>Next</h2>").paragraphs
    kept = [bool(p.paragraph_format.keep_with_next) for p in paragraphs[-5:]]
    assert kept == [True, True, True, False, False]
    assert not paragraphs[-2].style.paragraph_format.keep_with_next


def test_no_point_of_a_list_stands_alone_at_the_head_of_a_page(tmp_path: Path) -> None:
    points = rendered(tmp_path, "<ul><li>1</li><li>2</li><li>3</li></ul><p>x</p>").paragraphs[-4:]
    assert [bool(p.paragraph_format.keep_with_next) for p in points] == [False, True, False, False]


def test_a_note_on_a_table_stays_with_its_sources(tmp_path: Path) -> None:
    body = '<p class="source">Note.</p><p class="source">Sources.</p><p>Text.</p>'
    paragraphs = rendered(tmp_path, body).paragraphs[-3:]
    assert [bool(p.paragraph_format.keep_with_next) for p in paragraphs] == [True, False, False]


def test_a_note_on_a_figure_stays_with_its_source(tmp_path: Path) -> None:
    figure = FIGURE.replace('<p class="source">', '<p class="source">Note.</p><p class="source">')
    paragraphs = rendered(tmp_path, figure).paragraphs
    lines = [p for p in paragraphs if p.style.name == "Source Line"]
    assert [line.paragraph_format.keep_with_next for line in lines] == [True, None]


def test_notes_and_lines_of_sources_have_one_face(tmp_path: Path) -> None:
    styles = rendered(tmp_path, "<p>x</p>").styles
    names = ("footnote text", "Source Line", "Bibliography", "Small Print")
    assert len({styles[name].font.name for name in names} - {styles["Normal"].font.name}) == 1
    assert styles["Normal"].font.name not in {styles[name].font.name for name in names}


def test_of_terms_two_on_a_line_each_is_tinted(tmp_path: Path) -> None:
    pairs = "".join(f"<div><dt>{term}</dt><dd>x</dd></div>" for term in "abcd")
    one, two = rendered(tmp_path, f"<dl>{pairs}</dl><dl class='paired'>{pairs}</dl>").tables
    bands = [table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:noVBand")) for table in (one, two)]
    assert bands == ["1", "0"]


def test_a_last_table_is_split_rather_than_moved_with_the_closing(tmp_path: Path) -> None:
    rows = "<tr><td>x</td></tr>" * (FEW_ROWS - 1)
    table = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    end = '<p class="source">Source: nobody.</p><section class="closing"><p>About.</p></section>'
    earlier, last = rendered(tmp_path, f"{table}<p>Text.</p>{table}{end}").tables
    assert all(rows_kept(earlier)[:-1])
    assert not all(rows_kept(last)[:-1])


def test_entries_of_a_list_go_on_on_the_next_page(tmp_path: Path) -> None:
    entries = "<div><dt>2010</dt><dd>Signed.</dd></div>" * 6
    (table,) = rendered(tmp_path, f"<dl class='entries'>{entries}</dl><p>Text.</p>").tables
    assert rows_kept(table) == [True, False, False, False, True, False]


def test_rows_of_terms_stay_whole(tmp_path: Path) -> None:
    terms = "<dl><div><dt>Seat</dt><dd>Riverton</dd></div></dl>"
    (table,) = rendered(tmp_path, terms).tables
    assert [bool(row._tr.xpath("./w:trPr/w:cantSplit")) for row in table.rows] == [True]


def test_running_text_is_shorter_than_the_page_is_wide(tmp_path: Path) -> None:
    document = rendered(tmp_path, "<p>Text.</p>")
    section, text = document.sections[0], document.styles["Body Text"].paragraph_format
    across = section.page_width - section.left_margin - section.right_margin
    assert Length(across - text.right_indent).mm == pytest.approx(150, abs=0.1)


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_points_of_a_callout_stand_on_its_ground(tag: str, tmp_path: Path) -> None:
    body = f"<aside><h3>Findings</h3><{tag}><li>One.</li><li>Two.</li></{tag}></aside>"
    heading, *points = rendered(tmp_path, body).paragraphs
    assert heading.style.name == "Callout Heading"
    assert {point.style.name for point in points} == {"Callout"}
    assert all(point._p.pPr.numPr is not None for point in points)

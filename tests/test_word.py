"""Word files as Word users expect them: native things, found by name, with nothing to repair."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest
from conftest import Workspace
from docx.document import Document
from docx.oxml.ns import qn
from reading import pdf_text, printed_by_libreoffice, word_faults

from orgbriefs.word.letterhead import STYLES

BRIEFING = "out/now/students/test-groups-briefing-paper-students-now.docx"
HANDOUT = "out/now/policymakers/alpha-handout-policymakers-now.docx"


def opened(space: Workspace, name: str) -> Document:
    return docx.Document(str(space.path / name))


def contents_of(document: Document) -> dict[str, int]:
    """The entries of the list of contents, with the pages that the file has in store."""
    found = {}
    for paragraph in document.paragraphs:
        if paragraph.style.name == "toc 1":
            words = "".join(t.text or "" for t in paragraph._p.iter(qn("w:t")))
            title, number = re.fullmatch(r"(.*?)(\d+)", words).groups()
            found[title.strip()] = int(number)
    return found


def test_files_are_clean(built: Workspace) -> None:
    files = sorted((built.path / "out").glob("[!.]*/*/*.docx"))
    assert len(files) == 18
    assert {p.name: faults for p in files if (faults := word_faults(p))} == {}


def test_the_list_of_contents_is_a_field_with_its_entries_in_place(built: Workspace) -> None:
    document = opened(built, BRIEFING)
    assert 'TOC \\o "1-1"' in document.element.xml
    entries = contents_of(document)
    assert list(entries)[:3] == ["Introduction", "AO", "BU"]
    assert list(entries.values()) == sorted(entries.values())


@pytest.mark.office
def test_the_pages_in_the_list_of_contents_are_right(built: Workspace, tmp_path: Path) -> None:
    entries = contents_of(opened(built, BRIEFING))
    (printed,) = printed_by_libreoffice([built.path / BRIEFING], tmp_path).values()
    import pypdfium2

    with pypdfium2.PdfDocument(printed) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    for title in ("Comparison", "What changed", "Conclusions", "Sources"):
        real = [n for n, text in enumerate(pages, 1) if re.search(rf"^{title}", text, re.M)][-1]
        assert abs(entries[title] - real) <= 1, (title, entries[title], real)


def test_captions_and_references_are_fields(workspace: Workspace) -> None:
    workspace.edit(
        "data/comparison.yaml", "They overlap", "They overlap, as [](#figure-overlap) shows"
    )
    workspace.built(BRIEFING, BRIEFING.replace(".docx", ".pdf"))
    xml = opened(workspace, BRIEFING).element.xml
    assert "REF _Ref_figure_overlap" in xml
    assert 'w:name="_Ref_figure_overlap"' in xml
    words = re.search(
        r"as figure \d shows",
        " ".join(pdf_text(workspace.path / BRIEFING.replace(".docx", ".pdf")).split()),
    )
    assert words


def test_a_reference_that_leads_nowhere_is_an_error(workspace: Workspace) -> None:
    workspace.edit("data/comparison.yaml", "They overlap", "They overlap, as [](#figure-x) shows")
    done = workspace.snakemake(BRIEFING)
    assert done.returncode != 0
    assert "a reference points at 'figure-x', which has no number" in done.stderr


def test_what_the_recipient_fills_in_is_a_content_control(built: Workspace) -> None:
    body = opened(built, HANDOUT).element.body
    tags = [tag.get(qn("w:val")) for tag in body.iter(qn("w:tag"))]
    assert tags == ["occasion", "venue", "date", "sender"]
    assert len(list(body.iter(qn("w:date")))) == 1


def test_header_rows_repeat_and_rows_stay_whole(built: Workspace) -> None:
    for table in opened(built, HANDOUT).tables:
        if table.style.name == "Orgbriefs Table":
            assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
            assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_sources_stand_in_two_columns(built: Workspace) -> None:
    sections = opened(built, BRIEFING).sections
    numbers = [s._sectPr.find(qn("w:cols")).get(qn("w:num")) for s in sections]
    assert numbers[1:] == ["2", "1"]


def test_files_open_as_of_today_and_know_their_language(built: Workspace) -> None:
    with zipfile.ZipFile(built.path / HANDOUT) as package:
        settings = package.read("word/settings.xml").decode()
    assert re.search(r'compatibilityMode"[^>]*w:val="15"', settings)
    assert 'w:percent="100"' in settings
    assert 'w:themeFontLang w:val="en-GB"' in settings


def test_a_users_letterhead_is_used_and_lacking_styles_are_named(built_copy: Workspace) -> None:
    workspace = built_copy
    folder = workspace.path / "templates/word"
    folder.mkdir()
    letterhead = opened(workspace, HANDOUT)
    letterhead.sections[0].header.paragraphs[0].text = "Ministry of Examples"
    letterhead.styles["Heading 1"].font.name = "Georgia"
    letterhead.save(str(folder / "letterhead.docx"))
    workspace.built(HANDOUT)
    made = opened(workspace, HANDOUT)
    assert made.sections[0].header.paragraphs[0].text == "Ministry of Examples"
    assert made.styles["Heading 1"].font.name == "Georgia"
    assert len(made.paragraphs) > 5

    docx.Document().save(str(folder / "letterhead.docx"))
    done = workspace.snakemake(HANDOUT)
    assert done.returncode != 0
    assert "templates/word/letterhead.docx" in done.stderr
    assert "the letterhead lacks styles" in done.stderr
    assert "Orgbriefs Table" in done.stderr


def test_every_style_that_is_named_is_used_or_documented() -> None:
    assert sorted(STYLES, key=str.lower) == list(STYLES)

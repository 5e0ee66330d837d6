"""Whole builds of a small project in a temporary directory."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import docx
import pikepdf
import pytest
from conftest import Workspace
from reading import pdf_text, text_of


def manifest(space: Workspace) -> list[dict[str, object]]:
    return json.loads((space.path / "out/manifest.json").read_text(encoding="utf-8"))["documents"]


def test_the_manifest_is_true_of_what_lies_on_disk(built: Workspace) -> None:
    records = manifest(built)
    # editions, audiences; briefings, sheets, handouts; then the paper on changes
    assert len(records) == 2 * 2 * (3 + 2 + 2 * 3) + 2 * 4
    assert [r["path"] for r in records] == sorted(r["path"] for r in records)
    on_disk = {
        path.relative_to(built.path).as_posix()
        for path in (built.path / "out").glob("[!.]*/*/*")
        if path.suffix in (".pdf", ".docx", ".html", ".md")
    }
    assert {r["path"] for r in records} == on_disk
    for record in records:
        content = (built.path / str(record["path"])).read_bytes()
        assert record["bytes"] == len(content)
        assert record["sha256"] == hashlib.sha256(content).hexdigest()


def test_fact_sheets_have_two_pages_tags_and_a_title(built: Workspace) -> None:
    sheets = [r for r in manifest(built) if r["kind"] == "factsheet"]
    assert sheets
    for record in sheets:
        assert record["pages"] == 2
        with pikepdf.open(built.path / str(record["path"])) as pdf:
            assert len(pdf.pages) == 2
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == "en-GB"
            assert str(pdf.docinfo["/Title"])


def test_only_the_projects_own_faces_are_embedded(built: Workspace) -> None:
    found = set()
    for path in (built.path / "out").glob("[!.]*/*/*.pdf"):
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                for font in page.resources.get("/Font", {}).values():
                    found.add(str(font.BaseFont).split("+")[-1])
    assert found
    allowed = ("Source-Serif-4", "Source-Sans-3", "Noto-Sans-CJK")
    assert not {name for name in found if not name.startswith(allowed)}, found


def test_a_briefing_has_bookmarks_contents_and_names_of_the_day(built: Workspace) -> None:
    path = built.path / "out/2010/policymakers/test-groups-briefing-paper-policymakers-2010.pdf"
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children]
    for title in (
        "Contents",
        "Introduction",
        "Alpha Organization (AO)",
        "Beta Union (BU)",
        "Sources",
    ):
        assert title in titles
    text = pdf_text(path)
    assert "Организация Альфа" in text
    assert "2012" not in text
    assert "did not exist" not in text


def test_audiences_get_their_own_words(built: Workspace) -> None:
    texts = {
        audience: pdf_text(
            built.path / f"out/now/{audience}/alpha-fact-sheet-{audience}-now.pdf"
        ).replace("\n", " ")
        for audience in ("policymakers", "students")
    }
    assert "learn to work together" not in texts["policymakers"]
    assert "learn to work" in texts["students"]


def test_word_files_use_real_word_things(built: Workspace) -> None:
    path = built.path / "out/now/policymakers/alpha-handout-policymakers-now.docx"
    document = docx.Document(str(path))
    assert document.core_properties.title == "Alpha Organization: handout"
    assert document.core_properties.language == "en-GB"
    styles = {p.style.name for p in document.paragraphs}
    assert {"Title", "Heading 1", "Caption", "Source Line"} <= styles
    xml = document.element.xml
    assert "w:footnoteReference" in xml
    assert "SEQ Figure" in xml
    assert "SEQ Table" in xml
    assert "w:tblHeader" in xml
    assert 'w:val="ru-RU"' in xml
    assert all(p.text.strip() or p._p.xpath(".//w:drawing") for p in document.paragraphs)
    assert "PAGE" in document.sections[0].footer._element.xml


def test_the_same_inputs_give_the_same_bytes(built: Workspace, workspace: Workspace) -> None:
    targets = [
        "out/now/policymakers/alpha-fact-sheet-policymakers-now.pdf",
        "out/now/policymakers/alpha-handout-policymakers-now.docx",
    ]
    workspace.built(*targets)
    for target in targets:
        assert (workspace.path / target).read_bytes() == (built.path / target).read_bytes()


def test_only_what_depends_on_a_change_is_rebuilt(built_copy: Workspace) -> None:
    workspace = built_copy
    assert len(manifest(workspace)) == 52
    assert workspace.built() == []
    assert "Nothing to be done" in workspace.snakemake().stderr

    workspace.edit("data/organizations/beta.yaml", "id: beta", "# a comment\nid: beta")
    assert workspace.built() == []

    workspace.edit("data/organizations/beta.yaml", "Beta Union", "Beta League")
    rebuilt = workspace.built()
    assert rebuilt
    assert all(name.startswith(("beta-", "test-groups-")) for name in rebuilt)
    assert len([n for n in rebuilt if n.startswith("beta-")]) == 12

    workspace.edit("templates/audiences/students/factsheet.html", "The question", "A question")
    rebuilt = workspace.built()
    assert len(rebuilt) == 4
    assert all("fact-sheet-students" in name for name in rebuilt)

    workspace.edit("templates/styles/factsheet.css", "2rem", "1.9rem")
    rebuilt = workspace.built()
    assert len(rebuilt) == 8
    assert all("fact-sheet" in name for name in rebuilt)


def test_a_broken_organization_holds_back_its_own_and_the_comparative_documents(
    built_copy: Workspace,
) -> None:
    workspace = built_copy
    old = {p: p.read_bytes() for p in (workspace.path / "out").glob("[!.]*/*/*")}
    assert len(old) == 52
    workspace.edit("data/organizations/beta.yaml", "country: CC", "country: ZZ")
    workspace.edit("data/organizations/alpha.yaml", "Ada First", "Ada Erste")
    done = workspace.snakemake()
    assert done.returncode != 0
    assert "data/organizations/beta.yaml:7:15: unknown country" in done.stderr
    assert "Traceback" not in done.stderr
    assert "  built  out/now/policymakers/alpha-handout-policymakers-now.docx" in done.stderr
    assert "built  out/now/policymakers/beta" not in done.stderr
    for path, content in old.items():
        assert path.exists()
        if path.name.startswith(("beta-", "test-groups-")):
            assert path.read_bytes() == content
    workspace.edit("data/organizations/beta.yaml", "country: ZZ", "country: CC")
    assert len(workspace.built()) > 0


def test_an_extra_edition_by_date(workspace: Workspace) -> None:
    target = "out/2003-06-30/students/alpha-fact-sheet-students-2003-06-30.pdf"
    assert workspace.built("--config", "as_of=2003-06-30", "--", target) == [Path(target).name]
    assert "Alpha Forum" in pdf_text(workspace.path / target)


def test_a_paper_names_the_organizations_that_did_not_exist_yet(workspace: Workspace) -> None:
    target = "out/2003-06-30/students/test-groups-briefing-paper-students-2003-06-30.pdf"
    workspace.built("--config", "as_of=2003-06-30", "--", target)
    text = pdf_text(workspace.path / target).replace("\n", " ")
    assert "because on 30 June 2003 they did not exist: BU." in text
    assert "Alpha Forum" in text


def test_a_dry_run_says_why_in_plain_words(workspace: Workspace) -> None:
    done = workspace.snakemake("-n", "factsheets")
    assert done.returncode == 0
    assert "because it has not been made yet" in done.stderr
    assert "8 documents would be built." in done.stderr
    assert not (workspace.path / "out/manifest.json").exists()


def test_a_broken_template_names_its_line(workspace: Workspace) -> None:
    workspace.edit(
        "templates/audiences/students/factsheet.html", "o.text('question')", "o.txt('question')"
    )
    done = workspace.snakemake("out/now/students/alpha-fact-sheet-students-now.pdf")
    assert done.returncode != 0
    assert "templates/audiences/students/factsheet.html:6:1: the template fails" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("character", ["ꦄ"])
def test_a_missing_glyph_is_an_error(workspace: Workspace, character: str) -> None:
    workspace.edit("data/organizations/beta.yaml", "joins two", f"joins {character} two")
    done = workspace.snakemake("out/now/students/beta-fact-sheet-students-now.pdf")
    assert done.returncode != 0
    assert f"U+{ord(character):04X}" in done.stderr


def test_a_framework_is_added_as_a_file(workspace: Workspace) -> None:
    (workspace.path / "data/frameworks/reach.yaml").write_text(
        "id: reach\n"
        "name: Reach\n"
        "description: How far it reaches.\n"
        "source: treaty\n"
        "groups:\n"
        "  - id: all\n"
        "    title: All\n"
        "    scale:\n"
        "      - {id: near, label: near by, meaning: at home, level: 0}\n"
        "      - {id: far, label: far away, meaning: abroad, level: 1}\n"
        "    criteria:\n"
        "      - {id: works, title: Distance, question: How far?, explanation: Look at a map.}\n",
        encoding="utf-8",
    )
    workspace.edit(
        "data/organizations/alpha.yaml",
        "assessments:\n",
        "assessments:\n"
        "  - {framework: reach, criterion: works, holder: Own house, date: 2020-01-31, "
        "rating: far, confidence: high, reason: It meets abroad., source: treaty}\n",
    )
    workspace.edit("data/comparison.yaml", "framework: plain", "framework: reach")
    stem = "out/now/students/test-groups-briefing-paper-students-now"
    workspace.built(f"{stem}.pdf", f"{stem}.docx")
    for form in ("pdf", "docx"):
        text = " ".join(text_of(workspace.path / f"{stem}.{form}").split())
        assert "The organizations against the framework of Reach" in text
        assert "How far? Look at a map." in text
        assert "Own house, 2020" in text
        assert "It meets abroad." in text


def test_a_printing_house_gets_crop_marks_and_bleed(workspace: Workspace) -> None:
    workspace.edit("config.yaml", "changes: [pdf,", "changes: [pdf, print.pdf,")
    stem = "out/now/students/test-groups-changes-students-2010-to-now"
    assert len(workspace.built(f"{stem}.pdf", f"{stem}.print.pdf")) == 2
    with pikepdf.open(workspace.path / f"{stem}.print.pdf") as pdf:
        page = pdf.pages[0]
        trim, bleed = ([float(x) / 72 * 25.4 for x in page[b]] for b in ("/TrimBox", "/BleedBox"))
        assert [round(trim[2] - trim[0]), round(trim[3] - trim[1])] == [210, 297]
        assert round(trim[0] - bleed[0], 1) == 3.0
        assert float(page.MediaBox[2] - page.MediaBox[0]) / 72 * 25.4 > 215
    with pikepdf.open(workspace.path / f"{stem}.pdf") as pdf:
        assert round(float(pdf.pages[0].MediaBox[2]) / 72 * 25.4) == 210


def test_paper_is_set_for_all_or_for_an_audience(workspace: Workspace) -> None:
    sheet = "out/now/students/alpha-fact-sheet-students-now.pdf"
    handout = "out/now/students/alpha-handout-students-now.docx"
    workspace.built("--config", "paper=Letter", "--", sheet, handout)
    with pikepdf.open(workspace.path / sheet) as pdf:
        assert len(pdf.pages) == 2
        assert [round(float(x)) for x in pdf.pages[0].MediaBox[2:]] == [612, 792]
    section = docx.Document(str(workspace.path / handout)).sections[0]
    assert (round(section.page_width.inches, 1), section.page_height.inches) == (8.5, 11)
    workspace.edit("templates/audiences/students/audience.yaml", "paper: A4", "paper: Letter")
    workspace.built(sheet)
    with pikepdf.open(workspace.path / sheet) as pdf:
        assert [round(float(x)) for x in pdf.pages[0].MediaBox[2:]] == [612, 792]


def test_the_specimen_shows_the_design_and_is_not_published(workspace: Workspace) -> None:
    made = workspace.built("specimen")
    assert [Path(name).suffix for name in made] == [".docx", ".html", ".pdf"]
    text = pdf_text(next((workspace.path / "out/now/policymakers").glob("*specimen*.pdf")))
    for word in ("Standfirst", "accent", "Callout", "Key terms", "Writing line"):
        assert word in text
    assert manifest(workspace) == []

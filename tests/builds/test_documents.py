"""What the small project's documents hold, made in this process and read back."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from conftest import Workspace
from lxml import etree
from reading import pdf_text, text_of

from orgbriefs.problems import InputError

SHEET = "out/now/students/alpha-fact-sheet-students-now.pdf"
HANDOUT = "out/now/students/alpha-handout-students-now.docx"
BRIEFING = "out/now/students/test-groups-briefing-paper-students-now"


def test_every_kind_is_made_for_every_audience_and_edition(built: Workspace) -> None:
    # editions, audiences; briefings, sheets, handouts; then the paper on changes
    assert len(built.documents()) == 2 * 2 * (3 + 2 + 2 * 3) + 2 * 4
    assert all(path.is_file() for path in built.documents())


def test_of_one_organization_nothing_is_compared(workspace: Workspace) -> None:
    workspace.edit("data/comparison.yaml", "[alpha, beta]", "[alpha]")
    folder, of = "out/now/policymakers/test-groups", "policymakers-now"
    made = workspace.make(f"{folder}-briefing-paper-{of}.html", f"{folder}-handout-{of}.docx")
    briefing, handout = map(text_of, made)
    assert "How it stands" in briefing
    assert "Two states take part in the AO" in handout
    for text in (briefing, handout):
        assert not re.search("Comparison|Who takes part in what|Sum", text)


def test_fact_sheets_have_a_page_or_two_tags_and_a_title(built: Workspace) -> None:
    sheets = built.documents(kind="factsheet")
    assert len(sheets) == 8
    for path in sheets:
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) in (1, 2)
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == "en-GB"
            assert str(pdf.docinfo["/Title"])


def test_only_the_projects_own_fonts_are_embedded(built: Workspace) -> None:
    found = set()
    for path in built.documents(format="pdf"):
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
        "Notes and sources",
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


def test_the_same_inputs_give_the_same_bytes(built: Workspace, workspace: Workspace) -> None:
    paths = (SHEET, HANDOUT, f"{BRIEFING}.html")
    for path, made in zip(paths, workspace.make(*paths), strict=True):
        assert made.read_bytes() == (built.path / path).read_bytes()


def test_two_projects_are_open_in_one_process(
    built: Workspace, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.edit("data/organizations/alpha.yaml", "Ada First", "Eva Prima")
    monkeypatch.chdir(tmp_path)
    plans = [space.plan() for space in (built, workspace)]
    workspace.prepare(plans[1])
    document = plans[0].document("now", "students", Path(HANDOUT).name)
    texts = [
        text_of(space.write(plan, document))
        for space, plan in zip((built, workspace), plans, strict=True)
    ]
    assert texts[0] == text_of(built.path / HANDOUT)
    assert texts[0] == texts[1] or "Eva Prima" in texts[1]
    assert not list(tmp_path.glob("out"))


def test_an_extra_edition_by_date(workspace: Workspace) -> None:
    (path,) = workspace.make(
        "out/2003-06-30/students/alpha-fact-sheet-students-2003-06-30.pdf", as_of="2003-06-30"
    )
    assert "Alpha Forum" in pdf_text(path)


def test_a_paper_names_the_organizations_that_did_not_exist_yet(workspace: Workspace) -> None:
    (path,) = workspace.make(
        "out/2003-06-30/students/test-groups-briefing-paper-students-2003-06-30.docx",
        as_of="2003-06-30",
    )
    text = text_of(path).replace("\n", " ")
    assert "because on 30 June 2003 they did not exist: BU." in text
    assert "Alpha Forum" in text


def test_the_paper_can_compare_any_two_editions(workspace: Workspace) -> None:
    (path,) = workspace.make(
        "out/2010/students/test-groups-changes-students-2003-06-30-to-2010.md",
        as_of="2003-06-30",
        **{"from": "2003-06-30", "to": "2010"},
    )
    text = text_of(path)
    assert "Alpha Forum was renamed Alpha Organization" in text
    assert "It did not yet exist on 30 June 2003." in text


def test_a_broken_template_names_its_line(workspace: Workspace) -> None:
    workspace.edit(
        "templates/audiences/students/factsheet.html", "o.texts.question", "o.txts.question"
    )
    with pytest.raises(InputError) as caught:
        workspace.make(SHEET)
    told = caught.value.text(workspace.path)
    assert (
        "templates/audiences/students/factsheet.html:6:1: nothing is called 'o.txts' here" in told
    )
    assert "did you mean 'texts'?" in told
    assert "Organization" not in told


def test_a_missing_character_names_the_text_that_has_it(workspace: Workspace) -> None:
    workspace.edit("data/organizations/beta.yaml", "joins two", "joins ꦄ and ꦅ two")
    with pytest.raises(InputError) as caught:
        workspace.make("out/now/students/beta-fact-sheet-students-now.pdf")
    assert len(caught.value.problems) == 1
    told = caught.value.text(workspace.path)
    assert "data/organizations/beta.yaml:" in told
    assert "U+A984" in told
    assert "U+A985" in told


def test_a_reference_that_leads_nowhere_names_its_place(workspace: Workspace) -> None:
    workspace.edit("data/comparison.yaml", "They overlap", "They overlap, as [](#figure-mpa) shows")
    with pytest.raises(InputError) as caught:
        workspace.make(f"{BRIEFING}.docx")
    told = caught.value.text(workspace.path)
    assert "data/comparison.yaml:" in told
    assert "figure-mpa" in told
    assert "did you mean 'figure-map'?" in told


def test_captions_and_references_are_fields(workspace: Workspace) -> None:
    workspace.edit(
        "data/comparison.yaml", "They overlap", "They overlap, as [](#figure-overlap) shows"
    )
    word, page = workspace.make(f"{BRIEFING}.docx", f"{BRIEFING}.html")
    xml = docx.Document(str(word)).element.xml
    assert "REF _Ref_figure_overlap" in xml
    assert 'w:name="_Ref_figure_overlap"' in xml
    assert re.search(r"as figure \d shows", " ".join(text_of(page).split()))


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
    for path in workspace.make(f"{BRIEFING}.pdf", f"{BRIEFING}.docx"):
        text = " ".join(text_of(path).split())
        assert "The organizations against the framework of Reach" in text
        assert "How far? Look at a map." in text
        assert "Own house, 2020" in text
        assert "It meets abroad." in text


def test_a_printing_house_gets_crop_marks_and_bleed(workspace: Workspace) -> None:
    workspace.edit("config.yaml", "changes: [pdf,", "changes: [pdf, print.pdf,")
    stem = "out/now/students/test-groups-changes-students-2010-to-now"
    screen, press = workspace.make(f"{stem}.pdf", f"{stem}.print.pdf")
    with pikepdf.open(press) as pdf:
        page = pdf.pages[0]
        trim, bleed = ([float(x) / 72 * 25.4 for x in page[b]] for b in ("/TrimBox", "/BleedBox"))
        assert [round(trim[2] - trim[0]), round(trim[3] - trim[1])] == [210, 297]
        assert round(trim[0] - bleed[0], 1) == 3.0
        assert float(page.MediaBox[2] - page.MediaBox[0]) / 72 * 25.4 > 215
    with pikepdf.open(screen) as pdf:
        assert round(float(pdf.pages[0].MediaBox[2]) / 72 * 25.4) == 210


def test_paper_is_set_for_all_or_for_an_audience(workspace: Workspace) -> None:
    sheet, handout = workspace.make(SHEET, HANDOUT, paper="Letter")
    assert sheet.relative_to(workspace.path / "out").parts[0] == "trials"
    with pikepdf.open(sheet) as pdf:
        assert len(pdf.pages) in (1, 2)
        assert [round(float(x)) for x in pdf.pages[0].MediaBox[2:]] == [612, 792]
    section = docx.Document(str(handout)).sections[0]
    assert (round(section.page_width.inches, 1), section.page_height.inches) == (8.5, 11)
    workspace.edit("templates/audiences/students/audience.yaml", "paper: A4", "paper: Letter")
    (sheet,) = workspace.make(SHEET)
    assert sheet == workspace.path / SHEET
    with pikepdf.open(sheet) as pdf:
        assert [round(float(x)) for x in pdf.pages[0].MediaBox[2:]] == [612, 792]


def test_an_audience_inherits_settings_and_templates(workspace: Workspace) -> None:
    folder = workspace.path / "templates/audiences/teachers"
    folder.mkdir()
    (folder / "audience.yaml").write_text("title: teachers\nreads_as: students\n", encoding="utf-8")
    (folder / "factsheet.html").write_text(
        '{% extends "factsheet.html" %}\n'
        "{% block standfirst %}<p>For the classroom.</p>{{ super() }}{% endblock %}\n",
        encoding="utf-8",
    )
    workspace.edit("config.yaml", "students]", "students, teachers]")
    workspace.edit("templates/audiences/students/audience.yaml", "paper: A4", "paper: Letter")
    (sheet,) = workspace.make("out/now/teachers/alpha-fact-sheet-teachers-now.pdf")
    text = " ".join(pdf_text(sheet).split())
    assert "For the classroom." in text
    assert "Where it comes from" in text  # the students' own heading
    assert "Teaching material" in text  # their marking
    with pikepdf.open(sheet) as pdf:
        assert [round(float(x)) for x in pdf.pages[0].MediaBox[2:]] == [612, 792]


def test_the_specimen_shows_the_design_and_is_not_published(workspace: Workspace) -> None:
    plan = workspace.plan()
    workspace.prepare(plan)
    assert [d.format for d in plan.documents.specimens] == ["pdf", "docx", "html"]
    made = [workspace.write(plan, document) for document in plan.documents.specimens]
    text = pdf_text(made[0])
    for word in ("Standfirst", "accent", "Callout", "Key terms", "Writing line"):
        assert word in text
    assert not set(made) & set(workspace.documents())


@pytest.mark.parametrize("draft", [False, True])
def test_what_is_not_verified_is_never_silent(workspace: Workspace, draft: bool) -> None:
    workspace.edit(
        "data/organizations/alpha.yaml",
        "status: member, from: 2011-01-01",
        "confidence: unverified, status: member, from: 2011-01-01",
    )
    (path,) = workspace.make(SHEET, **({"draft": "true"} if draft else {}))
    text = text_of(path)
    assert "† No source that the editors could open confirms this." in text
    assert ("Draft, not for publication" in text) == draft
    assert ("drafts" in path.parts) == draft


def test_a_document_without_doubt_has_no_dagger(built: Workspace) -> None:
    assert "†" not in text_of(built.path / SHEET)


def test_each_pdf_carries_its_facts(built: Workspace) -> None:
    with pikepdf.open(built.path / SHEET) as pdf:
        assert list(pdf.attachments) == ["facts.json"]
        assert [str(file.AFRelationship) for file in pdf.Root.AF] == ["/Data"]
        content = json.loads(pdf.attachments["facts.json"].get_file().read_bytes())
    (resolved,) = [r for r in content["resolved"] if r["as_of"] == "2020-12-31"]
    assert resolved["organization"]["id"] == "alpha"
    assert [r["id"] for r in resolved["references"]] == ["treaty"]


def test_each_word_file_carries_its_facts(built: Workspace) -> None:
    with zipfile.ZipFile(built.path / HANDOUT) as package:
        assert len(package.namelist()) == len(set(package.namelist()))
        part = etree.fromstring(package.read("customXml/facts.xml"))
    assert part.tag == "{urn:orgbriefs:facts}facts"
    assert json.loads(part.text)["resolved"][0]["organization"]["id"] == "alpha"

"""Ten organizations of three to fifty-seven members, with names in many scripts, for one audience.

The data in ``tests/examples/world`` are another project's: nothing in code or templates was made
for them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Workspace, project_at
from lxml import html as lxml_html
from reading import pdf_pages, pdf_text, web_faults, word_faults

from orgbriefs.build import build_document
from orgbriefs.check import check_project
from orgbriefs.config import Kind
from orgbriefs.problems import InputError
from orgbriefs.project import Project
from orgbriefs.render.pdf.conformance import findings

WORLD = Path(__file__).parent.parent / "examples" / "world"
#: How many take part at the end of 2025, as the sources say.
PARTICIPANTS = {
    "asean": 11,
    "au": 55,
    "benelux": 3,
    "commonwealth": 56,
    "eu": 27,
    "gcc": 6,
    "las": 22,
    "nato": 32,
    "nordic": 5,
    "osce": 57,
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The project with all documents for policymakers, as of the latest edition."""
    space = project_at(tmp_path_factory.mktemp("world") / "project", WORLD)
    plan = space.plan()
    space.prepare(plan)
    refused = []
    for document in plan.documents.all:
        if (document.edition, document.audience) == ("now", "policymakers"):
            try:
                space.write(plan, document)
            except InputError as error:
                refused.append(f"{document.name}\n{error}")
    assert refused == []
    return space


def made(space: Workspace, **wanted: str) -> list[Path]:
    return space.documents(edition="now", audience="policymakers", **wanted)


def test_every_organization_has_a_sheet_without_a_fault(world: Workspace) -> None:
    sheets = made(world, kind="factsheet", format="pdf")
    assert len(sheets) == len(PARTICIPANTS)
    faults = world.faults()
    assert {path.name: faults[path.name] for path in sheets if faults[path.name]} == {}
    assert {path.name for path in sheets if pdf_pages(path) > 2} == set()


def test_sheets_say_how_many_take_part_and_since_when(world: Workspace) -> None:
    for path in made(world, kind="factsheet", format="html"):
        page = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
        facts = page.xpath("//dl[contains(@class, 'key-facts')]")[0].text_content()
        assert str(PARTICIPANTS[path.name.split("-")[0]]) in facts, path.name
    [nato] = [p for p in made(world, kind="factsheet", format="pdf") if p.name.startswith("nato")]
    assert "Greece and Türkiye (1952)" in " ".join(pdf_text(nato).split())


def test_names_stand_in_their_own_scripts(world: Workspace) -> None:
    [asean] = [p for p in made(world, kind="factsheet", format="pdf") if p.name.startswith("asean")]
    text = re.sub(r"[\s\u200b-\u200f]", "", pdf_text(asean))
    for name in ("สมาคมประชาชาติ", "សមាគមប្រជាជាតិ", "东南亚国家联盟", "Hiệphội"):
        assert name in text
    [league] = [p for p in made(world, kind="factsheet", format="html") if p.name.startswith("las")]
    page = lxml_html.document_fromstring(league.read_text(encoding="utf-8"))
    name = page.xpath("//header//bdi[@lang='ar'][@dir='rtl']")
    assert [e.text_content() for e in name] == ["جامعة الدول العربية"]


def test_handouts_have_the_dates_of_all_members(world: Workspace) -> None:
    faults = world.faults()
    for path in made(world, kind="handout", format="pdf"):
        short = path.name.split("-")[0]
        if short in PARTICIPANTS:
            assert faults[path.name] == [], path.name
            if PARTICIPANTS[short] > 20:
                assert len(re.findall(r"\b(?:19|20)\d\d\b", pdf_text(path))) >= PARTICIPANTS[short]


def test_the_paper_compares_them_all(world: Workspace) -> None:
    [paper] = made(world, kind="briefing", format="pdf")
    text = pdf_text(paper)
    assert all(name in text for name in ("African Union (AU)", "Benelux Union", "NATO"))
    assert world.faults()[paper.name] == []


@pytest.mark.parametrize(
    ("kind", "edition", "audience"),
    [
        ("briefing", "1990", "policymakers"),
        ("briefing", "1990", "journalists"),
        ("briefing", "1990", "students"),
        ("briefing", "now", "journalists"),
        ("briefing", "now", "students"),
        ("handout", "1990", "policymakers"),
        ("handout", "1990", "students"),
    ],
)
def test_what_compares_them_all_has_no_faults_for_any_readers(
    world: Workspace, kind: Kind, edition: str, audience: str
) -> None:
    plan = world.plan()
    [paper] = [
        document
        for document in plan.documents.of_kind(kind)
        if (document.edition, document.audience, document.format) == (edition, audience, "pdf")
        and document.subject is None
    ]
    layout = build_document(plan.request(paper)).rendering.layout
    assert layout is not None
    assert layout.faults == ()


def test_what_nobody_judged_is_not_pictured(world: Workspace) -> None:
    plan = world.plan()
    [paper] = [
        document
        for document in plan.documents.of_kind("briefing")
        if (document.edition, document.audience, document.format) == ("1990", "journalists", "html")
    ]
    page = build_document(plan.request(paper)).rendering.content.decode()
    assert 'id="figure-timeline"' in page
    assert 'id="figure-assessment"' not in page


def test_its_files_are_accessible_and_clean(world: Workspace) -> None:
    papers = [*made(world, format="pdf")]
    assert len(papers) > 20
    assert [str(finding) for finding in findings(papers)] == []
    assert not [f"{p.name}: {fault}" for p in made(world, format="html") for fault in web_faults(p)]
    assert not [
        f"{p.name}: {fault}" for p in made(world, format="docx") for fault in word_faults(p)
    ]


def test_nothing_is_found_wrong_in_it(world: Workspace) -> None:
    assert check_project(Project(world.path)) == []

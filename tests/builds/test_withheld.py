"""What is written for some readers is in no document for others, wherever one looks in it."""

import pytest
from conftest import Workspace
from for_students import FOR_STUDENTS, WATCH, contents, words, write_for_students

from orgbriefs.data.citations import without_citations
from orgbriefs.data.passages import is_for, passages_in
from orgbriefs.edition.readers import shown_to
from orgbriefs.edition.record import ComparisonAt, OrganizationAt


@pytest.fixture
def with_secrets(workspace: Workspace) -> Workspace:
    write_for_students(workspace)
    return workspace


@pytest.mark.parametrize(
    "name",
    [
        "alpha-fact-sheet-{}-now.pdf",
        "alpha-handout-{}-now.docx",
        "test-groups-briefing-paper-{}-now.html",
        "test-groups-changes-{}-2010-to-now.md",
    ],
)
def test_a_passage_for_students_is_in_no_byte_for_policymakers(
    with_secrets: Workspace, name: str
) -> None:
    secrets = [words(FOR_STUDENTS).strip(), words(WATCH).strip()]
    (theirs,) = with_secrets.make(f"out/now/students/{name.format('students')}")
    (ours,) = with_secrets.make(f"out/now/policymakers/{name.format('policymakers')}")
    found = [content for content in contents(ours) if any(s in words(content) for s in secrets)]
    assert found == []
    if theirs.suffix in (".pdf", ".docx"):  # where the facts are attached, they have it
        assert any(secrets[1] in words(content) for content in contents(theirs))


def test_no_document_holds_a_passage_for_other_readers(built: Workspace) -> None:
    plan, looked_at = built.plan(), 0
    passages = [
        passage
        for organization in plan.project.library().organizations.values()
        for _, passage in passages_in(organization.texts)
        if passage.readers
    ]
    for document in plan.documents.all:
        readers = plan.request(document).readers
        shown = " ".join(words(p.text) for p in passages if is_for(p, readers))
        others = [p for p in passages if not is_for(p, readers)]
        texts = [words(content) for content in contents(plan.folders.document(document))]
        for passage in others:
            sought = words(without_citations(passage.text)).strip()
            if sought in shown:  # others begin with the same words
                continue
            looked_at += 1
            assert not [t for t in texts if f" {sought} " in t], (document.name, passage.text)
    assert looked_at > 10


def test_sources_that_only_others_cite_go_with_what_cites_them(workspace: Workspace) -> None:
    workspace.edit(
        "data/sources.yaml",
        "references:\n",
        "references:\n  - {id: secret, type: book, title: Only for the class, issued: 2009}\n",
    )
    workspace.edit(
        "data/organizations/alpha.yaml",
        "  summary:\n",
        '  summary:\n    - {text: "See it [@secret].", for: [students]}\n',
    )
    plan = workspace.plan()
    workspace.prepare(plan)
    part = OrganizationAt.read(plan.folders.edition("now", "alpha"))
    for readers, known in ((["students"], True), (["policymakers"], False)):
        assert ("secret" in [work.id for work in shown_to(part, readers).references]) == known


def test_the_comparison_is_shown_to_its_readers_alone(workspace: Workspace) -> None:
    plan = workspace.plan()
    workspace.prepare(plan)
    part = ComparisonAt.read(plan.folders.edition("now", "comparison"))
    section, passages = next(iter(part.comparison.texts.items()))
    secret = passages[0].model_copy(update={"readers": ["students"]})
    texts = {**part.comparison.texts, section: [secret]}
    part = part.model_copy(
        update={"comparison": part.comparison.model_copy(update={"texts": texts})}
    )
    assert section in shown_to(part, ["students"]).comparison.texts
    assert section not in shown_to(part, ["policymakers"]).comparison.texts

"""Which documents there are, where they go, and which of them share what they are made from."""

from __future__ import annotations

import pytest
from conftest import Workspace

from orgbriefs.plan.receipts import Digests
from orgbriefs.problems import InputError


def names(space: Workspace, **overrides: str) -> list[str]:
    plan = space.plan(**overrides)
    return [plan.relative(document) for document in plan.documents.all]


def test_documents_are_listed_once_and_in_order_of_their_paths(workspace: Workspace) -> None:
    found = names(workspace)
    # editions, audiences; briefings, sheets, handouts; then the paper on changes
    assert len(found) == 2 * 2 * (3 + 2 + 2 * 3) + 2 * 4
    assert len(set(found)) == len(found)
    assert found == sorted(found)
    assert "out/now/students/test-groups-changes-students-2010-to-now.print.pdf" not in found
    assert "out/now/students/test-groups-changes-students-2010-to-now.md" in found


def test_an_organization_has_documents_from_its_first_day_on(workspace: Workspace) -> None:
    plan = workspace.plan(as_of="2003-06-30")
    assert plan.documents.organizations_at("2003-06-30") == ["alpha"]
    assert plan.documents.absent_from("2003-06-30") == {"beta": "BU"}
    assert plan.documents.absent_from("now") == {}


def test_a_file_that_cannot_be_read_holds_back_no_other(workspace: Workspace) -> None:
    before = names(workspace)
    for file in ("data/organizations/beta.yaml", "data/comparison.yaml"):
        (workspace.path / file).write_text("[", encoding="utf-8")
    after = names(workspace)
    assert len(after) == len(before)
    assert [n for n in after if "/alpha-" in n] == [n for n in before if "/alpha-" in n]


def test_names_of_files_are_words_of_the_language(workspace: Workspace) -> None:
    folder = workspace.path / "templates/locale"
    folder.mkdir()
    (folder / "en_GB.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "file-name.factsheet"\nmsgstr "{edition}: Merkblatt für {audience}/{subject}"\n',
        encoding="utf-8",
    )
    assert "out/now/students/now-Merkblatt-für-students-alpha.pdf" in names(workspace)


@pytest.mark.parametrize(
    ("overrides", "folder"),
    [
        ({}, "out/now"),
        ({"draft": "true"}, "out/drafts/now"),
        ({"paper": "Letter"}, "out/trials/now"),
        ({"as_of": "2015-01-01"}, "out/now"),
    ],
)
def test_variants_lie_apart(workspace: Workspace, overrides: dict[str, str], folder: str) -> None:
    assert any(name.startswith(f"{folder}/") for name in names(workspace, **overrides))
    plain, plan = workspace.plan().folders, workspace.plan(**overrides).folders
    same = folder == "out/now"
    assert (plan.receipts == plain.receipts) is same
    assert plan.edition("now", "alpha") == plain.edition("now", "alpha")


def test_what_only_the_command_line_asks_for_is_known(workspace: Workspace) -> None:
    plan = workspace.plan(as_of="2015-01-01")
    on_request = [d for d in plan.documents.all if plan.documents.is_on_request(d)]
    assert {d.edition for d in on_request} == {"2015-01-01"}
    assert not any(map(workspace.plan().documents.is_on_request, workspace.plan().documents.all))


def test_a_document_that_there_is_not_is_said_with_one_that_is_near(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="did you mean 'out/now/students/alpha-handout-students"):
        workspace.plan().document("now", "students", "alfa-handout-students-now.pdf")
    with pytest.raises(InputError, match="did you mean 'out/now/students/"):
        workspace.plan().document("2011", "students", "alpha-handout-students-now.pdf")


def test_other_forms_of_a_document_are_in_the_order_of_formats(workspace: Workspace) -> None:
    documents = workspace.plan().documents
    name = "test-groups-changes-students-2010-to-now"
    page = next(d for d in documents.all if d.name == f"{name}.html")
    beside = documents.siblings(page)
    assert [d.format for d in beside if d.kind == "changes"] == ["pdf", "docx", "md"]


def test_a_request_is_complete(workspace: Workspace) -> None:
    plan = workspace.plan()
    for document in (*plan.documents.all, *plan.documents.specimens):
        request = plan.request(document)
        assert request.readers[0] == document.audience
        assert (request.comparison is None) == (document.subject is not None)
        assert (request.since is None) == (document.since is None)
        assert bool(request.styles) == (document.format != "md")
        assert request.organizations


def test_only_settings_that_shape_a_document_are_among_its_inputs(workspace: Workspace) -> None:
    plan = workspace.plan()
    sheet = plan.document("now", "students", "alpha-fact-sheet-students-now.pdf")
    given = plan.dependencies.of_document(sheet, Digests(), {}).given
    assert "config.yaml: house" in given
    assert "templates/audiences/students/audience.yaml" in given
    assert not [name for name in given if "policymakers" in name or "provenance" in name]
    assert "templates/styles/press.css" not in given
    assert "templates/styles/web.css" not in given
    assert not [name for name in given if name.startswith("data/")]

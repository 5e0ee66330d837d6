"""All that a document reads is declared: files, settings, our own code and the libraries."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from conftest import Workspace, project_at
from small_project import PROJECT

from orgbriefs.build import build_document
from orgbriefs.language.catalogue import SHIPPED
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import Digests, Inputs
from orgbriefs.plan.software import APART, DISTRIBUTIONS, software
from orgbriefs.request import DocumentId

#: Libraries that documents pass through and that shape nothing of them.
SHAPES_NOTHING = {
    "annotated-types",  # constraints of pydantic's models
    "cffi",
    "charset-normalizer",
    "click",
    "html5lib",  # a parser that beautifulsoup4 loads where it is there, and is not asked for
    "idna",  # addresses, which are not fetched
    "packaging",
    "platformdirs",
    "pycparser",
    "setuptools",
    "six",
    "soupsieve",
    "typing-extensions",
    "typing-inspection",
    "webencodings",  # all files are in UTF-8
}


def declared(plan: Plan, document: DocumentId) -> set[Path]:
    """The files that the plan says a document is made from."""
    inputs = plan.dependencies.of_document(document, Digests(), {})
    root = plan.project.root
    named = {root / name for name in inputs.given}
    named |= {SHIPPED / name for name in inputs.given}
    return named | {plan.folders.edition(*key) for key in plan.dependencies.editions(document)}


def of_each_sort(plan: Plan) -> list[DocumentId]:
    """One document of each kind, audience, format and scope, of the later edition."""
    found = {
        (d.kind, d.audience, d.format, d.subject is None): d
        for d in (*plan.documents.all, *plan.documents.specimens)
        if d.edition == plan.project.config.editions[-1].id
    }
    return list(found.values())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    space = project_at(tmp_path_factory.mktemp("declared") / "project", PROJECT)
    space.prepare(space.plan())
    return space


def test_every_file_that_is_read_is_declared(project: Workspace) -> None:
    plan = project.plan()
    documents = of_each_sort(plan)
    assert len({d.kind for d in documents}) == 5
    assert len({d.format for d in documents}) == 4
    for document in documents:
        made = build_document(plan.request(document))
        reads = {path.resolve() for path in made.reads}
        assert len(reads) > 8, document.name
        undeclared = reads - {path.resolve() for path in declared(plan, document)}
        assert not undeclared, f"{document.name}: {sorted(undeclared)}"


def test_a_file_that_is_not_declared_would_be_found(project: Workspace) -> None:
    plan = project.plan()
    document = of_each_sort(plan)[0]
    reads = {path.resolve() for path in build_document(plan.request(document)).reads}
    assert reads - {path for path in declared(plan, document) if path.suffix != ".html"}


#: Makes a document in a process of its own, and says which modules that took.
PROGRAM = """
import json, sys
from pathlib import Path
from orgbriefs.build import build_document
from orgbriefs.language.catalogue import SHIPPED
from orgbriefs.plan.plan import Plan
from orgbriefs.project import Project
plan = Plan(Project(Path(sys.argv[1])))
before = set(sys.modules)
requests = [plan.request(plan.document(*name.split("/"))) for name in sys.argv[2:]]
for request in requests:
    build_document(request)
print(json.dumps(sorted(sys.modules)))
"""


def test_all_code_and_libraries_that_run_count_as_inputs(project: Workspace) -> None:
    plan = project.plan()
    one_of_each = {d.format: d for d in of_each_sort(plan)}.values()
    names = [f"{d.edition}/{d.audience}/{d.name}" for d in one_of_each]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(project.path), *names],
        capture_output=True,
        text=True,
        check=True,
    )
    modules = json.loads(done.stdout)
    assert "weasyprint" in modules
    assert "docx" in modules
    owners = packages_distributions()
    used = {
        owner.lower().replace("_", "-")
        for module in modules
        for owner in owners.get(module.partition(".")[0], [])
    } - {"orgbriefs"}
    assert len(used) > 15
    assert not SHAPES_NOTHING & set(DISTRIBUTIONS)
    unknown = used - set(DISTRIBUTIONS) - SHAPES_NOTHING
    assert not unknown, f"declare them in plan/software.py, or say why not: {sorted(unknown)}"
    assert set(software()) >= {"python", "orgbriefs", "weasyprint", "pango"}


def test_no_document_is_made_with_code_that_does_not_count() -> None:
    command = "import sys, orgbriefs.build; print(*(m for m in sys.modules if 'orgbriefs.' in m))"
    done = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    )
    rooms = {module.split(".")[1] for module in done.stdout.split()}
    assert {"html", "render", "provenance"} <= rooms
    assert not rooms & set(APART)


def test_the_code_of_a_report_counts_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = project_at(tmp_path / "project", PROJECT)

    def inputs() -> Inputs:
        return space.plan().dependencies.of_copy_fitting({})

    before = inputs()
    assert inputs() == before
    monkeypatch.setattr("orgbriefs.plan.dependencies.code_of", lambda room: f"other {room}")
    assert inputs() != before

"""What ``check`` passes, builds: projects at random, in every kind and format.

``make fuzz`` makes hundreds of documents; a few are made here.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
import random_pages
from models import model, written
from random_pages import faults_of, font_files, request_of, trial

from orgbriefs.build import build_document
from orgbriefs.check import check_project
from orgbriefs.problems import InputError
from orgbriefs.project import Project
from orgbriefs.request import DocumentId

#: Projects, and documents of each.
PROJECTS, OF_EACH = int(os.environ.get("ORGBRIEFS_FUZZ_PROJECTS", "1")), 4
#: Sheets and handouts, each of a project of its own.
SHEETS = (6, 11, 13, 16, 92)
#: Papers, likewise.
PAPERS = (12, 20, 34, 46)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The font files of all projects."""
    return font_files(tmp_path_factory.mktemp("models"))


@pytest.mark.parametrize("number", range(PROJECTS))
def test_what_is_found_sound_is_built(tmp_path: Path, files: Path, number: int) -> None:
    space = written(tmp_path / "project", model(number))
    problems = check_project(Project(space.path))
    assert problems == [], "\n".join(map(str, problems))
    for document in chosen(space.plan().documents.all, number):
        try:
            build_document(request_of(space, document, files))
        except InputError as error:
            raise AssertionError(f"{document.name}\n{error}") from error


@pytest.mark.parametrize("number", SHEETS)
def test_any_organization_gets_a_sheet_or_a_handout_without_a_fault(
    tmp_path: Path, files: Path, number: int
) -> None:
    document, made = trial(tmp_path / "project", number, files)
    assert faults_of(made) == [], document.name


@pytest.mark.parametrize("number", PAPERS)
def test_any_organizations_get_a_paper_without_a_fault(
    tmp_path: Path, files: Path, number: int
) -> None:
    document, made = trial(tmp_path / "project", number, files, random_pages.PAPERS)
    assert faults_of(made) == [], document.name


def test_each_number_makes_the_same_project() -> None:
    assert model(1) == model(1)
    assert model(1) != model(2)


def test_projects_have_all_sizes() -> None:
    projects = [model(number) for number in range(30)]
    sizes = {len([file for file in project if "organizations" in file]) for project in projects}
    assert {1, 12} <= sizes
    all_of_them = [
        content
        for project in projects
        for file, content in project.items()
        if "organizations" in file
    ]
    assert {len({m["country"] for m in o["membership"]}) for o in all_of_them} >= {1, 60}
    assert {len(o.get("events", ())) for o in all_of_them} >= {0, 60}
    assert {len(o.get("texts", ())) for o in all_of_them} >= {0, 1, 14}
    lengths = {len(o["names"][0]["text"]) for o in all_of_them}
    assert 3 in lengths
    assert max(lengths) >= 120


def chosen(documents: Sequence[DocumentId], number: int) -> list[DocumentId]:
    """Some documents, by a number; the first one of each kind that is among them leads."""
    mixed = random.Random(number).sample(documents, len(documents))
    kinds = {document.kind: document for document in reversed(mixed)}
    return [*kinds.values(), *(d for d in mixed if d not in kinds.values())][:OF_EACH]

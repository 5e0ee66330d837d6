"""Faults in the pages that lead to documents are found before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Workspace, project_at
from small_project import PROJECT

from orgbriefs.distribution.checking import bundle_problems
from orgbriefs.language.loading import load_language
from orgbriefs.project import Project
from orgbriefs.site.checking import site_problems


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return project_at(tmp_path_factory.mktemp("checking") / "project", PROJECT)


def told(space: Workspace) -> list[str]:
    project = Project(space.path)
    language = load_language(project.config.language, project.templates)
    found = [*site_problems(project, language), *bundle_problems(project, language)]
    return [problem.text(space.path) for problem in found]


def test_the_shipped_templates_can_be_filled_in(whole: Workspace) -> None:
    assert told(whole) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("site/landing.html", "landing.changed", "landing.chnged", "did you mean 'changed'?"),
        ("site/documents.html", "o.abbreviation", "o.abbrevation", "'abbreviation'?"),
        ("site/data.html", "site.data-opening", "site.data-openning", "data-opening"),
        ("styles/site.css", "colours.accent }}", "colours.acent }}", "'accent'?"),
        ("bundles/index.html", "d.title", "d.tilte", "did you mean 'title'?"),
        ("bundles/index.html", "bundle.of-organization", "bundle.of-body", "bundle.of-body"),
        ("bundles/style.css", "* {", "{{ nobody.said }} * {", "nobody"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(
    whole: Workspace, file: str, old: str, new: str, said: str
) -> None:
    path = whole.path / "templates" / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    try:
        (problem,) = told(whole)
    finally:
        path.write_text(before, encoding="utf-8")
    assert problem.startswith(f"templates/{file}:")
    assert said in problem


def test_what_a_project_has_not_is_not_missed(tmp_path: Path) -> None:
    space = project_at(tmp_path / "project", PROJECT)
    for name in ("site", "bundles"):
        (space.path / "templates" / name).rename(tmp_path / name)
    assert told(space) == []

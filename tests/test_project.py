"""A project is an object: nothing of it depends on the working directory or on another one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_project import copy_of_project, edit

from orgbriefs.problems import InputError
from orgbriefs.project import Project


def test_two_projects_are_open_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = copy_of_project(tmp_path / "a"), copy_of_project(tmp_path / "b{c} d")
    edit(second / "config.yaml", "Test Press", "Other Press")
    monkeypatch.chdir(tmp_path)
    one, other = Project(first), Project(Path("b{c} d/project"))
    monkeypatch.chdir("/")
    assert one.config.house.publisher == "Test Press"
    assert other.config.house.publisher == "Other Press"
    assert set(other.library().organizations) == {"alpha", "beta"}
    assert other.root == second
    assert other.work == second / "out/.work"


def test_what_is_no_project_is_told_what_one_is(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    (root / "config.yaml").rename(root / "config.yml")
    (root / "templates").rename(root / "layouts")
    with pytest.raises(InputError) as caught:
        Project(root)
    assert caught.value.text(root.resolve()) == (
        "config.yaml: this is missing\n"
        "    fix:   a project is a folder with config.yaml, data/ and templates/\n"
        "templates: this is missing\n"
        "    fix:   a project is a folder with config.yaml, data/ and templates/"
    )


def test_a_project_is_found_from_below(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    assert Project.find(root / "data/organizations") == root == Project.find(root)
    with pytest.raises(InputError, match="no project here or above"):
        Project.find(tmp_path)


def test_settings_of_a_file_take_the_place_of_the_configuration(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    file = tmp_path / "settings.json"
    file.write_text(Project(root, {"paper": "Letter"}).settings.to_json(), encoding="utf-8")
    (root / "config.yaml").write_text("broken: [", encoding="utf-8")
    project = Project.from_settings(root, file)
    assert project.config.paper == "Letter"
    assert project.config.overridden == ("paper",)
    assert list(project.audiences) == ["policymakers", "students"]


def test_all_faults_of_a_project_are_told(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    assert Project(root).problems() == []
    edit(root / "config.yaml", "audiences:", "audiances:")
    edit(root / "data/statuses.yaml", "counts: true", "counts: perhaps")
    edit(root / "templates/sections.yaml", "sections:", "section:")
    found = {problem.place.file.name for problem in Project(root).problems()}
    assert found == {"config.yaml", "statuses.yaml", "sections.yaml"}


@pytest.mark.parametrize("place", ["templates/styles/web.css", "templates/extra", "config.yaml"])
def test_a_link_or_a_pipe_among_templates_is_refused(tmp_path: Path, place: str) -> None:
    root = copy_of_project(tmp_path)
    path = root / place
    if path.exists():
        path.unlink()
        path.symlink_to(tmp_path / "elsewhere")
    else:
        os.mkfifo(path)
    with pytest.raises(InputError, match=r"this is (a link|a pipe)|this is missing") as caught:
        Project(root)
    assert place in caught.value.text(root)


def test_a_link_among_data_holds_back_only_itself(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    (root / "data/organizations/gamma.yaml").symlink_to("alpha.yaml")
    said = [problem.text(root) for problem in Project(root).problems()]
    assert said == [
        "data/organizations/gamma.yaml: this is a link, not a file\n"
        "    found: gamma.yaml\n    fix:   put the file itself in its place"
    ]

"""The tour in the README does what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import Workspace, project_at
from small_project import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    return project_at(tmp_path / "project", ROOT)


def test_a_wrong_country_gets_the_message_shown(project: Workspace) -> None:
    shown = re.search(r"    (data/organizations/guam\.yaml.*\n.*\n.*)\n", README)
    assert shown is not None
    project.edit("data/organizations/guam.yaml", "country: UA, status", "country: UK, status")
    code, said = project.command("check")
    assert code == 1
    assert shown[1].replace("\n    ", "\n") in said


def test_the_organization_shown_can_be_added(project: Workspace) -> None:
    organization, source = re.findall(r"```yaml\n(.*?)```", README, re.S)
    (project.path / "data/organizations/eaeu.yaml").write_text(organization, encoding="utf-8")
    with (project.path / "data/sources.yaml").open("a", encoding="utf-8") as file:
        file.write(source)
    project.edit("data/comparison.yaml", "[cis, csto, guam, sco]", "[cis, csto, eaeu, guam, sco]")
    assert project.command("check") == (
        0,
        "All data, configuration and templates are sound: 144 documents to build.\n",
    )


def test_an_audience_can_be_a_folder_that_reads_as_another(project: Workspace) -> None:
    new = project.path / "templates/audiences/teachers"
    new.mkdir()
    shutil.copy(project.path / "templates/audiences/students/audience.yaml", new)
    with (new / "audience.yaml").open("a", encoding="utf-8") as file:
        file.write("reads_as: students\n")
    project.edit("config.yaml", "students]", "students, teachers]")
    code, said = project.command("check")
    assert (code, "176 documents" in said) == (0, True), said


def test_the_number_of_documents_is_the_one_named(project: Workspace) -> None:
    _, said = project.command("check")
    number = re.search(r"makes\n(\d+) documents", README)
    assert number is not None
    assert f"{number[1]} documents to build" in said

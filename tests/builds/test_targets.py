"""What is asked for: by path, by settings, from elsewhere; and what is no longer asked for."""

from __future__ import annotations

import json

import pytest
from conftest import Workspace
from little import (
    SHEET,
    built_once,
    documents,
    does_nothing,
    fails,
    little,
    little_project,
)
from small_project import ROOT

__all__ = ["built_once", "little"]
NAME = SHEET.rpartition("/")[2]


def manifest(space: Workspace) -> list[str]:
    text = (space.path / "out/manifest.json").read_text(encoding="utf-8")
    return [record["path"] for record in json.loads(text)["documents"]]


def test_a_draft_or_a_trial_is_not_published(little: Workspace) -> None:
    before = documents(little)
    draft = SHEET.replace("out/", "out/drafts/")
    assert little.built("--config", "draft=true", "--", draft) == [NAME]
    trial = "out/trials/now/students/test-groups-changes-students-2010-to-now.md"
    assert len(little.built("--config", "paper=Letter", "--", trial)) == 1
    after = documents(little)
    assert {path: content for path, content in after.items() if path in before} == before
    assert set(after) - set(before) == {draft, trial}
    assert len(manifest(little)) == 12
    assert does_nothing(little)
    assert "Nothing to be done" in little.snakemake("--config", "draft=true", "--", draft).stderr
    assert f"did you mean '{draft}'" in fails(little, "--config", "draft=true", "--", SHEET)


def test_a_wrong_target_names_those_that_are_near(little: Workspace) -> None:
    said = fails(little, SHEET.replace("alpha", "gamma"))
    assert "there is no such document" in said
    assert f"did you mean '{SHEET}'" in said
    for target, meant in [
        ("factsheet", "factsheets"),
        ("out/2011/students/alpha-fact-sheet-students-2011.html", "alpha-fact-sheet-students"),
        (SHEET.replace(".html", ".xls"), SHEET),
    ]:
        said = fails(little, target)
        assert meant in said
        assert "MissingRule" not in said
        assert "Wildcards" not in said


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("papr=Letter", "did you mean 'paper'?"),
        ("paper=A7", "paper"),
        ("language=qq", "qq"),
        ("from=2007", "2007"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(
    little: Workspace, setting: str, said: str
) -> None:
    assert said in fails(little, "--config", setting)


def test_documents_of_what_is_no_longer_configured_are_removed(little: Workspace) -> None:
    own = little.path / "out/now/policymakers/beta-fact-sheet-policymakers-now.html"
    own.write_text("changed by hand", encoding="utf-8")
    little.edit("config.yaml", "[policymakers, students]", "[students]")
    done = little.snakemake()
    assert done.returncode == 0, done.stderr
    removed = [line for line in done.stderr.splitlines() if line.startswith("  removed  ")]
    assert len(removed) == 5
    assert f"  kept     {own.relative_to(little.path)}" in done.stderr
    assert own.exists()
    assert not (little.path / "out/2010/policymakers").exists()
    assert len(manifest(little)) == 6
    assert "removed" not in little.snakemake().stderr


def test_nothing_is_removed_while_something_fails(little: Workspace) -> None:
    little.edit("data/comparison.yaml", "id: test-groups", "id: [")
    before = documents(little)
    fails(little)
    assert list(documents(little)) == list(before)


def test_what_the_command_line_asked_for_is_kept_and_listed(little: Workspace) -> None:
    extra = "out/2015-06-30/students/alpha-fact-sheet-students-2015-06-30.html"
    assert little.built("--config", "as_of=2015-06-30", "--", extra)
    assert does_nothing(little)
    assert extra in manifest(little)
    little.edit("config.yaml", "[policymakers, students]", "[students]")
    little.built()
    assert (little.path / extra).exists()
    assert extra in manifest(little)


def test_it_runs_from_anywhere_and_in_a_folder_with_braces(little: Workspace) -> None:
    odd = little.path.rename(little.path.with_name("a{b}c ' d"))
    space = Workspace(odd)
    assert does_nothing(space)
    elsewhere = Workspace(odd.parent)
    assert does_nothing(elsewhere, "-s", str(odd / "Snakefile"))
    assert does_nothing(elsewhere, "-s", str(ROOT / "Snakefile"), "-d", str(odd))
    space.edit("config.yaml", "publisher: Test Press", "publisher: 'The {braced} Press'")
    assert space.built(SHEET) == [NAME]
    assert "{braced}" in (odd / SHEET).read_text(encoding="utf-8")


def test_an_empty_project_builds_one_document(tmp_path_factory: pytest.TempPathFactory) -> None:
    space = little_project(tmp_path_factory.mktemp("one") / "project")
    said = space.snakemake("-n").stderr
    assert "because it has not been made yet" in said
    assert "12 documents would be built." in said
    assert not (space.path / "out").exists()
    assert space.built(SHEET) == [NAME]
    assert manifest(space) == [SHEET]
    assert "1 of 12 are up to date" in space.snakemake(SHEET).stderr

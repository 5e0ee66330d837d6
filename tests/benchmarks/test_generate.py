"""Generated projects are sound, varied, and the same each time."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generate import generated_project, organization
from benchmarks.laboratory import change_a_fact
from orgbriefs.plan.plan import Plan
from orgbriefs.project import Project


def test_an_organization_is_the_same_each_time_and_unlike_the_next() -> None:
    assert organization(7, "org-7") == organization(7, "org-7")
    names = {organization(number, "org")[4] for number in range(2000)}
    assert len(names) == 2000


def test_a_project_is_sound_also_when_a_fact_was_changed(tmp_path: Path) -> None:
    root = generated_project(tmp_path, 3, audiences=2)
    project = Project(root)
    assert project.problems() == []
    assert len(Plan(project).documents.all) == 6
    path = root / "data/organizations/org-00002.yaml"
    before = path.read_text(encoding="utf-8").splitlines()
    change_a_fact(root, "org-00002")
    after = path.read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    [changed] = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert " name: " in changed[0]
    assert Project(root).problems() == []
